"""Reads a statutory table from the header of a report into a `Filing`.

The notation is short: `属于国家秘密: 0` fills a whole row, `其余: 0` fills everything not written
otherwise, and an omitted total is computed if all its parts are numbers. Where a label is not
understood, the cells that it may stand for are unread, so that nothing follows from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from site_builder.forms.cells import NOT_APPLICABLE, absent, read_cell, total, unread
from site_builder.forms.filing_rules import (
    cell_is_not_a_figure,
    label_of_another_form,
    one_figure_for_a_row,
    row_written_twice,
    table_is_a_list,
    unknown_column,
    unknown_row,
)
from site_builder.model.document import Entry, Mapping, Node, Scalar
from site_builder.model.finding import CellAddress, Problem
from site_builder.model.rule import Rule
from site_builder.model.table import Along, Cell, Column, Filing, Form, Row
from site_builder.text.labels import hint, key_of

REST = "其余"


def fill(
    form: Form, node: Node, path: str, label: Scalar | None = None
) -> tuple[Filing, tuple[Problem, ...]]:
    """Read the table in `node`, from the header of the report at `path`, against `form`. `label` is
    its name in the header.

    Rows and columns are named by their labels, with or without numbering; aliases are accepted
    and reported. Return the filing, which holds every cell of the form, and the problems found.
    """
    writer = _Writer(form, path)
    writer.table(node, form.rows)
    cells = tuple(_cells(writer, label or node))
    is_plain = _is_plain(cells)
    if not is_plain:
        cells = with_totals(form, cells)
        is_plain = _is_plain(cells)
    return Filing(form, path, cells, is_plain), tuple(writer.problems)


@dataclass(slots=True)
class _Writer:
    """Collects the text of each cell while walking the mapping in the header. `labels` are those of
    rows, `unread` the keys of rows that cannot be relied on, and `lost` counts the labels that were
    not understood."""

    form: Form
    path: str
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, dict[str, Scalar]] = field(default_factory=dict)
    labels: dict[str, Scalar] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    lost: int = 0
    named: dict[str, int] = field(default_factory=dict)
    sums: dict[Along, set[str]] = field(default_factory=dict)

    def table(self, node: Node, rows: tuple[Row, ...]) -> None:
        """Assign the values of `node` to the cells of `rows`."""
        if isinstance(node, Scalar):
            self.fill_rows(node, rows)
        elif isinstance(node, Mapping):
            self.entries(node, {row.key: row for row in rows})
        else:
            self.report(table_is_a_list, node)
            self.unread.update(row.key for row in rows)

    def entries(self, node: Mapping, left: dict[str, Row]) -> None:
        """Assign the values of a mapping to the rows in `left`: keys of rows first, then keys of
        groups, inner groups before outer ones, and `其余` last. Any row that is left may be what an
        unknown label stands for."""
        groups = dict(self.form.groups)
        lost = self.lost
        named = self.by_key(node, {*left, *groups, REST})
        is_whole = self.lost == lost
        for key in [key for key in named if key in left]:
            self.labels[key] = named[key].key
            self.row(left.pop(key), named[key].value)
        for key in sorted(filter(groups.get, named), key=lambda key: len(groups[key])):
            members = tuple(left[row] for row in groups[key] if row in left)
            if members:
                self.table(named[key].value, members)
                left = {row: there for row, there in left.items() if row not in self.texts}
            else:
                lines = (s.line for row in groups[key] for s in self.texts.get(row, {}).values())
                self.report_duplicate(named[key].key, key, min(lines, default=0))
        if not is_whole:
            self.unread.update(left)
        elif REST in named:
            totals = self.totals("rows")
            rows = tuple(row for row in left.values() if row.key not in totals)
            self.table(named[REST].value, rows)

    def totals(self, along: Along) -> set[str]:
        """Return the keys of totals. `其余` does not cover an omitted total, which is computed."""
        if not self.sums:
            self.sums = {"rows": set(), "columns": set()}
            for equation in self.form.equations:
                if equation.balance.defines_total:
                    self.sums[equation.balance.along].update(equation.balance.left)
        return self.sums[along]

    def row(self, row: Row, node: Node) -> None:
        if isinstance(node, Scalar):
            self.fill_rows(node, (row,), row)
        elif isinstance(node, Mapping):
            self.figures(row, node)
        else:
            self.report(table_is_a_list, node, row)
            self.unread.add(row.key)

    def fill_rows(self, node: Scalar, rows: tuple[Row, ...], row: Row | None = None) -> None:
        """Assign one text to every cell of `rows`."""
        if not self.can_share(node, sum(len(one.columns) for one in rows), row):
            self.unread.update(one.key for one in rows)
            return
        for one in rows:
            self.texts[one.key] = {column.key: node for column in one.columns}

    def figures(self, row: Row, node: Mapping) -> None:
        """Assign a row given column by column; `其余` covers its other columns except totals."""
        keys = {column.key for column in row.columns}
        texts = {label.text: text for label, text in node.entries if isinstance(text, Scalar)}
        if texts.keys() == keys and len(texts) == len(node.entries):  # fast path for most rows
            self.texts[row.key] = texts
            return
        texts = self.texts.setdefault(row.key, {})
        rest: Scalar | None = None
        lost = self.lost
        for key, entry in self.by_key(node, {*keys, REST}, row).items():
            if not isinstance(entry.value, Scalar):
                self.report(cell_is_not_a_figure, entry.value, row)
                self.unread.add(row.key)
            elif key == REST:
                rest = entry.value
            else:
                texts[key] = entry.value
        if rest is not None:
            left = keys - texts.keys() - self.totals("columns")
            if self.can_share(rest, len(left), row):
                texts.update(dict.fromkeys(left, rest))
            else:
                self.unread.add(row.key)
        if self.lost > lost:
            self.unread.add(row.key)

    def can_share(self, node: Scalar, count: int, row: Row | None) -> bool:
        """Whether a text can stand for several cells, or for none. Report it if it is a positive
        number or words: only zero, 无, blank and “not applicable” can stand for a whole row."""
        if count == 1 or can_be_shared(node.text):
            return True
        self.report(one_figure_for_a_row, node, row, text=node.text, count=str(count))
        return False

    def by_key(self, node: Mapping, keys: set[str], row: Row | None = None) -> dict[str, Entry]:
        """Return the entries of a mapping by the keys of their labels; duplicates are reported."""
        found: dict[str, Entry] = {}
        for entry in node.entries:
            label = entry.key
            key = label.text if label.text in keys else self.key_for(label, keys, row)
            if key in found:
                self.report_duplicate(label, key, found[key].key.line)
                self.unread.update((row.key,) if row else dict(self.form.groups).get(key, (key,)))
            elif key:
                found[key] = entry
                if row is None:
                    self.named.setdefault(key, label.line)
        return found

    def key_for(self, label: Scalar, keys: set[str], row: Row | None = None) -> str:
        """Return the key of a label, or the empty string if the form has no such label."""
        key = label.text if label.text in keys else key_of(label.text)
        if key in keys:
            return key
        alias = dict(self.form.aliases).get(key, "")
        if alias in keys:
            self.report(label_of_another_form, label, row, label=key, known=alias)
            return alias
        if row is None and key in self.named:
            self.report_duplicate(label, key, self.named[key])
            return ""
        self.lost += 1
        rule = unknown_column if row else unknown_row
        self.report(rule, label, row, label=label.text, hint=hint(key, keys))
        return ""

    def report_duplicate(self, label: Scalar, key: str, first: int) -> None:
        self.report(row_written_twice, label, key=key, first=str(first))

    def report(self, rule: Rule, node: Node, row: Row | None = None, **values: Any) -> None:
        cell = CellAddress(self.form.title, row.key if row else "", "")
        self.problems.append(Problem(rule, self.path, node.line, node.column, cell=cell, **values))


def can_be_shared(text: str) -> bool:
    """Whether one text can stand for a whole row: blank, zero, 无 or “not applicable”."""
    return text in {"", "0", "无"} or text in NOT_APPLICABLE


def _cells(writer: _Writer, node: Node) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each row; a text shared by several cells is read once. A cell that is not
    written is placed at the label of its row, or else at `node`, that of the table."""
    for row in writer.form.rows:
        texts = writer.texts.get(row.key, {})
        place = writer.labels.get(row.key, node)
        nothing = absent(place.line, place.column)
        line: list[Cell] = []
        cell, last = nothing, None
        for column in row.columns:
            scalar = texts.get(column.key)
            if scalar is not last:
                cell = read_cell(scalar, column.kind) if scalar else nothing
                last = scalar
            line.append(cell)
        yield tuple(map(_unreliable, line)) if row.key in writer.unread else tuple(line)


