"""The files of a content folder as read, and the problems found in them."""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """A Markdown file: its path relative to content/ (NFC, `/` as separator), its bytes and their
    SHA-256."""

    path: str
    data: bytes
    digest: str


class TextSpan(NamedTuple):
    """A line, paragraph or row of an attachment. `place` describes its position in Chinese; `line`
    is 0 unless the attachment is a text file."""

    text: str
    place: str
    line: int = 0


class Attachment(NamedTuple):
    """A file that is published unchanged: `path` is relative to content/, `file` is its location on
    this machine, `head` its first bytes, `spans` its text where that can be extracted."""

    path: str
    file: str
    digest: str
    size: int
    head: bytes
    spans: tuple[TextSpan, ...] = ()


class CellAddress(NamedTuple):
    """A cell of a statutory table, by the labels of the form without their numbering."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return "，".join(part for part in (self.table, self.row, self.column) if part)


class Problem(NamedTuple):
    """Something in the content that a stage could not read. `rule` is the name of the rule that
    reports it, `values` fill the message of that rule. Lines and columns count from 1; 0 means the
    file as a whole."""

    rule: str
    path: str
    line: int = 0
    column: int = 0
    values: tuple[tuple[str, str], ...] = ()
    cell: CellAddress | None = None
    repair: Repair | None = None


class Repair(NamedTuple):
    """A certain repair: replace `old`, which begins at `line` and `column`, by `new`."""

    line: int
    column: int
    old: str
    new: str


class Content(NamedTuple):
    """The files of a content folder or of one partition of it, as read."""

    sources: tuple[Source, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[Problem, ...]
