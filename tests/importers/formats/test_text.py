"""Plain text, as extractors of PDF text leave it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importers.formats.accounts import grids_of, paragraphs_of, rows_of, unaccounted

from site_builder.importers.formats.text.read import read_text
from site_builder.importers.imported import Remark, UnreadableFileError
from site_builder.model.limits import LARGEST_PLAIN_TEXT, MOST_TEXT_LINES
from site_builder.model.manuscript import Grid, Manuscript, Paragraph, Run

SENTENCE = "本局依法做好主动公开和依申请公开，加强信息管理、平台建设和监督保障"


def read(text: str) -> Manuscript:
    return read_text(text.encode())[0]


def test_each_line_of_a_text_without_wrapped_lines_is_a_paragraph() -> None:
    manuscript = read(f"\n\n示例市科学技术局\n\n2023 年年度报告\n\n{SENTENCE * 5}。\n\n无\n")

    assert [(one.place, one.text, one.is_cut) for one in paragraphs_of(manuscript)] == [
        ("第3行", "示例市科学技术局", False),
        ("第5行", "2023年年度报告", False),
        ("第7行", SENTENCE * 5 + "。", False),
        ("第9行", "无", False),
    ]


def test_a_long_paragraph_without_an_end_may_go_on() -> None:
    long = SENTENCE * 5
    manuscript = read(f"{long}\n\n落到实处。\n\n{long}；\n\n{long}《示例日报》\n")

    assert [one.is_cut for one in paragraphs_of(manuscript)] == [True, False, False, True]


def test_lines_with_tabs_are_a_table_with_every_tab() -> None:
    text = "信息内容\t本年\t\n\n\t项目数量\t\n规章\t0\t0\t\n\n二、其他情况\n"
    (grid,) = grids_of(read(text))

    assert rows_of(grid) == [["信息内容", "本年", ""], ["", "项目数量", ""], ["规章", "0", "0", ""]]
    assert (grid.rows, grid.columns, grid.is_ruled, grid.place) == (3, 4, False, "第1行")


def test_a_part_of_a_cell_without_a_tab_is_a_row_and_a_heading_is_none() -> None:
    text = (
        "三、本\n年度\n办理\t0\n结果\n合计\t0\n二、主动公开政府信息情况\n规章\t1\n\n说明\n\n办法\t2"
    )

    assert [rows_of(grid) for grid in grids_of(read(text))] == [
        [["办理", "0"], ["结果"], ["合计", "0"]],
        [["规章", "1"]],
        [["办法", "2"]],
    ]


def test_a_tab_that_indents_a_paragraph_makes_no_table() -> None:
    manuscript = read(
        f"\t一、总体情况\n\t{SENTENCE * 5}。\n{SENTENCE * 5}。\t\n\n规章\t0\n\t办法\n"
    )

    assert len(paragraphs_of(manuscript)) == 3
    assert [rows_of(grid) for grid in grids_of(manuscript)] == [[["规章", "0"], ["", "办法"]]]


def test_bold_and_links_become_runs() -> None:
    (one,) = paragraphs_of(read("一是**能力低**。见（<http://www.example.gov.cn/>）** 甲**"))

    assert one.runs == (
        *(Run("一是"), Run("能力低", bold=True), Run("。见（")),
        *(Run("http://www.example.gov.cn/", link="http://www.example.gov.cn/"), Run("）** 甲**")),
    )


def test_spaces_between_digits_and_chinese_are_taken_out() -> None:
    text = "截至 2023 年 12 月 31 日，公开 20 篇；见 Excel 表。\n\n示例局 2023 年年报\n\n数量 11\n"

    assert [one.text for one in paragraphs_of(read(text))] == [
        "截至2023年12月31日，公开20篇；见 Excel 表。",
        "示例局2023年年报",
        "数量 11",  # perhaps two cells of a table
    ]


def wrapped(text: str, width: int = 30, first: str = "", margin: str = "") -> str:
    pieces = [text[at : at + width] for at in range(0, len(text), width)]
    return "\n".join((first if at == 0 else margin) + one for at, one in enumerate(pieces)) + "\n"


@pytest.mark.parametrize(("first", "margin"), [("", ""), ("      ", "  "), ("　　", "")])
def test_wrapped_lines_are_joined_to_paragraphs(first: str, margin: str) -> None:
    body = [f"{SENTENCE}，共{number}件。" + SENTENCE * 4 + "。" for number in range(4)]
    text = "".join(wrapped(one, 30 + len(first.strip(" ")), first, margin) for one in body)

    assert [one.text for one in paragraphs_of(read(f"一、总体情况\n{text}"))] == [
        "一、总体情况",
        *body,
    ]


def test_blank_lines_between_all_lines_do_not_end_paragraphs() -> None:
    body = [SENTENCE * 3 + "。", "（一）主动公开。" + SENTENCE * 4 + "。", SENTENCE * 5 + "。"]
    text = "\n\n".join(wrapped(one).replace("\n", "\n\n") for one in body)

    assert [one.text for one in paragraphs_of(read(text))] == body


def test_a_wrapped_paragraph_at_the_end_of_a_page_may_go_on() -> None:
    text = wrapped(SENTENCE * 8 + "。").rstrip("\n").replace("\n", "\n\f", 1)

    assert [one.is_cut for one in paragraphs_of(read(text))] == [True, False]


def test_page_numbers_and_running_heads_are_left_out_and_said() -> None:
    pages = [f"示例局年报\n{n}。\n- {at} -\n" for at, n in enumerate("甲乙丙", 1)]
    manuscript, remarks = read_text("\f".join(pages).encode())

    assert [one.text for one in paragraphs_of(manuscript)] == [
        "示例局年报",
        *("甲。", "乙。", "丙。"),
    ]
    assert remarks.lost == (
        Remark("第3行等 3 处", "- 1 - - 2 - - 3 -", "页码"),
        Remark("第4行等 2 处", "示例局年报 示例局年报", "每页重复的页眉或页脚"),
    )


def test_a_number_alone_is_no_page_number_if_it_does_not_count_the_pages() -> None:
    text = "收费金额\n7\f处罚数量\n7\f许可数量\n3\f"

    assert [one.text for one in paragraphs_of(read(text))][1::2] == ["7", "7", "3"]


LAYOUT = """\
   三、收到和处理政府信息公开申请情况
                              申请人情况
   （本列数据的勾稽关      自然人     法人      总计
   系为：略）
   一、本年新收政府信
                     11    2      13
    息公开申请数量
   二、上年结转            1    0      1
   三、本 （一）予以公开     12    2      14
   四、政府信息公开行政复议、行政诉讼情况
   本年没有行政复议和行政诉讼，也没有其他需要在这里说明的事情，今后如有再说明。
