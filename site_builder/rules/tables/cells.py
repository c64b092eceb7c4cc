"""The cells of a statutory table, for rules about single cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.model.finding import CellAddress, Violation
from site_builder.model.table import Cell, Column, Filing, Row


def lines(filing: Filing) -> Iterator[tuple[Row, tuple[Cell, ...]]]:
    """Yield the rows of a table with their cells."""
    return zip(filing.form.rows, filing.cells, strict=True)


def cell_violation(
    filing: Filing, row: Row, cell: Cell, column: Column | None = None, /, **values: Any
) -> Violation:
    """Return a violation in a cell, or in the whole row if there is no column, with the values for
    its message."""
    where = CellAddress(filing.form.title, row.label, column.label if column else "")
    return Violation(filing.path, cell.line, cell.column, cell=where, **values)
