"""A sheet is cut into titles and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from figures import FORMS

from site_builder.importers.formats.excel.grids import blocks_of, names_of
from site_builder.importers.formats.excel.workbook import Sheet
from site_builder.model.manuscript import Grid, Paragraph

NAMES = names_of(FORMS)


def sheet(*rows: str, merged: Mapping[tuple[int, int], tuple[int, int]] | None = None) -> Sheet:
    """A sheet of rows whose cells are separated by `|`."""
    cells = {
        (row, column): text
        for row, line in enumerate(rows, 1)
        for column, text in enumerate(line.split("|"), 1)
        if text
    }
    return Sheet("表", cells, merged or {})


def shown(one: Sheet) -> list[str | list[str]]:
    """The texts of paragraphs, and of the cells of tables."""
    return [
        block.text if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
        for block in blocks_of(one, NAMES)
        if isinstance(block, Paragraph | Grid)
    ]


def test_lines_above_a_table_are_paragraphs_but_for_a_caption_across_it() -> None:
    one = sheet("某局统计表", "填报说明", "信息内容", "规章|1")

    assert shown(one) == ["某局统计表", "填报说明", ["信息内容", "", "规章", "1"]]


def test_a_blank_row_ends_a_table() -> None:
    assert shown(sheet("甲|1", "", "乙|2")) == [["甲", "1"], ["乙", "2"]]


def test_the_name_of_a_statutory_table_begins_another_one() -> None:
    one = sheet("甲|1", "三、收到和处理政府信息公开申请情况", "乙|2")

    assert shown(one) == [["甲", "1"], "三、收到和处理政府信息公开申请情况", ["乙", "2"]]


def test_merged_cells_are_one_and_do_not_reach_beyond_the_texts() -> None:
    merged = {(1, 1): (1, 1), (2, 1): (1, 1), (3, 1): (1, 1)}
    one = sheet("甲|1", "甲|2", merged=merged)

    (grid,) = blocks_of(one, NAMES)

    assert isinstance(grid, Grid)
    assert [(cell.text, cell.row, cell.column, cell.rowspan) for cell in grid.cells] == [
        ("甲", 0, 0, 2),
        ("1", 0, 1, 1),
        ("2", 1, 1, 1),
    ]


class _Counting(dict[tuple[int, int], str]):
    """The cells of a sheet; counts how often they are gone through."""

    passes = 0

    def __iter__(self) -> Iterator[tuple[int, int]]:
        self.passes += 1
        return super().__iter__()


def test_a_sheet_is_not_gone_through_again_for_each_row() -> None:
    few, many = (_Counting(sheet(*["甲|1", ""] * count).cells) for count in (2, 200))

    for cells in (few, many):
        blocks_of(Sheet("表", cells, {}), NAMES)

    assert many.passes == few.passes
