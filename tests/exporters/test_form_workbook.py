"""The Excel form as offices open it: what is written where, what can be typed, what is locked."""

from __future__ import annotations

import pytest
from conftest import examples
from figures import FORMS, form
from form_workbooks import (
    DISCLOSURE,
    DISPUTES,
    REQUESTS,
    WHO,
    blank,
    exported,
    filing_of,
    opened,
    texts_of,
    zeros,
)
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from site_builder.exporters.form_workbook_layout import TooLongError, form_sheet
from site_builder.exporters.form_workbook_table import COMPUTED
from site_builder.model.table import Form


def unlocked(sheet: Worksheet) -> set[str]:
    return {
        cell.coordinate
        for cells in sheet.iter_rows()
        for cell in cells
        if not cell.protection.locked and type(cell).__name__ == "Cell"
    }


def test_the_captions_are_merged_as_on_the_official_form() -> None:
    sheet = opened(blank(REQUESTS))["表三"]
    merged = {str(area) for area in sheet.merged_cells.ranges}

    assert (sheet["A4"].value, sheet["D4"].value) == (
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "申请人情况",
    )
    assert (sheet["A9"].value, sheet["B11"].value) == ("三、本年度办理结果", "（三）不予公开")
    assert {"A4:C6", "D4:J4", "E5:I5", "J5:J6", "A7:C7", "A9:A30", "B11:B18", "A31:C31"} <= merged


@examples(20)
@given(st.sampled_from(FORMS))
def test_every_caption_of_a_form_stands_on_its_sheet(one: Form) -> None:
    layout = form_sheet(one)
    sheet = opened(blank(one)).worksheets[1]

    texts = {sheet.cell(row + 1, column + 1).value for row, column, _ in layout.boxes}

    captions = {box.text for block in layout.grid.blocks for line in block.lines for box in line}
    assert captions - texts <= {""}


def test_only_the_figures_can_be_changed() -> None:
    book = opened(blank(DISPUTES))
    sheet = book["表四"]

    assert all(one.protection.sheet for one in book.worksheets)
    assert not any(one.protection.password for one in book.worksheets)
    figures = {f"{column}7" for column in "ABCDFGHIKLMN"}
    assert unlocked(sheet) == {*figures, "A8"}  # A8: who signs
    assert unlocked(book["填表说明"]) == set()


def test_the_agency_the_year_and_the_form_are_named_where_people_and_programs_look() -> None:
    book = opened(blank(REQUESTS))
    sheet = book["表三"]

    assert sheet["A1"].value == "表三　收到和处理政府信息公开申请情况"
    assert sheet["A2"].value == "填报机关：示例市科学技术局　　报告年度：2023年　　单位：件"
    assert sheet["A3"].value == "表号：kjj/2023/requests/2021"
    name = book.defined_names["sitebuild_form"]
    assert (name.attr_text, name.hidden) == ('"kjj/2023"', True)


def test_the_first_sheet_says_who_fills_in_what_and_which_sums_must_agree() -> None:
    sheet = opened(blank(DISCLOSURE, REQUESTS))["填表说明"]
    lines = [(left.value, right.value) for left, right in sheet["A1:B30"]]

    assert ("机关全称", WHO.name) in lines
    assert ("联系电话", "0955-1234567") in lines
    assert {"谁来填", "空白不是零", "勾稽关系", "锁定的格子", "填好以后"} <= {a for a, _ in lines}
    assert (
        "表三",
        "本年新收政府信息公开申请数量、上年结转政府信息公开申请数量之和应等于总计、结转下年度继续办理之和。",
    ) in lines


def test_figures_carried_over_are_filled_in_and_marked() -> None:
    carried = {("上年结转政府信息公开申请数量", "自然人"): "4"}
    sheet = opened(blank(REQUESTS, carried=carried))["表三"]

    rule = next(one for one in sheet.data_validations.dataValidation if "D8" in one.sqref)
    assert sheet["D8"].value == 4
    assert sheet["D8"].fill.fgColor.rgb != sheet["D9"].fill.fgColor.rgb
    assert rule.prompt == "按上年年报，这里是 4。"


