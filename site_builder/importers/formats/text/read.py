"""Reads plain text as extractors of PDF text leave it: a paragraph on a line or on several, tables
as lines with tabs or aligned by spaces, page numbers and running heads between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.importers.formats.characters import odd_characters, tidy
from site_builder.importers.formats.decoding import decoded
from site_builder.importers.formats.text.aligned_table import (
    is_aligned,
    leading_lines,
    read_aligned,
    table_lines,
)
from site_builder.importers.formats.text.page_marks import Line, Page, without_page_marks
from site_builder.importers.formats.text.wrapped_lines import Wrapping, join_lines, measure
from site_builder.importers.imported import Remarks, UnreadableFileError
from site_builder.model.limits import LARGEST_PLAIN_TEXT, MOST_TEXT_LINES
from site_builder.model.manuscript import Block, Grid, GridCell, Manuscript, Paragraph, Run
from site_builder.text.patterns import regex

_CHAPTER = regex(r"[一二三四五六七八九十]{1,3}、.*(?:情况|事项|问题|措施|说明|概述|其他)[。：:]?$")
_BOLD_OR_LINK = regex(r"\*\*(?=[^\s*])([^*]*[^\s*])\*\*|<(https?://[^\s<>]+)>")
# Spaces that extractors put between digits and Chinese. Before a figure, one may also stand between
# two cells of a table that was not seen as one.
_AFTER_DIGIT = regex(r"(?<=[0-9%]) (?=[\u3400-\u9fff])")
_BEFORE_DIGIT = regex(r"(?<=[\u3400-\u9fff]) (?=[0-9])")
_BEFORE_YEAR = regex(r"(?<=[\u3400-\u9fff]) (?=[0-9]{4}年)")
_PROSE = regex("[，。；]")
_MOST_BETWEEN = 3  # lines without tabs between two with some
_LONGEST_PART = 40  # characters of a line that has tabs at its ends only and is a row


def read_text(data: bytes) -> tuple[Manuscript, Remarks]:
    """Return the text of a file, and what was left out and guessed: page numbers, running heads,
    invisible characters, an unusual encoding. Raise UnreadableFileError.

    A text whose lines all end at about the same width has its lines joined to paragraphs; in
    another one each line is a paragraph. `**` makes bold; `<https://…>` is a link.
    """
    if len(data) > LARGEST_PLAIN_TEXT:
        limit = LARGEST_PLAIN_TEXT // 1_000_000
        raise UnreadableFileError(f"文本超过 {limit} MB，没有读：请分成几个文件再导入")
    raw, remarks = decoded(data)
    if raw.count("\n") + raw.count("\f") > MOST_TEXT_LINES:
        why = f"文本超过 {MOST_TEXT_LINES:,} 行，没有读：请分成几个文件再导入"
        raise UnreadableFileError(why)
    lines = raw.split("\n")
    remarks += odd_characters((f"第{number}行", line) for number, line in enumerate(lines, 1))
    pages, said = without_page_marks(_pages([tidy(line) for line in lines]))
    wrapping = measure(pages)
    blocks = tuple(block for page in pages for block in _blocks(page, wrapping))
    return Manuscript(blocks), remarks + said


def runs_of(text: str) -> tuple[Run, ...]:
    """Return a line of text in runs: bold between `**`, and links between `<` and `>`."""
    runs: list[Run] = []
    at = 0
    for match in _BOLD_OR_LINK.finditer(text):
        if match.start() > at:
            runs.append(Run(text[at : match.start()]))
        runs.append(Run(match[1], bold=True) if match[1] else Run(match[2], link=match[2]))
        at = match.end()
    if at < len(text) or not runs:
        runs.append(Run(text[at:]))
    return tuple(runs)


def _pages(lines: Sequence[str]) -> list[Page]:
    """Return the lines of each page, with their numbers in the file. A form feed may stand within
    a line, before the first text of a page."""
    pages: list[list[Line]] = [[]]
    for number, line in enumerate(lines, 1):
        first, *others = line.split("\f")
        pages[-1].append(Line(number, first))
        pages += [[Line(number, other)] for other in others]
    return [Page(tuple(page)) for page in pages]


def _blocks(page: Page, wrapping: Wrapping) -> Iterator[Block]:
    """Yield the blocks of a page: grids, and paragraphs between them."""
    lines = page.lines
    begin = at = 0  # the first line that is in no block yet, and the one looked at
    while at < len(lines):
        grid: Grid | None = None
        if _is_row(lines[at].text):
            start, end = at, _end_of_tabs(lines, at)
            grid = _tabbed(lines[start:end])
        elif is_aligned(lines[at].text):
            end = table_lines(lines, at, wrapping.width, is_chapter)
            before = lines[begin:at]
            start = at - leading_lines(before, wrapping.width, is_chapter, begin == 0)
            grid = read_aligned(lines[start:end]) if end > at else None
        if grid is None:
            at += 1
            continue
        yield from _paragraphs(lines[begin:start], wrapping)
        yield grid
        begin = at = end
    yield from _paragraphs(lines[begin:], wrapping)


def is_chapter(text: str) -> bool:
    """Whether a line has the form of the heading of a chapter."""
    return bool(_CHAPTER.match(text.strip()))


def _is_row(text: str, in_table: bool = False) -> bool:
    """Whether a line with tabs is a row of a table. A tab before a paragraph only indents it."""
    bare = text.strip()
    if "\t" in bare:
        return True
    if "\t" not in text or len(bare) > _LONGEST_PART:
        return False
    return in_table or text.count("\t") > 1 or text.endswith("\t")


def _end_of_tabs(lines: Sequence[Line], begin: int) -> int:
    """Return the index after the last line of a table with tabs. Blank lines do not end it if lines
    with tabs follow; lines without tabs do not, directly between two that have some: they are parts
    of a cell."""
    end = begin + 1
    at = end
    between = 0
    while at < len(lines):
        text = lines[at].text
        if _is_row(text, in_table=True):
            end = at + 1
            between = 0
        elif text.strip():
            after_blank = not lines[at - 1].text.strip() or not _next(lines, at)
            between += 1
            if after_blank or is_chapter(text) or between > _MOST_BETWEEN:
                break
        elif between:
            break
        at += 1
    return end


def _next(lines: Sequence[Line], at: int) -> str:
    return lines[at + 1].text.strip() if at + 1 < len(lines) else ""


def _tabbed(lines: Sequence[Line]) -> Grid:
    """Return a table with a row for each line that is not blank, a cell for each text before,
    between and after its tabs."""
    rows = [line.text.split("\t") for line in lines if line.text.strip(" \u3000")]
    cells = tuple(
        GridCell(text.strip(" \u3000\xa0"), row, column)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    columns = max(len(texts) for texts in rows)
    return Grid(cells, len(rows), columns, is_ruled=False, place=f"第{lines[0].number}行")


def _paragraphs(lines: Sequence[Line], wrapping: Wrapping) -> Iterator[Paragraph]:
    for number, text, is_cut in join_lines(lines, wrapping):
        yield Paragraph(runs_of(_without_gaps(text)), is_cut=is_cut, place=f"第{number}行")


def _without_gaps(text: str) -> str:
    plain = _AFTER_DIGIT.sub("", " ".join(text.split()))
    return (_BEFORE_DIGIT if _PROSE.search(plain) else _BEFORE_YEAR).sub("", plain)