def _unreliable(cell: Cell) -> Cell:
    """Return a cell of an unread row: what is wrong with a text is still to be reported, but no
    figure counts."""
    known = cell.number is None and cell.written
    return cell if known else unread(cell.line, cell.column)


def _is_plain(cells: tuple[tuple[Cell, ...], ...]) -> bool:
    """Whether every cell is a number, and therefore written or computed."""
    return None not in [cell.number for line in cells for cell in line]


def with_totals(form: Form, cells: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Compute the omitted totals, in two rounds because a total may be part of another total."""
    grid = [list(line) for line in cells]
    for equation in (e for _ in range(2) for e in form.equations if e.balance.defines_total):
        ((r, c),) = equation.left
        there = grid[r][c]
        if there.written or there.computed:
            continue
        numbers = [grid[i][j].number for i, j in equation.right]
        known = [number for number in numbers if number is not None]
        if len(known) == len(numbers):
            grid[r][c] = total(known, there.line, there.column)
    return tuple(tuple(line) for line in grid)


def unwritten(filing: Filing) -> Iterator[tuple[Row, tuple[Column, ...]]]:
    """Yield the rows that the report omits wholly or in part, each with the columns omitted. Totals
    may be omitted: if one cannot be computed, its parts are reported instead."""
    may_be_left_out = {e.left[0] for e in filing.form.equations if e.balance.defines_total}
    for r, (row, cells) in enumerate(zip(filing.form.rows, filing.cells, strict=True)):
        gaps = tuple(
            column
            for c, (column, cell) in enumerate(zip(row.columns, cells, strict=True))
            if not cell.written and (r, c) not in may_be_left_out
        )
        if gaps:
            yield row, gaps
