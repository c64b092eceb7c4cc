"""A text with headings, paragraphs, tables and pictures, as Word, a PDF or a page of a portal has
it: what importers read from files of others and exporters write into files for others."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Literal, NamedTuple

Role = Literal[
    "text",
    "title",
    "heading",
    "item",
    "numbered",
    "quote",
    "caption",
    "note",
    "attachment",
    "signature",
]


class Run(NamedTuple):
    """A piece of a paragraph in one style. `link` is the address that it leads to, or empty."""

    text: str
    bold: bool = False
    link: str = ""


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs in which neighbours of one style are one."""
    return tuple(
        Run("".join(run.text for run in some), *style)
        for style, some in groupby(runs, key=lambda run: run[1:])
    )


class Paragraph(NamedTuple):
    """A paragraph, without line breaks of the page. `role` says what the file itself marks it as:
    a `heading` has a `level` from 1 (a chapter), an `item` of a bulleted and of a `numbered` list
    one from 1 (the outermost). The title of the text is no heading. What no style marks, such as
    “一、总体情况” in ordinary type, is `text`. A `caption` is the title of the table that follows,
    a `note` is in small type, an `attachment` is one that the end of the text lists. `number` is
    that of a `numbered` item, or 0 if it is one more than the one before.

    `is_cut` is true if the page, or something between two pages, ended here, so that the sentence
    may go on in the next paragraph. `place` says where it stands in the file (`第3页第2行`).
    """

    runs: tuple[Run, ...]
    role: Role = "text"
    level: int = 0
    is_cut: bool = False
    place: str = ""
    number: int = 0

    @property
    def text(self) -> str:
        """The text of all runs."""
        return "".join(run.text for run in self.runs)


class GridCell(NamedTuple):
    """A cell of a table: its text, lines separated by a line feed, and the rows and columns that it
    covers; `row` and `column` count from 0. `place` is its address (`表三!F12`) if it has one of
    its own. `scope` says what a caption is the caption of, as in HTML (`col`, `rowgroup` …); it is
    empty for other cells, and where that is not known."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    place: str = ""
    scope: str = ""


class Grid(NamedTuple):
    """A table: its cells from left to right and from top to bottom. Where merged cells are known,
    each is one cell; where only the lines of the text are, each line is a row and whatever stands
    between two tabs a cell (`is_ruled` is false). A table that is split by pages may be several
    grids, which follow each other. The first `head` rows are captions, which every page repeats;
    `title` says what is in the table, also where no caption is printed."""

    cells: tuple[GridCell, ...]
    rows: int
    columns: int
    is_ruled: bool = True
    place: str = ""
    head: int = 0
    title: str = ""


class Picture(NamedTuple):
    """A picture: its bytes, the name of its file, and the text that describes it, if there is
    one."""

    data: bytes
    name: str
    alt: str = ""
    place: str = ""


Block = Paragraph | Grid | Picture


class Manuscript(NamedTuple):
    """A text as its file has it. `facts` are what the file says about it beside the text: names and
    values such as (`发布日期`, `2024-01-26`), from meta tags or a metadata block. `notice` stands
    on every page, outside of the text."""

    blocks: tuple[Block, ...]
    facts: tuple[tuple[str, str], ...] = ()
    notice: str = ""
