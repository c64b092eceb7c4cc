"""The captions of each figure in a tagged PDF, for screen readers.

weasyprint takes every caption above a cell for one of it, and a merged caption for one of its first
column only. So the captions are set once more, as the grid of a table has them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from site_builder.model.manuscript import Grid, GridCell, Manuscript


def mark_captions(pdf: Any, manuscript: Manuscript) -> None:
    """Set the captions of all cells in a document of pydyf. The parts of a table that is divided by
    pages are left as they are: its captions are simple."""
    grids = [
        block
        for block in manuscript.blocks
        if isinstance(block, Grid) and any(cell.scope for cell in block.cells)
    ]
    for grid, parts in zip(grids, _tables(pdf), strict=True):
        if len(parts) == 1 and len(parts[0]) == len(grid.cells):
            _mark(grid, parts[0])


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


def _tables(pdf: Any) -> Iterator[list[list[Any]]]:
    """Yield the tables with captions; each as its parts, and each part as its cells in order."""
    parts: dict[str, list[list[Any]]] = defaultdict(list)
    cells: list[Any] = []
    for element in pdf.objects:
        kind = element.get("S") if isinstance(element, dict) else None
        if kind == "/Table":
            cells = []
        elif kind in ("/TH", "/TD"):
            cells.append(element)
        if kind == "/TH":
            table = element["ID"].string.partition("-")[0]
            if not parts[table] or parts[table][-1] is not cells:
                parts[table].append(cells)
    yield from parts.values()


def _mark(grid: Grid, elements: list[Any]) -> None:
    import pydyf  # type: ignore[import-untyped]  # comes with weasyprint

    for cell, element in zip(grid.cells, elements, strict=True):
        if cell.scope:
            element["A"]["Scope"] = "/Column" if cell.scope.startswith("col") else "/Row"
        else:
            captions = [elements[index]["ID"] for index in captions_of(cell, grid)]
            element["A"]["Headers"] = pydyf.Array(captions)
