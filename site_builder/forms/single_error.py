"""Finds the one wrong figure of a table: the only change of a single cell that makes it balance;
and the equations that fail together because of one figure.

Every equation is linear in the written cells, because an omitted total is the sum of its parts. So
changing a cell changes each equation in proportion to the weight of the cell in it.
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
    """A change of one cell, given by the indices of its row and column, from `old` to `new`."""

    row: int
    column: int
    old: Number
    new: Number


def single_error(filing: Filing) -> Correction | None:
    """Return the correction after which all equations of a filing hold, if there is exactly one.

    Return None if no single change suffices, if several do, or if no equation fails. Equations with
    a cell that is not a number are ignored.
    """
    found = _corrections(filing)
    return found[0] if len(found) == 1 else None


def _corrections(filing: Filing) -> list[Correction]:
    """Return all corrections of a single written cell.

    The first equation that fails determines the change for each cell. If that is an `at_most`
    equation, many changes would satisfy it, and there is no certain correction.
    """
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


def together(filing: Filing, faults: list[Equation]) -> Iterator[list[Equation]]:
    """Yield equations that fail, grouped: those that hold after one change of one cell, which
    breaks no other, are one group. The largest groups are formed first."""
    linear = {id(equation): one for equation, one in _in_linear_form(filing)}
    kept = [one for one in linear.values() if one.holds()]
    left = list(faults)
    while left:
        groups = (
            [equation for equation in left if linear[id(equation)].weights[place]]
            for place in dict.fromkeys(p for e in left for p in linear[id(e)].weights)
            if _mends(place, [linear[id(e)] for e in left], kept)
        )
        group = max(groups, key=len, default=left[:1])
        yield group
        left = [equation for equation in left if equation not in group]


def _mends(place: Place, failing: list[_LinearEquation], kept: list[_LinearEquation]) -> bool:
    """Whether a change of one cell mends all failing equations that contain it and breaks none."""
    own = [one for one in failing if one.weights[place]]
    first = min(own, key=lambda one: one.at_most, default=None)
    if first is None or first.excess % first.weights[place]:
        return False
    step = -first.excess // first.weights[place]
    return all(one.holds(place, step) for one in (*own, *kept))


@dataclass(frozen=True, slots=True)
class _LinearEquation:
    """An equation in terms of the written cells: the excess of its left side over its right side,
    and the change of the excess if a cell grows by one."""

    excess: Number
    weights: Counter[Place]
    at_most: bool

    def holds(self, place: Place = (0, 0), step: Number = 0) -> bool:
        """Whether the equation holds after the cell at `place` grows by `step`."""
        excess = self.excess + step * self.weights[place]
        return excess <= 0 if self.at_most else excess == 0


def _linear_equations(filing: Filing) -> Iterator[_LinearEquation]:
    """Yield the equations whose cells are all numbers."""
    return (one for _, one in _in_linear_form(filing))


def _in_linear_form(filing: Filing) -> Iterator[tuple[Equation, _LinearEquation]]:
    """Yield the equations whose cells are all numbers, each with its linear form."""
    parts = _written_parts(filing)
    for equation in filing.form.equations:
        left, right = side(filing, equation.left), side(filing, equation.right)
        if left is not None and right is not None:
            weights: Counter[Place] = Counter()
            for place in equation.left:
                weights.update(parts.get(place, {}))
            for place in equation.right:
                weights.subtract(parts.get(place, {}))
            at_most = equation.balance.relation == "at_most"
            yield equation, _LinearEquation(left - right, weights, at_most)


def _written_parts(filing: Filing) -> dict[Place, Counter[Place]]:
    """Return, for each cell with a number, the written cells whose sum it is: the cell itself, or
    for a computed total those of its parts. A total of totals needs a second round."""
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
    """Whether a total follows from its parts: it was omitted, or one zero was written for the total
    and all its parts (after correcting a part, the editor would omit the total)."""
    (total, *parts) = (filing.cells[r][c] for r, c in equation.left + equation.right)
    return total.computed or all(
        (part.line, part.column) == (total.line, total.column) and part.written for part in parts
    )
