"""Statutory tables of a draft become lines of a header that say the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from importers.writing.drafts import DISCLOSURE, DISPUTES, FORMS, REQUESTS, table
from site_builder.editing.cells import tables_of
from site_builder.forms.versions import forms_for
from site_builder.importers.report_draft import TableCell, TableDraft
from site_builder.importers.writing.statistics import statistics_lines
from site_builder.model.table import Form

NEW = "本年新收政府信息公开申请数量"


def header(*tables: TableDraft) -> str:
    lines = "\n".join(statistics_lines(tables))
    return f"---\ntitle: 题\n{lines}\n---\n"


def read_back(text: str, year: int = 2023) -> dict[str, list[list[str]]]:
    return {
        filing.form.title: [[cell.text for cell in line] for line in filing.cells]
        for filing in tables_of(text.encode(), year, FORMS)
    }


@st.composite
def drafts(draw: st.DrawFn, form: Form) -> TableDraft:
    texts = st.sampled_from(["0", "0", "0", "1", "12", "", "/", "—", "无", "不适用", None])
    marks = st.sampled_from([False] * 9 + [True])
    is_same = draw(st.booleans())
    text = draw(texts)
    return TableDraft(
        form,
        tuple(
            tuple(TableCell(text if is_same else draw(texts), draw(marks)) for _ in row.columns)
            for row in form.rows
        ),
    )


@given(st.data())
def test_what_is_written_is_read_back_cell_by_cell_with_a_mark_on_its_own_line(
    data: st.DataObject,
) -> None:
    year = data.draw(st.sampled_from([2016, 2019, 2023]))
    form = data.draw(st.sampled_from(forms_for(FORMS, year)))
    one = data.draw(drafts(form))

    text = header(one)

    lines = text.split("\n")
    (filing,) = tables_of(text.encode(), year, FORMS)
    totals = {e.left[0] for e in form.equations if e.balance.defines_total}
    for r, (line, found) in enumerate(zip(one.cells, filing.cells, strict=True)):
        for c, (cell, at) in enumerate(zip(line, found, strict=True)):
            assert at.written == (cell != TableCell(None) or (r, c) not in totals)
            if not at.written:
                continue
            assert at.text == (cell.text or "")
            assert ("# 待核对" in lines[at.line - 1]) == cell.to_check
    assert text.count("# 待核对") == sum(cell.to_check for line in one.cells for cell in line)


def test_a_table_without_marks_is_written_as_short_as_it_can_be() -> None:
    one = table(REQUESTS, {(NEW, "自然人"): "1", (NEW, "总计"): "1"})

    assert [*statistics_lines([table(DISCLOSURE), one, table(DISPUTES)])] == [
        "statistics:",
        "  主动公开政府信息情况: 0",
        "  收到和处理政府信息公开申请情况:",
        f"    {NEW}:",
        "      自然人: 1",
        "      其余: 0",
        "      总计: 1",
        "    总计: 0",
        "    其余: 0",
        "  政府信息公开行政复议、行政诉讼情况: 0",
    ]


def test_a_cell_that_was_lost_is_a_blank_with_a_mark() -> None:
    cell = ("行政许可", "本年处理决定数量")

    assert [*statistics_lines([table(DISCLOSURE, {cell: None}, [cell])])] == [
        "statistics:",
        "  主动公开政府信息情况:",
        "    行政许可:",
        "      本年处理决定数量:  # 待核对",
        "    其余: 0",
    ]


def test_a_total_that_the_source_does_not_have_is_left_out_and_computed() -> None:
    total = ("行政复议", "总计")
    other = ("行政复议", "结果维持")

    for marked in ([], [other]):
        text = header(table(DISPUTES, {total: None, other: "3"}, marked))

        (filing,) = tables_of(text.encode(), 2023, FORMS)
        assert (filing.cell(*total).text, filing.cell(*total).computed) == ("3", True)


def test_without_a_table_there_are_no_statistics() -> None:
    assert [*statistics_lines([])] == []
