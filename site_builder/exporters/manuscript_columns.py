"""How wide the columns of a printed table are, and how the texts in it stand."""

from __future__ import annotations

import unicodedata
from math import ceil

from site_builder.model.manuscript import Grid, GridCell

_SHORT = 12  # characters of a text that is centred as figures are
_NARROWEST, _WIDEST, _WIDEST_CAPTION = 1.6, 14, 3  # characters
_WIDE = frozenset({"W", "F", "A"})  # what takes the place of a whole Chinese character


def is_head(cell: GridCell, grid: Grid) -> bool:
    """Whether a cell is a caption above columns, or one that crosses the whole table."""
    return cell.scope.startswith("col") or (bool(cell.scope) and cell.colspan == grid.columns)


def long_columns(grid: Grid) -> frozenset[int]:
    """Return the columns with a text that is no caption and too long to be centred."""
    return frozenset(
        cell.column for cell in grid.cells if not cell.scope and _length(cell.text) > _SHORT
    )


def column_widths(grid: Grid, whole: int) -> list[int]:
    """Return the width of each column, `whole` for all: in proportion to what the longest text in
    it needs. Captions above columns are broken into short lines, those beside rows into as many as
    there are rows."""
    needs = [_NARROWEST] * grid.columns
    for cell in grid.cells:
        if cell.colspan == 1 and cell.column < grid.columns:
            is_above = cell.scope.startswith("col")
            lines = 1 if is_above else cell.rowspan
            need = min(ceil(_length(cell.text) / lines), _WIDEST_CAPTION if is_above else _WIDEST)
            needs[cell.column] = max(needs[cell.column], need)
    unit = whole / sum(need + 1 for need in needs) if needs else 0
    widths = [int((need + 1) * unit) for need in needs]
    widths[-1:] = [whole - sum(widths[:-1])]
    return widths


def _length(text: str) -> float:
    """Return the length of the longest line of a text, in Chinese characters."""
    return max(
        sum(1 if unicodedata.east_asian_width(one) in _WIDE else 0.5 for one in line)
        for line in text.split("\n")
    )
