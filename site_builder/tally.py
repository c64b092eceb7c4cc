"""Adds a statutory table up over agencies. A blank is not a zero: every sum says how many figures
it is made of, and sums of money in different units are not added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from site_builder.model import Cell, Filing, Form


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of one cell over several filings; None where there is nothing to add, or figures
    in different units. `counted` is the number of figures in it."""

    number: int | Decimal | None
    counted: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """A form added up: `sums` run parallel to the form's rows and their columns, over `filed`
    filings."""

    form: Form
    filed: int
    sums: tuple[tuple[Sum, ...], ...]


def tally(form: Form, filings: Sequence[Filing]) -> Tally:
    """Add up filings of one and the same version of a form."""
    sums = tuple(
        tuple(add([filing.cells[r][c] for filing in filings]) for c in range(len(row.columns)))
        for r, row in enumerate(form.rows)
    )
    return Tally(form, len(filings), sums)


def add(cells: Sequence[Cell]) -> Sum:
    """Add the numbers among some cells."""
    numbers = [cell.number for cell in cells if cell.number is not None]
    units = {cell.unit for cell in cells if cell.number}
    if not numbers or len(units) > 1:
        return Sum(None, len(numbers))
    return Sum(sum(numbers), len(numbers), next(iter(units), ""))
