"""Rules about the two lines `---` around the header of a file."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "Y101", "文件开头没有信息栏；请在第一行写 ---，接着写“title: 标题”，再用一行 --- 结束。"
)
def header_missing() -> None:
    """文件开头没有信息栏。

    信息栏是文件最前面两行 --- 之间的部分，写标题、日期等。

    Bad:
        -- content/pages/example.md --
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        正文。
    """


@problem_rule("Y102", "第一行是“{opening}”；信息栏的第一行应当只有三个半角短横线 ---，前面不空格。")
def header_opened_wrongly() -> None:
    """信息栏的第一行不是三个短横线。

    输入法和 Word 常把 --- 变成破折号。

    Bad:
        -- content/pages/example.md --
        ———
        title: 示例
        ———
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        正文。
    """


@problem_rule("Y103", "信息栏前面有{what}；请{how}，让 --- 成为文件的第一行。")
def header_not_first() -> None:
    """信息栏前面有空行或别的文字。

    Bad:
        -- content/pages/example.md --

        ---
        title: 示例
        ---
        正文。
    Bad:
        -- content/pages/example.md --
        # 示例
        ---
        title: 示例
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        正文。
    """


@problem_rule("Y104", "信息栏到这里还没有结束；请{how}，下面才是正文。")
def header_not_closed() -> None:
    """信息栏没有用 --- 结束。

    信息栏以一行三个半角短横线结束，后面才是正文。没有这一行，就分不清哪里是信息栏。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        ———
        正文。
    Bad:
        -- content/pages/example.md --
        ---
        title: 示例

        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        正文。
    """


@problem_rule("Y105", "信息栏用“...”结束；请改成三个短横线 ---。")
def header_closed_by_dots() -> None:
    """信息栏用三个点结束。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        ...
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        正文。
    """


@problem_rule("Y106", "正文开头又有一个信息栏；请把两个信息栏合成一个。")
def second_header() -> None:
    """文件有两个信息栏。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        ---
        summary: 说明
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        summary: 说明
        ---
        正文。
    """


@problem_rule(
    "Y107", "信息栏要一行一项，写成“名称: 内容”（半角冒号，后面空一格），如“title: 标题”。"
)
def header_is_not_a_mapping() -> None:
    """信息栏没有写成“名称: 内容”。

    Bad:
        -- content/pages/example.md --
        ---
        - 示例
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        正文。
    """


FRONT_MATTER_RULES = (
    header_missing,
    header_opened_wrongly,
    header_not_first,
    header_not_closed,
    header_closed_by_dots,
    second_header,
    header_is_not_a_mapping,
)
