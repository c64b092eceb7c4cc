"""Tables on a page of a PDF: by their lines, with merged cells; or by gaps, where there are no
lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from site_builder.importers.formats.pdf.page import Character, Line, text_of
from site_builder.model.limits import MOST_RULES
from site_builder.model.manuscript import Grid, GridCell

_NEAR = 3.0  # points between lines that are one
_FEWEST_RULES = 4
_FEWEST_ROWS = 2

Box = tuple[float, float, float, float]  # left, top, right, bottom
Slot = tuple[int, int]  # row and column


class RuledTable(NamedTuple):
    """A table on a page: where it is, and its cells with their characters."""

    top: float
    grid: Grid


class PageTables(NamedTuple):
    """The ruled tables of a page, the characters outside of them, and whether there are too many
    lines on the page to look for tables."""

    tables: tuple[RuledTable, ...]
    rest: tuple[Character, ...]
    is_crowded: bool = False


def ruled_tables(page: Any, characters: Sequence[Character], place: str) -> PageTables:
    """Return the ruled tables of a page of pdfplumber. A single cell is a frame and no table."""
    rules = page.edges
    if len(rules) < _FEWEST_RULES:
        return PageTables((), tuple(characters))
    if len(rules) > MOST_RULES:
        return PageTables((), tuple(characters), is_crowded=True)
    tables: list[RuledTable] = []
    rest = characters
    settings = {"explicit_horizontal_lines": _ends(rules)}
    for found in page.find_tables(settings):
        boxes = [box for box in found.cells if box]
        if len(boxes) > 1:
            own = f"{place}表{len(tables) + 1}"
            grid, rest = _grid(boxes, _within(rules, found.bbox), rest, own)
            tables.append(RuledTable(found.bbox[1], grid))
    return PageTables(tuple(tables), tuple(rest))


def _grid(
    boxes: Sequence[Box], rules: Iterable[Any], characters: Sequence[Character], place: str
) -> tuple[Grid, list[Character]]:
    """Return the table that cells make, and the characters that are in none."""
    lefts = _sides(x for box in boxes for x in (box[0], box[2]))
    tops = _sides(y for box in boxes for y in (box[1], box[3]))
    areas = [
        _area(_at(tops, top), _at(tops, bottom), _at(lefts, x0), _at(lefts, x1))
        for x0, top, x1, bottom in boxes
    ]
    areas += _open_areas(areas, rules, lefts, tops)
    owner = {slot: number for number, area in enumerate(areas) for slot in area}
    cells: list[list[Character]] = [[] for _ in areas]
    rest: list[Character] = []
    for one in characters:
        row = bisect_right(tops, one.middle) - 1
        column = bisect_right(lefts, (one.x0 + one.x1) / 2) - 1
        own = owner.get((row, column))
        (rest if own is None else cells[own]).append(one)
    filled = (_cell(area, inside, place) for area, inside in zip(areas, cells, strict=True))
    ordered = tuple(sorted(filled, key=lambda cell: (cell.row, cell.column)))
    return Grid(ordered, len(tops) - 1, len(lefts) - 1, place=place), rest


def _area(first: int, last: int, left: int, right: int) -> list[Slot]:
    """Return the slots between two lines across and two lines down; at least one."""
    return [
        (row, column)
        for row in range(first, max(last, first + 1))
        for column in range(left, max(right, left + 1))
    ]


def _cell(area: Sequence[Slot], inside: Iterable[Character], place: str) -> GridCell:
    (row, column), (last, right) = min(area), max(area)
    own = f"{place}第{row + 1}行第{column + 1}列"
    return GridCell(text_of(inside), row, column, last - row + 1, right - column + 1, own)


def _open_areas(
    areas: Iterable[Sequence[Slot]],
    rules: Iterable[Any],
    lefts: Sequence[float],
    tops: Sequence[float],
) -> Iterator[list[Slot]]:
    """Yield the parts of a table that are in no cell, because the page ends in the middle of one:
    slots between which no line is drawn are one part."""
    covered = {slot for area in areas for slot in area}
    rows, columns = range(len(tops) - 1), range(len(lefts) - 1)
    left = {(row, column) for row in rows for column in columns} - covered
    walls = _walls(rules, lefts, tops) if left else frozenset()
    while left:
        part = [min(left)]
        left.remove(part[0])
        for row, column in part:  # grows
            for step in (
                (row + 1, column),
                (row, column + 1),
                (row - 1, column),
                (row, column - 1),
            ):
                if step in left and frozenset({(row, column), step}) not in walls:
                    left.remove(step)
                    part.append(step)
        (top, side), (last, right) = min(part), max(part)
        is_box = (
            len({*part} & {*_area(top, last + 1, side, right + 1)})
            == len(part)
            == (last - top + 1) * (right - side + 1)
        )
        yield from [part] if is_box else ([slot] for slot in part)


def _walls(
    rules: Iterable[Any], lefts: Sequence[float], tops: Sequence[float]
) -> frozenset[frozenset[Slot]]:
    """Return the pairs of slots between which a line is drawn."""
    found: set[frozenset[Slot]] = set()
    middles = [(a + b) / 2 for a, b in pairwise(tops)]
    centres = [(a + b) / 2 for a, b in pairwise(lefts)]
    for one in rules:
        if one["orientation"] == "v":
            column = _at(lefts, one["x0"] + _NEAR / 2)
            found |= {
                frozenset({(row, column - 1), (row, column)})
                for row, y in enumerate(middles)
                if one["top"] <= y <= one["bottom"]
            }
        else:
            row = _at(tops, one["top"] + _NEAR / 2)
            found |= {
                frozenset({(row - 1, column), (row, column)})
                for column, x in enumerate(centres)
                if one["x0"] <= x <= one["x1"]
            }
    return frozenset(found)


def _ends(rules: Iterable[Any]) -> list[float]:
    """Return where the lines down the page begin and end, those that overlap as one: there a table
    begins or ends, although no line may be drawn where a page ends in the middle of it."""
    ends: list[float] = []
    downs = ((r["top"], r["bottom"]) for r in rules if r["orientation"] == "v")
    for top, bottom in sorted(one for one in downs if one[1] - one[0] > _NEAR):
        if ends and top - ends[-1] <= _NEAR:
            ends[-1] = max(ends[-1], bottom)
        else:
            ends += [top, bottom]
    return ends


def _within(rules: Iterable[Any], box: Box) -> list[Any]:
    """Return the lines that are drawn in a table."""
    return [
        one
        for one in rules
        if one["x1"] >= box[0] and one["x0"] <= box[2]
        if one["bottom"] >= box[1] and one["top"] <= box[3]
    ]


def _sides(values: Iterable[float]) -> list[float]:
    """Return the places of lines in order, those that are near to each other as one."""
    sides: list[float] = []
    for value in sorted(values):
        if not sides or value - sides[-1] > _NEAR:
            sides.append(value)
    return sides


def _at(sides: Sequence[float], value: float) -> int:
    """Return the number of the line at a place."""
    return max(bisect_right(sides, value) - 1, 0)


def unruled_tables(lines: Iterable[Line], place: str, first: int) -> Iterator[Line | RuledTable]:
    """Yield the lines of a page; two or more with tabs that follow each other as a table, of which
    each line is a row. `first` is the number of the first one on the page."""
    number = first
    for is_row, group in groupby(lines, key=lambda line: "\t" in line.text):
        rows = [*group]
        if not is_row or len(rows) < _FEWEST_ROWS:
            yield from rows
            continue
        own = f"{place}表{number}"
        number += 1
        cells = [
            GridCell(text.strip(), row, column, place=f"{own}第{row + 1}行第{column + 1}列")
            for row, line in enumerate(rows)
            for column, text in enumerate(line.text.split("\t"))
        ]
        columns = max(cell.column for cell in cells) + 1
        grid = Grid(tuple(cells), len(rows), columns, is_ruled=False, place=own)
        yield RuledTable(rows[0].top, grid)
