"""Statutory tables in manuscripts, as offices print and spoil them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from figures import FORMS, form

from importers.recognition.printed_tables import (
    found,
    grid_of,
    labelled,
    lines,
    paragraph,
    printed,
    rows_of,
    ruled,
    tabbed,
    texts,
)
from site_builder.importers.imported import Remarks
from site_builder.importers.recognition.tables.find import find_tables
from site_builder.importers.report_draft import TablesFound
from site_builder.model.manuscript import Block, Grid

DISCLOSURE = form("disclosure", 2023)
REQUESTS = form("requests", 2023)
DISPUTES = form("disputes", 2023)
STATISTICS = form("statistics", 2016)

SMALL = """\
第二十条第（一）项 | | |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | 0 | 0
行政规范性文件 | 1 | 0 | 12
第二十条第（五）项 | | |
信息内容 | 本年处理决定数量 | |
行政许可 | 31 | |
第二十条第（六）项 | | |
信息内容 | 本年处理决定数量 | |
行政处罚 | 5 | |
行政强制 | / | |
第二十条第（八）项 | | |
信息内容 | 本年收费金额（单位：万元） | |
行政事业性收费 | 2.5 | |"""
SMALL_FOUND = [["0", "0", "0"], ["1", "0", "12"], ["31"], ["5"], ["/"], ["2.5"]]


def find(*blocks: Block, year: int = 2023) -> TablesFound:
    return find_tables(blocks, year, FORMS)


def texts_of(*blocks: Block, year: int = 2023) -> list[list[str | None]]:
    """The texts of the only table among the blocks."""
    tables = find(*blocks, year=year).tables
    assert len(tables) == 1
    return found(tables[0])


def lost(tables: TablesFound) -> list[str]:
    return [remark.text for remark in tables.remarks.lost]


def guessed(tables: TablesFound) -> list[str]:
    return [remark.text for remark in tables.remarks.guesses]


def changed(text: str, old: str, new: str) -> Grid:
    assert old in text
    return lines(text.replace(old, new))


def test_a_table_leaves_a_gap_between_the_paragraphs_around_it() -> None:
    before, after = paragraph("二、主动公开政府信息情况"), paragraph("三、其他")

    tables = find(before, lines(SMALL), after)

    assert found(tables.tables[0]) == SMALL_FOUND
    assert tables.tables[0].form is DISCLOSURE
    assert tables.rest == (before, after)
    assert tables.gaps == (1,)
    assert tables.remarks == Remarks()


def test_the_parts_of_a_table_may_stand_alone_under_banners_of_their_own() -> None:
    parts = SMALL.split("第二十条")[1:]
    blocks: list[Block] = []
    for part in parts:
        banner, _, rows = part.partition("\n")
        blocks += [paragraph("第二十条" + banner.strip(" |")), lines(rows.strip())]

    tables = find(*blocks)

    assert found(tables.tables[0]) == SMALL_FOUND
    assert tables.rest == ()


def test_a_page_may_cut_a_caption_of_columns() -> None:
    first = lines(
        "第二十条第（五）项 | | |\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量\n"
        "行政许可 | 3 | +1 | 40\n其他对外管理服务事项 | 0 | 0 | 0\n"
        "第二十条第（八）项 | | |\n信息内容 | 上一年 | 本年增/减 |"
    )
    second = lines(" | 项目数量 | |\n行政事业性收费 | 2 | -1")

    tables = find(first, paragraph("5"), second, year=2020)

    cells = {
        row.key: texts
        for row, texts in zip(tables.tables[0].form.rows, found(tables.tables[0]), strict=True)
    }
    assert cells["行政许可"] == ["3", "+1", "40"]
    assert cells["行政事业性收费"] == ["2", "-1"]
    assert cells["规章"] == [None, None, None]
    assert tables.rest == (paragraph("5"),)
    assert not lost(tables)


def test_a_page_may_cut_the_label_of_a_row() -> None:
    figures = texts(REQUESTS, Random(1))
    rows = [
        [*row.groups[-1:], row.label, *cells]
        for row, cells in zip(REQUESTS.rows, figures, strict=True)
    ]
    at = next(i for i, row in enumerate(rows) if "补正后" in row[1])
    label = rows[at][1]
    rows[at][1] = label[:8]
    rest = [["", label[8:], *[""] * 7], *rows[at + 1 :]]

    tables = find(grid_of(rows[: at + 1]), paragraph("— 6 —"), grid_of(rest))

    assert found(tables.tables[0]) == figures
    assert not lost(tables)


def test_captions_of_groups_may_be_repeated_on_the_next_page() -> None:
    figures = texts(REQUESTS, Random(2))
    rows = [
        [*row.groups, row.label, *cells] for row, cells in zip(REQUESTS.rows, figures, strict=True)
    ]

    assert texts_of(grid_of(rows[:9]), grid_of(rows[9:])) == figures


def test_other_labels_for_the_same_thing_are_understood() -> None:
    grid = changed(SMALL, "行政规范性文件", "规范性文件")

    assert texts_of(grid) == SMALL_FOUND


def test_a_misspelt_label_is_guessed_at() -> None:
    cells = printed(REQUESTS, figures := texts(REQUESTS, Random(3)))
    cells = [replace(c, text=c.text.replace("重复申请", "重覆申请")) for c in cells]
    cells = [replace(c, text=c.text.replace("大量反复申请", "大量重复申请")) for c in cells]

    tables = find(ruled(cells))

    assert found(tables.tables[0]) == figures
    assert guessed(tables) == ["2.重覆申请", "4.无正当理由大量重复申请"]


def test_figures_are_read_as_an_editor_would_write_them() -> None:
    grid = changed(SMALL, "1 | 0 | 12", "１ | 0件 | 1,012")

    tables = find(grid)

    assert found(tables.tables[0])[1] == ["1", "0", "1012"]
    assert guessed(tables) == ["0件", "1,012"]


def test_digits_in_several_lines_of_a_cell_are_marked() -> None:
    rows = rows_of(SMALL)
    rows[3][3] = "1\n2"

    tables = find(grid_of(rows))

    assert found(tables.tables[0])[1] == ["1", "0", "12"]
    assert [cell.to_check for cell in tables.tables[0].cells[1]] == [False, False, True]
    assert guessed(tables) == ["1\n2"]


def test_words_for_nothing_and_blanks_stay_as_they_are() -> None:
    for word in ("", "/", "／", "—", "——", "无", "不适用", "0"):
        row = texts_of(changed(SMALL, "规章 | 0 | 0 | 0", f"规章 | 0 | {word} | 0"))[0]
        assert row == ["0", word, "0"]


def test_an_amount_keeps_its_unit() -> None:
    for text, read in (("251000元", "251000元"), ("25.1 万元", "25.1万元"), ("1,200.5", "1200.5")):
        assert texts_of(changed(SMALL, "2.5", text))[-1] == [read]


def test_a_figure_may_stand_in_the_cell_of_its_label() -> None:
    assert texts_of(changed(SMALL, "行政许可 | 31 | |", "行政许可 31")) == SMALL_FOUND
    assert texts_of(changed(SMALL, "规章 | 0 | 0 | 0", "规章 0 0 0")) == SMALL_FOUND


def test_numbers_of_rows_are_left_out_and_said_to_be() -> None:
    figures = texts(REQUESTS, Random(4))
    rows = [[str(n), *row] for n, row in enumerate(labelled(REQUESTS, figures), 1)]

    tables = find(grid_of(rows))

    assert found(tables.tables[0]) == figures
    assert lost(tables) == [" ".join(str(n) for n in range(1, len(rows) + 1))]


def test_a_column_that_the_form_has_not_is_left_out_and_said_to_be() -> None:
    rows = rows_of(SMALL)[:4]
    for row, more in zip(rows, ("", "备注", "没有", ""), strict=True):
        row.append(more)
    rest = lines("\n".join(SMALL.split("\n")[4:]))
    for grid in (grid_of(rows), grid_of(rows)._replace(is_ruled=True)):
        tables = find(grid, rest)

        assert found(tables.tables[0]) == SMALL_FOUND
        assert lost(tables) == ["没有", "备注"]


def test_columns_in_another_order_are_told_by_their_captions() -> None:
    text = SMALL.replace(
        "本年制发件数 | 本年废止件数 | 现行有效件数", "现行有效件数 | 本年制发件数 | 本年废止件数"
    )

    assert texts_of(changed(text, "1 | 0 | 12", "12 | 1 | 0")) == SMALL_FOUND


def test_rows_in_another_order_are_told_by_their_labels() -> None:
    rows = SMALL.split("\n")
    rows[2], rows[3] = rows[3], rows[2]
    rows[9], rows[10] = rows[10], rows[9]

    assert texts_of(lines("\n".join(rows))) == SMALL_FOUND


def test_a_row_that_is_missing_has_no_cells_and_one_too_many_is_lost() -> None:
    tables = find(changed(SMALL, "行政强制 | / | |", "行政检查 | 7 | |"))

    assert found(tables.tables[0])[4] == [None]
    assert lost(tables) == ["行政检查 7"]
    assert guessed(tables) == ["行政强制"]


def test_what_is_no_caption_of_the_form_is_lost() -> None:
    tables = find(lines("单位：件 | | |\n" + SMALL + "\n注：数据截至年底 | | |"))

    assert found(tables.tables[0]) == SMALL_FOUND
    assert lost(tables) == ["单位：件", "注：数据截至年底"]


def test_the_heading_of_a_chapter_in_a_table_stays_in_the_text() -> None:
    tables = find(lines("二、主动公开政府信息情况 | | |\n" + SMALL))

    assert tables.rest == (
        paragraph("二、主动公开政府信息情况")._replace(place="第1行起的表第1行"),
    )
    assert tables.gaps == (1,)
    assert not lost(tables)


def test_labels_tell_the_version_of_a_form_even_against_the_year() -> None:
    tables = find(lines(SMALL), year=2020)

    assert tables.tables[0].form is DISCLOSURE
    assert tables.tables[0].is_of_another_year
    assert guessed(tables) == ["主动公开政府信息情况"]


def test_where_labels_do_not_tell_the_version_the_year_does() -> None:
    one = form("disputes", 2020)
    figures = texts(one, Random(5))
    grid = ruled(printed(one, figures))

    assert find(grid, year=2020).tables[0].form is one
    assert find(grid, year=2024).tables[0].form is DISPUTES
    older = ruled(printed(form("requests", 2020), texts(form("requests", 2020), Random(6))))
    assert [t.form.first_year for t in find(older, grid, year=0).tables] == [2019, 2019]


def test_a_table_that_occurs_again_is_left_in_the_text_unless_it_is_the_same() -> None:
    other = changed(SMALL, "31", "32")

    twice = find(lines(SMALL), lines(SMALL))
    assert twice.rest == ()
    assert len(twice.tables) == len(lost(twice)) == 1
    tables = find(lines(SMALL), paragraph("附件"), other)
    assert found(tables.tables[0]) == SMALL_FOUND
    assert tables.rest == (paragraph("附件"), other)
    assert guessed(tables) == ["主动公开政府信息情况"]


def test_disputes_may_be_printed_in_many_ways() -> None:
    columns = [column.label for column in DISPUTES.rows[0].columns]
    figures = texts(DISPUTES, Random(7))
    names = [row.label for row in DISPUTES.rows]
    down = [["类别", *columns], *[[n, *row] for n, row in zip(names, figures, strict=True)]]
    turned = [
        ["", *names],
        *[[c, *row] for c, row in zip(columns, zip(*figures, strict=True), strict=True)],
    ]
    single = [
        [name if c == 0 else "", columns[c], text]
        for name, row in zip(names, figures, strict=True)
        for c, text in enumerate(row)
    ]
    review = [["行政复议", *[""] * 4], columns, figures[0]]
    court = [
        ["行政诉讼", *[""] * 9],
        ["未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
        columns * 2,
        figures[1] + figures[2],
    ]
    counted = tabbed(printed(DISPUTES, figures))
    for blocks in (
        [grid_of(down)],
        [grid_of(turned)],
        [grid_of(single)],
        [grid_of(review), paragraph("（二）行政诉讼"), grid_of(court)],
        [grid_of(court), grid_of(review)],
        [counted],
    ):
        assert texts_of(*blocks) == figures


def test_the_statistics_of_earlier_years_may_have_units_and_numbers_of_rows() -> None:
    figures = texts(STATISTICS, Random(8))
    numbers = iter(figures)
    rows = [["序号", "统计指标", "单位", "统计数"]]
    for n, row in enumerate(STATISTICS.sections[0].rows, 1):
        values = next(numbers) if row.columns else [""]
        rows.append([str(n), row.label, row.unit or "——", *values])

    tables = find(grid_of(rows), lines("单位负责人：|审核人：|填报人："), year=2016)

    assert found(tables.tables[0]) == figures
    assert len(tables.rest) == 1
    assert len(lost(tables)) == 1


def test_a_local_table_with_some_of_the_same_labels_stays_in_the_text() -> None:
    local = lines(
        "指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计\n主动公开信息数 | 条 | 01 | 5 | 9\n"
        "其中：1.当面申请数 | 条 | 11 | 1 | 2\n2.传真申请数 | 条 | 12 | 0 | 0\n"
        "5.信函申请数 | 条 | 15 | 0 | 0\n1.同意公开答复数 | 条 | 18 | 1 | 2\n"
        "2.同意部分公开答复数 | 条 | 19 | 0 | 0\n行政复议数 | 件 | 32 | 0 | 0"
    )
    parts = lines("予以公开 | 3\n部分公开 | 1\n不予公开 | 0\n无法提供 | 0\n总计 | 4")
    years = lines(
        "项目 | 2022年 | 2023年\n一、本年新收政府信息公开申请数量 | 3 | 4\n"
        "二、上年结转政府信息公开申请数量 | 0 | 1\n（七）总计 | 3 | 5"
    )

    tables = find(local, parts, years)

    assert tables.rest == (local, parts, years)
    assert not tables.tables
