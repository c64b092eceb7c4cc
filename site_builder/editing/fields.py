"""Changes values in the header of a file and leaves everything else as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from site_builder.assembly.schema import Field
from site_builder.editing.cannot_edit import CannotEditError
from site_builder.editing.header import Edit, Header, entry_before, named, read_header, shape
from site_builder.editing.notation import Written
from site_builder.model.document import Node, Scalar, Sequence

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
    known = {field.key: field for field in fields}
    for key, value in changes.items():
        field = known.get(key)
        is_list = field is not None and field.holds == "texts"
        if field is None or field.holds == "node" or (isinstance(value, tuple) and not is_list):
            raise CannotEditError(f"“{key}”不能在这里改，请在文件里改。")
        wanted = (value,) if isinstance(value, str) and is_list else value
        data = _with_value(data, fields, field, wanted)
    return data


def header_fields(data: bytes, fields: tuple[Field, ...]) -> dict[str, Value]:
    """Return the values in the header of the file `data` that `edit_fields` can change, by key: a
    tuple for a list, the text as written for others. Keys that are not written are left out.
    Raise CannotEditError if the file cannot be read."""
    root = read_header(data).root
    values = {
        field.key: _value(node, field)
        for field in fields
        if field.holds != "node" and (node := root.get(field.key)) is not None
    }
    return {key: value for key, value in values.items() if value is not None}


def insert_key(header: Header, fields: tuple[Field, ...], key: str, value: Written) -> list[Edit]:
    """Return the edits after which a header has another key, at its place in the schema."""
    order = {field.key: float(at) for at, field in enumerate(fields)}
    after = entry_before(header.root, order.get, order[key])
    return header.insert(header.root, after, key, value)


def _with_value(data: bytes, fields: tuple[Field, ...], field: Field, value: Value | None) -> bytes:
    """Return the file with another value of one key."""
    header = read_header(data)
    key = field.key
    entry = next((one for one in header.root.entries if one.key.text == key), None)
    now = _value(entry.value, field) if entry else None
    if entry and now is None:
        raise CannotEditError(f"“{key}”下面写了几层，请在文件里改。")
    if value == now:
        return data
    if value is None:
        edits = header.remove(header.root, entry) if entry else []
    elif entry is None:
        edits = insert_key(header, fields, key, value)
    elif isinstance(entry.value, Sequence) and isinstance(value, tuple):
        edits = header.set_items(header.root, entry, entry.value, value)
    else:
        edits = header.set_value(header.root, entry, _as_before(value))
    done = header.edited(edits)
    if not _says(read_header(done), header, field, value):
        raise CannotEditError(f"“{key}”的写法特殊，请在文件里改。")
    return done


def _says(after: Header, before: Header, field: Field, value: Value | None) -> bool:
    """Whether a file has this value at a key, and says beside it what it said before."""
    node = after.root.get(field.key)
    there = _value(node, field) if node else None
    others = (
        [(e.key.text, shape(e.value)) for e in one.root.entries if e.key.text != field.key]
        for one in (after, before)
    )
    is_as_before = after.body == before.body and next(others) == next(others)
    now, then = (Counter(map(named, one.problems)) for one in (after, before))
    return there == value and is_as_before and not now - then


def _as_before(value: Value) -> Value:
    """Return how a value is written where a text was: a list of one is written as a text."""
    return value[0] if isinstance(value, tuple) and len(value) == 1 and value[0] else value


def _value(node: Node, field: Field) -> Value | None:
    """Return the text or the texts of a node, or None if it is nested."""
    if isinstance(node, Scalar):
        return node.text if field.holds != "texts" else (node.text,) if node.text else ()
    if isinstance(node, Sequence) and field.holds == "texts":
        texts = tuple(item.text for item in node.items if isinstance(item, Scalar))
        return texts if len(texts) == len(node.items) else None
    return None
