"""Adds a statutory table up over agencies. A blank is not a zero: every sum says how many figures
it is made of, and sums of money in different units are not added."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from site_builder.model.table import Figures, Form


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


@dataclass(slots=True)
class Adding:
    """The figures of one cell while they are added up."""

    number: int | Decimal = 0
    counted: int = 0
    units: set[str] = field(default_factory=set)

    def sum(self) -> Sum:
        """What they come to."""
        if not self.counted or len(self.units) > 1:
            return Sum(None, self.counted)
        return Sum(self.number, self.counted, next(iter(self.units), ""))


@dataclass(slots=True)
class Sums:
    """A form being added up, table by table, so that no more than one need be held."""

    form: Form
    filed: int = 0
    cells: tuple[Adding, ...] = ()

    def __post_init__(self) -> None:
        self.cells = tuple(Adding() for row in self.form.rows for _ in row.columns)

    def take(self, table: Figures) -> None:
        """Add a table on this very version of the form."""
        self.filed += 1
        for one, (_, number, unit) in zip(self.cells, table.cells, strict=True):
            if number is not None:
                one.counted += 1
                one.number += number
                if number:
                    one.units.add(unit)

    def tally(self) -> Tally:
        """What they come to."""
        sums = (one.sum() for one in self.cells)
        return Tally(
            self.form,
            self.filed,
            tuple(tuple(islice(sums, len(r.columns))) for r in self.form.rows),
        )
