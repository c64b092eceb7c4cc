"""What is to be written into a content folder, and the header of a page as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder.assembly.schema import Fault, Field, read_value
from site_builder.editing.cannot_edit import CannotEditError
from site_builder.editing.notation import Written, block
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.writing.inline import clean
from site_builder.model.document import Scalar

HEADER = "信息栏"  # the place of remarks about it


class MadeFile(NamedTuple):
    """A file to be written: its path under content/, and its bytes."""

    path: str
    data: bytes


class Made(NamedTuple):
    """A page with the files that it shows, and what was lost and guessed on the way."""

    page: MadeFile
    beside: tuple[MadeFile, ...] = ()
    remarks: Remarks = Remarks()


def header_lines(
    values: Iterable[tuple[str, str]], fields: tuple[Field, ...], lost: list[Remark]
) -> Iterator[str]:
    """Yield the lines of a header with these values, in the order of its schema `fields`. What
    cannot be a value there is noted in `lost`; blanks are left out."""
    written: dict[str, list[str]] = {}
    known = {field.key: field for field in fields}
    for key, text in values:
        if not text.strip():
            continue
        try:
            written[key] = [*block(key, _value(text, known.get(key), lost), 0, 0)]
        except (ValueError, CannotEditError) as error:
            lost.append(Remark(HEADER, text, f"{key}：{error}"))
    for field in fields:
        yield from written.get(field.key, ())


def _value(text: str, field: Field | None, lost: list[Remark]) -> Written:
    """Return a text as the value of a field. Raise ValueError if it cannot be one."""
    if field is None or field.holds == "node":
        raise ValueError("信息栏里不能这样写，没有写")
    one_line = " ".join(clean(text, HEADER, lost).split())
    if isinstance(read_value(Scalar(one_line, 0, 0), field.holds), Fault):
        raise ValueError(f"不能作“{field.label}”，没有写")
    return (one_line,) if field.holds == "texts" else one_line


def page_bytes(header: Iterable[str], body: str) -> bytes:
    """Return the bytes of a page with these lines in its header."""
    lines = ["---", *header, "---", *(["", body] if body else [""])]
    return "\n".join(lines).encode()
