"""What was changed in a form: read from what the browser sends, and made in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.editing.body import edit_body
from site_builder.editing.cells import edit_cells
from site_builder.editing.fields import Value, edit_fields
from site_builder.model.finding import CellAddress
from site_builder.model.table import Form
from site_builder.serve.form.subject import Subject

_ADDRESS = 3  # texts


@dataclass(frozen=True, slots=True)
class Changes:
    """New texts of cells and values of fields (None: not written), and a new body (None: the
    present one)."""

    cells: Mapping[CellAddress, str | None]
    fields: Mapping[str, Value | None]
    body: str | None = None


def read_changes(asked: Any) -> Changes:
    """Read changes from JSON: `cells` as lists of table, row, column and text, `fields` by key, and
    `body`. Raise ValueError if they are something else."""
    if not isinstance(asked, dict):
        raise ValueError("not an object")
    cells, fields, body = asked.get("cells", []), asked.get("fields", {}), asked.get("body")
    if not isinstance(cells, list) or not isinstance(fields, dict) or not _is_text(body):
        raise ValueError("not changes")
    return Changes(
        dict(map(_cell, cells)), {key: _value(value) for key, value in fields.items()}, body
    )


def made(data: bytes, subject: Subject, forms: tuple[Form, ...], changes: Changes) -> bytes:
    """Return the file `data` with these changes. Raise CannotEditError if they cannot be made."""
    if changes.cells:
        data = edit_cells(data, subject.year, forms, changes.cells)
    if changes.fields:
        data = edit_fields(data, subject.fields, changes.fields)
    if changes.body is not None:
        data = edit_body(data, changes.body)
    return data


def _cell(asked: Any) -> tuple[CellAddress, str | None]:
    if not isinstance(asked, list) or len(asked) != _ADDRESS + 1:
        raise ValueError("not a cell")
    *address, text = asked
    if not all(isinstance(one, str) for one in address) or not _is_text(text):
        raise ValueError("not a cell")
    return CellAddress(*address), text


def _value(asked: Any) -> Value | None:
    if isinstance(asked, list) and all(isinstance(one, str) for one in asked):
        return tuple(asked)
    if isinstance(asked, str) or asked is None:
        return asked
    raise ValueError("not a value")


def _is_text(asked: Any) -> bool:
    return asked is None or isinstance(asked, str)
