"""What was read: files, and what could not be read."""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """A text file under content/: its path from there (NFC, `/` between parts) and its bytes."""

    path: str
    data: bytes
    digest: str


class TextSpan(NamedTuple):
    """A line, a paragraph or a row of an attachment: `place` says in words where it stands;
    `line` is 0 where the file has no lines that an editor of texts would show."""

    text: str
    place: str
    line: int = 0


class Attachment(NamedTuple):
    """A file that is published as it is; `file` is where it lies on this machine, `head` its first
    bytes, `spans` its text where it can be read."""

    path: str
    file: str
    digest: str
    size: int
    head: bytes
    spans: tuple[TextSpan, ...] = ()


class CellAddress(NamedTuple):
    """A cell of a statutory table, by the law's own labels."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return "，".join(part for part in (self.table, self.row, self.column) if part)


class Problem(NamedTuple):
    """Something in the content that a stage could not give a meaning: `rule` is the name of the
    rule that says so. Lines and columns count from 1; 0 means the file as a whole."""

    rule: str
    path: str
    line: int = 0
    column: int = 0
    values: tuple[tuple[str, str], ...] = ()
    cell: CellAddress | None = None
    repair: Repair | None = None


class Repair(NamedTuple):
    """A certain repair: at `line` and `column`, `old` becomes `new`."""

    line: int
    column: int
    old: str
    new: str


class Content(NamedTuple):
    """Everything that lies in a content folder."""

    sources: tuple[Source, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[Problem, ...]
