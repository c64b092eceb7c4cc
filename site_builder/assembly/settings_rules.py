"""Rules about the settings in site.yaml."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


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
    "部署地址“{text}”不是完整的网址；请写成 https://www.example.gov.cn/gk/ 这样，"
    "不带空格、引号、用户名、? 和 #。",
)
def base_url_not_valid() -> None:
    """部署地址不是完整的网址。

    站点地图和片段要用完整的网址，404.html 要用它的路径，别处都用相对链接。它会写进网页，所以只能
    有协议（http 或 https）、域名、端口和路径。不知道部署在哪里，可以不写。

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
    "C120",
    "收录范围没有“{text}”{hint}请写 full（各机关各年的报告都收，缺的会提醒）或 "
    "selected（只选收一部分）。",
)
def coverage_not_valid() -> None:
    """收录范围不是规定的两种。

    不写是 full：机关从第一份报告起，到期限已过的最近一年，年年应有报告，缺的会提醒，首页和年度
    汇总也会写明。只选收一部分报告的网站写 selected：没有的只写“未收录”，不提醒，也不计数。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        coverage: select
        regions:
          640500: 中卫市
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        coverage: selected
        regions:
          640500: 中卫市
    """


@problem_rule(
    "C107", "设置文件 content/site.yaml 打不开（{why}）；请检查它的权限，或重新放一份普通文件。"
)
def settings_unreadable() -> None:
    """设置文件打不开。

    它要是一个可以读取的普通文件，不能是符号链接、文件夹或管道，也不能超过 1 MB。

    Bad:
        content/site.yaml 的权限是 000，或是指向别处的符号链接。
    Good:
        content/site.yaml 是一个普通文件，可以读取。
    """


@problem_rule("C108", "主题里的“{path}”不能用：{why}；请换成可以读取的普通文件，或从主题里移走。")
def theme_file_not_usable() -> None:
    """主题里有一个不能用的文件或文件夹。

    主题里只放普通文件：可以读取，不是管道，不超过 50 MB，文件夹不套得太深，文件名是可以显示的 UTF-8
    文字。可以是符号链接，但链接的那一头也要如此。编辑软件留下的临时文件（如 page.html~、Thumbs.db、
    .git）不用管，不会使用，也不会发布。

    Bad:
        -- themes/blue/theme.yaml --
        extends: default
        -- themes/blue/static/\\xff.png --
        图
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        theme: blue
        regions:
          640500: 中卫市
    Good:
        -- themes/blue/theme.yaml --
        extends: default
        -- themes/blue/static/logo.png --
        图
        -- themes/blue/static/logo.png~ --
        图
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        theme: blue
        regions:
          640500: 中卫市
    """


@problem_rule("C109", "主题的文件有误（{why}）；请改正这里，或删去这个文件，改用默认主题的。")
def theme_file_wrong() -> None:
    """主题的模板或样式表有误。

    模板写错了，网页就生成不出来；原有网站没有改动。括号里是原因，有的是模板引擎或 Python 的原话，如
    “'x' is undefined”是用了没有的名称，“ZeroDivisionError”是除以零。

    Bad:
        themes/blue/templates/page.html 的第3行写了 {{ page.gone }}。
    Good:
        模板只用 themes/default/README.md 里列出的名称。
    """


@problem_rule(
    "C110",
    "政府网站标识码“{text}”不对：共10位，是10个数字，国务院部门的是 bm 加8个数字；"
    "请照全国政府网站信息报送系统里的改。",
)
def site_id_not_valid() -> None:
    """政府网站标识码不是10位。

    标识码是6位行政区划代码加4位序号，国务院部门的以 bm 开头（国办发〔2017〕47号）。它写在每一页的
    SiteIDCode 标签和页脚里，检查的程序靠它认出网站。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        site_id: 64050001
        regions:
          640500: 中卫市
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        site_id: 6405000001
        organizer: 中卫市人民政府办公室
        contact: 0955-1234567
        icp: 宁ICP备00000000号
        police: 宁公网安备64050000000001号
        mark_url: https://bszs.conac.cn/sitename
        mistakes_url: https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=6405000001
        regions:
          640500: 中卫市
        -- 2023年度报告 --
        ---
        published: 2024-01-26
        ---
        （正文：六个部分）
    """


@problem_rule("C111", "ICP备案编号“{text}”不像备案编号；请写成“宁ICP备00000000号-1”这样。")
def icp_not_valid() -> None:
    """ICP备案编号的样子不对。

    页脚要有它，并链接到工业和信息化部的备案管理系统。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        icp: 已备案
        regions:
          640500: 中卫市
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        icp: 宁ICP备00000000号-1
        regions:
          640500: 中卫市
    """


@problem_rule(
    "C112", "公安机关备案编号“{text}”不像备案编号；请写成“宁公网安备64050000000001号”这样。"
)
def police_not_valid() -> None:
    """公安机关备案编号的样子不对。

    编号是14位数字（早先的有12位的），页脚照它链接到公安机关的备案查询页。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        police: 公安机关已备案
        regions:
          640500: 中卫市
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        police: 宁公网安备64050000000001号
        regions:
          640500: 中卫市
    """


@problem_rule(
    "C130", "片段标题级别（heading_level）是1到4，写的是{level}；门户的模板已有一级标题的，写2。"
)
def heading_level_not_valid() -> None:
    """片段标题的级别不在1到4之间。

    生成正文片段时，页面标题用几级标题由 heading_level 决定，下面各级标题依次往后；网站自己的页面
    不受影响。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        heading_level: 7
        regions:
          640500: 中卫市
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        heading_level: 2
        regions:
          640500: 中卫市
    """


@problem_rule("H151", "site.yaml 这里还没有填写；请写上内容，连括号一起换掉，没有要写的就删去。")
def left_unfilled_in_settings() -> None:
    """网站设置里还有没填的地方。

    网站设置没有草稿，写在里面的都会公开。“（填写）”的各种写法见规则 H150。

    Bad:
        -- content/site.yaml --
        title: （填写：网站名称）
        regions:
          640500: 中卫市
    Good:
        -- content/site.yaml --
        title: 政府信息公开平台
        regions:
          640500: 中卫市
    """


SETTINGS_RULES = (
    left_unfilled_in_settings,
    heading_level_not_valid,
    settings_missing,
    regions_not_valid,
    base_url_not_valid,
    theme_unknown,
    fragments_without_base_url,
    style_missing,
    coverage_not_valid,
    settings_unreadable,
    theme_file_not_usable,
    theme_file_wrong,
    site_id_not_valid,
    icp_not_valid,
    police_not_valid,
)
