"""A statutory table as one report wrote it in its header: labels and texts in, cells out.

The notation is made for people: `属于国家秘密: 0` is a whole row, `其余: 0` is all that was not
written otherwise, and a total that is left out is added up, when all its parts are numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from site_builder.forms.cells import NOT_APPLICABLE, absent, read_cell, total
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


def fill(form: Form, node: Node, path: str) -> tuple[Filing, tuple[Problem, ...]]:
    """Read the value of one table in a report's header at `path` against the form in force.

    Rows and columns are named by their labels, with or without numbering; aliases are accepted
    and reported. Returns the filing, every cell of it in its place, and what could not be read.
    """
    writer = _Writer(form, path)
    writer.table(node, form.rows)
    cells = tuple(_cells(writer, node))
    is_plain = _is_plain(cells)
    if not is_plain:
        cells = _with_totals(form, cells)
        is_plain = _is_plain(cells)
    return Filing(form, path, cells, is_plain), tuple(writer.problems)


@dataclass(slots=True)
class _Writer:
    """Collects the text of each cell while the header's mapping is walked."""

    form: Form
    path: str
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, dict[str, Scalar]] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)
    sums: dict[Along, set[str]] = field(default_factory=dict)

    def table(self, node: Node, rows: tuple[Row, ...]) -> None:
        """Write `node` over `rows`."""
        if isinstance(node, Scalar):
            self.everywhere(node, rows)
        elif isinstance(node, Mapping):
            self.entries(node, {row.key: row for row in rows})
        else:
            self.report(table_is_a_list, node)

    def entries(self, node: Mapping, left: dict[str, Row]) -> None:
        """Write a mapping over the rows in `left`: what names a row goes before what names a
        group, a group before one that it lies in, and all that before the rest."""
        groups = dict(self.form.groups)
        named = self.by_key(node, {*left, *groups, REST})
        for key in [key for key in named if key in left]:
            self.row(left.pop(key), named[key].value)
        for key in sorted(filter(groups.get, named), key=lambda key: len(groups[key])):
            members = tuple(left[row] for row in groups[key] if row in left)
            if members:
                self.table(named[key].value, members)
                left = {row: there for row, there in left.items() if row not in self.texts}
            else:
                lines = (s.line for row in groups[key] for s in self.texts.get(row, {}).values())
                self.twice(named[key].key, key, min(lines, default=0))
        if REST in named:
            totals = self.totals("rows")
            rows = tuple(row for row in left.values() if row.key not in totals)
            self.table(named[REST].value, rows)

    def totals(self, along: Along) -> set[str]:
        """The keys of totals. One that is not written is not part of the rest: it is added up."""
        if not self.sums:
            self.sums = {"rows": set(), "columns": set()}
            for equation in self.form.equations:
                if equation.balance.defines_total:
                    self.sums[equation.balance.along].update(equation.balance.left)
        return self.sums[along]

    def row(self, row: Row, node: Node) -> None:
        if isinstance(node, Scalar):
            self.everywhere(node, (row,), row)
        elif isinstance(node, Mapping):
            self.figures(row, node)
        else:
            self.report(table_is_a_list, node, row)

    def everywhere(self, node: Scalar, rows: tuple[Row, ...], row: Row | None = None) -> None:
        """Write one text into every cell of `rows`."""
        self.judge(node, sum(len(one.columns) for one in rows), row)
        for one in rows:
            self.texts[one.key] = {column.key: node for column in one.columns}

    def figures(self, row: Row, node: Mapping) -> None:
        """Write a row given column by column; `其余` covers the rest of it but its totals."""
        keys = {column.key for column in row.columns}
        texts = {label.text: text for label, text in node.entries if isinstance(text, Scalar)}
        if texts.keys() == keys and len(texts) == len(node.entries):  # as nearly all rows are
            self.texts[row.key] = texts
            return
        texts = self.texts.setdefault(row.key, {})
        rest: Scalar | None = None
        for key, entry in self.by_key(node, {*keys, REST}, row).items():
            if not isinstance(entry.value, Scalar):
                self.report(cell_is_not_a_figure, entry.value, row)
            elif key == REST:
                rest = entry.value
            else:
                texts[key] = entry.value
        if rest is not None:
            left = keys - texts.keys() - self.totals("columns")
            self.judge(rest, len(left), row)
            texts.update(dict.fromkeys(left, rest))

    def judge(self, node: Scalar, count: int, row: Row | None) -> None:
        """One text for several cells, or for none, must be one that means the same everywhere."""
        if count != 1 and not _means_the_same_everywhere(node.text):
            self.report(one_figure_for_a_row, node, row, text=node.text, count=str(count))

    def by_key(self, node: Mapping, keys: set[str], row: Row | None = None) -> dict[str, Entry]:
        """The entries of a mapping by the keys that their labels mean; none counts twice."""
        found: dict[str, Entry] = {}
        for entry in node.entries:
            label = entry.key
            key = label.text if label.text in keys else self.known(label, keys, row)
            if key in found:
                self.twice(label, key, found[key].key.line)
            elif key:
                found[key] = entry
                if row is None:
                    self.named.setdefault(key, label.line)
        return found

    def known(self, label: Scalar, keys: set[str], row: Row | None = None) -> str:
        """The key that a label means, or the empty string for a label the form does not have."""
        key = label.text if label.text in keys else key_of(label.text)
        if key in keys:
            return key
        alias = dict(self.form.aliases).get(key, "")
        if alias in keys:
            self.report(label_of_another_form, label, row, label=key, known=alias)
            return alias
        if row is None and key in self.named:
            self.twice(label, key, self.named[key])
            return ""
        rule = unknown_column if row else unknown_row
        self.report(rule, label, row, label=label.text, hint=hint(key, keys))
        return ""

    def twice(self, label: Scalar, key: str, first: int) -> None:
        self.report(row_written_twice, label, key=key, first=str(first))

    def report(self, rule: Rule, node: Node, row: Row | None = None, **values: Any) -> None:
        cell = CellAddress(self.form.title, row.key if row else "", "")
        self.problems.append(Problem(rule, self.path, node.line, node.column, cell=cell, **values))


