"""Changes figures in the statutory tables of a report and leaves everything else as it is.

A change is tried in the smallest way first, and read again. Where that does not say what was asked
(what a text is the value of depends on what stands beside it), the row is written anew, then the
table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

from site_builder.assembly.schema import REPORT
from site_builder.editing.cannot_edit import CannotEditError, unread
from site_builder.editing.fields import insert_key
from site_builder.editing.header import Edit, Header, entry_before, named, read_header, shape
from site_builder.editing.notation import inline
from site_builder.editing.row import Attempt, RowChange
from site_builder.editing.shortest import table_as_written
from site_builder.forms.cells import absent, read_cell
from site_builder.forms.filing import with_totals
from site_builder.forms.filing_rules import label_of_another_form, one_figure_for_a_row
from site_builder.forms.placement import Statistics, form_called, read_statistics
from site_builder.forms.versions import forms_for
from site_builder.model import document
from site_builder.model.document import Entry, Scalar
from site_builder.model.finding import CellAddress, Problem
from site_builder.model.table import Cell, Column, Filing, Form, Meaning

STATISTICS = "statistics"
# Problems that go when a row is written anew. Where another goes, something was lost.
MENDED = {one_figure_for_a_row.code, label_of_another_form.code}

Cells = tuple[tuple[Cell, ...], ...]
Places = dict[tuple[int, int], str | None]  # the texts asked for, by the indices of row and column


class _Report(NamedTuple):
    """A report as read: its file, its tables, and the forms that these are read with."""

    data: bytes
    header: Header
    statistics: Statistics
    forms: tuple[Form, ...]

    def cells(self, form: Form) -> Cells:
        """Return the cells of a table; none is written if there is no such table."""
        for filing in self.statistics.filings:
            if filing.form == form:
                return filing.cells
        return tuple(tuple(absent(0, 0) for _ in row.columns) for row in form.rows)

    def table(self, form: Form) -> Entry | None:
        """Return the entry of a table in the header."""
        node = self.header.root.get(STATISTICS)
        for entry in node.entries if isinstance(node, document.Mapping) else ():
            if form_called(entry.key.text, self.forms) == form:
                return entry
        return None

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of the header and its tables."""
        return (*self.header.problems, *self.statistics.problems)

    def beside(self, form: Form) -> Any:
        """Return what the file says beside the table of a form."""
        entries = self.header.root.entries
        node = self.header.root.get(STATISTICS)
        tables = node.entries if isinstance(node, document.Mapping) else ()
        return (
            self.header.body,
            [(one.key.text, shape(one.value)) for one in entries if one.key.text != STATISTICS],
            [(one.key.text, shape(one.value)) for one in tables if one != self.table(form)],
            [
                (one.form.name, _plain(one.cells), one.is_of_another_year)
                for one in self.statistics.filings
                if one.form != form
            ],
        )


def edit_cells(
    data: bytes, year: int, forms: tuple[Form, ...], changes: Mapping[CellAddress, str | None]
) -> bytes:
    """Return the file `data` of the report on `year` with other texts in cells of its tables.

    An address consists of the title of the form and of the keys of a row and a column. A text is
    what an editor would type: "" (a written blank), "0", "/", "—", "无", "不适用", "12". None
    means that the cell is not written: a total is then computed. `forms` are all versions of the
    statutory tables; a table or `statistics` that is missing is inserted where it belongs.

    Only the lines of the rows concerned change. The result is read again and compared before it
    is returned. Raise CannotEditError if the file cannot be read, if the form has no such cell, or
    if a label around it is not understood.
    """
    by_table: dict[str, dict[CellAddress, str | None]] = defaultdict(dict)
    for address, text in changes.items():
        by_table[address.table][address] = text
    report = _read(data, year, forms)
    editor = _Editor(year, forms)
    for title, own in by_table.items():
        report = editor.table(report, title, own)
    return report.data


def tables_of(data: bytes, year: int, forms: tuple[Form, ...]) -> tuple[Filing, ...]:
    """Return the tables in the file `data` of the report on `year`, in the order of the forms.
    Raise CannotEditError if the file cannot be read."""
    return _read(data, year, forms).statistics.filings


def _read(data: bytes, year: int, forms: tuple[Form, ...]) -> _Report:
    header = read_header(data)
    statistics = read_statistics("", year, header.root.get(STATISTICS), forms)
    used = tuple(filing.form for filing in statistics.filings)
    strange = any(filing.is_of_another_year for filing in statistics.filings)
    return _Report(data, header, statistics, used if strange else forms_for(forms, year))


