"""The text of a document without markup and line breaks, with the position of every character in
the source file."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from site_builder.model.document import Document, Heading, Mapping, Node, Paragraph, Scalar
from site_builder.model.site import Report
from site_builder.text.patterns import has, regex

SHOWN = ("title", "summary", "document_number")
CHAPTER = 2

_LINK = regex(r"!?\[([^\[\]]*)\]\([^()]*\)")
_NOTE = regex(r"\[\^[^\]]*\]")
_OTHER_CHAPTERS = regex(r"问题|其他需要|建议|提案|计划|要点|说明|打算|安排")
_ESCAPE = regex(r"\\(?=[!-/:-@\[-`{-~])")
_MARK = regex("[*`]")


class TextBlock(NamedTuple):
    """A paragraph, list item or table cell as plain text.

    `lines` are its source lines, the first of which is `first_line` of the file; `starts` holds
    the index in `text` at which each of them begins. If they are `marked`, their markup is not in
    `text`; else there is one line, which ends in `text`. `heading` is the nearest heading above.
    """

    text: str
    heading: str
    first_line: int
    starts: tuple[int, ...]
    lines: tuple[str, ...]
    marked: bool = True

    def place(self, index: int) -> tuple[int, int]:
        """Return the line and column in the file of the character at `index` of `text`."""
        number, at = self.source(index)
        return self.first_line + number, at + 1

    def source(self, index: int) -> tuple[int, int]:
        """Return the source line, as an index of `lines`, and the index in that line of the
        character at `index` of `text`."""
        number = bisect_right(self.starts, index) - 1
        line = self.lines[number]
        if not self.marked:
            return number, len(line) - len(self.text) + index
        columns = _columns(line)
        offset = index - self.starts[number]
        return number, columns[offset] if offset < len(columns) else len(line)


class PlainText(NamedTuple):
    """A published document as plain text.

    `blocks` are in the order of their lines: a footnote stands where it was written. `text` is all
    text shown on its page in one string, for fast tests whether a word occurs. `everything` is all
    text published from the file, line by line, header included (statutory tables excluded), for
    rules about text that must not be published at all.
    """

    document: Document
    blocks: tuple[TextBlock, ...]
    text: str = ""
    everything: str = ""

    def has(self, word: str) -> bool:
        """Whether the page of the document shows `word`."""
        return has(self.text, word)


class ReportContext(NamedTuple):
    """A report with its text and the agency's report on the year before, if there is one.

    `account` is the part of the text that describes the year reported on: the summary, and all
    chapters except those on problems, plans and other subjects.
    """

    report: Report
    words: PlainText
    before: Report | None
    account: PlainText


def read_plain_text(document: Document) -> PlainText:
    """Return the plain text of a document."""
    in_order = sorted(document.paragraphs, key=lambda paragraph: paragraph.line)
    blocks = tuple(_block(paragraph) for paragraph in in_order)
    parts = [block.text for block in blocks]
    parts += [heading.text for heading in document.headings]
    parts += [scalar.text for scalar in shown_in_header(document)]
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [text for text, _ in outside(document)]
    lines += [shown.text for shown in document.shown]
    everything = "\n".join(lines).replace("*", "").replace("`", "").replace("\\", "")
    return PlainText(document, blocks, "\n".join(parts), everything)


def read_report_context(report: Report, plain: PlainText, before: Report | None) -> ReportContext:
    """Return a report with its text `plain`, the report on the year before, and its account."""
    document = plain.document
    chapters = chapters_of(document)
    account = [p for p in plain.blocks if not _OTHER_CHAPTERS.search(chapter_above(p, chapters))]
    summary = document.header.get("summary")
    if isinstance(summary, Scalar):
        lines = (" " * (summary.column - 1) + summary.text,)
        account.append(TextBlock(summary.text, "", summary.line, (0,), lines, marked=False))
    text = "\n".join([block.text for block in account])
    return ReportContext(report, plain, before, PlainText(document, tuple(account), text))


def chapters_of(document: Document) -> tuple[Heading, ...]:
    """Return the headings of the chapters of a document, in order."""
    return tuple(heading for heading in document.headings if heading.level == CHAPTER)


def chapter_above(block: TextBlock, chapters: Sequence[Heading]) -> str:
    """Return the heading of the chapter that a block belongs to, or the empty string."""
    number = bisect_left(chapters, block.first_line, key=lambda heading: heading.line)
    return chapters[number - 1].text if number else ""


def outside(document: Document) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the headings of a document and the values of its header (statutory tables excluded),
    each with its line and column."""
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
    """Yield the header values that the page shows as text."""
    for entry in document.header.entries:
        if entry.key.text in SHOWN and isinstance(entry.value, Scalar):
            yield entry.value


def _block(paragraph: Paragraph) -> TextBlock:
    plain: list[str] = []
    starts: list[int] = []
    at = 0
    for line in _without_marks(paragraph.text).split("\n"):
        stripped = line.strip()
        plain.append(stripped)
        starts.append(at)
        at += len(stripped)
    lines = tuple(paragraph.text.split("\n"))
    return TextBlock("".join(plain), paragraph.heading, paragraph.line, tuple(starts), lines)


@lru_cache(maxsize=8)  # a line may have thousands of findings
def _columns(line: str) -> tuple[int, ...]:
    """Return the index in a source line of each character of its plain text."""
    columns = [*range(len(line))]
    for pattern in (_LINK, _NOTE, _ESCAPE, _MARK):
        columns = _keep(pattern, "".join([line[column] for column in columns]), columns)
    plain = "".join([line[column] for column in columns])
    return tuple(columns[len(plain) - len(plain.lstrip()) : len(plain.rstrip())])


def _keep(pattern: re.Pattern[str], text: str, columns: list[int]) -> list[int]:
    """Return the columns of the characters of `text` that are not in a match of `pattern`, or are
    in its group."""
    kept, behind = list[int](), 0
    for match in pattern.finditer(text):
        kept += columns[behind : match.start()]
        if pattern.groups:
            kept += columns[match.start(1) : match.end(1)]
        behind = match.end()
    return kept + columns[behind:]


def _without_marks(text: str) -> str:
    """Remove the markup of each line; links keep their text."""
    if "[" in text:
        text = "\n".join([_NOTE.sub("", _LINK.sub(r"\1", line)) for line in text.split("\n")])
    if "\\" in text:
        text = _ESCAPE.sub("", text)
    return text.replace("*", "").replace("`", "")