def _means_the_same_everywhere(text: str) -> bool:
    """Whether one text can stand for a whole row: nothing, zero, or “not applicable”."""
    return text in {"", "0", "无"} or text in NOT_APPLICABLE


def _cells(writer: _Writer, node: Node) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row; one text that stands for several cells is read once."""
    nothing = absent(node.line, node.column)
    for row in writer.form.rows:
        texts = writer.texts.get(row.key, {})
        line: list[Cell] = []
        cell, last = nothing, None
        for column in row.columns:
            scalar = texts.get(column.key)
            if scalar is not last:
                cell = read_cell(scalar, column.kind) if scalar else nothing
                last = scalar
            line.append(cell)
        yield tuple(line)


def _is_plain(cells: tuple[tuple[Cell, ...], ...]) -> bool:
    """Whether every cell is a number, and so every one is written, or computed."""
    return None not in [cell.number for line in cells for cell in line]


def _with_totals(form: Form, cells: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Compute the totals that were left out; a total of totals needs a second round."""
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
    """The rows that the report leaves out wholly or in part, with the columns concerned. Totals
    may be left out: where one cannot be computed, its parts are what is wrong."""
    may_be_left_out = {e.left[0] for e in filing.form.equations if e.balance.defines_total}
    for r, (row, cells) in enumerate(zip(filing.form.rows, filing.cells, strict=True)):
        gaps = tuple(
            column
            for c, (column, cell) in enumerate(zip(row.columns, cells, strict=True))
            if not cell.written and (r, c) not in may_be_left_out
        )
        if gaps:
            yield row, gaps
