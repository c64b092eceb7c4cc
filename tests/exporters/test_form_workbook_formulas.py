"""LibreOffice computes what we compute, and keeps what makes the form a form."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from calc import computed, converted, needs_calc
from figures import FORMS, balanced
from form_workbooks import (
    DISCLOSURE,
    DISPUTES,
    REQUESTS,
    Texts,
    blank,
    exported,
    filing_of,
    opened,
    read,
    saved,
)
from openpyxl import Workbook

from site_builder.exporters.form_workbook_layout import form_sheet, totals
from site_builder.exporters.form_workbook_style import allowed
from site_builder.forms.balance import side
from site_builder.forms.versions import forms_for
from site_builder.model.table import FigureKind, Filing, Form

ALLOWED: tuple[tuple[FigureKind, float | str, bool], ...] = (
    ("count", 0, True),
    ("count", 12, True),
    ("count", -1, False),
    ("count", 1.5, False),
    ("count", "/", True),
    ("count", "—", True),
    ("count", "无", True),
    ("count", "不适用", True),
    ("count", "三", False),
    ("count", "12", False),
    ("change", -3, True),
    ("change", 0.5, False),
    ("change", "增3", False),
    ("money", 0.05, True),
    ("money", -1, False),
    ("money", "3万元", False),
)


def verdict(filing: Filing, number: int) -> str:
    """What the check of an equation should say."""
    equation = filing.form.equations[number]
    left, right = side(filing, equation.left), side(filing, equation.right)
    if left is None or right is None:
        cells = [filing.cells[r][c].number for r, c in (*equation.left, *equation.right)]
        return "" if set(cells) == {None} else "未填全"
    holds = left <= right if equation.balance.relation == "at_most" else left == right
    return "平" if holds else f"差{abs(left - right)}"


def with_faults(form: Form, chance: Random, blanks: int) -> Filing:
    """A table with figures that do not agree, cells without a figure, and no written total."""
    texts: Texts = [[f"{n}" for n in line] for line in balanced(form, chance)]
    for r, c in totals(form):
        texts[r][c] = None
    places = [(r, c) for r, line in enumerate(texts) for c, text in enumerate(line) if text]
    for r, c in chance.sample(places, 3):
        texts[r][c] = f"{chance.randint(50, 99)}"
    for r, c in chance.sample(places, blanks):
        texts[r][c] = chance.choice(("", "/"))
    return filing_of(form, texts)


@needs_calc
@pytest.mark.parametrize("year", [2016, 2020, 2023])
@pytest.mark.parametrize("blanks", [0, 3])
def test_the_formulas_come_to_the_totals_and_verdicts_of_a_build(
    year: int, blanks: int, tmp_path: Path
) -> None:
    chance = Random(year + blanks)
    filings = [with_faults(form, chance, blanks) for form in forms_for(FORMS, year)]
    book = opened(exported(*filings))
    for cells in (cells for sheet in book for cells in sheet.iter_rows()):
        for cell in cells:
            cell.number_format = "General"  # without the star of a total that is not written

    sheets = computed(saved(book), tmp_path)

    for sheet, filing in zip(book.worksheets[1:], filings, strict=True):
        shown, layout = sheets[sheet.title], form_sheet(filing.form)
        assert [[shown[row][column] for row, column in line] for line in layout.figures] == [
            [cell.text for cell in line] for line in filing.cells
        ]
        assert [shown[check.row][check.column] for check in layout.checks] == [
            verdict(filing, number) for number, _ in enumerate(filing.form.equations)
        ]


@needs_calc
def test_the_values_that_are_saved_with_the_formulas_are_those(tmp_path: Path) -> None:
    texts: Texts = [
        ["1", "2", "0", "0", None],
        ["1", "", "/", "0", None],
        ["0"] * 5,
    ]
    workbook = exported(filing_of(DISPUTES, texts))

    kept = opened(workbook, with_values=True)["表四"]
    shown = computed(saved(opened(workbook)), tmp_path)["表四"]

    assert [kept[place].value for place in ("E7", "J7", "O7")] == [3, None, 0]
    assert [kept[place].value for place in ("E9", "J9", "O9")] == ["平", "未填全", "平"]
    assert [shown[8][column] for column in (4, 9, 14)] == ["平", "未填全", "平"]


@needs_calc
def test_what_may_be_typed_is_decided_as_excel_decides_it(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "规则"
    for row, (kind, value, _) in enumerate(ALLOWED, 1):
        sheet.cell(row, 1, value)
        sheet.cell(row, 2, f"={allowed(kind, f'A{row}')}")

    shown = computed(saved(book), tmp_path)["规则"]

    assert [line[1] for line in shown] == [f"{is_allowed}".upper() for _, _, is_allowed in ALLOWED]


@needs_calc
def test_a_form_that_libreoffice_saved_is_still_the_form(tmp_path: Path) -> None:
    texts = [[f"{n}" for n in line] for line in balanced(REQUESTS, Random(1))]
    workbook = exported(filing_of(REQUESTS, texts))

    again = converted(workbook, tmp_path, "ods", "xlsx")

    before, after = opened(workbook)["表三"], opened(again)["表三"]
    assert read(again) == read(workbook)
    assert after.protection.sheet
    assert {str(one) for one in after.merged_cells.ranges} == {
        str(one) for one in before.merged_cells.ranges
    }
    rules = after.data_validations.dataValidation
    assert sum(len(one.sqref.ranges) for one in rules) == len(
        before.data_validations.dataValidation
    )
    assert after.print_title_rows == before.print_title_rows


@needs_calc
def test_a_blank_form_that_libreoffice_saved_is_blank(tmp_path: Path) -> None:
    workbook = blank(DISCLOSURE, REQUESTS, DISPUTES)

    assert read(converted(workbook, tmp_path, "xlsx:Calc MS Excel 2007 XML")) == read(workbook)
