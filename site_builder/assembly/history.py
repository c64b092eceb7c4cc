"""Reads what a header says of the history of a document: corrections (更正说明) and its withdrawal.
The build knows nothing else of it, and never asks git."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Values
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from site_builder.assembly.history_rules import (
    cell_without_figures,
    correction_not_in_table,
    correction_of_no_cell,
    day_before_publication,
    day_in_the_future,
    entries_not_valid,
)
from site_builder.assembly.schema import (
    CELL,
    CORRECTION,
    WITHDRAWAL,
    Field,
    read_header,
    read_value,
)
from site_builder.forms.placement import Corrected, form_called
from site_builder.model.document import Document, Mapping, Node, Scalar, Sequence
from site_builder.model.finding import CellAddress, Problem
from site_builder.model.site import Correction, Withdrawal
from site_builder.model.table import Cell, Filing
from site_builder.text.labels import hint, key_of

WITHDRAWN, REVIEW = "withdrawn", "review"
_CORRECTIONS = "corrections"


class Entry(NamedTuple):
    """An entry of a list in a header: its place, its values by key, and its mapping."""

    place: tuple[int, int]
    values: dict[str, Any]
    node: Mapping


def read_entries(
    document: Document, key: str, fields: tuple[Field, ...]
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the entries of the list of mappings below a key that have no problems, and the
    problems of the others."""
    node = document.header.get(key)
    if node is None or (isinstance(node, Scalar) and not node.text):
        return (), ()
    entries: list[Entry] = []
    problems: list[Problem] = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        if not isinstance(node, Sequence) or not isinstance(item, Mapping):
            problems.append(_not_valid(document, key, item, fields, "一项一行，每行写"))
            continue
        place = item.line, item.column
        values, wrong = read_header(item, document.path, fields, place)
        problems.extend(wrong)
        if not wrong:
            entries.append(Entry(place, values, item))
    return tuple(entries), tuple(problems)


def read_withdrawal(
    document: Document, values: Values[str, Any], today: date
) -> tuple[Withdrawal | None, tuple[Problem, ...]]:
    """Return the withdrawal of a document with the header `values`, or None, and the problems."""
    node = document.header.get(WITHDRAWN)
    if node is None:
        return None, ()
    if not isinstance(node, Mapping):
        return None, (_not_valid(document, WITHDRAWN, node, WITHDRAWAL, ""),)
    place = node.line, node.column
    own, wrong = read_header(node, document.path, WITHDRAWAL, place)
    if wrong:
        return None, wrong
    withdrawal = Withdrawal(own["date"], own["reason"])
    place = node.place("date")
    return withdrawal, tuple(_days(document.path, place, withdrawal.day, values, today))


def without_content(document: Document) -> Document:
    """Return a document that is withdrawn without anything but its withdrawal."""
    kept = tuple(one for one in document.header.entries if one.key.text == WITHDRAWN)
    nodes = [one.value for one in kept]
    nodes += [one.value for node in nodes if isinstance(node, Mapping) for one in node.entries]
    lines = {node.line for node in nodes}
    return replace(
        document,
        header=document.header._replace(entries=kept),
        unfilled=tuple(place for place in document.unfilled if place[0] in lines),
        chapters=(),
        headings=(),
        paragraphs=(),
        links=(),
        shown=(),
    )


def read_corrections(
    document: Document, values: Values[str, Any], filings: tuple[Filing, ...], today: date
) -> tuple[tuple[Correction, ...], tuple[Problem, ...]]:
    """Return the corrections in the header of a document, by their days, and the problems. `values`
    are those of the header, `filings` the tables of the document."""
    entries, wrong = read_entries(document, _CORRECTIONS, CORRECTION)
    problems = [*wrong]
    found: list[tuple[Correction, tuple[int, int]]] = []
    for entry in entries:
        own = entry.values
        place = entry.node.place("date")
        problems.extend(_days(document.path, place, own["date"], values, today))
        cell, faults = _cell(document.path, entry, filings)
        problems.extend(faults)
        old, new = own.get("old", ""), own.get("new", "")
        correction = Correction(own["date"], own["what"], own["why"], cell, old, new)
        found.append((correction, entry.node.place("new")))
    found.sort(key=lambda one: one[0].day)
    problems.extend(_not_as_stated(document.path, found, filings))
    return tuple(correction for correction, _ in found), tuple(problems)


def corrected_cells(corrections: tuple[Correction, ...], filings: tuple[Filing, ...]) -> Corrected:
    """Return the numbers, from 1, of the latest corrections of cells."""
    numbers = {one.cell: number for number, one in enumerate(corrections, 1) if one.cell}
    if not numbers:
        return {}
    found: Corrected = {}
    for filing in filings:
        for at, (address, _) in enumerate(_cells(filing)):
            if address in numbers:
                found.setdefault(filing.form.name, {})[at] = numbers[address]
    return found


