"""What was read: files, and what could not be read."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.model.finding import Problem


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
    bytes, `pieces` its words where they can be read."""

    path: str
    file: str
    digest: str
    size: int
    head: bytes
    pieces: tuple[TextSpan, ...] = ()


class Content(NamedTuple):
    """Everything that lies in a content folder."""

    sources: tuple[Source, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[Problem, ...]
