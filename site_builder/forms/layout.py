"""The printed layout of a statutory table: captions are merged as on the official form, and each
figure lists the ids of its captions for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from site_builder.model.table import Form, Row, Section


@dataclass(frozen=True, slots=True)
class Box:
    """One printed cell. `headers` are the ids of the captions of a figure, separated by spaces."""

    kind: Literal["caption", "note", "unit", "figure"]
    text: str = ""
    colspan: int = 1
    rowspan: int = 1
    scope: str = ""
    id: str = ""
    headers: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A group of lines: the head of the table, or one of its bodies."""

    is_head: bool
    lines: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole table; its figures are in the order of `Filing.cells`, row by row."""

    columns: int
    blocks: tuple[Block, ...]


def lay_out(form: Form, prefix: str = "") -> Grid:
    """Return the printed layout of a form. Ids start with `prefix` and the name of the form."""
    name = prefix + form.name
    if form.across:
        return _across(form, name)
    labels = max(len(row.groups) + 1 for row in form.rows)
    units = 1 if form.show_units else 0
    width = labels + units + max(len(section.columns) for section in form.sections)
    blocks: list[Block] = []
    for number, section in enumerate(form.sections):
        part = f"{name}-{number + 1}"
        head = tuple(_head(section, labels, width, units, part))
        body = tuple(_body(section, labels, width, units, part))
        if section.banner:
            blocks.append(Block(is_head=False, lines=head + body))
        else:
            blocks += [Block(is_head=True, lines=head), Block(is_head=False, lines=body)]
    return Grid(width, tuple(blocks))


def _head(
    section: Section, labels: int, width: int, units: int, part: str
) -> Iterator[tuple[Box, ...]]:
    """Yield the lines with the banner, if any, and the captions of the columns."""
    if section.banner:
        yield (Box("caption", section.banner, width, 1, "rowgroup", f"{part}-b"),)
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


def _body(
    section: Section, labels: int, width: int, units: int, part: str
) -> Iterator[tuple[Box, ...]]:
    """Yield a line for each row: the groups that begin with it, its label, its figures."""
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
                line.append(Box("caption", text, 1, down, "rowgroup", beside[-1]))
        own = f"{part}-r{number + 1}"
        line.append(Box("caption", row.label, labels - len(row.groups), 1, "row", own))
        line += [Box("unit", row.unit or "——")] * units
        if not row.columns:
            yield (*line, Box("unit", "——", len(columns)))
            continue
        figures = [
            Box("figure", headers=" ".join([*banner, *above[index], *beside, own]))
            for index in range(len(row.columns))
        ]
        spare = width - labels - units - len(figures)
        figures[-1] = replace(figures[-1], colspan=1 + spare)
        yield (*line, *figures)


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
    figures = tuple(
        Box("figure", headers=" ".join(_caption_ids(paths, index, f"{name}-c")))
        for index in range(len(paths))
    )
    return Grid(len(paths), (Block(is_head=True, lines=head), Block(False, (figures,))))