def days_in_history(document: Document) -> Iterator[date]:
    """Yield the dates of the corrections, the withdrawal and the review record of a document."""
    for key in (_CORRECTIONS, WITHDRAWN, REVIEW):
        node = document.header.get(key)
        for item in node.items if isinstance(node, Sequence) else (node,):
            written = item.get("date") if isinstance(item, Mapping) else None
            day = read_value(written, "date") if written else None
            if isinstance(day, date):
                yield day


def _not_valid(
    document: Document, key: str, node: Node, fields: tuple[Field, ...], how: str
) -> Problem:
    keys = ", ".join(f"{one.key}: {one.label}" for one in fields if one.required)
    place = (node.line, node.column) if node.line else document.header.place(key)
    return Problem(
        entries_not_valid, document.path, *place, key=key, form=f"{how} {{{keys}}}".strip()
    )


def _days(
    path: str, place: tuple[int, int], day: date, values: Values[str, Any], today: date
) -> Iterator[Problem]:
    published = values.get("published")
    if day > today:
        yield Problem(day_in_the_future, path, *place, day=day.isoformat())
    elif published and day < published:
        yield Problem(
            day_before_publication,
            path,
            *place,
            day=day.isoformat(),
            published=published.isoformat(),
        )


def _cell(
    path: str, entry: Entry, filings: tuple[Filing, ...]
) -> tuple[tuple[str, str, str] | None, tuple[Problem, ...]]:
    """Return the table, row and column of the cell that a correction names, and the problems."""
    node = entry.values.get("cell")
    if node is None:
        return None, ()
    place = (node.line, node.column) if node.line else entry.place
    if not isinstance(node, Mapping):
        form = "{table: 统计表, row: 行, column: 列}"
        return None, (Problem(entries_not_valid, path, *place, key="cell", form=form),)
    names, wrong = read_header(node, path, CELL, place)
    if not wrong and not filings:
        wrong = (Problem(cell_without_figures, path, *place),)
    elif not wrong and not (entry.node.get("old") and entry.node.get("new")):
        form = "{cell: …, old: 更正前, new: 更正后}，原来空白的写 old: ''"
        wrong = (Problem(entries_not_valid, path, *place, key="cell", form=form),)
    return (None, wrong) if wrong else _address(path, node, names, filings)


def _address(
    path: str, node: Mapping, names: dict[str, str], filings: tuple[Filing, ...]
) -> tuple[tuple[str, str, str] | None, tuple[Problem, ...]]:
    """Return the table, row and column that some `names` mean, or the problem with one of them. The
    column of a row that has only one may be left out."""
    forms = tuple(filing.form for filing in filings)
    form = form_called(names["table"], forms)
    rows = [row for row in form.rows if row.columns] if form else []
    row = next((one for one in rows if one.key == key_of(names["row"])), None)
    columns = [one.key for one in row.columns] if row else []
    column = columns[0] if len(columns) == 1 and "column" not in names else names.get("column", "")
    if form and row and key_of(column) in columns:
        return (form.title, row.key, key_of(column)), ()
    key, what, known = "column", "列", columns
    if form is None:
        key, what, known = "table", "表", [one.title for one in forms]
    elif row is None:
        key, what, known = "row", "行", [one.key for one in rows]
    name = names.get(key, "")
    place = node.place(key) if node.get(key) else (node.line, node.column)
    near = hint(key_of(name), known)
    return None, (Problem(correction_of_no_cell, path, *place, what=what, name=name, hint=near),)


def _cells(filing: Filing) -> Iterator[tuple[tuple[str, str, str], Cell]]:
    """Yield the cells of a table in printed order, each with its table, row and column."""
    for row, cells in zip(filing.form.rows, filing.cells, strict=True):
        for column, cell in zip(row.columns, cells, strict=True):
            yield (filing.form.title, row.key, column.key), cell


def _not_as_stated(
    path: str, found: list[tuple[Correction, tuple[int, int]]], filings: tuple[Filing, ...]
) -> Iterator[Problem]:
    """Yield a problem for each corrected cell that does not hold what its latest correction says.
    `found` are the corrections by their days, each with the place of its new text."""
    latest = {one.cell: (one, place) for one, place in found if one.cell}
    if not latest:
        return
    for filing in filings:
        for address, cell in _cells(filing):
            if address in latest:
                correction, place = latest[address]
                if cell.text.strip() != correction.new:
                    yield Problem(
                        correction_not_in_table,
                        path,
                        *place,
                        cell=CellAddress(*address),
                        new=correction.new or "空白",
                        now=cell.text.strip() or "空白",
                    )