"""


def test_columns_of_spaces_are_a_table() -> None:
    first, grid, last, _ = read(LAYOUT).blocks

    assert isinstance(first, Paragraph)
    assert isinstance(grid, Grid)
    assert isinstance(last, Paragraph)
    assert first.text == "三、收到和处理政府信息公开申请情况"
    assert last.text == "四、政府信息公开行政复议、行政诉讼情况"
    assert [row[-3:] for row in rows_of(grid)] == [
        *(["", "", "申请人情况"], ["自然人", "法人", "总计"], ["", "", ""]),
        *(["", "", ""], ["11", "2", "13"], ["", "", ""], ["1", "0", "1"], ["12", "2", "14"]),
    ]
    assert rows_of(grid)[7][0] == "三、本 （一）予以公开"


def test_captions_that_narrow_columns_broke_are_whole() -> None:
    grid = grids_of(
        read(
            "              法人或其他组织\n"
            "       自然人    科研      社会    总计\n"
            "              机构      组织\n"
            "规章      1      2       3    6\n"
        )
    )[0]

    assert [row[-4:] for row in rows_of(grid)] == [
        ["", "法人或其他组织", "", ""],
        ["自然人", "科研\n机构", "社会\n组织", "总计"],
        ["1", "2", "3", "6"],
    ]


def test_a_label_over_several_columns_reaches_to_the_figures() -> None:
    grid = grids_of(
        read("一、本年新收数量    1  2\n三、结  （一）公开  1  2\n果    （二）部分  0  0\n")
    )[0]

    assert [(one.text, one.column, one.colspan) for one in grid.cells if one.row == 0] == [
        *(("一、本年新收数量", 0, 2), ("1", 2, 1), ("2", 3, 1)),
    ]


def test_two_texts_with_a_gap_in_a_single_line_are_no_table() -> None:
    assert [one.text for one in paragraphs_of(read("联系人：张三   电话：0955\n无。\n"))] == [
        "联系人：张三 电话：0955",
        "无。",
    ]


def test_a_text_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="超过 200,000 行"):
        read_text(b"\n" * (MOST_TEXT_LINES + 1))
    with pytest.raises(UnreadableFileError, match="超过 8 MB"):
        read_text(b"a" * (LARGEST_PLAIN_TEXT + 1))


@pytest.mark.parametrize(
    "piece",
    [
        "甲乙丙丁戊",
        "a  ",
        "\t",
        "**a",
        "” ",
        "。”",
        "甲\n",
        "1   2\n",
        "甲  乙\n",
        "\f7\n",
        "甲 " * 50,
    ],
)
def test_monotonous_text_is_read_in_a_time_that_its_size_allows(piece: str) -> None:
    manuscript, remarks = read_text((piece * 5_000).encode())

    assert not unaccounted(piece * 5_000, manuscript, remarks, "*")


_PIECES = st.sampled_from(
    [
        *("\t", "\n", "\n\n", "\f", "  ", "　　", "- 3 -", "第3页", "3/4", "\r\n", "\u200b", "⼈"),
        *("**", "一、总体情况", "12", "0", "甲局", SENTENCE, "。", "<http://a.cn>", "甲  1  2\n"),
    ]
)


@given(st.lists(_PIECES | st.text(max_size=9), max_size=60))
def test_every_character_is_in_the_manuscript_or_in_a_remark(pieces: list[str]) -> None:
    source = "".join(pieces).replace("\ufeff", "")
    manuscript, remarks = read_text(source.encode("utf-8", "replace"))

    assert not unaccounted(source.encode("utf-8", "replace").decode(), manuscript, remarks, "*<>")
