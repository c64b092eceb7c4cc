"""Rules about waivers: their syntax, and whether they are needed."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule("H120", "waivers（豁免）要一行一条，写成“规则编号: 理由”，前面空两格。")
def waivers_not_a_mapping() -> None:
    """豁免没有写成“规则编号: 理由”。

    Bad:
        -- 专页 --
        ---
        waivers: M101
        ---
        正文。
    Good:
        -- 专页 --
        ---
        waivers:
          M101: 照录原件
        ---
        # 一级标题
        正文。
    """


@problem_rule("H121", "豁免“{code}”没有写理由；请在冒号后写明为什么不改。")
def waiver_without_reason() -> None:
    """豁免没有理由。

    豁免的理由会记下来，给审核的人看。错误一般不能豁免；规则注明“可豁免”的
    （如原件勾稽不符的F230），豁免的理由会印在网页上。

    Bad:
        -- 专页 --
        ---
        waivers:
          M101:
        ---
        正文。
    Good:
        -- 专页 --
        ---
        waivers:
          M101: 照录原件
        ---
        # 一级标题
    """


@problem_rule("H122", "没有代码为“{code}”的规则，豁免不起作用；请核对代码，或删去这一行。")
def waiver_of_no_rule() -> None:
    """豁免了不存在的规则。

    Bad:
        -- 专页 --
        ---
        waivers:
          M999: 原文如此
        ---
        正文。
    Good:
        -- 专页 --
        正文。
    """


@problem_rule("H123", "“{code}”已经没有可豁免的问题，请删去这一行。", "warning")
def waiver_not_needed() -> None:
    """豁免已经没有必要。

    问题改好了，豁免就要删去，免得以后把新的问题也放过去。

    Bad:
        -- 专页 --
        ---
        waivers:
          M104: 原文如此
        ---
        正文。
    Good:
        -- 专页 --
        ---
        waivers:
          M104: 说的就是标签
        ---
        标签 <b> 表示加粗。
    """


WAIVER_RULES = (
    waivers_not_a_mapping,
    waiver_without_reason,
    waiver_of_no_rule,
    waiver_not_needed,
)
