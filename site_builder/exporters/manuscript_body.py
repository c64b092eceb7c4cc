"""The HTML of a body, as `parsing/` writes it, as blocks of a manuscript.

It is what the page shows, with emphasis, links and tables resolved already, so nothing of a text is
read in two ways.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from site_builder.content.urls import ROOT
from site_builder.model.manuscript import (
    Block,
    Grid,
    GridCell,
    Paragraph,
    Picture,
    Role,
    Run,
    merged,
)
from site_builder.text.patterns import regex

# The bytes of the picture at a path under content/, or None if it is not there.
Pictures = Callable[[str], bytes | None]

_OUTSIDE = regex(r"(?:https?|mailto|tel):", 2)
_PICTURE = regex(f'<img src="{ROOT}([^"]*)"')
_SPACES = regex(r"[ \t\n\r]+")
_HEADINGS = {f"h{level}": level - 1 for level in range(2, 7)}
_BREAKS = frozenset({"p", "li", "ul", "ol", "blockquote", "pre", "table", "section", "hr"})


def blocks_of(html: str, base_url: str, pictures: Pictures) -> tuple[Block, ...]:
    """Return the blocks of a part of a body. Links within the site begin with `base_url`; without
    one they are left out, since they lead nowhere from a file. A picture that `pictures` does not
    have is named in the text instead."""
    reader = _Reader(base_url, pictures)
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return tuple(reader.blocks)


def picture_paths(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of the pictures in parts of a body."""
    return tuple(unquote(path) for part in parts for path in _PICTURE.findall(part))


@dataclass(slots=True)
class _List:
    """A list that is open: whether it is numbered, and the number of its next item."""

    is_numbered: bool
    number: int


@dataclass(slots=True)
class _Table:
    """A table that is open, with the cells read so far."""

    cells: list[GridCell] = field(default_factory=list)
    rows: int = 0
    head: int = 0
    columns: int = 0


