"""Checks the balances (勾稽关系) of a filing. An equation with a cell that is not a number is
neither satisfied nor broken."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from site_builder.model.table import Equation, Filing, Places

Number = int | Decimal


def broken(filing: Filing) -> Iterator[tuple[Equation, Number, Number]]:
    """Yield every equation that does not hold, with the sums of its left and right side."""
    for equation in filing.form.equations:
        left, right = side(filing, equation.left), side(filing, equation.right)
        if left is None or right is None or left == right:
            continue
        if equation.balance.relation == "equal" or left > right:
            yield equation, left, right


def side(filing: Filing, places: Places) -> Number | None:
    """Return the sum of the cells at `places`, or None if one of them is not a number."""
    total: Number = 0
    cells = filing.cells
    for r, c in places:
        number = cells[r][c].number
        if number is None:
            return None
        total += number
    return total
