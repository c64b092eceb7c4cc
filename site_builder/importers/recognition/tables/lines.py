"""The lines of grids: which cells are labels, and which are figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from site_builder.importers.recognition.tables.figures import behind_label, is_figure
from site_builder.importers.recognition.tables.labels import core
from site_builder.importers.recognition.tables.schemes import Scheme
from site_builder.model.manuscript import Grid


class Piece(NamedTuple):
    """A cell of a line: its text, the core of that, and the columns that it covers."""

    text: str
    core: str
    column: int
    colspan: int
    place: str

    @property
    def bare(self) -> str:
        """The text without spaces."""
        return "".join(self.text.split())

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not self.text.strip()


class Line(NamedTuple):
    """A row of a grid, of which only the cells that begin there are known. `grid` is the index of
    the grid among the blocks."""

    grid: int
    pieces: tuple[Piece, ...]
    place: str
    is_ruled: bool

    @property
    def text(self) -> str:
        """What is written in the line."""
        return " ".join(" ".join(p.text.split()) for p in self.pieces if not p.is_blank)


class Parts(NamedTuple):
    """A line, divided: its labels, and the cells for figures behind them, with those that stand in
    the same cell as the label."""

    line: Line
    labels: tuple[Piece, ...]
    figures: tuple[Piece, ...]
    is_head: bool = False
    unit: str = ""

    @property
    def own(self) -> str:
        """The label of the line itself, behind those of groups."""
        return next((p.text for p in reversed(self.labels) if p.core), "")

    @property
    def has_figures(self) -> bool:
        """Whether anything is written in the cells for figures."""
        return any(not piece.is_blank for piece in self.figures)


def lines_of(grid: Grid, index: int) -> Iterator[Line]:
    """Yield the rows of the grid at `index` among the blocks, without blank lines of text; a blank
    row of cells is one."""
    for row, cells in groupby(sorted(grid.cells, key=lambda c: (c.row, c.column)), lambda c: c.row):
        pieces = tuple(
            Piece(cell.text, core(cell.text), cell.column, cell.colspan, cell.place)
            for cell in cells
        )
        if grid.is_ruled or any(not piece.is_blank for piece in pieces):
            place = next((piece.place for piece in pieces if piece.place), "")
            yield Line(index, pieces, place or _row_place(grid, row), grid.is_ruled)


def _row_place(grid: Grid, row: int) -> str:
    """Return the place of a row whose cells have none of their own."""
    middle = "" if not grid.place or grid.place.startswith("表") else "起的表"
    return f"{grid.place}{middle}第{row + 1}行"


def divide(line: Line, scheme: Scheme) -> Parts:
    """Divide a line of a table that is printed by `scheme` into labels and figures. The labels end
    with the last text before the first figure, or with a label that the form has; before them may
    be numbers of lines."""
    pieces = tuple(_separated(line))
    last = -1
    known = False
    for index, piece in enumerate(pieces):
        if piece.is_blank:
            continue
        if is_figure(piece.text):
            if last >= 0:
                break
            continue
        if last >= 0 and (piece.bare in scheme.units or (known and not _is_label(piece, scheme))):
            break
        last = index
        known = piece.core in scheme.names
    labels, figures = pieces[: last + 1], pieces[last + 1 :]
    unit = ""
    if scheme.units and figures and figures[0].bare in scheme.units | {"——", "—"}:
        unit, figures = figures[0].bare, figures[1:]
    return Parts(line, labels, figures, _is_head(labels, figures, scheme), unit)


def _is_label(piece: Piece, scheme: Scheme) -> bool:
    return scheme.knows(piece.core)


def _separated(line: Line) -> Iterator[Piece]:
    """Yield the cells of a line; figures in the cell of a label become cells of their own."""
    for piece in line.pieces:
        label, figures = behind_label(piece.text)
        if not figures:
            yield piece
            continue
        yield piece._replace(text=label, core=core(label))
        for text in figures:
            yield piece._replace(text=text, core=core(text))


def _is_head(labels: tuple[Piece, ...], figures: tuple[Piece, ...], scheme: Scheme) -> bool:
    """Whether a line holds captions of columns and nothing else that the form knows."""
    names = [piece.core for piece in (*labels, *figures) if piece.core]
    heads = {name for name in names if scheme.is_head(name)}
    if not heads or any(is_figure(piece.text) for piece in figures if not piece.is_blank):
        return False
    if all(name in scheme.names for name in heads):
        return len(heads) > 1
    return True
