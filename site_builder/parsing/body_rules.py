"""Rules about Markdown that would not be rendered as its author means it."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "M101",
    "正文里又有一级标题“{text}”；页面标题已写在信息栏里，请把这一行的 # 改成 ##。",
    "warning",
)
def title_in_body() -> None:
    """正文里有一级标题。

    一个网页只有一个一级标题，就是信息栏里的 title；正文从二级标题（##）写起。

    Bad:
        -- 专页 --
        # 说明
        正文。
    Good:
        -- 专页 --
        ## 说明
        正文。
    """


@problem_rule(
    "M102",
    "标题“{text}”是第 {level} 级，上一个标题是第 {before} 级，中间跳过了一级；请减少 # 的个数。",
    "warning",
)
def heading_level_skipped() -> None:
    """标题跳级。

    用读屏软件的人靠标题的级别在页面里走动，跳级会让人以为漏了一段。
    页面标题是第 1 级，正文从第 2 级（##）写起。

    Bad:
        -- 专页 --
        ## 一、说明
        #### 1.细则
    Good:
        -- 专页 --
        ## 一、说明
        ### （一）细则
        #### 1.要点
    """


@problem_rule(
    "M103",
    "“{text}”里的加粗记号没有配对，网页上会原样显示；请在加粗文字的前后各写两个星号，中间不留空格。",
    "warning",
)
def emphasis_not_closed() -> None:
    r"""加粗记号没有配对。

    要在网页上显示星号本身，请写成 `\*`。

    Bad:
        -- 专页 --
        **一是加强领导。成立了领导小组。
    Good:
        -- 专页 --
        **一是加强领导。**成立了领导小组。注：\*\*为估计数。
    """


@problem_rule(
    "M104", "“{text}”是网页代码，会原样显示成文字；请删去，改用 Markdown 的写法。", "warning"
)
def html_tag() -> None:
    """正文里有网页代码（HTML）。

    正文里的代码一律不运行：从别处粘贴来的代码可能带有脚本。要显示尖括号本身，
    请写在反引号里。

    Bad:
        -- 专页 --
        收到申请<b>3</b>件。
    Good:
        -- 专页 --
        收到申请**3**件；换行的代码是 `<br>`。
    """


@problem_rule("M105", "正文的层次（引用、列表）套得太深，后面的内容会丢失；请减少层次。")
def too_deep_body() -> None:
    """列表或引用套得太深。

    Bad:
        -- 专页 --
        >>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> 正文。
    Good:
        -- 专页 --
        > > 正文。
    """  # noqa: E501


@problem_rule(
    "M106", "信息栏的 statistics 里没有“{table}”这张表；请核对表名，或删去这一行【表：…】。"
)
def slot_without_table() -> None:
    """正文里指定了表的位置，却没有这张表。

    `【表：表名】` 单独成段，表就放在这里；不写，就放在它所属的部分之后。

    Bad:
        -- 专页 --
        【表：经费情况】
    Good:
        -- 2023年度报告 --
        （正文：六个部分）

        【表：主动公开政府信息情况】
    """


@problem_rule(
    "M107",
    "正文里有{count}个“{mark}”，超过{limit}个，这一页没有读；请检查是不是误贴了内容。",
)
def too_many_marks() -> None:
    """正文里的记号太多。

    一页有几千个图片、几万个链接或十万个星号，多半是误贴的内容，解析起来也要很久。

    Bad:
        （几千个连写的“![”）
    Good:
        （图片标记只有几个）
    """


@problem_rule("M108", "“{text}”的 # 后面没有空格；请空一格，才是标题。", "warning")
def heading_without_space() -> None:
    """标题的 # 后面没有空格。

    多数软件只认 # 后面有空格的标题，没有空格就当作正文。这里照标题显示，请补上空格。

    Bad:
        -- 专页 --
        ##说明
        正文。
    Bad:
        -- 专页 --
        #一、说明
        正文。
    Good:
        -- 专页 --
        ## 说明
        #1楼大厅设有查阅点。
    """


@problem_rule(
    "M109",
    "链接的地址和标题展开后有 {size} 兆字，超过 {limit} 兆，这里没有读；请减少引用，缩短地址。",
)
def links_too_large() -> None:
    """链接的地址展开后太大。

    `[名称]: 地址` 写一次，用到几次就展开几次；几万字的地址用上一万次，一页就有几百兆。

    Bad:
        （四万字的地址，引用一万次）
    Good:
        （通常长短的地址）
    """


@problem_rule(
    "M110",
    "从这里起是代码，一直没有结束，后面的内容都成了代码；请在代码后面加一行“{mark}”，或删去这一行。",
)
def code_not_closed() -> None:
    """代码没有结束。

    三个反引号（或波浪号）单独成行，表示代码从这里开始；代码之后要再有这样一行。
    少了它，后面的标题、正文都不成其为标题、正文。

    Bad:
        -- 专页 --
        ```
        ## 说明
        正文。
    Good:
        -- 专页 --
        ```
        代码
        ```
        ## 说明
        正文。
    """


BODY_RULES = (
    title_in_body,
    heading_level_skipped,
    emphasis_not_closed,
    html_tag,
    too_deep_body,
    slot_without_table,
    too_many_marks,
    heading_without_space,
    links_too_large,
    code_not_closed,
)
