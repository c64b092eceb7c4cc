"""Sums of a statutory table over agencies. A blank is not a zero: every sum states the number of
figures it covers, and amounts of money in different units are not added."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from site_builder.model.table import Figures, Form


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of one cell over several filings. `number` is None if there are no figures, or if
    their units differ; `counted` is the number of figures."""

    number: int | Decimal | None
    counted: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums of a form over `filed` filings; `sums[r][c]` belongs to row `r` of the form and to
    column `c` of that row."""

    form: Form
    filed: int
    sums: tuple[tuple[Sum, ...], ...]


@dataclass(slots=True)
class Adding:
    """Adds up the figures of one cell."""

    number: int | Decimal = 0
    counted: int = 0
    units: set[str] = field(default_factory=set)

    def sum(self) -> Sum:
        """Return the sum of the figures added so far."""
        if not self.counted or len(self.units) > 1:
            return Sum(None, self.counted)
        return Sum(self.number, self.counted, next(iter(self.units), ""))


@dataclass(slots=True)
class Sums:
    """Adds up a form table by table, so that only one table is in memory at a time."""

    form: Form
    filed: int = 0
    cells: tuple[Adding, ...] = ()

    def __post_init__(self) -> None:
        self.cells = tuple(Adding() for row in self.form.rows for _ in row.columns)

    def take(self, table: Figures) -> None:
        """Add a table that uses the same version of the form."""
        self.filed += 1
        for one, (_, number, unit) in zip(self.cells, table.cells, strict=True):
            if number is not None:
                one.counted += 1
                one.number += number
                if number:
                    one.units.add(unit)

    def tally(self) -> Tally:
        """Return the sums of the tables added so far."""
        sums = (one.sum() for one in self.cells)
        return Tally(
            self.form,
            self.filed,
            tuple(tuple(islice(sums, len(r.columns))) for r in self.form.rows),
        )
