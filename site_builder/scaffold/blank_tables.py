"""The statutory tables of a new report, as lines of its header. A blank figure is left blank: it is
never zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from operator import eq
from typing import NamedTuple

from site_builder.forms.versions import forms_for
from site_builder.model.table import Along, Filing, Form, Row
from site_builder.scaffold.carry_over import Carried, carried_over
from site_builder.text.labels import key_of


class TableLine(NamedTuple):
    """A line below `statistics`: how deep it is indented, its label, and its value, which is empty
    unless it `is_carried` over from last year."""

    depth: int
    label: str
    text: str = ""
    is_carried: bool = False


def blank_tables(
    forms: tuple[Form, ...], year: int, before: Iterable[Filing]
) -> Iterator[TableLine]:
    """Yield the lines of all tables of a report on `year`; `before` are those of the year before.

    Rows whose figures overviews show, and those with figures carried over, are written column by
    column, all others as one line. Totals are left out, because they are computed.
    """
    earlier = {filing.form.name: filing for filing in before}
    for form in forms_for(forms, year):
        yield TableLine(1, form.title)
        yield from _table(form, carried_over(earlier.get(form.name), form))


def _table(form: Form, carried: Carried) -> Iterator[TableLine]:
    totals = _totals(form, "rows")
    shown = {row for row, _ in form.highlights} | {row for row, _ in carried}
    groups: tuple[str, ...] = ()
    for row in form.rows:
        inner = row.groups[1:]  # the outermost group says no more than its rows
        same = sum(1 for _ in takewhile(bool, map(eq, groups, inner)))
        yield from (TableLine(2 + n, key_of(inner[n])) for n in range(same, len(inner)))
        groups = inner
        if row.key not in totals:
            yield from _row(form, row, carried, row.key in shown, 2 + len(inner))


def _row(form: Form, row: Row, carried: Carried, is_long: bool, depth: int) -> Iterator[TableLine]:
    texts = {
        one.key: carried[row.key, one.key] for one in row.columns if (row.key, one.key) in carried
    }
    if len(texts) == len(row.columns) and {*texts.values()} == {"0"}:
        yield TableLine(depth, row.key, "0", is_carried=True)
        return
    yield TableLine(depth, row.key)
    if not is_long or len(row.columns) == 1:
        return
    totals = _totals(form, "columns")
    parts = {one.key for one in row.columns} - totals
    for one in row.columns:
        if one.key not in totals or (one.key in texts and not parts <= texts.keys()):
            yield TableLine(depth + 1, one.key, texts.get(one.key, ""), one.key in texts)


def _totals(form: Form, along: Along) -> set[str]:
    """Return the keys of the rows or columns that are totals."""
    balances = {equation.balance for equation in form.equations}
    return {one.left[0] for one in balances if one.defines_total and one.along == along}
