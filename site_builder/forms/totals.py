"""Sums of a statutory table over agencies. A blank is not a zero: every sum states the number of
figures it covers. Amounts of money are added in one unit; those of which the unit is unknown are
left out, and counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from site_builder.forms.cells import printed_unit
from site_builder.forms.figures import numbers
from site_builder.model.table import Figures, Form

Number = int | Decimal

YUAN, TEN_THOUSAND_YUAN = "元", "万元"
PLACES = 4  # that the two are apart


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of one cell over several filings. `number` is None if there are no figures; `counted`
    is the number of figures in it, `unclear` the number of amounts that are left out because they
    have no unit while others have one. `unit` is empty if the form prints it."""

    number: Number | None
    counted: int
    unit: str = ""
    unclear: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums of a form over `filed` filings of the reports of some agencies; `agencies` counts
    these, with a report or without. `sums[r][c]` belongs to row `r` of the form and to column `c`
    of that row."""

    form: Form
    filed: int
    sums: tuple[tuple[Sum, ...], ...]
    agencies: int


@dataclass(slots=True)
class Adding:
    """Adds up the figures of one cell, apart by their units; `printed` is the unit that the form
    prints, which a figure without a unit of its own has."""

    printed: str = ""
    zeros: int = 0
    counted: dict[str, int] = field(default_factory=dict)
    amounts: dict[str, Number] = field(default_factory=dict)

    def take(self, number: Number, unit: str) -> None:
        """Add a figure. A zero has any unit."""
        if number:
            unit = unit or self.printed
            self.counted[unit] = self.counted.get(unit, 0) + 1
            self.amounts[unit] = self.amounts.get(unit, 0) + number
        else:
            self.zeros += 1

    def sum(self) -> Sum:
        """Return the sum of the figures added so far."""
        units = [unit for unit in self.amounts if unit]
        if not units:
            counted = self.zeros + self.counted.get("", 0)
            return Sum(self.amounts.get("", 0) if counted else None, counted)
        wanted = self.printed or (units[0] if len(units) == 1 else TEN_THOUSAND_YUAN)
        return Sum(
            _plain(sum(_converted(self.amounts[unit], unit, wanted) for unit in units)),
            self.zeros + sum(self.counted[unit] for unit in units),
            "" if self.printed else wanted,
            self.counted.get("", 0),
        )


def _converted(amount: Number, unit: str, wanted: str) -> Number:
    """Return an amount of money in another unit."""
    if unit == wanted:
        return amount
    return Decimal(amount).scaleb(-PLACES if wanted == TEN_THOUSAND_YUAN else PLACES)


def _plain(number: Number) -> Number:
    """Return a number without zeros at the end of its decimals."""
    return number.normalize() + 0 if isinstance(number, Decimal) else number


@dataclass(slots=True)
class Sums:
    """Adds up a form table by table, so that only one table is in memory at a time."""

    form: Form
    filed: int = 0
    cells: tuple[Adding, ...] = ()

    def __post_init__(self) -> None:
        self.cells = tuple(
            Adding(printed_unit(row, column)) for row in self.form.rows for column in row.columns
        )

    def take(self, table: Figures) -> None:
        """Add a table that uses the same version of the form."""
        self.filed += 1
        for one, (number, unit) in zip(self.cells, numbers(table), strict=True):
            if number is not None:
                one.take(number, unit)

    def tally(self, agencies: int = 0) -> Tally:
        """Return the sums of the tables added so far, of that many agencies; by default, of those
        that filed them."""
        sums = (one.sum() for one in self.cells)
        return Tally(
            self.form,
            self.filed,
            tuple(tuple(islice(sums, len(r.columns))) for r in self.form.rows),
            agencies or self.filed,
        )
