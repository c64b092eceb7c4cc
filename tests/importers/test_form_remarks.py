"""What a filled-in form lost, and what was guessed of it, is said with sheet and cell."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from form_workbooks import (
    DISPUTES,
    REQUESTS,
    blank,
    exported,
    filing_of,
    filled,
    opened,
    read,
    saved,
    zeros,
)
from openpyxl.comments import Comment

from site_builder.exporters.form_workbook_layout import FilledBy
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.report_draft import TableCell


def cell(data: bytes) -> tuple[TableCell, Remarks]:
    """The first cell of the table that was read, and the remarks."""
    draft, remarks = read(data)
    return draft.tables[0].cells[0][0], remarks


@pytest.mark.parametrize(
    ("value", "format_", "text", "said"),
    [
        (datetime(2024, 1, 2), "m月d日", "2024-01-02", "日期"),  # noqa: DTZ001
        (0.5, "0%", "50%", "百分数"),
        (True, "General", "TRUE", "不是数"),
    ],
)
def test_what_excel_made_of_a_figure_is_to_be_checked(
    value: Any, format_: str, text: str, said: str
) -> None:
    workbook = opened(blank(DISPUTES))
    workbook["表四"]["A7"] = value
    workbook["表四"]["A7"].number_format = format_

    read_cell, remarks = cell(saved(workbook))

    assert read_cell == TableCell(text, to_check=True)
    assert [(one.place, one.text) for one in remarks.guesses] == [("表四!A7", text)]
    assert said in remarks.guesses[0].reason


@pytest.mark.parametrize(
    ("value", "reason"),
    [("#REF!", "公式出错，这一格没有导入"), ("=1+2", "公式没有算出的值")],
)
def test_a_figure_that_cannot_be_known_is_lost_and_to_be_checked(value: str, reason: str) -> None:
    read_cell, remarks = cell(filled(blank(DISPUTES), {"表四!A7": value}))

    assert read_cell == TableCell(None, to_check=True)
    assert remarks.lost == (Remark("表四!A7", value, reason),)


def test_digits_that_were_read_as_others_are_guesses() -> None:
    _, remarks = cell(filled(blank(DISPUTES), {"表四!A7": "１２"}))

    assert remarks.guesses == (Remark("表四!A7", "12", "写的是“１２”，读作 12"),)


def test_comments_and_texts_beside_the_table_are_lost() -> None:
    workbook = opened(filled(blank(DISPUTES), {"表四!Q7": "口径有变", "填表说明!C3": "已阅"}))
    workbook["表四"]["A7"].comment = Comment("待核实", "")
    workbook["填表说明"]["A20"].comment = Comment("改一下", "")

    _, remarks = read(saved(workbook))

    assert [(one.place, one.text) for one in remarks.lost] == [
        ("填表说明!C3", "已阅"),
        ("填表说明!A20", "改一下"),
        ("表四!A7", "待核实"),
        ("表四!Q7", "口径有变"),
    ]


def test_who_signed_the_form_is_not_imported() -> None:
    workbook = filled(blank(DISPUTES), {"表四!A8": "审核人：某甲　填表人：某乙"})

    assert [one.place for one in read(workbook)[1].lost] == ["表四!A8"]


def test_figures_in_hidden_rows_are_read_and_reported() -> None:
    workbook = opened(filled(blank(REQUESTS), {"表三!D9": 4}))
    workbook["表三"].row_dimensions[9].hidden = True

    draft, remarks = read(saved(workbook))

    assert draft.tables[0].cells[2][0].text == "4"
    assert remarks.guesses == (Remark("表三!D9", "4", "在隐藏的行或列里，照样导入"),)


def test_a_hidden_sheet_is_not_imported() -> None:
    workbook = opened(blank(REQUESTS, DISPUTES))
    workbook["表四"].sheet_state = "hidden"

    draft, remarks = read(saved(workbook))

    assert [one.place for one in draft.tables] == ["表三"]
    assert remarks.lost == (Remark("表四", "", "隐藏的工作表，没有导入"),)


def test_the_sheet_of_another_agency_is_left_for_an_import_of_its_own() -> None:
    workbook = opened(blank(DISPUTES))
    other = FilledBy("jyj", "示例市教育局", 2022)
    sheet = workbook.create_sheet("教育局")
    for cells in opened(exported(filing_of(REQUESTS, zeros(REQUESTS)), who=other))["表三"]:
        for one in cells:
            if one.value is not None:
                sheet[one.coordinate] = one.value

    draft, remarks = read(saved(workbook))

    assert (draft.slug, draft.year, len(draft.tables)) == ("kjj", 2023, 1)
    assert [(one.place, one.text) for one in remarks.lost] == [("教育局", "jyj 2022")]


def test_a_second_copy_of_a_table_is_not_imported() -> None:
    workbook = opened(filled(blank(DISPUTES), {"表四!A7": 1}))
    workbook.copy_worksheet(workbook["表四"])["A7"] = 2

    draft, remarks = read(saved(workbook))

    assert draft.tables[0].cells[0][0].text == "1"
    assert [one.place for one in remarks.lost] == ["表四 Copy"]
    assert "与工作表“表四”是同一张表" in remarks.lost[0].reason


def test_the_number_on_a_sheet_counts_more_than_the_hidden_name() -> None:
    workbook = opened(blank(DISPUTES))
    workbook.defined_names["sitebuild_form"].attr_text = '"kjj/2022"'

    draft, remarks = read(saved(workbook))

    assert draft.year == 2023
    assert [one.place for one in remarks.guesses] == ["表四"]
