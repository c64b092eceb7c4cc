"""The printed layout of a statutory table: captions are merged as on the official form, and each
figure lists the ids of its captions for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from site_builder.model.table import Form, Row, Section

Part = Literal["", "banner", "group", "inner-group", "total"]

# Up to so many columns of figures, a table fits a telephone; up to so many, a sheet of paper in its
# usual type; up to so many lines, one sheet of paper.
FIT_A_PHONE = 4
FIT_A_SHEET = 9
LINES_OF_A_SHEET = 40


@dataclass(frozen=True, slots=True)
class Box:
    """One printed cell. `part` distinguishes it from others of its kind; `headers` are the ids of
    the captions of a figure, separated by spaces."""

    kind: Literal["caption", "note", "unit", "figure"]
    text: str = ""
    colspan: int = 1
    rowspan: int = 1
    scope: str = ""
    id: str = ""
    headers: str = ""
    part: Part = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A group of lines: the head of the table, or one of its bodies."""

    is_head: bool
    lines: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of one kind that stand beside each other."""

    kind: Literal["group", "inner-group", "label", "unit", "figure"]
    count: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole table; its figures are in the order of `Filing.cells`, row by row."""

    columns: tuple[Columns, ...]
    blocks: tuple[Block, ...]

    @property
    def width(self) -> int:
        """The number of columns."""
        return sum(columns.count for columns in self.columns)

    @property
    def is_wide(self) -> bool:
        """Whether a telephone shows only part of it at a time."""
        return self._figures > FIT_A_PHONE

    @property
    def variants(self) -> tuple[str, ...]:
        """What a theme has to know of its size: whether it is wide, whether it is dense (needs
        small type on paper), whether it fits one sheet of paper."""
        lines = sum(len(block.lines) for block in self.blocks)
        sizes = {
            "wide": self.is_wide,
            "dense": self._figures > FIT_A_SHEET,
            "one-sheet": lines <= LINES_OF_A_SHEET,
        }
        return tuple(name for name, applies in sizes.items() if applies)

    @property
    def _figures(self) -> int:
        """The number of columns of figures."""
        return sum(columns.count for columns in self.columns if columns.kind == "figure")


class _Frame(NamedTuple):
    """What all sections of a table have in common: how many of its columns are captions of rows,
    units, and all; and the keys of those that are totals."""

    labels: int
    units: int
    width: int
    totals: frozenset[str]


def lay_out(form: Form, prefix: str = "") -> Grid:
    """Return the printed layout of a form. Ids start with `prefix` and the name of the form."""
    name = prefix + form.name
    if form.across:
        return _across(form, name)
    labels = max(len(row.groups) + 1 for row in form.rows)
    units = 1 if form.show_units else 0
    columns = _columns(labels - 1, units, max(len(section.columns) for section in form.sections))
    frame = _Frame(labels, units, sum(one.count for one in columns), _totals(form))
    blocks: list[Block] = []
    for number, section in enumerate(form.sections):
        part = f"{name}-{number + 1}"
        head = tuple(_head(section, frame, part))
        body = tuple(_body(section, frame, part))
        if section.banner:
            blocks.append(Block(is_head=False, lines=head + body))
        else:
            blocks += [Block(is_head=True, lines=head), Block(is_head=False, lines=body)]
    return Grid(columns, tuple(blocks))


def _columns(groups: int, units: int, figures: int) -> tuple[Columns, ...]:
    """Return the columns of a table, from left to right."""
    every = (
        Columns("group", min(groups, 1)),
        Columns("inner-group", max(groups - 1, 0)),
        Columns("label", 1),
        Columns("unit", units),
        Columns("figure", figures),
    )
    return tuple(columns for columns in every if columns.count)


def _totals(form: Form) -> frozenset[str]:
    """Return the keys of columns that add up others of the same row."""
    balances = {equation.balance for equation in form.equations}
    return frozenset(
        one.left[0] for one in balances if one.along == "columns" and one.defines_total
    )


def _head(section: Section, frame: _Frame, part: str) -> Iterator[tuple[Box, ...]]:
    """Yield the lines with the banner, if any, and the captions of the columns."""
    labels, units, width, _ = frame
    if section.banner:
        yield (Box("caption", section.banner, width, 1, "rowgroup", f"{part}-b", part="banner"),)
    paths = [(*column.groups, column.label) for column in section.columns]
    lines = _captions(paths, f"{part}-c")
    spare = width - labels - units - len(paths)
    lines[0][-1] = replace(lines[0][-1], colspan=lines[0][-1].colspan + spare)
    depth = len(lines)
    is_sentence = section.corner.startswith("（")
    corner = Box(
        "note" if is_sentence else "caption",
        section.corner,
        labels,
        depth,
        "" if is_sentence else "col",
    )
    unit = [Box("caption", "单位", 1, depth, "col")] * units
    yield (corner, *unit, *lines[0])
    yield from (tuple(line) for line in lines[1:])