class _Editor(NamedTuple):
    """Changes the tables of a report on `year`."""

    year: int
    forms: tuple[Form, ...]

    def table(
        self, report: _Report, title: str, changes: Mapping[CellAddress, str | None]
    ) -> _Report:
        """Return the report with other texts in a table: row by row if its rows are written, and
        else with the whole table."""
        form = next((one for one in report.forms if one.title == title), None)
        if form is None:
            raise CannotEditError(f"这份报告用的格式里没有“{title}”这张表。")
        asked = _asked(form, changes, report.cells(form))
        table = report.table(form)
        if asked and not (table and isinstance(table.value, document.Mapping)):
            return self._first_good(report, form, asked, [partial(_whole, report, form, asked)])
        for index in sorted({r for r, _ in asked}):
            own = {(r, c): text for (r, c), text in asked.items() if r == index}
            report = self._row(report, form, index, own)
        return report

    def _row(self, report: _Report, form: Form, index: int, asked: Places) -> _Report:
        attempts: list[Attempt] = [partial(_whole, report, form, asked)]
        table = report.table(form)
        if table and isinstance(table.value, document.Mapping):
            texts = _texts(report, form, asked, (index,))[0]
            columns = form.rows[index].columns
            changed = frozenset(columns[c].key for _, c in asked)
            change = RowChange(report.header, form, table.value, index, texts, changed)
            attempts = [*change.attempts(), *attempts]
        return self._first_good(report, form, asked, attempts)

    def _first_good(
        self, report: _Report, form: Form, asked: Places, attempts: Iterable[Attempt]
    ) -> _Report:
        """Return the report after the first attempt after which it says what is asked."""
        cells = _expected(form, report.cells(form), asked)
        for attempt in attempts:
            try:
                data = report.header.edited(attempt())
                after = _read(data, self.year, self.forms)
            except CannotEditError:
                continue
            if _says(after, report, form, cells):
                return after
        raise _reason(report, form, min(asked)[0])


def _asked(form: Form, changes: Mapping[CellAddress, str | None], cells: Cells) -> Places:
    """Return the changes that change something."""
    places = {
        (row.key, column.key): (r, c)
        for r, row in enumerate(form.rows)
        for c, column in enumerate(row.columns)
    }
    asked: Places = {}
    for address, text in changes.items():
        place = places.get((address.row, address.column))
        if place is None:
            raise CannotEditError(f"表里没有“{address}”这一格。")
        cell = cells[place[0]][place[1]]
        written = cell.text if cell.written else None
        if text != written or cell.meaning is Meaning.UNREAD:
            asked[place] = text
            inline(text or "")  # raises for what cannot be written at all
    return asked


def _texts(
    report: _Report, form: Form, asked: Places, rows: Iterable[int]
) -> list[list[str | None]]:
    """Return the texts of all cells of some rows as they shall be. Raise CannotEditError if that of
    a cell is not known."""
    lines: list[list[str | None]] = []
    cells = report.cells(form)
    for r in rows:
        line: list[str | None] = []
        for c, cell in enumerate(cells[r]):
            if (r, c) in asked:
                line.append(asked[r, c])
            elif cell.meaning is Meaning.UNREAD:
                raise _reason(report, form, r)
            else:
                line.append(cell.text if cell.written else None)
        lines.append(line)
    return lines


def _whole(report: _Report, form: Form, asked: Places) -> list[Edit]:
    """Return the edits that write a table anew, or where there is none."""
    header = report.header
    texts = _texts(report, form, asked, range(len(form.rows)))
    written = table_as_written(form, texts)
    statistics = next((one for one in header.root.entries if one.key.text == STATISTICS), None)
    if statistics is None:
        return insert_key(header, REPORT, STATISTICS, {form.title: written})
    node, table = statistics.value, report.table(form)
    if isinstance(node, Scalar) and not node.text:
        return header.set_value(header.root, statistics, {form.title: written})
    if not isinstance(node, document.Mapping):
        raise CannotEditError("“statistics”下面不是统计表。")
    if table is not None:
        return header.set_value(node, table, written)
    order = {one.name: float(at) for at, one in enumerate(report.forms)}

    def place(label: str) -> float | None:
        there = form_called(label, report.forms)
        return order[there.name] if there else None

    return header.insert(node, entry_before(node, place, order[form.name]), form.title, written)


def _expected(form: Form, cells: Cells, asked: Places) -> Cells:
    """Return the cells of a table after a change, with its totals."""
    grid = tuple(
        tuple(
            _cell(asked[r, c], column)
            if (r, c) in asked
            else cell
            if cell.written
            else absent(0, 0)
            for c, (column, cell) in enumerate(zip(row.columns, line, strict=True))
        )
        for r, (row, line) in enumerate(zip(form.rows, cells, strict=True))
    )
    return _plain(with_totals(form, grid))


def _cell(text: str | None, column: Column) -> Cell:
    return absent(0, 0) if text is None else read_cell(Scalar(text, 0, 0), column.kind)


def _plain(cells: Cells) -> Cells:
    """Return cells without their places."""
    return tuple(tuple(cell._replace(line=0, column=0) for cell in line) for line in cells)


def _says(after: _Report, before: _Report, form: Form, cells: Cells) -> bool:
    """Whether a report has these cells in a table, and says beside it what it said before. No label
    that was not understood may be gone: there was a figure with it."""
    if _plain(after.cells(form)) != cells or after.beside(form) != before.beside(form):
        return False
    now, then = (Counter(map(named, one.problems())) for one in (after, before))
    return not now - then and {code for code, _ in then - now} <= MENDED


def _reason(report: _Report, form: Form, index: int) -> CannotEditError:
    """Return the error for a row that cannot be changed: most likely something near it is not
    understood."""
    row = form.rows[index]
    table = report.table(form)
    if table:
        lines = range(table.key.line, report.header.ends(table)[0] + 1)
        near = [problem for problem in report.problems() if problem.line in lines]
        own = [problem for problem in near if problem.cell and problem.cell.row == row.key]
        if near:
            return unread((own or near)[0])
    return CannotEditError(f"“{row.label}”一行的写法特殊，请在文件里改。")
