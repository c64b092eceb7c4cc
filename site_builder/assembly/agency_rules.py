"""Rules about the agency that a file belongs to, and its administrative division."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "A101",
    "没有代号为“{agency}”的机关；请建 agencies/{agency}/index.md，或把文件移到正确的机关下面。",
)
def agency_unknown() -> None:
    """文件所属的机关不存在。

    agencies 下面每个文件夹是一个机关，文件夹里的 index.md 写机关的名称和行政区划代码。

    Bad:
        -- content/agencies/shapotou-kjj/guide.md --
        ---
        title: 政府信息公开指南
        ---
        正文。
    Good:
        -- content/agencies/shapotou-kjj/index.md --
        ---
        title: 中卫市沙坡头区科学技术局
        region: 640500
        ---
        -- content/agencies/shapotou-kjj/guide.md --
        ---
        title: 政府信息公开指南
        ---
        正文。
    """


@problem_rule(
    "A102", "行政区划代码“{code}”不在 site.yaml 的 regions 里{hint}请改正代码，或在那里加上。"
)
def region_unknown() -> None:
    """行政区划代码没有登记。

    机关按行政区划排列；代码和名称登记在 content/site.yaml 的 regions 里。

    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640505
        ---
    Good:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        ---
    """


AGENCY_RULES = (
    agency_unknown,
    region_unknown,
)
