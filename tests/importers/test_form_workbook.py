"""The Excel form that we write is read back as it was, and as it was filled in."""

from __future__ import annotations

import pytest
from conftest import examples
from figures import FORMS
from form_workbooks import (
    DISCLOSURE,
    DISPUTES,
    EMPTY,
    REQUESTS,
    WHO,
    Texts,
    blank,
    exported,
    filing_of,
    filled,
    opened,
    read,
    read_texts,
    saved,
    texts_of,
    zeros,
)
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from site_builder.editing.cells import tables_of
from site_builder.exporters.form_workbook_layout import FilledBy
from site_builder.importers.form.read import is_form_workbook
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.report_draft import TableDraft
from site_builder.importers.writing.statistics import statistics_lines
from site_builder.model.table import Form, Meaning


def said_in_a_report(table: TableDraft) -> list[list[tuple[str, Meaning, bool]]]:
    """What the cells of a table say once it is written into a report: text and meaning of each, and
    whether it is a total that was left out and computed."""
    lines = "\n".join(statistics_lines([table]))
    data = f"---\ntitle: 题\n{lines}\n---\n".encode()
    (filing,) = tables_of(data, table.form.first_year, FORMS)
    return [[(cell.text, cell.meaning, cell.computed) for cell in line] for line in filing.cells]


@examples(20)
@given(st.data(), st.sampled_from(FORMS))
def test_a_table_is_read_from_the_form_as_the_report_has_it(
    data: st.DataObject, form: Form
) -> None:
    texts = data.draw(texts_of(form))
    who = FilledBy("kjj", "示例市科学技术局", form.first_year)
    filing = filing_of(form, texts)
    workbook = exported(filing, who=who)

    draft, remarks = read(workbook)

    (table,) = draft.tables
    assert (draft.slug, draft.year) == ("kjj", form.first_year)
    assert [[cell.text for cell in line] for line in table.cells] == texts
    assert not any(cell.to_check for line in table.cells for cell in line)
    assert remarks.lost == ()
    assert said_in_a_report(table) == [
        [(cell.text, cell.meaning, cell.computed) for cell in line] for line in filing.cells
    ]
    again = saved(opened(workbook))  # without values of formulas, and texts stored otherwise
    assert read(again) == (draft, remarks)


def test_all_tables_of_a_year_are_one_workbook() -> None:
    workbook = blank(DISCLOSURE, REQUESTS, DISPUTES)

    draft, remarks = read(workbook)

    assert opened(workbook).sheetnames == ["填表说明", "表二", "表三", "表四"]
    assert [(one.form, one.place) for one in draft.tables] == [
        (DISCLOSURE, "表二"),
        (REQUESTS, "表三"),
        (DISPUTES, "表四"),
    ]
    assert remarks == Remarks()


def test_a_blank_form_is_read_as_blank_and_never_as_zero() -> None:
    cells = {text for line in read_texts(blank(REQUESTS), "requests") for text in line}

    assert cells == {""}


def test_what_is_filled_in_is_read_and_totals_are_added_up() -> None:
    workbook = filled(blank(REQUESTS), {"表三!D7": 3, "表三!E7": 2, "表三!G7": 0.0})
    for column in "FHI":
        workbook = filled(workbook, {f"表三!{column}7": 0})

    first, second, *_ = read_texts(workbook, "requests")

    assert first == ["3", "2", "0", "0", "0", "0", "5"]
    assert second == [""] * 7


def test_six_kinds_of_emptiness_stay_apart() -> None:
    workbook = filled(
        blank(REQUESTS), {f"表三!D{row}": text or None for row, text in enumerate(EMPTY, 9)}
    )

    column = [line[0] for line in read_texts(workbook, "requests")]

    assert tuple(column[2:8]) == EMPTY


def test_a_total_that_the_report_does_not_write_stays_unwritten() -> None:
    texts: Texts = zeros(DISPUTES)
    texts[0][4] = None

    again = read_texts(exported(filing_of(DISPUTES, texts)), "disputes")

    assert [line[4] for line in again] == [None, "0", "0"]