class _Reader(HTMLParser):
    """Collects blocks."""

    def __init__(self, base_url: str, pictures: Pictures) -> None:
        super().__init__(convert_charrefs=True)
        self.base_url = base_url
        self.pictures = pictures
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.lists: list[_List] = []
        self.table: _Table | None = None
        self.level = 0  # of the heading that is open
        self.bold = 0
        self.quotes = 0
        self.link = ""
        self.waiting: list[Picture] = []  # pictures of the paragraph that is open
        self.is_first = False  # the paragraph that is open is the first of an item
        self.is_code = self.in_notes = self.is_skipped = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _BREAKS and self.table is None:
            self.end_paragraph()
        if tag == "strong":
            self.bold += 1
        elif tag == "a":
            self.link = self._address(values.get("href", ""))
            self.is_skipped = "backref" in values.get("class", "")
        elif tag == "br":
            self._add("\n")
        elif tag == "img":
            self._picture(values)
        elif tag in _HEADINGS:
            self.end_paragraph()
            self.level = _HEADINGS[tag]
        elif tag in {"td", "th"} and self.table:
            self._cell(values.get("scope", ""))
        else:
            self._open(tag, values)

    def _open(self, tag: str, values: dict[str, str]) -> None:
        """Open an element that holds paragraphs or rows."""
        if tag in {"ul", "ol"}:
            self.lists.append(_List(tag == "ol", int(values.get("start", "1"))))
        elif tag == "li":
            self.is_first = True
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "pre":
            self.is_code = True
        elif tag == "section":
            self.in_notes = True
        elif tag == "table":
            self.table = _Table()
        elif tag == "tr" and self.table:
            self.table.rows += 1
            self.table.columns = 0

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS or (tag in _BREAKS and self.table is None):
            self.end_paragraph()
        if tag == "strong":
            self.bold -= 1
        elif tag == "a":
            self.link, self.is_skipped = "", False
        elif self.table:
            self._close_in_table(tag, self.table)
        else:
            self._close(tag)

    def _close(self, tag: str) -> None:
        """Close an element that holds paragraphs."""
        if tag in {"ul", "ol"}:
            self.lists.pop()
        elif tag == "blockquote":
            self.quotes -= 1
        elif tag == "pre":
            self.is_code = False
        elif tag == "section":
            self.in_notes = False

    def _close_in_table(self, tag: str, table: _Table) -> None:
        """Close a table or an element of it."""
        if tag == "thead":
            table.head = table.rows
        elif tag in {"td", "th"}:
            table.cells[-1] = table.cells[-1]._replace(text=self._text().strip())
            self.runs = []
        elif tag == "table":
            self._end_table(table)

    def handle_data(self, data: str) -> None:
        if not self.is_skipped:
            self._add(data if self.is_code else _SPACES.sub(" ", data))

    def end_paragraph(self) -> None:
        """End the paragraph that is open, if one is, and add its pictures behind it."""
        runs = tuple(run for run in merged(_trimmed(self.runs)) if run.text)
        if runs:
            self.blocks.append(self._paragraph(runs))
            self.is_first = False
        self.blocks += self.waiting
        self.runs, self.waiting, self.level = [], [], 0

    def _paragraph(self, runs: tuple[Run, ...]) -> Paragraph:
        if self.level:
            return Paragraph(runs, "heading", self.level)
        if self.in_notes:
            return Paragraph(self._note(runs), "note")
        if self.lists and self.is_first:
            innermost = self.lists[-1]
            if not innermost.is_numbered:
                return Paragraph(runs, "item", len(self.lists))
            innermost.number += 1
            number = innermost.number - 1
            return Paragraph(runs, "numbered", len(self.lists), number=number)
        role: Role = "quote" if self.quotes else "text"
        return Paragraph(runs, role)

    def _note(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Return the text of a footnote; its first paragraph begins with its number."""
        if not self.is_first:
            return runs
        self.lists[-1].number += 1
        return (Run(f"[{self.lists[-1].number - 1}] "), *runs)

    def _add(self, text: str) -> None:
        if text:
            self.runs.append(Run(text, self.bold > 0, self.link))

    def _text(self) -> str:
        return "".join(run.text for run in self.runs)

    def _address(self, href: str) -> str:
        """Return the address that a link leads to from anywhere, or the empty string."""
        if _OUTSIDE.match(href):
            return href
        if href.startswith(ROOT) and self.base_url:
            return self.base_url + href.removeprefix(ROOT)
        return ""

    def _picture(self, values: dict[str, str]) -> None:
        """Add a picture behind the paragraph that is open."""
        path = unquote(values.get("src", "").removeprefix(ROOT))
        data, alt = self.pictures(path), values.get("alt", "")
        name = posixpath.basename(path)
        if data is None or self.table:
            self._add(f"（图：{alt or name}）")
        else:
            self.waiting.append(Picture(data, name, alt))

    def _cell(self, scope: str) -> None:
        assert self.table
        row, column = self.table.rows - 1, self.table.columns
        self.table.cells.append(GridCell("", row, column, scope=scope))
        self.table.columns += 1
        self.runs = []

    def _end_table(self, table: _Table) -> None:
        columns = max((cell.column for cell in table.cells), default=-1) + 1
        if table.cells:
            cells = tuple(table.cells)
            self.blocks.append(Grid(cells, table.rows, columns, head=table.head))
        self.table, self.runs = None, []


def _trimmed(runs: list[Run]) -> list[Run]:
    """Return runs without spaces at the ends of the paragraph and around its line breaks."""
    text = [*runs]
    while text and not text[0].text.strip():
        del text[0]
    while text and not text[-1].text.strip():
        del text[-1]
    for number, run in enumerate(text):
        behind_break = number > 0 and text[number - 1].text.endswith("\n")
        start = (
            run.text.lstrip(" \n") if not number or (behind_break and run.text != "\n") else None
        )
        if start is not None:
            text[number] = run._replace(text=start)
    if text:
        text[-1] = text[-1]._replace(text=text[-1].text.rstrip(" \n"))
    return text
