"""Takes the prose, or the tables, of a draft into a report that is there already, and leaves the
rest of its file as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.assembly.schema import REPORT
from site_builder.editing.body import body_of, edit_body
from site_builder.editing.cells import edit_cells, tables_of
from site_builder.editing.fields import header_fields
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.report_draft import ReportDraft
from site_builder.importers.writing.body import has_text, write_body
from site_builder.importers.writing.made import HEADER, Made, MadeFile
from site_builder.importers.writing.report_file import report_path
from site_builder.importers.writing.statistics import MARK
from site_builder.lint.autofix import split_lines
from site_builder.model.finding import CellAddress
from site_builder.model.table import Cell, Form
from site_builder.text.fill_marks import unfilled
from site_builder.text.patterns import regex

_BLANK_LINES = regex(r"\n[ \t]*(?:\n[ \t]*)*\n")


class NotReplacedError(Exception):
    """What should be written would replace what somebody wrote. The message, in Chinese, says what
    there is."""


class _CellDraft(NamedTuple):
    """A cell of a draft beside that of the report: the text of each, None for one that is not
    written."""

    address: CellAddress
    place: str
    text: str | None
    to_check: bool
    before: str | None

    @property
    def differs(self) -> bool:
        """Whether the draft says something else here; a blank is nothing else where the report has
        not written anything."""
        return self.text is not None and self.text != (self.before or "")


def into_report(
    data: bytes, draft: ReportDraft, forms: tuple[Form, ...], skeleton: str, *, force: bool
) -> Made:
    """Return the file `data` of a report with the prose of a draft as its body, or with the figures
    of a draft that has no prose in its tables.

    A body that says more than `skeleton`, that of a new report, is replaced only if `force` is set,
    and so is a figure. Values of the header, and the tables beside prose, are compared: what
    differs is a guess. Raise NotReplacedError, or CannotEditError if the file cannot be changed.
    """
    guesses = [*_differing_header(data, draft)]
    cells = [*_cells(data, draft, forms)]
    if not has_text(draft.body):
        done, lost = _with_figures(data, draft.year, forms, cells, force=force)
        page = MadeFile(report_path(draft.slug, draft.year), done)
        return Made(page, (), Remarks(tuple(lost), tuple(guesses)))
    path = report_path(draft.slug, draft.year)
    body = write_body(draft.body, path)
    before = body_of(data)
    if not force and before.strip() != body.text.strip() and not _says_no_more(before, skeleton):
        raise NotReplacedError("报告的正文里已经有文字")
    guesses += (
        Remark(one.place, f"{one.address}：{one.text}", f"报告里是“{one.before or ''}”，没有改")
        for one in cells
        if one.differs
    )
    return Made(
        MadeFile(path, edit_body(data, f"\n{body.text}")),
        tuple(MadeFile(*one) for one in body.pictures),
        body.remarks + Remarks((), tuple(guesses)),
    )


def _says_no_more(body: str, skeleton: str) -> bool:
    """Whether a body consists of headings, of what is to be filled in, and of paragraphs of the
    skeleton."""
    known = {*_blocks(skeleton)}
    return all(
        block in known or block.startswith("#") or unfilled(block) for block in _blocks(body)
    )


def _blocks(body: str) -> Iterator[str]:
    return (block.strip() for block in _BLANK_LINES.split(body) if block.strip())


def _differing_header(data: bytes, draft: ReportDraft) -> Iterator[Remark]:
    """Yield the values of a draft that the header of the file has otherwise, or not at all."""
    known = header_fields(data, REPORT)
    labels = {field.key: field.label for field in REPORT}
    values = dict(draft.header) | {"title": draft.title}
    if draft.signed:
        values["signed"] = draft.signed.isoformat()
    for key, text in values.items():
        there = known.get(key, "")
        before = "、".join(there) if isinstance(there, tuple) else there
        if text and text != before:
            what = f"是“{before}”" if before else "没有写"
            yield Remark(HEADER, text, f"报告的“{labels.get(key, key)}”{what}，没有改；请看哪个对")


def _cells(data: bytes, draft: ReportDraft, forms: tuple[Form, ...]) -> Iterator[_CellDraft]:
    """Yield the cells of a draft, each with what the report has there."""
    known = {one.form.title: one for one in tables_of(data, draft.year, forms)}
    for table in draft.tables:
        filing = known.get(table.form.title)
        for row, line in zip(table.form.rows, table.cells, strict=True):
            for column, cell in zip(row.columns, line, strict=True):
                address = CellAddress(table.form.title, row.key, column.key)
                before = None
                if filing and filing.form == table.form:
                    before = _written(filing.cell(row.key, column.key))
                yield _CellDraft(address, table.place, cell.text, cell.to_check, before)


def _written(cell: Cell) -> str | None:
    return cell.text if cell.written or cell.computed else None


def _with_figures(
    data: bytes, year: int, forms: tuple[Form, ...], cells: list[_CellDraft], *, force: bool
) -> tuple[bytes, list[Remark]]:
    """Return the file with the figures of some cells, and those that were left out because there is
    another one."""
    given = [one for one in cells if one.differs]
    kept = [one for one in given if one.before and not unfilled(one.before) and not force]
    said = "报告里已经是“{}”，没有改；要换掉，加 --force"
    lost = [
        Remark(one.place, f"{one.address}：{one.text}", said.format(one.before)) for one in kept
    ]
    changes = {one.address: one.text for one in given if one not in kept}
    data = edit_cells(data, year, forms, changes)
    marked = {one.address for one in cells if one.to_check and one not in kept}
    return _with_marks(data, year, forms, marked), lost


def _with_marks(data: bytes, year: int, forms: tuple[Form, ...], cells: set[CellAddress]) -> bytes:
    """Return the file with `# 待核对` behind the lines of some cells."""
    marked = {
        cell.line
        for filing in (tables_of(data, year, forms) if cells else ())
        for row, line in zip(filing.form.rows, filing.cells, strict=True)
        for column, cell in zip(row.columns, line, strict=True)
        if CellAddress(filing.form.title, row.key, column.key) in cells
    }
    lines = split_lines(data.decode())
    for number in marked:
        line = lines[number - 1]
        text = line.rstrip("\r\n")
        if MARK.strip() not in text:
            lines[number - 1] = f"{text}{MARK}{line[len(text) :]}"
    return "".join(lines).encode()
