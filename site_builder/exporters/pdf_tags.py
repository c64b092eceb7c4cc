"""The captions of each figure in a tagged PDF, for screen readers.

weasyprint takes every caption above a cell for one of it, and a merged caption for one of its first
column only. So the captions are set once more, as the grid of a table has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.model.manuscript import Grid, GridCell, Manuscript


def mark_captions(pdf: Any, manuscript: Manuscript) -> None:
    """Set the captions of all cells in a document of pydyf. A table that is divided by pages has a
    part on each, which repeats its first rows."""
    tables = _tables(pdf)
    for grid in (block for block in manuscript.blocks if isinstance(block, Grid)):
        head = sum(cell.row < grid.head for cell in grid.cells)
        parts: list[list[Any]] = []
        for part in tables:
            parts.append(part)
            if sum(map(len, parts)) - head * (len(parts) - 1) >= len(grid.cells):
                break
        first = 0
        for elements in parts:
            last = min(first + len(elements) - (head if first else 0), len(grid.cells))
            indices = (*(range(head) if first else ()), *range(first, last))
            _mark(grid, dict(zip(indices, elements, strict=False)))
            first = last


def captions_of(cell: GridCell, grid: Grid) -> tuple[int, ...]:
    """Return the indices of the captions of a cell: those above it, in its part of the table if
    captions that cross the table divide it, and those beside it."""
    crossing = [one for one in grid.cells if _crosses(one, grid) and one.row <= cell.row]
    first = crossing[-1].row if crossing else 0
    return tuple(
        index
        for index, one in enumerate(grid.cells)
        if one.scope and one.row >= first and (one in crossing or _is_caption_of(one, cell))
    )


def _crosses(caption: GridCell, grid: Grid) -> bool:
    return caption.scope == "rowgroup" and caption.colspan == grid.columns


def _is_caption_of(caption: GridCell, cell: GridCell) -> bool:
    if caption.scope.startswith("row"):
        return caption.row <= cell.row < caption.row + caption.rowspan
    before_its_end = caption.column < cell.column + cell.colspan
    return (
        before_its_end
        and cell.column < caption.column + caption.colspan
        and (caption.row < cell.row)
    )


def _tables(pdf: Any) -> Iterator[list[Any]]:
    """Yield the cells of each table, or of each part of one, in their order."""
    cells: list[Any] | None = None
    for element in pdf.objects:
        kind = element.get("S") if isinstance(element, dict) else None
        if kind == "/Table":
            if cells is not None:
                yield cells
            cells = []
        elif kind in ("/TH", "/TD") and cells is not None:
            cells.append(element)
    if cells is not None:
        yield cells


def _mark(grid: Grid, elements: Mapping[int, Any]) -> None:
    """Mark the cells of a part of a table; `elements` are by the index of the cell in `grid`."""
    import pydyf  # type: ignore[import-untyped]  # comes with weasyprint

    for index, element in elements.items():
        cell = grid.cells[index]
        if cell.scope:
            element["A"]["Scope"] = "/Column" if cell.scope.startswith("col") else "/Row"
        else:
            captions = [one for one in captions_of(cell, grid) if one in elements]
            element["A"]["Headers"] = pydyf.Array([elements[one]["ID"] for one in captions])
