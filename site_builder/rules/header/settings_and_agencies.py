"""The settings of the portal, and the agencies in it."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.lint.rule import Violation, problem_rule, rule
from site_builder.model.site import Portal


@problem_rule(
    "C101", "没有设置文件 content/site.yaml；请新建这个文件，至少写一行“title: 网站名称”。"
)
def settings_missing() -> None:
    """没有设置文件。

    Bad:
        -- content/site.yaml absent --
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        regions:
          640500: 中卫市
    """


@problem_rule("C102", "行政区划要一行一个，写成“六位代码: 名称”，如“640500: 中卫市”。")
def regions_not_valid() -> None:
    """行政区划没有写成“代码: 名称”。

    代码照 GB/T 2260，六位数字。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        regions:
          中卫市: 640500
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        regions:
          640500: 中卫市
    """


@problem_rule(
    "C103",
    "部署地址“{text}”不是完整的网址；请写成 https://www.example.gov.cn/gk/ 这样，不带 ? 和 #。",
)
def base_url_not_valid() -> None:
    """部署地址不是完整的网址。

    只有站点地图要用完整的网址，别处都用相对链接。不知道部署在哪里，可以不写。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        base_url: www.example.gov.cn
        regions:
          640500: 中卫市
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        base_url: https://www.example.gov.cn/gk/
        regions:
          640500: 中卫市
    """


@problem_rule(
    "C104", "没有叫“{name}”的主题；请删去 theme 一行以使用默认主题，或在 themes 文件夹里放好它。"
)
def theme_unknown() -> None:
    """没有这个主题。

    主题是 themes 里的一个文件夹，里面有 theme.yaml；它继承的主题也要有，且不能绕回自己。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        theme: blue
        regions:
          640500: 中卫市
    Good:
        -- themes/blue/theme.yaml --
        extends: default
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        theme: blue
        regions:
          640500: 中卫市
    """


@problem_rule(
    "C105",
    "要生成内容片段（--fragments），先要知道部署地址；请在 site.yaml 写一行“base_url: 网址”。",
)
def fragments_without_base_url() -> None:
    """生成内容片段却没有部署地址。

    片段要嵌进别的系统的网页，里面的链接和样式都要写完整的网址。

    Bad:
        运行 sitebuild build --fragments，而 site.yaml 里没有 base_url。
    Good:
        site.yaml 里写着 base_url: https://www.example.gov.cn/gk/ 。
    """


@problem_rule(
    "C106",
    "主题“{theme}”的 theme.yaml 列了样式表“{name}”，styles 文件夹里却没有；请放好它或删去这一项。",
)
def style_missing() -> None:
    """主题列出的样式表不存在。

    theme.yaml 的 styles 列的样式表，都放在这个主题的 styles 文件夹里，或在它所继承的主题里。

    Bad:
        -- themes/blue/theme.yaml --
        extends: default
        styles: [colour.css]
        -- themes/blue/styles/colours.css --
        :root { --sb-main: #1b4173; }
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        theme: blue
        regions:
          640500: 中卫市
    Good:
        -- themes/blue/theme.yaml --
        extends: default
        styles: [colours.css]
        -- themes/blue/styles/colours.css --
        :root { --sb-main: #1b4173; }
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        theme: blue
        regions:
          640500: 中卫市
    """


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


@rule("A103", "“{name}”这个名称，{other} 也在用；同一机关请合到一个文件夹里，不同机关请写全称。")
def agencies_of_one_name(portal: Portal) -> Iterator[Violation]:
    """两个机关的名称相同。

    同一机关分在两处，每一处都像少了报告；不同机关要用规范全称，读者才分得清。

    Bad:
        -- content/agencies/zhongwei-kj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        ---
        -- content/agencies/zhongwei-kj/guide.md --
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
    seen: dict[str, str] = {}
    for summary in portal.summaries:
        if summary.title in seen:
            yield Violation(
                summary.path, 1, 1, (("name", summary.title), ("other", seen[summary.title]))
            )
        if summary.title:
            seen.setdefault(summary.title, summary.path)


SETTINGS_RULES = (
    settings_missing,
    regions_not_valid,
    base_url_not_valid,
    theme_unknown,
    fragments_without_base_url,
    style_missing,
)
PLACE_RULES = (
    agency_unknown,
    region_unknown,
    agencies_of_one_name,
)
