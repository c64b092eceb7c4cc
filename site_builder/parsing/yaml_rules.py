"""Rules about the syntax of YAML in headers and in site.yaml."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule("Y110", "信息栏这里读不懂：{why}。")
def bad_yaml() -> None:
    """信息栏的写法有误。

    信息栏用 YAML 书写，靠缩进、半角冒号和引号分清层次。整个信息栏在改正之前都读不出来。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例: 说明
        ---
        正文。
    Bad:
        -- content/pages/example.md --
        ---
        title:示例
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: "示例: 说明"
        ---
        正文。
    """


@problem_rule("Y111", "这里是全角冒号“：”；信息栏里名称后面要用半角冒号 : 并空一格。")
def fullwidth_colon() -> None:
    """信息栏的名称后面是全角冒号。

    Bad:
        -- content/pages/example.md --
        ---
        title：示例
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        正文。
    """


@problem_rule("Y112", "这一行用制表符（Tab 键）缩进；请改用空格，每一层两个。")
def tab_indentation() -> None:
    r"""信息栏用制表符缩进。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        waivers:
        \u0009M101: 照录原件
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        waivers:
          M101: 照录原件
        ---
        # 一级标题
    """


@problem_rule("Y113", "这一行用全角空格缩进；请改用半角空格，每一层两个。")
def wide_space_indentation() -> None:
    r"""信息栏用全角空格缩进。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        waivers:
        \u3000M101: 照录原件
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        waivers:
          M101: 照录原件
        ---
        # 一级标题
    """


@problem_rule("Y114", "“{key}”在第 {first} 行已经写过；请删去一处。")
def duplicate_key() -> None:
    """信息栏里同一项写了两遍。

    写两遍就不知道以哪一遍为准；多数软件会不声不响地丢掉一遍。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        title: 又一个示例
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        正文。
    """


@problem_rule("Y115", "这里的“*{name}”会被当作引用；是文字就加上引号，不是就直接写出内容。")
def alias() -> None:
    """信息栏的内容以星号开头。

    在 YAML 里，星号开头的是对别处的引用；几行引用能展开成上亿个字，所以不接受。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        summary: *note
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        summary: "*note"
        ---
        正文。
    """


@problem_rule("Y116", "这里的“&{name}”会被当作记号而不显示；是文字就加上引号，不是就删去。")
def anchor() -> None:
    """信息栏的内容以 & 开头。

    在 YAML 里，& 开头的是给别处引用的记号，它后面的词不会显示。

    Bad:
        -- content/pages/example.md --
        ---
        title: &a 示例
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: "&a 示例"
        ---
        正文。
    """


@problem_rule("Y117", "这里的“{tag}”会被当作类型说明；是文字就加上引号，不是就删去。")
def tag() -> None:
    """信息栏的内容以感叹号开头。

    在 YAML 里，感叹号开头的是类型说明，有的能让软件运行程序，所以不接受。

    Bad:
        -- content/pages/example.md --
        ---
        title: !new 示例
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: "!new 示例"
        ---
        正文。
    """


@problem_rule("Y118", "信息栏里不能用“<<”并入别处的内容；请把内容直接写出来。")
def merge_key() -> None:
    """信息栏用了“<<”。

    并入的内容会不声不响地盖住写在这里的内容。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        <<: {summary: 说明}
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


@problem_rule("Y119", "信息栏的层次太多；统计表也只有三层，请检查缩进和括号。")
def too_deep() -> None:
    """信息栏的层次太多。

    Bad:
        -- content/pages/example.md --
        ---
        title: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[示例]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        正文。
    """


@problem_rule("Y120", "冒号前面的名称只能是文字，不能是列表或带括号的内容；有括号的请加引号。")
def key_is_not_text() -> None:
    """信息栏里冒号前面的名称不是文字。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        [summary]: 说明
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


@problem_rule("Y121", "从这里起是另一份内容，不会被读取；请删去这一行 ---，把内容合在一起。")
def second_document() -> None:
    """一个设置文件里有两份内容。

    Bad:
        -- content/site.yaml --
        title: 示例
        ---
        organizer: 中卫市人民政府办公室
    Good:
        -- content/site.yaml --
        title: 示例
        organizer: 中卫市人民政府办公室
        regions:
          640500: 中卫市
    """


YAML_RULES = (
    bad_yaml,
    fullwidth_colon,
    tab_indentation,
    wide_space_indentation,
    duplicate_key,
    alias,
    anchor,
    tag,
    merge_key,
    too_deep,
    key_is_not_text,
    second_document,
)
