"""What the report on one year says that the report on the next one must say too."""

from __future__ import annotations

from site_builder.model.table import Cell, Column, Filing, Form, Row
from site_builder.rules.tables.year_on_year import CHANGE, HANDED_OVER, ITEMS_BEFORE, TAKEN_UP

Carried = dict[tuple[str, str], str]  # texts by the keys of row and column


def carried_over(before: Filing | None, form: Form) -> Carried:
    """Return the figures that a table of the next year takes over from the table `before`.

    They are those that the rules compare (F301, F304): the requests handed over, and the items that
    there were at the end of the year. Nothing is taken over from a cell that is not a number.
    """
    if before is None or before.is_of_another_year or before.form.name != form.name:
        return {}
    if form.name == "requests":
        return _requests(before, form)
    return _items(before) if before.form.first_year == form.first_year else {}


def _requests(before: Filing, form: Form) -> Carried:
    columns = {column.key for row in form.rows if row.key == TAKEN_UP for column in row.columns}
    return {
        (TAKEN_UP, column.key): str(cell.number)
        for row, cells in _rows(before)
        if row.key == HANDED_OVER
        for column, cell in cells
        if cell.number is not None and column.key in columns
    }


def _items(before: Filing) -> Carried:
    carried: Carried = {}
    for row, cells in _rows(before):
        numbers = {column.key: cell.number for column, cell in cells}
        items, change = numbers.get(ITEMS_BEFORE), numbers.get(CHANGE)
        if items is not None and change is not None:
            carried[row.key, ITEMS_BEFORE] = str(items + change)
    return carried


def _rows(filing: Filing) -> tuple[tuple[Row, tuple[tuple[Column, Cell], ...]], ...]:
    return tuple(
        (row, tuple(zip(row.columns, cells, strict=True)))
        for row, cells in zip(filing.form.rows, filing.cells, strict=True)
    )