def test_a_number_is_a_number_and_anything_else_a_text() -> None:
    texts = zeros(DISCLOSURE)
    texts[0], texts[-1] = ["=1+2", "/", "012"], ["1.50"]
    sheet = opened(exported(filing_of(DISCLOSURE, texts)))["表二"]

    assert [sheet[f"{one}6"].value for one in "BCD"] == ["=1+2", "/", "012"]
    assert [sheet[f"{one}6"].data_type for one in "BCD"] == ["s", "s", "s"]
    assert (sheet["B17"].value, sheet["B17"].number_format) == (1.5, "0.00")


def test_totals_are_formulas_that_are_blank_until_their_parts_are_numbers() -> None:
    sheet = opened(blank(REQUESTS))["表三"]

    assert sheet["J7"].value == '=IF(COUNT(D7:I7)=6,SUM(D7:I7),"")'
    assert sheet["D30"].value == '=IF(COUNT(D9:D29)=21,SUM(D9:D29),"")'
    assert sheet["J30"].value == (
        '=IF(COUNT(J9:J29)=21,SUM(J9:J29),IF(COUNT(D30:I30)=6,SUM(D30:I30),""))'
    )


def test_a_total_that_the_report_leaves_out_is_shown_with_a_star() -> None:
    texts = [[*line] for line in zeros(DISPUTES)]
    texts[0][4] = None
    sheet = opened(exported(filing_of(DISPUTES, texts)))["表四"]

    assert sheet["E7"].number_format == f"General{COMPUTED}"
    assert sheet["J7"].number_format == "General"


def test_a_total_that_is_not_the_sum_is_kept_as_the_report_has_it() -> None:
    texts = zeros(DISPUTES)
    texts[0][4] = "8"
    sheet = opened(exported(filing_of(DISPUTES, texts)))["表四"]

    assert (sheet["E7"].value, sheet["E7"].protection.locked) == (8, False)
    assert sheet["J7"].value == '=IF(COUNT(F7:I7)=4,SUM(F7:I7),"")'


def test_every_balance_has_a_check_beside_or_below_the_table() -> None:
    sheet = opened(blank(REQUESTS))["表三"]

    assert sheet["K4"].value == "勾稽"
    assert sheet["K7"].value == (
        '=IF(COUNT(J7,D7:I7)=7,IF(SUM(J7)=SUM(D7:I7),"平","差"&ABS(SUM(J7)-SUM(D7:I7))),'
        'IF(COUNT(J7,D7:I7)=0,"","未填全"))'
    )
    assert sheet["A34"].value.startswith("勾稽：总计应等于予以公开、")
    assert "SUM(D7:D8)=SUM(D30:D31)" in sheet["D35"].value


@examples(20)
@given(st.sampled_from(FORMS))
def test_there_is_one_check_for_each_balance_and_none_over_another(one: Form) -> None:
    layout = form_sheet(one)

    places = {(check.row, check.column) for check in layout.checks}

    figures = {place for line in layout.figures for place in line}
    assert len(places) == len(layout.checks) == len(one.equations)
    assert not places & figures


def test_each_kind_of_figure_has_its_own_validation() -> None:
    sheet = opened(blank(form("disclosure", 2020)))["表二"]
    rules = {str(one.sqref): one for one in sheet.data_validations.dataValidation}

    assert rules["B6"].formula1 == '"/,—,无,不适用"'
    assert not rules["B6"].showErrorMessage
    assert rules["C10"].formula1.startswith("IF(ISNUMBER(C10),C10=INT(C10),OR(")
    assert rules["C21"].formula1.startswith("IF(ISNUMBER(C21),C21>=0,OR(")
    assert rules["C21"].showErrorMessage


def test_a_sheet_is_printed_on_one_page_wide_with_its_head_repeated() -> None:
    sheet = opened(blank(REQUESTS))["表三"]

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$6"
    assert sheet.print_area == "'表三'!$A$1:$J$32"


@examples(20)
@given(st.data(), st.sampled_from(FORMS))
def test_the_same_tables_make_the_same_bytes(data: st.DataObject, one: Form) -> None:
    filing = filing_of(one, data.draw(texts_of(one)))

    assert exported(filing) == exported(filing)


def test_a_text_that_no_cell_can_hold_is_named() -> None:
    texts = zeros(DISPUTES)
    texts[0][1] = "长" * 40_000

    with pytest.raises(TooLongError, match="“行政复议”的“结果纠正”一格"):
        exported(filing_of(DISPUTES, texts))
