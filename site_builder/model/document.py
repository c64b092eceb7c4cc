"""What was parsed: a header as it is written, a body in chapters. Its parts are named tuples: there
are hundreds to a report, and those are made, and sent to a process, quickest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from site_builder.model.finding import Problem


class Scalar(NamedTuple):
    """One YAML value exactly as written; nothing written is the empty string."""

    text: str
    line: int
    column: int


class Entry(NamedTuple):
    """One `key: value` of a mapping."""

    key: Scalar
    value: Node


class Mapping(NamedTuple):
    """A YAML mapping, its entries in the order they were written."""

    entries: tuple[Entry, ...]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None where the mapping has no such key."""
        return next((entry.value for entry in self.entries if entry.key.text == key), None)


class Sequence(NamedTuple):
    """A YAML list."""

    items: tuple[Node, ...]
    line: int
    column: int


Node = Scalar | Mapping | Sequence


class Heading(NamedTuple):
    """A heading of a body; `id` is its anchor on the page."""

    level: int
    text: str
    id: str
    line: int


class Link(NamedTuple):
    """A link or an image of a body. `path` is the file under content/ that it leads to (empty for
    another site or another place of the same file), `fragment` the anchor there."""

    written: str
    path: str
    fragment: str
    line: int
    column: int
    image: bool = False


class Slot(NamedTuple):
    """A line `【表：…】`: the statutory table of that name stands here."""

    table: str
    line: int


class Chapter(NamedTuple):
    """A heading of level 2 with all that follows it; the first chapter of a body may have none.
    The strings are HTML in which NUL stands for the way to the root of the site."""

    heading: Heading | None
    parts: tuple[str | Slot, ...]


class Paragraph(NamedTuple):
    """The words of one block of a body that is not a heading, as written (its marks and line breaks
    too), from `line` on; `heading` is the nearest heading above."""

    text: str
    line: int
    heading: str


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file. What could not be read of it is kept in `unread`."""

    path: str
    digest: str
    header: Mapping
    chapters: tuple[Chapter, ...] = ()
    headings: tuple[Heading, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    body_line: int = 1
    header_read: bool = True
