"""Reads an Excel workbook as a manuscript: each sheet is a table."""

from __future__ import annotations

from site_builder.importers.imported import Remarks
from site_builder.importers.workbook import Sheet, read_workbook
from site_builder.model.manuscript import Block, Grid, GridCell, Manuscript, Paragraph, Run


def read_sheets(data: bytes) -> tuple[Manuscript, Remarks]:
    """Return the sheets of a workbook, each as its name and a table whose cells have the addresses
    that Excel shows, and what was lost. Raise UnreadableFileError."""
    sheets, remarks = read_workbook(data)
    blocks: list[Block] = []
    for sheet in sheets:
        if sheet.cells:
            blocks.append(Paragraph((Run(sheet.name),), place=sheet.name))
            blocks.append(_grid(sheet))
    return Manuscript(tuple(blocks)), remarks


def _grid(sheet: Sheet) -> Grid:
    """Return a sheet from its first row and column with a text to the last ones; merged cells are
    one."""
    rows, columns = len(sheet.rows), len(sheet.columns)
    top = min(row for row, _ in sheet.cells)
    left = min(column for _, column in sheet.cells)
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for at, first in sheet.merged.items():
        last[first] = max(last.get(first, at), at)
    cells: list[GridCell] = []
    for row in range(top, rows + 1):
        for column in range(left, columns + 1):
            at = row, column
            if sheet.merged.get(at, at) != at:
                continue
            down, right = last.get(at, at)
            size = min(down, rows) - row + 1, min(right, columns) - column + 1
            place = sheet.place(row, column)
            cells.append(GridCell(sheet.text(row, column), row - top, column - left, *size, place))
    return Grid(tuple(cells), rows - top + 1, columns - left + 1, place=sheet.name)
