"""A statutory table as something to be typed into: its printed layout with a field for each figure,
and what totals and balances come to while it is filled in.

All values here are frozen dataclasses of texts, numbers and tuples; `dataclasses.asdict` makes them
ready for JSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from site_builder.forms.layout import Grid
from site_builder.model.finding import CellAddress
from site_builder.model.table import FigureKind, Filing, Form, Relation

State = Literal["holds", "fails", "undecided"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell. `text` is as written, None if it is not written; `computed` is then the total that
    was added up, or empty. `before` is the text on the year before, None if there is nothing to
    compare. `is_total` tells whether a balance defines it: only such a cell may be left out."""

    address: CellAddress
    row_label: str
    column_label: str
    text: str | None
    computed: str
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
    raise NotImplementedError


def recompute(form: Form, texts: Sequence[str | None]) -> Recomputed:
    """Return what totals and balances come to with these texts in the cells of a form, in printed
    order; None is a cell that is not written. They are those that a build computes and checks."""
    raise NotImplementedError