def test_a_total_that_was_overwritten_stays_and_is_reported() -> None:
    workbook = filled(exported(filing_of(DISPUTES, zeros(DISPUTES))), {"表四!E7": 8})

    (first, *_), (guess,) = read_texts(workbook, "disputes"), read(workbook)[1].guesses

    assert first[-1] == "8"
    assert guess == Remark("表四!E7", "8", "合计写的是 8，各部分之和是 0，照表里的写")


def test_a_formula_of_somebody_else_gives_way_to_the_sum() -> None:
    texts = [["1", "0", "0", "0", "1"], ["0"] * 5, ["0"] * 5]
    workbook = opened(exported(filing_of(DISPUTES, texts)))
    workbook["表四"]["E7"] = "=A7+100"

    assert read_texts(saved(workbook), "disputes")[0][-1] == "1"


def test_a_row_that_says_everywhere_that_it_does_not_apply_has_such_a_total() -> None:
    workbook = filled(blank(DISPUTES), {f"表四!{column}7": "/" for column in "ABCD"})

    (guess,) = read(workbook)[1].guesses

    assert read_texts(workbook, "disputes")[0] == ["/"] * 5
    assert guess.place == "表四!E7"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        ("３", "3"),
        ("1,234", "1234"),
        (" 7 ", "7"),
        ("－", "－"),
        ("见说明", "见说明"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        (10**12, "1000000000000"),
        (-2, "-2"),
    ],
)
def test_a_figure_is_read_as_an_editor_would_write_it(value: object, text: str) -> None:
    assert read_texts(filled(blank(DISPUTES), {"表四!A7": value}), "disputes")[0][0] == text


def test_sheets_are_known_again_by_their_number_whatever_they_are_called() -> None:
    workbook = opened(filled(blank(DISPUTES), {"表四!A7": 3}))
    del workbook.defined_names["sitebuild_form"]
    del workbook["填表说明"]
    workbook["表四"].title = "复议诉讼（定稿）"
    other = Workbook()
    target = other.active
    assert target is not None
    for cells in workbook.worksheets[0].iter_rows():
        for cell in cells:
            if cell.value is not None:
                target[cell.coordinate] = cell.value

    for one in (saved(workbook), saved(other)):
        draft, remarks = read(one)
        assert is_form_workbook(one)
        assert (draft.slug, draft.year) == (WHO.slug, WHO.year)
        assert read_texts(one, "disputes")[0][0] == "3"
        assert remarks == Remarks()


def test_rows_and_columns_may_be_put_in_between_and_checks_deleted() -> None:
    workbook = opened(filled(blank(REQUESTS), {"表三!D7": 3, "表三!I31": 5}))
    sheet = workbook["表三"]
    for area in [*sheet.merged_cells.ranges]:
        sheet.unmerge_cells(str(area))
    sheet.delete_rows(33, 4)
    sheet.delete_cols(11)
    sheet.insert_cols(5)
    sheet.insert_rows(1, 2)
    sheet.insert_rows(20)
    sheet["E9"], sheet["A20"] = 100, "以下由法制科填"

    texts = read_texts(saved(workbook), "requests")
    lost = read(saved(workbook))[1].lost

    assert (texts[0][0], texts[-1][-2]) == ("3", "5")
    assert [(one.place, one.text) for one in lost] == [
        ("表三!E9", "100"),
        ("表三!A20", "以下由法制科填"),
    ]


def test_a_table_without_captions_beside_its_figures_may_stand_lower() -> None:
    workbook = opened(filled(blank(DISPUTES), {"表四!A7": 3}))
    sheet = workbook["表四"]
    for area in [*sheet.merged_cells.ranges]:
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(7)

    assert read_texts(saved(workbook), "disputes")[0][0] == "3"


def test_an_ordinary_workbook_is_no_form() -> None:
    assert not is_form_workbook(saved(Workbook()))
    assert not is_form_workbook(b"no workbook")
