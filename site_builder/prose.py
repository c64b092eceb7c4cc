"""The words of a document, as a reader reads them: marks and line breaks gone, places kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.model import Document, Mapping, Node, Paragraph, Report, Scalar

SHOWN = ("title", "summary", "document_number")

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_NOTE = re.compile(r"\[\^[^\]]*\]")
_MARKS = re.compile(r"\*+|`|\\(?=[!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph (or an item of a list, or a cell of a table) in plain words. `starts` holds, for
    each of its lines, the index in `text` where it begins; `heading` is the nearest one above."""

    text: str
    heading: str
    first_line: int
    starts: tuple[int, ...]
    lines: tuple[str, ...]

    def place(self, index: int) -> tuple[int, int]:
        """Line and column in the file of the character at `index` of `text`."""
        number = bisect_right(self.starts, index) - 1
        line = self.lines[number]
        offset = index - self.starts[number]
        found = line.find(self.text[index : index + 6], offset)
        return self.first_line + number, (found if found >= 0 else offset) + 1


@dataclass(frozen=True, slots=True)
class Words:
    """A published document with its passages; `text` is all that it shows, in one string: to see at
    once that it has nothing of a kind. `everything` is all that is published of it, line by line,
    the header too (but for the statutory tables): to look for what must not be there at all."""

    document: Document
    passages: tuple[Passage, ...]
    text: str = ""
    everything: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A report as an examiner sees it: with its words, and the agency's report of the year
    before, if there is one."""

    report: Report
    words: Words
    before: Report | None


def read_words(document: Document) -> Words:
    """The passages of a document."""
    passages = tuple(_passage(paragraph) for paragraph in document.paragraphs)
    parts = [passage.text for passage in passages]
    parts += [heading.text for heading in document.headings]
    parts += [scalar.text for scalar in shown_in_header(document)]
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [text for text, _ in outside(document)]
    everything = "\n".join(lines).replace("*", "").replace("`", "").replace("\\", "")
    return Words(document, passages, "\n".join(parts), everything)


def outside(document: Document) -> Iterator[tuple[str, tuple[int, int]]]:
    """The headings of a document, and the values of its header but for the statutory tables, with
    their lines and columns."""
    for heading in document.headings:
        yield heading.text, (heading.line, 1)
    for entry in document.header.entries:
        if entry.key.text != "statistics":
            for scalar in _scalars(entry.value):
                yield scalar.text, (scalar.line, scalar.column)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
        return
    inner = [e.value for e in node.entries] if isinstance(node, Mapping) else node.items
    for one in inner:
        yield from _scalars(one)


def shown_in_header(document: Document) -> Iterator[Scalar]:
    """What the header shows to readers."""
    for entry in document.header.entries:
        if entry.key.text in SHOWN and isinstance(entry.value, Scalar):
            yield entry.value


def _passage(paragraph: Paragraph) -> Passage:
    lines = tuple(paragraph.text.split("\n"))
    plain = [_plain(line) for line in lines]
    starts, at = [], 0
    for line in plain:
        starts.append(at)
        at += len(line)
    return Passage("".join(plain), paragraph.heading, paragraph.line, tuple(starts), lines)


def _plain(line: str) -> str:
    """A line without its marks; a link keeps its words."""
    if "[" in line:
        line = _NOTE.sub("", _LINK.sub(r"\1", line))
    if "*" in line or "`" in line or "\\" in line:
        line = _MARKS.sub("", line)
    return line.strip()
