"""What a page prints around a statutory table is not taken for text of the report."""

from __future__ import annotations

from figures import FORMS

from importers.recognition.printed_tables import printed, ruled
from site_builder.importers.imported import Remark
from site_builder.importers.recognition.tables.find import find_tables
from site_builder.importers.recognition.tables.notes import NOTE, TITLE, without_notes
from site_builder.importers.report_draft import TablesFound
from site_builder.model.manuscript import Block, Paragraph, Role, Run

FORM = next(one for one in FORMS if one.name == "disputes" and one.first_year == 2021)


def said(text: str, role: Role = "text") -> Paragraph:
    return Paragraph((Run(text),), role, place="第1行")


def found(before: list[Block], after: list[Block]) -> TablesFound:
    """The tables in a text with one, and its text without what is printed around it."""
    figures = [["0"] * len(row.columns) for row in FORM.rows]
    blocks = (*before, ruled(printed(FORM, figures)), *after)
    return without_notes(find_tables(blocks, 2023, FORMS), FORMS)


def test_the_title_with_the_unit_and_the_notes_below_are_listed() -> None:
    title = "政府信息公开行政复议、行政诉讼情况（单位：件）"
    notes = ["空白14格，原报告未填写；空白不等于零。", "说明：原报告如此。"]
    chapter = said("四、政府信息公开行政复议、行政诉讼情况", "heading")

    tables = found([chapter, said(title)], [*map(said, notes), said("全年没有诉讼。")])

    assert tables.rest == (chapter, said("全年没有诉讼。"))
    assert tables.gaps == (1,)
    assert tables.remarks.lost == (
        Remark("第1行", title, TITLE),
        *(Remark("第1行", note, NOTE) for note in notes),
    )


def test_a_line_with_the_unit_alone_is_part_of_the_table() -> None:
    assert found([said("正文。"), said("单位：件")], []).rest == (said("正文。"),)


def test_text_beside_a_table_stays() -> None:
    before = [said("政府信息公开行政复议、行政诉讼情况"), said("情况见下表（单位：件）")]
    after = [said("说明：以上数字不含转办。"), said("空白不等于零。")]

    tables = found([*before], [*after])

    assert tables.rest == (*before, *after)
    assert not tables.remarks.lost


def test_a_table_without_any_figure_is_read_as_blank() -> None:
    blank = [[""] * len(row.columns) for row in FORM.rows]

    (table,) = find_tables((ruled(printed(FORM, blank)),), 2023, FORMS).tables

    assert {cell.text for row in table.cells for cell in row} == {""}
