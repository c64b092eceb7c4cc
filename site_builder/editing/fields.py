"""Changes values in the header of a file and leaves everything else as it is."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.assembly.schema import Field

Value = str | tuple[str, ...]


def edit_fields(
    data: bytes, fields: tuple[Field, ...], changes: Mapping[str, Value | None]
) -> bytes:
    """Return the file `data` with other values of keys in its header.

    A value is the text of a scalar or the texts of a list; None removes the key. A new key is
    inserted after the one before it in `fields`, the schema of the header. A text is written
    plainly if it is read back as such, and else in quotes. Only the lines of the keys concerned
    change. Raise CannotEditError if the file cannot be read, if the schema has no such key, or if
    its value is nested.
    """
    raise NotImplementedError


def header_fields(data: bytes, fields: tuple[Field, ...]) -> dict[str, Value]:
    """Return the values in the header of the file `data` that `edit_fields` can change, by key: a
    tuple for a list, the text as written for others. Keys that are not written are left out.
    Raise CannotEditError if the file cannot be read."""
    raise NotImplementedError
