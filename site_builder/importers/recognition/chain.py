"""Which of the numbered titles of a text are its chapters: those that count on from each other, not
those of a list inside one of them."""

from __future__ import annotations

from typing import NamedTuple

START = 2.1  # the first title is the first chapter rather than an item of one
NEIGHBOUR = 0.5  # a title that follows on the last one numbered
GAP = 1.5  # a number is missing
INSIDE = 1.5  # a list inside a chapter counts on to this number as well
LATE = 1.0  # a chain that does not begin with 一


class Candidate(NamedTuple):
    """A numbered title: the place of its paragraph, its number, and how much speaks for a chapter:
    words such as 概述 or a style of headings."""

    place: int
    number: int
    weight: float = 1.0


class _Link(NamedTuple):
    """The best chain that ends with a candidate."""

    score: float
    at: int  # the place in the list of candidates
    before: _Link | None


def longest_chain(candidates: tuple[Candidate, ...]) -> tuple[int, ...]:
    """Return the places of the candidates that are chapters."""
    best: dict[int, _Link] = {}
    for at, one in enumerate(candidates):
        link = _link(candidates, at, best)
        known = best.get(one.number)
        if known is None or link.score > known.score:
            best[one.number] = link
    last = max(best.values(), key=lambda link: (link.score, -link.at), default=None)
    found: list[int] = []
    while last:
        found.append(candidates[last.at].place)
        last = last.before
    return tuple(reversed(found))


def _link(candidates: tuple[Candidate, ...], at: int, best: dict[int, _Link]) -> _Link:
    """Return the best chain that ends with the candidate `at`, given those of the numbers before
    it."""
    one = candidates[at]
    start = _Link(
        one.weight + (START if at == 0 else 0.0) - (LATE if one.number > 1 else 0.0), at, None
    )
    options = [start]
    for number, lost in ((one.number - 1, 0.0), (one.number - 2, GAP)):
        if before := best.get(number):
            score = before.score + one.weight - lost + _fit(candidates, before.at, at)
            options.append(_Link(score, at, before))
    return max(options, key=lambda link: link.score)


def _fit(candidates: tuple[Candidate, ...], before: int, at: int) -> float:
    """Return how well a candidate follows another: as its neighbour, or over a list that counts on
    to the same number."""
    if before == at - 1:
        return NEIGHBOUR
    return -INSIDE if candidates[at - 1].number == candidates[at].number - 1 else 0.0
