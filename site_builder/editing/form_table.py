"""A statutory table as something to be typed into: its printed layout with a field for each figure,
and what totals and balances come to while it is filled in.

All values here are frozen dataclasses of texts, numbers and tuples; `dataclasses.asdict` makes them
ready for JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from site_builder.forms.balance import side
from site_builder.forms.cells import absent, printed_unit, read_cell
from site_builder.forms.filing import with_totals
from site_builder.forms.layout import Grid, lay_out
from site_builder.model.document import Scalar
from site_builder.model.finding import CellAddress
from site_builder.model.table import (
    Cell,
    Equation,
    FigureKind,
    Filing,
    Form,
    Meaning,
    Places,
    Relation,
)

# Rows that mean the same in all versions of their form (rules F301 and following).
COMPARABLE = {"requests": ("上年结转政府信息公开申请数量", "结转下年度继续办理")}

State = Literal["holds", "fails", "undecided"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell. `text` is as written, None if it is not written; `computed` is then the total that
    was added up, or empty. `is_unread` tells whether it may be written under a label that is not
    understood. `before` is the text on the year before, None if there is nothing to compare.
    `is_total` tells whether a balance defines it: only such a cell may be left out."""

    address: CellAddress
    row_label: str
    column_label: str
    text: str | None
    computed: str
    is_unread: bool
    kind: FigureKind
    is_total: bool
    before: str | None
    unit: str


@dataclass(frozen=True, slots=True)
class FormBalance:
    """A balance in one row or column. `left` and `right` are the indices of its figures."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    relation: Relation
    sentence: str


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table to be filled in. The figures are in printed order, as the boxes of the kind `figure`
    in the blocks of `grid` are."""

    name: str
    title: str
    basis: str
    unit: str
    grid: Grid
    figures: tuple[Figure, ...]
    balances: tuple[FormBalance, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a balance comes to: the sums of its sides, and their difference if it fails; all three
    are empty if it is undecided, because a cell is no number or because none is written."""

    state: State
    left: str = ""
    right: str = ""
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """`computed` has a text for each figure, empty unless it is an omitted total that was added up;
    `verdicts` are in the order of `FormTable.balances`."""

    computed: tuple[str, ...]
    verdicts: tuple[Verdict, ...]


def table_for_form(form: Form, filing: Filing | None, before: Filing | None) -> FormTable:
    """Return the table `form` to be filled in, with what the report has in `filing`; `before` is
    the table in the report on the year before. Figures of two versions of a form are compared only
    where they mean the same."""
    earlier = _earlier(form, before)
    summed = {e.left[0] for e in form.equations if e.balance.defines_total}
    figures = tuple(
        Figure(
            address=CellAddress(form.title, row.key, column.key),
            row_label=row.label,
            column_label=column.label,
            text=cell.text if cell.written and cell.meaning is not Meaning.UNREAD else None,
            computed=cell.text if cell.computed else "",
            is_unread=cell.meaning is Meaning.UNREAD,
            kind=column.kind,
            is_total=(r, c) in summed,
            before=earlier.get((row.key, column.key)),
            unit=printed_unit(row, column) if column.kind == "money" else row.unit or form.unit,
        )
        for r, row in enumerate(form.rows)
        for c, column in enumerate(row.columns)
        for cell in [filing.cells[r][c] if filing else absent(0, 0)]
    )
    begins = [0, *accumulate(len(row.columns) for row in form.rows)]
    balances = tuple(
        FormBalance(
            tuple(begins[r] + c for r, c in equation.left),
            tuple(begins[r] + c for r, c in equation.right),
            equation.balance.relation,
            _sentence(form, equation),
        )
        for equation in form.equations
    )
    return FormTable(form.name, form.title, form.basis, form.unit, lay_out(form), figures, balances)


def recompute(form: Form, texts: Sequence[str | None]) -> Recomputed:
    """Return what totals and balances come to with these texts in the cells of a form, in printed
    order; None is a cell that is not written. They are those that a build computes and checks."""
    left = iter(texts)
    cells = tuple(
        tuple(
            absent(0, 0) if (text := next(left)) is None else read_cell(Scalar(text, 0, 0), c.kind)
            for c in row.columns
        )
        for row in form.rows
    )
    filing = Filing(form, "", with_totals(form, cells))
    computed = (cell.text if cell.computed else "" for line in filing.cells for cell in line)
    return Recomputed(tuple(computed), tuple(_verdict(filing, e) for e in form.equations))


def _verdict(filing: Filing, equation: Equation) -> Verdict:
    left, right = side(filing, equation.left), side(filing, equation.right)
    places = (*equation.left, *equation.right)
    is_written = any(filing.cells[r][c].written for r, c in places)
    if left is None or right is None or not is_written:
        return Verdict("undecided")
    fails = left > right if equation.balance.relation == "at_most" else left != right
    gap = str(abs(left - right)) if fails else ""
    return Verdict("fails" if fails else "holds", str(left), str(right), gap)


def _earlier(form: Form, before: Filing | None) -> Mapping[tuple[str, str], str]:
    """Return the texts on the year before that can be compared, by the keys of row and column."""
    if before is None or before.form.name != form.name:
        return {}
    is_same = before.form.first_year == form.first_year
    return {
        (row.key, column.key): cell.text
        for row, line in zip(before.form.rows, before.cells, strict=True)
        if is_same or row.key in COMPARABLE.get(form.name, ())
        for column, cell in zip(row.columns, line, strict=True)
        if _says_something(cell)
    }


def _says_something(cell: Cell) -> bool:
    return (cell.written or cell.computed) and cell.meaning is not Meaning.UNREAD


def _sentence(form: Form, equation: Equation) -> str:
    """Return a balance in Chinese, with the row or column in which it holds."""
    r, c = equation.left[0]
    row = form.rows[r]
    where = f"“{row.key}”一行："
    if equation.balance.along == "rows":
        where = f"“{row.columns[c].key}”一列：" if len(row.columns) > 1 else ""
    return f"{where}{relation_in_words(form, equation)}。"


def relation_in_words(form: Form, equation: Equation) -> str:
    """Return in Chinese what must equal what, or be at most as large, wherever the balance holds:
    `总计应等于结果维持、结果纠正之和`."""
    must = "不应大于" if equation.balance.relation == "at_most" else "应等于"
    left, right = (_sum_in_words(form, equation, e) for e in (equation.left, equation.right))
    return f"{left}{must}{right}"


def _sum_in_words(form: Form, equation: Equation, places: Places) -> str:
    if equation.balance.along == "columns":
        names = [form.rows[r].columns[c].key for r, c in places]
    else:
        names = [*_with_groups(form, tuple(form.rows[r].key for r, _ in places))]
    return names[0] if len(names) == 1 else f"{'、'.join(names)}之和"


def _with_groups(form: Form, keys: tuple[str, ...]) -> Iterator[str]:
    """Yield the keys of rows; a whole group is named by its own key."""
    at = 0
    groups = sorted(form.groups, key=lambda group: -len(group[1]))
    while at < len(keys):
        name, rows = next(
            ((name, rows) for name, rows in groups if keys[at : at + len(rows)] == rows),
            (keys[at], keys[at : at + 1]),
        )
        yield name
        at += len(rows)
