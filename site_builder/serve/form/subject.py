"""What a form is about: a file of the content folder, with what can be changed in it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from site_builder.assembly.schema import AGENCY, DISCLOSED_DOCUMENT, PAGE, REPORT, Field
from site_builder.build import CONTENT
from site_builder.content.regular_file import NotRegularError, read_regular
from site_builder.content.urls import address
from site_builder.editing.body import body_of
from site_builder.editing.cells import tables_of
from site_builder.editing.fields import Value, header_fields
from site_builder.model.limits import LARGEST_MARKDOWN
from site_builder.model.table import Filing, Form

ATTACHMENTS = "attachments"
_FIELDS = {"agency": AGENCY, "report": REPORT, "document": DISCLOSED_DOCUMENT}


class Subject(NamedTuple):
    """The file at `path` below the content folder: the `fields` of its header, the address of its
    page, and the `year` of a report, or 0."""

    path: str
    fields: tuple[Field, ...]
    url: str
    year: int = 0

    @property
    def file(self) -> str:
        """The path relative to the project."""
        return f"{CONTENT}/{self.path}"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds that can be changed in a form. `digest` is that of its bytes."""

    digest: str
    values: dict[str, Value]
    body: str
    tables: tuple[Filing, ...] = ()


def subject_of(path: str) -> Subject | None:
    """Return what the form of the file at a path below the content folder is about; None if no
    Markdown file can be there."""
    there = address(path)
    if there.role == "stray" or not path.endswith(".md"):
        return None
    year = there.year if there.role == "report" else 0
    # A list of attachments without titles is one of texts.
    fields = tuple(
        replace(field, holds="texts") if field.key == ATTACHMENTS else field
        for field in _FIELDS.get(there.role, PAGE)
    )
    return Subject(path, fields, there.url, year)


def read_subject(source: Path, subject: Subject) -> bytes:
    """Return the bytes of a file of the project in `source`. Raise OSError if it cannot be read,
    and NotRegularError if a symbolic link leads to it: what is behind one is not of the project."""
    check_way(source / CONTENT, subject.path)
    return read_regular(source / subject.file, LARGEST_MARKDOWN)


def check_way(content: Path, path: str) -> None:
    """Raise NotRegularError if the way to a file below the folder `content` leads through a
    symbolic link, OSError if there is no such file."""
    place = content
    for part in PurePosixPath(path).parts:
        place = place / part
        if stat.S_ISLNK(os.lstat(place).st_mode):
            raise NotRegularError(None, "不是普通文件", str(place))


def contents_of(subject: Subject, data: bytes, forms: tuple[Form, ...]) -> Contents:
    """Return what can be changed in the file `data`. Raise CannotEditError if it cannot be read."""
    return Contents(
        sha256(data).hexdigest(),
        header_fields(data, subject.fields),
        body_of(data),
        tables_of(data, subject.year, forms) if subject.year else (),
    )
