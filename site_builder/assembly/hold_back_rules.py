"""Rules about the values that decide what is public, and from when to when."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "H140",
    "公开方式“{text}”看不明白，不敢照着公开{hint}请写“主动公开”“依申请公开”“不予公开”或“删减后公开”，"
    "要说明的写在后面的括号里。",
)
def openness_not_clear() -> None:
    """公开方式写得含糊，可能把不该公开的公开出去。

    依申请公开和不予公开的，不发布（条例第十三条至第十六条）。只有确定是公开的意思才发布；写成
    “不公开”“依申请”“内部”一类，请改成规定的四个词之一。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        openness: 不公开
        ---
        正文。
    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        openness: 依申请
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        openness: 不予公开（内部事务信息）
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        openness: 删减后公开（隐去个人信息）
        ---
        正文。
    """


@problem_rule("H141", "归档日期{until}不晚于上线日期{begins}，这份文件就从来不在列表里；请核对。")
def archived_before_published() -> None:
    """归档日期不晚于上线或发布的日期。

    Bad:
        -- 专页 --
        ---
        publish_from: 2024-03-11
        publish_until: 2024-03-01
        ---
        正文。
    Good:
        -- 专页 --
        ---
        publish_from: 2024-03-01
        publish_until: 2098-03-11
        ---
        正文。
    """


@problem_rule("H142", "“{key}”不能写在这里：{why}。")
def key_not_here() -> None:
    """归档、撤下或更正写在了没有意义的地方。

    文件和专页可以归档，这两样和年度报告可以撤下、更正；首页和机关主页不能。

    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        publish_until: 2098-01-01
        ---
    Good:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        ---
    """


HOLD_BACK_RULES = (openness_not_clear, archived_before_published, key_not_here)
