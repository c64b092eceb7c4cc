"""What a manuscript holds beside one statutory table, and what it costs to find it."""

from __future__ import annotations

import sys
from random import Random

from figures import FORMS, form

from importers.recognition.printed_tables import (
    found,
    grid_of,
    labelled,
    lines,
    printed,
    rows_of,
    tabbed,
    texts,
)
from site_builder.importers.recognition.tables.find import find_tables
from site_builder.importers.report_draft import TablesFound
from site_builder.model.manuscript import Block, Paragraph

REQUESTS = form("requests", 2023)
DISPUTES = form("disputes", 2023)
SMALL = """\
第二十条第（一）项 | | |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | 0 | 0
行政规范性文件 | 1 | 0 | 12"""
SMALL_FOUND = [["0", "0", "0"], ["1", "0", "12"], [None], [None], [None], [None]]


def find(*blocks: Block) -> TablesFound:
    return find_tables(blocks, 2023, FORMS)


def test_one_sheet_may_hold_several_tables() -> None:
    chance = Random(9)
    figures = {one.name: texts(one, chance) for one in (REQUESTS, DISPUTES)}
    rows = rows_of(SMALL)
    rows.append(["三、收到和处理政府信息公开申请情况"])
    for one in (REQUESTS, DISPUTES):
        grid = tabbed(printed(one, figures[one.name]), is_full=True)
        rows += [[c.text for c in grid.cells if c.row == row] for row in range(grid.rows)]

    tables = find(grid_of(rows))

    assert [found(one) for one in tables.tables] == [SMALL_FOUND, *figures.values()]
    assert [block.text for block in tables.rest if isinstance(block, Paragraph)] == [rows[4][0]]
    assert not tables.remarks.lost


def test_figures_of_another_table_behind_one_stay_in_the_text() -> None:
    other = lines("1 | 2 | 3\n4 | 5 | 6")

    tables = find(lines(SMALL), other)

    assert tables.rest == (other,)
    assert not tables.remarks.lost


def test_the_work_grows_with_the_number_of_tables_and_rows() -> None:
    rows = labelled(REQUESTS, texts(REQUESTS, Random(10)))
    strange = [["各科室本年公开信息数量", *["1"] * 7]]

    def calls(*blocks: Block) -> int:
        count = 0

        def counting(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event == "call"

        sys.setprofile(counting)
        try:
            find(*blocks)
        finally:
            sys.setprofile(None)
        return count

    none = calls()
    for one, many in (
        ([grid_of(rows)] * 20, [grid_of(rows)] * 80),
        ([grid_of(strange * 9)] * 20, [grid_of(strange * 9)] * 80),
        ([grid_of(rows + strange * 50)], [grid_of(rows + strange * 200)]),
        ([grid_of(rows * 4)], [grid_of(rows * 16)]),
    ):
        assert calls(*many) - none <= 4.2 * (calls(*one) - none)
