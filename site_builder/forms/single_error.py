"""The one figure that must be wrong: the only change of a cell after which a table balances.

Every equation is a linear function of the cells that the report wrote, since a total that was left
out is the sum of its parts. A change of one cell changes each equation by its weight there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.forms.balance import Number, side
from site_builder.model.table import Equation, Filing

Place = tuple[int, int]


class Correction(NamedTuple):
    """A change of one cell: its row and column in the form, its number, and the right one."""

    row: int
    column: int
    old: Number
    new: Number


def single_error(filing: Filing) -> Correction | None:
    """The correction after which all equations of a filing hold, if it is the only one.

    Returns None where no change of one written cell is enough, where several would do, and where
    nothing has to be changed. An equation with a cell that is not a number is left out of account.
    """
    found = _corrections(filing)
    return found[0] if len(found) == 1 else None


def _corrections(filing: Filing) -> list[Correction]:
    """All corrections of one written cell. Each has to mend the first equation that fails, which
    says by how much; a sum that is greater than its bound does not: many numbers would do."""
    equations = [*_linear_equations(filing)]
    first = next((one for one in equations if not one.holds()), None)
    if first is None or first.at_most:
        return []
    corrections = []
    for (r, c), weight in first.weights.items():
        old = filing.cells[r][c].number
        if not weight or old is None or first.excess % weight:
            continue
        step = -first.excess // weight
        if old + step >= 0 and all(one.holds((r, c), step) for one in equations):
            corrections.append(Correction(r, c, old, old + step))
    return corrections


@dataclass(frozen=True, slots=True)
class _LinearEquation:
    """An equation in terms of the written cells: how far its left side exceeds the right one, and
    by how much the excess grows when a cell grows by one."""

    excess: Number
    weights: Counter[Place]
    at_most: bool

    def holds(self, place: Place = (0, 0), step: Number = 0) -> bool:
        """Whether the equation holds when the cell at `place` has grown by `step`."""
        excess = self.excess + step * self.weights[place]
        return excess <= 0 if self.at_most else excess == 0


def _linear_equations(filing: Filing) -> Iterator[_LinearEquation]:
    """The equations whose cells are all numbers."""
    parts = _written_parts(filing)
    for equation in filing.form.equations:
        left, right = side(filing, equation.left), side(filing, equation.right)
        if left is not None and right is not None:
            weights: Counter[Place] = Counter()
            for place in equation.left:
                weights.update(parts.get(place, {}))
            for place in equation.right:
                weights.subtract(parts.get(place, {}))
            yield _LinearEquation(left - right, weights, equation.balance.relation == "at_most")


def _written_parts(filing: Filing) -> dict[Place, Counter[Place]]:
    """The written cells that each number is the sum of: itself alone, or those of the parts of a
    total that is added up. A total of totals needs a second round."""
    defining = [e for e in filing.form.equations if e.balance.defines_total]
    added_up = {e.left[0] for e in defining if _is_added_up(filing, e)}
    parts = {
        (r, c): Counter({(r, c): 1})
        for r, cells in enumerate(filing.cells)
        for c, cell in enumerate(cells)
        if cell.number is not None and (r, c) not in added_up
    }
    for equation in (*defining, *defining):
        total = equation.left[0]
        is_new = total not in parts and _is_added_up(filing, equation)
        if is_new and all(place in parts for place in equation.right):
            parts[total] = sum((parts[place] for place in equation.right), Counter())
    return parts


def _is_added_up(filing: Filing, equation: Equation) -> bool:
    """Whether a total is the sum of its parts by itself: it was left out, or one zero is written
    for the total and its parts (who then writes out a part leaves the total to be added up)."""
    (total, *parts) = (filing.cells[r][c] for r, c in equation.left + equation.right)
    return total.computed or all(
        (part.line, part.column) == (total.line, total.column) and part.written for part in parts
    )
