"""Reads a table whose cells are aligned by spaces, as `pdftotext -layout` writes it.

A character is a column wide there, also a Chinese one. Each line is a row; the cells of a column
begin at about the same place, but spaces shift them, so the figures of a line are counted too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median

from site_builder.importers.formats.text.aligned_captions import whole_captions
from site_builder.importers.formats.text.aligned_words import Extent, Word, figures_of, is_figure
from site_builder.importers.formats.text.page_marks import Line
from site_builder.importers.formats.text.wrapped_lines import is_closed, width_of
from site_builder.model.manuscript import Grid, GridCell
from site_builder.text.patterns import regex

_GAP = regex(r"\S {2,}\S")
_WORD = regex(r"\S+")
_LONGEST = 500  # characters of a line
_MOST_BETWEEN = 12  # lines without a gap between two with gaps: parts of cells
_PROSE = 0.75  # of the width of the page: no part of a cell is so wide
_SHORT = 24  # characters of a part of a cell
_MANY = 3  # cells: so many in one line are a table by themselves
_CAPTIONS = 2  # words: a row with more and without figures holds captions


def is_aligned(text: str) -> bool:
    """Whether a line has two texts with a gap between them."""
    return len(text) <= _LONGEST and bool(_GAP.search(text))


def leading_lines(
    lines: Sequence[Line], width: int, is_chapter: Callable[[str], bool], is_top: bool
) -> int:
    """Return how many of the last lines before one with a gap are of the same table: parts of cells
    that stand higher than the others. `is_top` tells whether the first of `lines` is that of the
    page, where a table may go on."""
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    begin = len(lines)
    for index in reversed(range(max(0, len(filled) - _MOST_BETWEEN), len(filled))):
        text = lines[filled[index]].text
        bare = text.strip()
        if len(bare) > _SHORT or is_closed(bare) or _is_prose(text, width) or is_chapter(text):
            break
        if text.startswith("  ") or (is_top and index == 0):
            begin = filled[index]
    return len(lines) - begin


def table_lines(
    lines: Sequence[Line], begin: int, width: int, is_chapter: Callable[[str], bool]
) -> int:
    """Return the index after the last line of the table that begins at a line with a gap, or the
    index of that line if there is no table. `width` is that of a full line of the page, or 0."""
    end, gaps, between = begin, 0, 0
    for at in range(begin, len(lines)):
        text = lines[at].text
        if not text.strip():
            continue
        if is_aligned(text) or (gaps and _is_row_of_figures(text)):
            gaps, between, end = gaps + 1, 0, at + 1
        elif between == _MOST_BETWEEN or _is_prose(text, width) or is_chapter(text):
            break
        else:
            between += 1
            end = at + 1 if not is_closed(text) and text.startswith("  ") else end
    first = len(_WORD.findall(lines[begin].text))
    return end if gaps > 1 or first >= _MANY else begin


def read_aligned(lines: Sequence[Line]) -> Grid:
    """Return a table with a row for each line that is not blank."""
    rows = [
        [Word(match[0], *match.span()) for match in _WORD.finditer(line.text)]
        for line in lines
        if line.text.strip()
    ]
    most = max(len(figures_of(words)) for words in rows)
    rows = whole_captions(rows, most)
    figures = _columns_of_figures(rows, most)
    extents = {(word.begin, word.end) for words in rows for word in words}
    typical = {
        (word.begin, word.end)
        for words in rows
        if not figures or len(words) <= _CAPTIONS or figures_of(words)
        for word in words[: len(words) - len(figures_of(words))]
    }
    labels = _columns_of_labels(typical, figures[0] if figures else float("inf"))
    column_of = {extent: _nearest(extent, labels, figures) for extent in extents}
    columns = max(1, len(labels) + len(figures))
    right = max((end for _, end in labels), default=0)
    cells = tuple(
        cell
        for row, words in enumerate(rows)
        for cell in _cells(
            _texts(words, column_of, columns, _counted(words, len(figures), right)),
            row,
            len(labels) if len(figures_of(words)) == len(figures) else 0,
        )
    )
    return Grid(cells, len(rows), columns, is_ruled=False, place=f"第{lines[0].number}行")


def _is_prose(text: str, width: int) -> bool:
    bare = text.strip()
    return (bool(width) and width_of(bare) > width * _PROSE) or (
        is_closed(bare) and len(bare) > _SHORT
    )


def _is_row_of_figures(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and all(is_figure(word) for word in words[1:])


def _columns_of_figures(rows: Sequence[Sequence[Word]], most: int) -> tuple[float, ...]:
    """Return the middles of the columns of figures: those of the rows with the most."""
    full = [found for words in rows if len(found := figures_of(words)) == most]
    return tuple(median(words[at].middle for words in full) for at in range(most))


def _columns_of_labels(extents: Iterable[Extent], right: float) -> tuple[Extent, ...]:
    """Return the extents of the columns of labels, left of the first figures. The shortest texts
    make the columns; one that covers several belongs to the first of them."""
    columns: list[Extent] = []
    for begin, end in sorted(extents, key=lambda one: (one[1] - one[0], one)):
        met = [one for one in columns if one[0] < end and begin < one[1]]
        if end <= right and len(met) <= 1:
            union = min([begin, *(one[0] for one in met)]), max([end, *(one[1] for one in met)])
            columns = [*(one for one in columns if one not in met), union]
    return tuple(sorted(columns))


def _counted(words: Sequence[Word], figures: int, right: int) -> int:
    """Return `figures`, if the last words of a row are as many and belong to the columns of figures
    one by one: they are figures, or captions right of the labels; 0 otherwise."""
    if len(found := figures_of(words)) == figures or not figures:
        return figures
    are_captions = not found and len(words) >= figures and words[-figures].begin >= right
    return figures if are_captions else 0


def _texts(
    words: Sequence[Word], column_of: Mapping[Extent, int], columns: int, counted: int
) -> list[str]:
    """Return the texts of a row by column. The last `counted` words have the last columns, the
    others those that are nearest."""
    texts: list[list[str]] = [[] for _ in range(columns)]
    for at, word in enumerate(words):
        behind = at - len(words) + counted
        column = columns - counted + behind if behind >= 0 else column_of[word.begin, word.end]
        texts[column].append(word.text)
    return [" ".join(one) for one in texts]


def _cells(texts: Sequence[str], row: int, labels: int) -> list[GridCell]:
    """Return the cells of a row. The last of its first `labels` cells with a text reaches to the
    figures."""
    last = max((at for at, text in enumerate(texts[:labels]) if text), default=-1)
    return [
        GridCell(text, row, at, colspan=labels - at if at == last else 1)
        for at, text in enumerate(texts)
        if not last < at < labels or last < 0
    ]


def _nearest(extent: Extent, labels: Sequence[Extent], figures: Sequence[float]) -> int:
    """Return the index of the column that a text belongs to: the first column of labels that it
    meets, or the one whose middle is nearest."""
    for at, (begin, end) in enumerate(labels):
        if begin < extent[1] and extent[0] < end:
            return at
    middle = sum(extent) / 2
    middles = [*(sum(one) / 2 for one in labels), *figures]
    return min(range(len(middles)), key=lambda at: abs(middles[at] - middle), default=0)
