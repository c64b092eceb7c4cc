"""Which lines of a manuscript are which lines of a form: in order, by their labels, which lines and
pages may have cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from site_builder.importers.recognition.tables.labels import ALIKE, core
from site_builder.importers.recognition.tables.lines import Parts
from site_builder.importers.recognition.tables.schemes import Scheme, Target

LONGEST_LABEL = 6  # lines that a label may be cut into
FIGURES_OFF = 2  # cells that a line without a label may have lost, or have too many

SHORTEST_SURE = 3  # characters of a label of which few tables have several
SURE, SHORT, MISSPELT = 3.0, 2.0, 5.0
FIGURES, CELLS, CUT = 0.5, 0.2, -0.05


class Match(NamedTuple):
    """Line `target` of the form is printed in the lines `first` to `last`; `likeness` is 1 if its
    label is spelt as there."""

    target: int
    first: int
    last: int
    likeness: float
    score: float


class _Chain(NamedTuple):
    """Matches in order, from the last one back, and the sum of their scores."""

    score: float = 0.0
    match: Match | None = None
    before: _Chain | None = None


def align(
    lines: Sequence[Parts], mentions: Sequence[frozenset[str]], scheme: Scheme
) -> list[Match]:
    """Return the best matches of the lines of a scheme, in order of the manuscript; `mentions[i]`
    are the captions above line `i`.

    A label that stands out of order is matched if it is spelt as in the form and belongs to one
    line only. The work is in proportion to the number of lines.
    """
    size = len(scheme.targets)
    best = [[_Chain()] * (size + 1)]
    for index in range(len(lines)):
        chains = list(best[-1])
        for match in _candidates(lines, mentions, index, scheme):
            before = best[match.first - index - 1][match.target]
            chain = _Chain(before.score + match.score, match, before)
            if chain.score > chains[match.target + 1].score:
                chains[match.target + 1] = chain
        for target in range(size):
            if chains[target + 1].score < chains[target].score:
                chains[target + 1] = chains[target]
        best.append(chains)
        if len(best) > LONGEST_LABEL:
            del best[0]
    matches = [*_matches(best[-1][size])][::-1]
    return sorted([*matches, *_strays(lines, mentions, matches, scheme)], key=lambda one: one.first)


def _matches(chain: _Chain | None) -> Iterator[Match]:
    while chain is not None and chain.match is not None:
        yield chain.match
        chain = chain.before


def _candidates(
    lines: Sequence[Parts], mentions: Sequence[frozenset[str]], last: int, scheme: Scheme
) -> Iterator[Match]:
    """Yield what the lines that end with `last` may be."""
    if not scheme.knows(core(lines[last].own)):
        yield from _unlabelled(lines[last], mentions[last], last, scheme)
    is_known = False
    for first in range(last, max(-1, last - LONGEST_LABEL), -1):
        group = lines[first : last + 1]
        if sum(one.has_figures for one in group) > 1:
            return
        cut = CUT * (last - first)
        name = core("".join(one.own for one in group))
        named = scheme.names.get(name, ())
        if first == last:
            named = named or _named_by_all(lines[last], scheme)
        for target in named:
            score = SURE if len(name) > SHORTEST_SURE else SHORT
            yield Match(target, first, last, 1.0, score + cut + _bonus(group, target, scheme))
        is_known = is_known or bool(named) or core(lines[first].own) in scheme.names
        if name and not is_known:
            near = scheme.nearest(name)
            if near:
                score = (near[1] - ALIKE) * MISSPELT + CELLS + _bonus(group, near[0], scheme)
                yield Match(near[0], first, last, near[1], score + cut)


def _bonus(lines: Sequence[Parts], target: int, scheme: Scheme) -> float:
    """Return what the cells for figures in some lines count, if they are as many as in a target."""
    if not any(one.figures for one in lines):
        return 0.0
    fitting = (fits(one, scheme.targets[target]) for one in lines if one.has_figures)
    return CELLS + FIGURES * any(fitting)


def fits(line: Parts, target: Target) -> bool:
    """Whether a line has as many figures as a line of the form, or nearly."""
    size = len(target.places)
    off = min(FIGURES_OFF, size - 1)
    written = sum(not piece.is_blank for piece in line.figures)
    return len(line.figures) >= max(size - off, 1) and written <= size + off


def _named_by_all(line: Parts, scheme: Scheme) -> tuple[int, ...]:
    """Return the lines of the form that the labels of a line name together."""
    name = core("".join(piece.text for piece in line.labels))
    return scheme.names.get(name, ())


def _unlabelled(
    line: Parts, mentions: frozenset[str], index: int, scheme: Scheme
) -> Iterator[Match]:
    """Yield the lines without labels that a line of figures may be. Blank cells count where it is
    known that they are cells."""
    if not scheme.mentions:
        return
    is_ruled = line.line.is_ruled and not line.labels
    count = sum(is_ruled or not piece.is_blank for piece in line.figures)
    for number, target in enumerate(scheme.targets):
        off = abs(len(target.places) - count)
        if target.mentions and off <= FIGURES_OFF and _is_under(target, mentions, scheme):
            yield Match(number, index, index, 1.0, SURE + len(target.places) / 10 - off)


def _is_under(target: Target, mentions: frozenset[str], scheme: Scheme) -> bool:
    """Whether the captions above a line are those of a target, or none of any."""
    seen = mentions & scheme.mentions
    return not seen or (seen <= target.mentions and bool(seen & target.mentions))


def _strays(
    lines: Sequence[Parts],
    mentions: Sequence[frozenset[str]],
    matches: list[Match],
    scheme: Scheme,
) -> Iterator[Match]:
    """Yield matches of lines out of order, each of which can be one line of the form only."""
    taken = {index for match in matches for index in range(match.first, match.last + 1)}
    filled = {match.target for match in matches}
    for index, line in enumerate(lines):
        if index in taken or not line.figures:
            continue
        name = core(line.own)
        found = [Match(t, index, index, 1.0, SURE) for t in scheme.names.get(name, ())]
        if not scheme.knows(name):
            found += _unlabelled(line, mentions[index], index, scheme)
        if len(found) == 1 and found[0].target not in filled:
            filled.add(found[0].target)
            yield found[0]
