"""The files of a content folder as read, and the problems found in them."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.model.finding import Problem


class Source(NamedTuple):
    """A Markdown file or a catalogue: its path relative to content/ (NFC, `/` as separator), its
    bytes and their SHA-256."""

    path: str
    data: bytes
    digest: str


class TextSpan(NamedTuple):
    """A paragraph, row or line of an attachment; `place` describes its position in Chinese. That of
    a text file is one span, whose first line is `line`; in others `line` is 0."""

    text: str
    place: str
    line: int = 0


class Attachment(NamedTuple):
    """A file that is published unchanged: `path` is relative to content/, `file` is its location on
    this machine, `head` its first bytes, `spans` its text where that can be extracted; `whole` is
    false if there is more text than is searched. `data` is the whole file where it is not at its
    location, because another machine renders the page that shows it."""

    path: str
    file: str
    digest: str
    size: int
    head: bytes
    spans: tuple[TextSpan, ...] = ()
    whole: bool = True
    data: bytes = b""


class Content(NamedTuple):
    """The files of a content folder or of one partition of it, as read: Markdown files (`sources`),
    attachments, and the catalogues of agencies."""

    sources: tuple[Source, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[Problem, ...]
    catalogues: tuple[Source, ...] = ()
