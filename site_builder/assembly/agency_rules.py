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


@problem_rule("A104", "机关类别没有“{kind}”{hint}请写{kinds}中的一个；拿不准的可以不写。")
def kind_unknown() -> None:
    """机关类别不是规定的几种。

    类别决定年度报告的期限，也决定与谁的数合计：政府的报告汇总了所属部门，分开合计，才不会重复
    计算。不写的，名称以“人民政府”结尾的按政府（乡、镇人民政府按乡镇）算，其他按部门算。

    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        kind: 政府工作部门
        ---
    Good:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        kind: 部门
        ---
    """


AGENCY_RULES = (
    agency_unknown,
    region_unknown,
    kind_unknown,
)