def _captions(paths: list[tuple[str, ...]], part: str) -> list[list[Box]]:
    """Return the lines of captions above columns, whose captions are `paths`, outermost first.

    Equal neighbours are merged; the last caption of a short path spans the remaining lines. The id
    of a caption consists of the number of its first column and its level, both from 1.
    """
    depth = max(len(path) for path in paths)
    lines: list[list[Box]] = [[] for _ in range(depth)]
    for level in range(depth):
        start = 0
        while start < len(paths):
            if level >= len(paths[start]):
                start += 1
                continue
            stop = start + 1
            while stop < len(paths) and paths[stop][: level + 1] == paths[start][: level + 1]:
                stop += 1
            leaf = level == len(paths[start]) - 1
            scope = "col" if leaf else "colgroup"
            down = depth - level if leaf else 1
            text = paths[start][level]
            lines[level].append(
                Box("caption", text, stop - start, down, scope, f"{part}{start + 1}-{level + 1}")
            )
            start = stop
    return lines


def _caption_ids(paths: list[tuple[str, ...]], index: int, part: str) -> list[str]:
    """Return the ids of all captions above the column at `index`."""
    ids = []
    for level in range(len(paths[index])):
        first = index
        while first and paths[first - 1][: level + 1] == paths[index][: level + 1]:
            first -= 1
        ids.append(f"{part}{first + 1}-{level + 1}")
    return ids


def _body(section: Section, frame: _Frame, part: str) -> Iterator[tuple[Box, ...]]:
    """Yield a line for each row: the groups that begin with it, its label, its figures."""
    labels, units, width, totals = frame
    columns = [(*column.groups, column.label) for column in section.columns]
    above = [_caption_ids(columns, index, f"{part}-c") for index in range(len(columns))]
    banner = [f"{part}-b"] if section.banner else []
    rows = section.rows
    for number, row in enumerate(rows):
        line: list[Box] = []
        beside: list[str] = []
        for level in range(len(row.groups)):
            first = _first_of_group(rows, number, level)
            beside.append(f"{part}-g{first + 1}-{level + 1}")
            if first == number:
                down = sum(r.groups[: level + 1] == row.groups[: level + 1] for r in rows)
                text = row.groups[level]
                kind: Part = "inner-group" if level else "group"
                line.append(Box("caption", text, 1, down, "rowgroup", beside[-1], part=kind))
        own = f"{part}-r{number + 1}"
        line.append(Box("caption", row.label, labels - len(row.groups), 1, "row", own))
        line += [Box("unit", row.unit or "——")] * units
        if not row.columns:
            yield (*line, Box("unit", "——", len(columns)))
            continue
        figures = [
            _figure([*banner, *above[index], *beside, own], column.key in totals)
            for index, column in enumerate(row.columns)
        ]
        spare = width - labels - units - len(figures)
        figures[-1] = replace(figures[-1], colspan=1 + spare)
        yield (*line, *figures)


def _figure(captions: list[str], is_total: bool) -> Box:
    """A figure that stands under these captions."""
    return Box("figure", headers=" ".join(captions), part="total" if is_total else "")


def _first_of_group(rows: tuple[Row, ...], number: int, level: int) -> int:
    """Return the index of the first row of the group to which row `number` belongs at `level`."""
    group = rows[number].groups[: level + 1]
    while number and rows[number - 1].groups[: level + 1] == group:
        number -= 1
    return number


def _across(form: Form, name: str) -> Grid:
    """Lay out a table whose rows are side by side, in a single line of figures."""
    paths = [
        (*row.groups, row.label, *column.groups, column.label)
        for row in form.rows
        for column in row.columns
    ]
    head = tuple(tuple(line) for line in _captions(paths, f"{name}-c"))
    totals = _totals(form)
    figures = tuple(
        _figure(_caption_ids(paths, index, f"{name}-c"), column.key in totals)
        for index, column in enumerate(column for row in form.rows for column in row.columns)
    )
    blocks = (Block(is_head=True, lines=head), Block(is_head=False, lines=(figures,)))
    return Grid((Columns("figure", len(paths)),), blocks)
