"""Statutory tables are found in workbooks of other offices, and in a form that was changed."""

from __future__ import annotations

from random import Random

import pytest
from figures import FORMS, balanced, filed
from form_workbooks import REQUESTS, exported, filled, opened, read, saved
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from site_builder.exporters.form_workbook_layout import FIRST_ROW, form_sheet
from site_builder.forms.versions import forms_for
from site_builder.model.table import Filing


def add(sheet: Worksheet, filing: Filing, number: str, top: int, left: int = 1) -> int:
    """Write a table as an office has it, below its title; return the row below it."""
    layout = form_sheet(filing.form)
    sheet.cell(top, left, f"{number}、{filing.form.title}")
    sheet.merge_cells(
        start_row=top, end_row=top, start_column=left, end_column=left + layout.width - 1
    )
    down = top + 1 - FIRST_ROW
    figures = iter([cell.text for line in filing.cells for cell in line])
    for row, column, box in layout.boxes:
        at = row + down, column + left
        text = next(figures) if box.kind == "figure" else box.text
        sheet.cell(*at, int(text) if text.isdigit() else text)
        if box.rowspan * box.colspan > 1:
            sheet.merge_cells(
                start_row=at[0],
                end_row=at[0] + box.rowspan - 1,
                start_column=at[1],
                end_column=at[1] + box.colspan - 1,
            )
    return layout.end + down


def of_an_office(filings: list[Filing], *, on_one_sheet: bool, gap: int = 0) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = f"示例市水务局{filings[0].form.first_year}年政府信息公开统计表"
    row = 2
    for number, filing in zip("二三四", filings, strict=False):
        if not on_one_sheet:
            sheet, row = book.create_sheet(filing.form.title[:31]), 1
        row = add(sheet, filing, number, row) + gap
    return saved(book)


@pytest.mark.parametrize("year", [2019, 2021])
@pytest.mark.parametrize(("on_one_sheet", "gap"), [(True, 0), (True, 2), (False, 0)])
def test_the_tables_of_another_office_are_found(year: int, on_one_sheet: bool, gap: int) -> None:
    filings = [filed(one, balanced(one, Random(year))) for one in forms_for(FORMS, year)]

    draft, remarks = read(of_an_office(filings, on_one_sheet=on_one_sheet, gap=gap))

    assert (draft.slug, draft.year) == ("", year)
    assert [one.form for one in draft.tables] == [one.form for one in filings]
    for table, filing in zip(draft.tables, filings, strict=True):
        assert [[cell.text for cell in line] for line in table.cells] == [
            [cell.text for cell in line] for line in filing.cells
        ]
    assert [one.reason for one in remarks.guesses] == [f"当作 {year} 年的报告"]
    assert {one.place for one in remarks.lost} <= {"Sheet!A1"}


def test_the_table_of_earlier_years_is_found() -> None:
    (form,) = forms_for(FORMS, 2016)
    filing = filed(form, balanced(form, Random(7)))

    draft, _ = read(of_an_office([filing], on_one_sheet=False))

    (table,) = draft.tables
    assert [[cell.text for cell in line] for line in table.cells] == [
        [cell.text for cell in line] for line in filing.cells
    ]


def test_a_form_with_a_caption_changed_is_still_read() -> None:
    figures = balanced(REQUESTS, Random(3))
    workbook = exported(filed(REQUESTS, figures))
    workbook = filled(workbook, {"表三!C11": "1.属国家秘密"})

    draft, remarks = read(workbook)

    (table,) = draft.tables
    assert (draft.slug, draft.year, table.place) == ("kjj", 2023, "表三")
    assert [[cell.text for cell in line] for line in table.cells] == [
        [f"{n}" for n in line] for line in figures
    ]
    assert "公式没有值" in remarks.guesses[-1].reason
    assert not [one for one in remarks.lost if one.reason.startswith("不是表里")]


def test_a_form_without_one_of_its_rows_is_read_and_the_row_is_to_be_checked() -> None:
    book = opened(exported(filed(REQUESTS, balanced(REQUESTS, Random(3)))))
    for area in [*book["表三"].merged_cells.ranges]:
        book["表三"].unmerge_cells(str(area))
    book["表三"].delete_rows(12)

    (table,) = read(saved(book))[0].tables

    assert table.cells[4][0].text == f"{balanced(REQUESTS, Random(3))[4][0]}"
    assert all(cell.to_check or cell.text is None for cell in table.cells[5])


def test_a_workbook_without_a_table_has_none_and_all_its_texts_are_lost() -> None:
    book = Workbook()
    book.worksheets[0]["B2"] = "会议通知"

    draft, remarks = read(saved(book))

    assert draft.tables == ()
    assert [(one.place, one.text) for one in remarks.lost] == [("Sheet!B2", "会议通知")]
