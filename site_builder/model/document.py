"""A parsed document: its header as written, its body in chapters.

The parts are named tuples because a report has hundreds of them: they are faster to create and to
pickle than dataclasses. Lines and columns count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from site_builder.model.finding import Problem


class Scalar(NamedTuple):
    """A YAML scalar exactly as written; a missing value is the empty string."""

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

    def place(self, key: str) -> tuple[int, int]:
        """The line and column of the value of `key`; the beginning of the file if there is none."""
        node = self.get(key)
        return (node.line, node.column) if node else (1, 1)


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
    """A link to the site itself, or an image, in a body. `path` is the target file under content/
    (empty for a place in the same file), `fragment` the anchor there."""

    written: str
    path: str
    fragment: str
    line: int
    column: int
    image: bool = False


class Slot(NamedTuple):
    """A line `【表：…】`, which is replaced by the statutory table of that name."""

    table: str
    line: int


class Chapter(NamedTuple):
    """A heading of level 2 with the content up to the next one; the first chapter of a body may
    lack a heading. The strings are HTML in which NUL stands for the relative path to the root."""

    heading: Heading | None
    parts: tuple[str | Slot, ...]


class Paragraph(NamedTuple):
    """The source text, markup included, of one block that is not a heading. It begins at `line`;
    `heading` is the text of the nearest heading above."""

    text: str
    line: int
    heading: str


class ShownText(NamedTuple):
    """A line of text that readers get otherwise than it is written: `text` is without markup, with
    references to characters decoded. It may also be an attribute, such as the title of a link."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file, with the problems found while parsing it.

    `path` is relative to content/, `digest` is the SHA-256 of the file. The body starts at
    `body_line`. `header_read` is false where the header could not be parsed, and `complete` where a
    part of the file could not be: rules are silent about it, since they would tell consequences.
    `unfilled` are the places of the marks `（填写）` in the whole file, `to_check` those of the
    marks `# 待核对` in the header.
    """

    path: str
    digest: str
    header: Mapping
    chapters: tuple[Chapter, ...] = ()
    headings: tuple[Heading, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    links: tuple[Link, ...] = ()
    shown: tuple[ShownText, ...] = ()
    problems: tuple[Problem, ...] = ()
    body_line: int = 1
    header_read: bool = True
    complete: bool = True
    unfilled: tuple[tuple[int, int], ...] = ()
    to_check: tuple[tuple[int, int], ...] = ()
