"""Lines with a figure too few or too many: all ways to read them, and which the balances prove.

Nothing is repaired silently: what is read here is marked, whether it is proven or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from math import prod
from typing import NamedTuple

from site_builder.importers.recognition.tables.figures import figure, number_of
from site_builder.model.table import Column, Equation, Form, Places

Place = tuple[int, int]
Reading = tuple[str | None, ...]  # None: the source has lost it

MOST_READINGS = 300  # of one line
MOST_TOGETHER = 500  # of several lines that only each other prove


class Ragged(NamedTuple):
    """A line of which the figures are to be distributed over `places`; `texts` are the ways to
    count them."""

    places: Places
    columns: tuple[Column, ...]
    texts: tuple[tuple[str, ...], ...]


class Settled(NamedTuple):
    """How a ragged line is read: where all readings agree, or one is proven, there is a text."""

    reading: Reading
    is_proven: bool


class _Numbers(NamedTuple):
    """What is known: the numbers of cells, and the cells whose number is lost and may follow."""

    known: dict[Place, int]
    lost: frozenset[Place]


def settle(form: Form, known: Mapping[Place, int], ragged: Sequence[Ragged]) -> tuple[Settled, ...]:
    """Return how each of the ragged lines of a table is read, whose other numbers are `known`.

    A reading is possible if no balance that has all its numbers fails; a number that is lost
    follows from a balance if it is the only one. Lines that have one possible reading help to prove
    the others.
    """
    balances = _Balances(form)
    left = {
        number: balances.possible(one, {}, list(_readings(one)), balances.within(one.places))
        for number, one in enumerate(ragged)
    }
    numbers = _narrowed(balances, ragged, left, known)
    several = {n: (ragged[n], own) for n, own in left.items() if len(own) > 1}
    if len(several) > 1 and prod(len(own) for _, own in several.values()) <= MOST_TOGETHER:
        left.update(balances.together(several, numbers))
    return tuple(
        _settled(balances, one, left[number], numbers) for number, one in enumerate(ragged)
    )


def confirmed(form: Form, known: Mapping[Place, int]) -> frozenset[Place]:
    """Return the cells of which a balance has all its numbers, and all these balances hold."""
    whole = [e for e in form.equations if all(p in known for p in (*e.left, *e.right))]
    holding: set[Place] = set()
    failing: set[Place] = set()
    for one in whole:
        is_held = _solved([one], _Numbers(dict(known), frozenset())) is not None
        (holding if is_held else failing).update((*one.left, *one.right))
    return frozenset(holding - failing)


def proven_totals(form: Form, known: Mapping[Place, int]) -> frozenset[Place]:
    """Return the cells that are the sum of those of which a balance makes them the total."""
    return frozenset(
        one.left[0]
        for one in form.equations
        if one.balance.defines_total
        and all(place in known for place in (*one.left, *one.right))
        and known[one.left[0]] == _sum(dict(known), one.right)
    )


def _narrowed(
    balances: _Balances,
    ragged: Sequence[Ragged],
    left: dict[int, list[Reading]],
    known: Mapping[Place, int],
) -> dict[Place, int]:
    """Keep of the readings `left` for each line those that are possible with the numbers known,
    and with those of the lines that have one reading left. Return all these numbers."""
    numbers = dict(known)
    count = 0
    while count != (count := sum(map(len, left.values()))):
        for number, own in left.items():
            if len(own) == 1:
                numbers.update(_numbers(ragged[number], own[0]).known)
        for number, own in left.items():
            if len(own) > 1:
                touching = balances.touching(ragged[number].places)
                left[number] = balances.possible(ragged[number], numbers, own, touching)
    return numbers


def _settled(
    balances: _Balances, one: Ragged, readings: list[Reading], numbers: dict[Place, int]
) -> Settled:
    """Return the only possible reading, or that of which every balance could be checked, or what
    all have in common."""
    whole = [r for r in readings if None not in r and balances.are_complete(one, r, numbers)]
    best = readings if len(readings) == 1 else whole
    if len(best) == 1 and None not in best[0]:
        return Settled(best[0], True)
    every = readings or list(_readings(one))
    common = tuple(texts[0] if len(set(texts)) == 1 else None for texts in zip(*every, strict=True))
    return Settled(common or tuple(None for _ in one.places), False)


def _readings(one: Ragged) -> Iterator[Reading]:
    """Yield the different ways to distribute the texts of a line over its places, in order."""
    size = len(one.places)
    found: dict[Reading, None] = {}
    for texts in one.texts:
        if len(texts) > size:
            chosen: Iterator[Reading] = combinations(texts, size)
        else:
            chosen = (
                _placed(texts, places, size) for places in combinations(range(size), len(texts))
            )
        some = list(islice(chosen, MOST_READINGS + 1))
        if len(some) > MOST_READINGS:
            some = [tuple(None for _ in range(size))]
        found.update(dict.fromkeys(_written(one, reading) for reading in some))
        if len(texts) == size:
            break
    yield from found


def _placed(texts: tuple[str, ...], places: tuple[int, ...], size: int) -> Reading:
    at = dict(zip(places, texts, strict=True))
    return tuple(at.get(index) for index in range(size))


def _written(one: Ragged, reading: Reading) -> Reading:
    return tuple(
        None if text is None else figure(text, column.kind).text
        for text, column in zip(reading, one.columns, strict=True)
    )


def _numbers(one: Ragged, reading: Reading) -> _Numbers:
    known = {}
    lost = set()
    for place, column, text in zip(one.places, one.columns, reading, strict=True):
        number = None if text is None else number_of(text, column.kind)
        if number is not None:
            known[place] = number
        elif text is None:
            lost.add(place)
    return _Numbers(known, frozenset(lost))


class _Balances:
    """The equations of a form, by the cells in them."""

    def __init__(self, form: Form) -> None:
        self._by_place: dict[Place, list[Equation]] = {}
        for equation in form.equations:
            for place in (*equation.left, *equation.right):
                self._by_place.setdefault(place, []).append(equation)

    def touching(self, places: Places) -> list[Equation]:
        """Return the equations with one of these cells."""
        return [*{id(e): e for place in places for e in self._by_place.get(place, ())}.values()]

    def within(self, places: Places) -> list[Equation]:
        """Return the equations that have only these cells."""
        inside = set(places)
        return [e for e in self.touching(places) if inside.issuperset((*e.left, *e.right))]

    def possible(
        self,
        one: Ragged,
        numbers: dict[Place, int],
        readings: list[Reading],
        equations: list[Equation],
    ) -> list[Reading]:
        """Return the readings that break none of the equations, with the numbers that follow."""
        found: dict[Reading, None] = {}
        for reading in readings:
            own = _numbers(one, reading)
            solved = _solved(equations, _Numbers({**numbers, **own.known}, own.lost))
            if solved is not None:
                found[_completed(one, reading, own, solved)] = None
        return [*found]

    def together(
        self, open_: dict[int, tuple[Ragged, list[Reading]]], numbers: dict[Place, int]
    ) -> dict[int, list[Reading]]:
        """Return, for each of several lines, the readings that occur where no equation fails."""
        equations = self.touching(tuple(p for one, _ in open_.values() for p in one.places))
        found: dict[int, dict[Reading, None]] = {number: {} for number in open_}
        for chosen in product(*(readings for _, readings in open_.values())):
            own = [_numbers(one, r) for (one, _), r in zip(open_.values(), chosen, strict=True)]
            known = dict(numbers)
            for some in own:
                known.update(some.known)
            lost = frozenset().union(*(some.lost for some in own))
            solved = _solved(equations, _Numbers(known, lost))
            if solved is None:
                continue
            for (number, (one, _)), some, reading in zip(open_.items(), own, chosen, strict=True):
                found[number][_completed(one, reading, some, solved)] = None
        return {number: [*readings] for number, readings in found.items()}

    def are_complete(self, one: Ragged, reading: Reading, numbers: dict[Place, int]) -> bool:
        """Whether there are equations with the cells of a line, and all have all their numbers."""
        known = {**numbers, **_numbers(one, reading).known}
        equations = self.touching(one.places)
        return bool(equations) and all(
            place in known for e in equations for place in (*e.left, *e.right)
        )


def _completed(one: Ragged, reading: Reading, own: _Numbers, solved: dict[Place, int]) -> Reading:
    """Return a reading with the numbers that follow from the balances."""
    return tuple(
        str(solved[place]) if place in own.lost and place in solved else text
        for place, text in zip(one.places, reading, strict=True)
    )


def _solved(equations: list[Equation], numbers: _Numbers) -> dict[Place, int] | None:
    """Return the known numbers and those that follow from equations with one lost number each; None
    if an equation fails, or a number that follows is less than nothing."""
    known = dict(numbers.known)
    progress = True
    while progress:
        progress = False
        for equation in equations:
            unknown = [p for p in (*equation.left, *equation.right) if p not in known]
            if len(unknown) > 1 or (unknown and unknown[0] not in numbers.lost):
                continue
            excess = _sum(known, equation.left) - _sum(known, equation.right)
            if not unknown:
                if excess > 0 or (excess and equation.balance.relation == "equal"):
                    return None
            elif equation.balance.relation == "equal":
                known[unknown[0]] = excess if unknown[0] in equation.right else -excess
                if known[unknown[0]] < 0:
                    return None
                progress = True
    return known


def _sum(known: dict[Place, int], places: Places) -> int:
    return sum(known[place] for place in places if place in known)
