"""Which grids of a manuscript, or which lines of them, hold statutory tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from site_builder.importers.recognition.tables.figures import is_figure
from site_builder.importers.recognition.tables.labels import core
from site_builder.importers.recognition.tables.lines import Line, Piece, divide, lines_of
from site_builder.importers.recognition.tables.schemes import Family, Scheme
from site_builder.model.manuscript import Block, Grid, Paragraph

# Between two parts of a table may stand what a page ends and begins with.
MOST_BETWEEN = 4  # paragraphs
LONGEST_BETWEEN = 60  # characters
FEWEST_FIGURES = 3  # of a part that has only figures


class Part(NamedTuple):
    """A statutory table or a part of one: the index of its block, its lines in it, and the labels
    of those that have figures."""

    block: int
    lines: tuple[Line, ...]
    family: Family
    filled: frozenset[str]


def find_parts(blocks: tuple[Block, ...], every: tuple[Family, ...]) -> list[Part]:
    """Return the lines that hold statutory tables: those of grids that show a form by their
    captions, and of their neighbours that have nothing but captions and figures of it. A grid that
    shows several forms, such as a sheet of a workbook, is divided."""
    pieces: list[tuple[int, tuple[Line, ...]]] = []
    shown: list[Family | None] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Grid):
            for family, own in _divided(tuple(lines_of(block, index)), every):
                pieces.append((index, own))
                shown.append(family)
    order = range(len(pieces))
    for forward in (order, order[::-1]):
        for before, this in pairwise(forward):
            family = shown[before]
            if shown[this] is None and family is not None:
                first, last = sorted((pieces[before][0], pieces[this][0]))
                if _is_near(blocks, first, last) and _continues(pieces[this][1], family):
                    shown[this] = family
    return [
        Part(index, own, family, _filled(own, family))
        for (index, own), family in zip(pieces, shown, strict=True)
        if family
    ]


def tables_of(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Yield the parts of each table of one form: one that fills a line again begins another
    table."""
    table: list[Part] = []
    filled: set[str] = set()
    for part in parts:
        if filled & part.filled:
            yield table
            table, filled = [], set()
        table.append(part)
        filled |= part.filled
    if table:
        yield table


def _divided(
    lines: tuple[Line, ...], every: tuple[Family, ...]
) -> Iterator[tuple[Family | None, tuple[Line, ...]]]:
    """Yield the lines of a grid by the family of forms that their captions show; a line that shows
    none belongs to the one above."""
    names = [frozenset(piece.core for piece in line.pieces if piece.core) for line in lines]
    together = frozenset().union(*names)
    shown = [family for family in every if family.is_shown_by(together)]
    if len(shown) <= 1:
        yield (shown[0] if shown else None), lines
        return
    marks = [one.own | one.titles for one in shown]
    own = [next((i for i, one in enumerate(marks) if some & one), -1) for some in names]
    current = next((index for index in own if index >= 0), 0)
    of_lines = [current := index if index >= 0 else current for index in own]
    for number, some in groupby(zip(of_lines, lines, strict=True), key=lambda pair: pair[0]):
        yield shown[number], tuple(line for _, line in some)


def _is_near(blocks: tuple[Block, ...], first: int, last: int) -> bool:
    """Whether only little stands between two blocks, as where a page ends."""
    between = blocks[first + 1 : last]
    return len(between) <= MOST_BETWEEN and all(
        isinstance(block, Paragraph) and len(block.text) <= LONGEST_BETWEEN for block in between
    )


def _continues(lines: Sequence[Line], family: Family) -> bool:
    """Whether lines that do not show a form by themselves may be part of a table of it."""
    texts = [p for line in lines for p in line.pieces if not p.is_blank and not is_figure(p.text)]
    if not texts:
        return any(len(line.pieces) >= FEWEST_FIGURES for line in lines)
    return all(
        not piece.core or any(_is_of(piece, scheme) for scheme in family.schemes) for piece in texts
    )


def _is_of(piece: Piece, scheme: Scheme) -> bool:
    """Whether a text may stand in a table that is printed by `scheme`."""
    if piece.bare in scheme.units or scheme.knows(piece.core):
        return True
    return scheme.nearest(piece.core) is not None


def _filled(lines: Sequence[Line], family: Family) -> frozenset[str]:
    """Return the labels that no other line of a form has, of lines with figures."""
    filled = set()
    mentioned: set[str] = set()
    for scheme in family.schemes:
        parts = [divide(line, scheme) for line in lines]
        for part in parts:
            name = core(part.own)
            if part.has_figures and len(scheme.names.get(name, ())) == 1:
                filled.add(name)
            mentioned |= {piece.core for piece in part.line.pieces}
    if not filled and any(_is_all_figures(line) for line in lines):
        every = frozenset().union(*(scheme.mentions for scheme in family.schemes))
        return frozenset(mentioned & every)
    return frozenset(filled)


def _is_all_figures(line: Line) -> bool:
    figures = [piece for piece in line.pieces if is_figure(piece.text)]
    return len(figures) >= FEWEST_FIGURES
