"""A workbook as a manuscript."""

from __future__ import annotations

from importers.formats.accounts import grids_of, paragraphs_of
from openpyxl import Workbook
from workbooks import saved

from site_builder.importers.formats.excel.read import read_sheets


def test_a_sheet_is_a_table_with_the_addresses_of_excel() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表三"
    for row in ([], [None, "申请人情况", None], [None, "自然人", "总计"], [None, 0, 12]):
        sheet.append(row)
    sheet.merge_cells("B2:C2")

    manuscript, remarks = read_sheets(saved(book))

    (grid,) = grids_of(manuscript)
    assert [one.text for one in paragraphs_of(manuscript)] == ["表三"]
    assert [(one.text, one.rowspan, one.colspan, one.place) for one in grid.cells] == [
        *(("申请人情况", 1, 2, "表三!B2"), ("自然人", 1, 1, "表三!B3"), ("总计", 1, 1, "表三!C3")),
        *(("0", 1, 1, "表三!B4"), ("12", 1, 1, "表三!C4")),
    ]
    assert (grid.rows, grid.columns, grid.place) == (3, 2, "表三")
    assert not remarks.lost
