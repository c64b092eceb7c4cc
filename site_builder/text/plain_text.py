"""The text of a document without markup and line breaks, with the position of every character in
the source file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.model.document import Document, Mapping, Node, Paragraph, Scalar
from site_builder.model.site import Report
from site_builder.text.patterns import has, regex

SHOWN = ("title", "summary", "document_number")
CHAPTER = 2

_LINK = regex(r"!?\[([^\[\]]*)\]\([^()]*\)")
_NOTE = regex(r"\[\^[^\]]*\]")
_OTHER_CHAPTERS = regex(r"问题|其他需要|建议|提案|计划|要点|说明|打算|安排")
_ESCAPE = regex(r"\\(?=[!-/:-@\[-`{-~])")


class TextBlock(NamedTuple):
    """A paragraph, list item or table cell as plain text.

    `lines` are its source lines, the first of which is `first_line` of the file; `starts` holds
    the index in `text` at which each of them begins. `heading` is the nearest heading above.
    """

    text: str
    heading: str
    first_line: int
    starts: tuple[int, ...]
    lines: tuple[str, ...]

    def place(self, index: int) -> tuple[int, int]:
        """Return the line and column in the file of the character at `index` of `text`."""
        number = bisect_right(self.starts, index) - 1
        line = self.lines[number]
        offset = index - self.starts[number]
        found = line.find(self.text[index : index + 6], offset)
        return self.first_line + number, (found if found >= 0 else offset) + 1


class PlainText(NamedTuple):
    """A published document as plain text.

    `text` is all text shown on its page in one string, for fast tests whether a word occurs.
    `everything` is all text published from the file, line by line, header included (statutory
    tables excluded), for rules about text that must not be published at all.
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
    blocks = tuple(_block(paragraph) for paragraph in document.paragraphs)
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
    account = [p for p in plain.blocks if not _OTHER_CHAPTERS.search(chapter_above(p, document))]
    summary = document.header.get("summary")
    if isinstance(summary, Scalar):
        lines = (" " * (summary.column - 1) + summary.text,)
        account.append(TextBlock(summary.text, "", summary.line, (0,), lines))
    text = "\n".join([block.text for block in account])
    return ReportContext(report, plain, before, PlainText(document, tuple(account), text))


def chapter_above(block: TextBlock, document: Document) -> str:
    """Return the heading of the chapter that a block belongs to, or the empty string."""
    for heading in reversed(document.headings):
        if heading.level == CHAPTER and heading.line < block.first_line:
            return heading.text
    return ""


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


def _without_marks(text: str) -> str:
    """Remove the markup of each line; links keep their text."""
    if "[" in text:
        text = "\n".join([_NOTE.sub("", _LINK.sub(r"\1", line)) for line in text.split("\n")])
    if "\\" in text:
        text = _ESCAPE.sub("", text)
    return text.replace("*", "").replace("`", "")
