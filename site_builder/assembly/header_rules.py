"""Rules about the keys and values of headers."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule("H101", "没有“{key}”这一项{hint}请改正名称，或删去这一行。")
def unknown_key() -> None:
    """信息栏里有不认识的项目。

    名称写错一个字母，内容就不会显示，所以停下来。

    Bad:
        -- 专页 --
        ---
        sumary: 说明
        ---
        正文。
    Bad:
        -- 专页 --
        ---
        内容概述: 说明
        ---
        正文。
    Good:
        -- 专页 --
        ---
        summary: 说明
        ---
        正文。
    """


@problem_rule("H102", "缺“{key}”（{label}）；请加一行“{key}: …”。")
def required_key_missing() -> None:
    """信息栏缺必填的项目。

    每个文件都要有标题；机关还要有行政区划代码。

    Bad:
        -- content/pages/example.md --
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
    "H103", "“{key}”（{label}）只能写一行文字，这里是列表或分了层；以 [ 或 {{ 开头的请加引号。"
)
def value_is_not_text() -> None:
    """应当写文字的地方写了列表或分了层。

    Bad:
        -- 专页 --
        ---
        title: [示例]
        ---
        正文。
    Good:
        -- 专页 --
        ---
        title: "[示例]"
        ---
        正文。
    """


@problem_rule("H104", "“{key}”（{label}）应写成列表：一行一个，行首写短横线并空一格。")
def value_is_not_a_list() -> None:
    """应当写列表的地方分了层。

    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        aliases:
          旧称: 中卫市科学技术和信息化局
        ---
    Good:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        aliases:
          - 中卫市科学技术和信息化局
        ---
    """


@problem_rule(
    "H105", "“{key}”（{label}）的“{text}”不是有效的日期；请写成 2024-01-26 这样，月、日各两位。"
)
def date_not_valid() -> None:
    """日期写法不对，或没有这一天。

    日期照 GB/T 7408 写成年-月-日。只有发布日期和生成日期可以带时间，如
    2019-03-11 17:50。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        signed: 2023-02-30
        ---
        正文。
    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        published: 2023年3月1日
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        signed: 2023-02-28
        generated: 2023-03-01 17:50:15
        published: 2023-03-02 09:30
        ---
        正文。
    """


@problem_rule("H106", "“{key}”（{label}）只能写 true（是）或 false（否），这里{text}。")
def flag_not_valid() -> None:
    """应当写“是”或“否”的地方写了别的。

    草稿误读成正式文件，就提前公开了，所以不猜。

    Bad:
        -- 专页 --
        ---
        draft: yes
        ---
        正文。
    Good:
        -- 专页 --
        ---
        draft: true
        ---
        正文。
    """


@problem_rule("H107", "“{key}”（{label}）只能写半角数字，如 3；这里是“{text}”。")
def number_not_valid() -> None:
    """应当写数的地方写了别的。

    Bad:
        -- 专页 --
        ---
        order: 第一
        ---
        正文。
    Good:
        -- 专页 --
        ---
        order: 1
        ---
        正文。
    """


@problem_rule(
    "H108", "“{key}”（{label}）的“{text}”不是完整的网址；请写成 http://www.example.gov.cn/ 这样。"
)
def address_not_valid() -> None:
    """网址不完整，或不是网址。

    只接受 http:// 和 https:// 开头的网址；别的开头（如 javascript:）能在读者的浏览器里运行程序。

    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        website: www.example.gov.cn
        ---
    Good:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        website: http://www.example.gov.cn/
        ---
    """


@problem_rule("H110", "信息栏写的是{year}年，文件名却是{name}；请改成同一年。")
def year_is_not_the_file_name() -> None:
    """报告年度与文件名不一致。

    报告归在哪一年，以文件名为准；信息栏里可以不写年度。

    Bad:
        -- 2018年度报告 --
        ---
        year: 2017
        ---
        正文。
    Good:
        -- 2018年度报告 --
        ---
        year: 2018
        ---
        正文。
    """


@problem_rule(
    "H112",
    "文件名里的年份是{year}；年度报告的文件名写报告所说的那一年（{first}至{last}），如 2023.md。",
)
def year_not_plausible() -> None:
    """报告的年份不可能有年度报告。

    政府信息公开的年度报告从2008年起才有（《政府信息公开条例》，国务院令第492号），
    地方上试行的也不早于2000年。多半是打错了数字。

    Bad:
        -- content/agencies/zhongwei-kjj/reports/0023.md --
        ---
        title: 年度报告
        ---
        正文。
    Good:
        -- 2018年度报告 --
        正文。
    """


HEADER_RULES = (
    unknown_key,
    required_key_missing,
    value_is_not_text,
    value_is_not_a_list,
    date_not_valid,
    flag_not_valid,
    number_not_valid,
    address_not_valid,
    year_is_not_the_file_name,
    year_not_plausible,
)
