"""Changes figures in the statutory tables of a report and leaves everything else as it is."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.model.finding import CellAddress
from site_builder.model.table import Filing, Form


def edit_cells(
    data: bytes, year: int, forms: tuple[Form, ...], changes: Mapping[CellAddress, str | None]
) -> bytes:
    """Return the file `data` of the report on `year` with other texts in cells of its tables.

    An address consists of the title of the form and of the keys of a row and a column. A text is
    what an editor would type: "" (a written blank), "0", "/", "—", "无", "不适用", "12". None
    means that the cell is not written: a total is then computed. `forms` are all versions of the
    statutory tables; a table or `statistics` that is missing is inserted where it belongs.

    Only the lines of the rows concerned change. The result is read again and compared before it
    is returned. Raise CannotEditError if the file cannot be read, if the form has no such cell, or
    if a label around it is not understood.
    """
    raise NotImplementedError


def tables_of(data: bytes, year: int, forms: tuple[Form, ...]) -> tuple[Filing, ...]:
    """Return the tables in the file `data` of the report on `year`, in the order of the forms.
    Raise CannotEditError if the file cannot be read."""
    raise NotImplementedError
