"""Looks for every character and every figure of a manuscript in what was written of it: a net below
all stages of an import, which knows nothing of how they work.

The text of each block is looked for in pieces of a few characters, wherever they stand, so that
paragraphs may have been joined and cut. Spaces, full-width signs and radicals do not count. The
cost is in proportion to the size of both texts.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from itertools import groupby
from typing import NamedTuple

from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.report_draft import TableDraft
from site_builder.model.document import Document, Mapping, Node, Scalar
from site_builder.model.manuscript import Grid, Manuscript, Paragraph
from site_builder.model.source import Source
from site_builder.model.table import Column
from site_builder.parsing.document import parse
from site_builder.text.patterns import regex

REASON = "没有找到它写到了哪里"
_PIECE = 6  # characters: six Chinese ones stand together by chance only rarely
_WITHIN = regex(r"</?(?:strong|em|a|code|br|sup)\b[^>]*>")
_TAG = regex(r"<[^>]*>")
_ALT = regex(r'alt="([^"]*)"')
_FIGURE = regex(r"[+-]?[0-9]+(?:[.,][0-9]+)*(?:%|元|万元)?")
_NONE = Remarks()
_NO_TEXT = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_NUMERALS = "〇一二三四五六七八九"


class Account(NamedTuple):
    """How many characters a manuscript has, how many of these were written, and what was neither
    written nor listed as lost."""

    characters: int
    written: int
    missing: tuple[Remark, ...]


class _Unit(NamedTuple):
    """A text of the manuscript with its place."""

    place: str
    text: str
    is_cell: bool = False


def account(
    manuscript: Manuscript,
    pages: Iterable[bytes],
    tables: Iterable[TableDraft] = (),
    remarks: Remarks = _NONE,
) -> Account:
    """Return what became of the text of a manuscript: `pages` are the files that were written, with
    `tables` in their headers; `remarks` are those of all stages."""
    tables = [*tables]
    said = [one.text for one in (*remarks.lost, *remarks.guesses)]
    units = [*_units(manuscript)]
    texts = [segment for page in pages for segment in _segments(page)]
    texts += [one.text for one in remarks.taken]
    written = _index([*texts, *(text for one in tables for text in _printed(one))])
    others = _index(said)
    count = kept = 0
    missing: list[Remark] = []
    for unit in units:
        text = _folded(unit.text)
        found = written.found(text, [False] * len(text))
        count, kept = count + len(text), kept + sum(found)
        if all(found):
            continue
        known = others.found(text, found)
        missing += (Remark(unit.place, part, REASON) for part in _unknown(unit.text, known))
    figures = Counter(_folded(c.text or "") for one in tables for line in one.cells for c in line)
    figures += Counter(map(_folded, [*texts, *(word for text in said for word in text.split())]))
    return Account(count, kept, (*missing, *_figures_missing(units, figures, missing)))


def _units(manuscript: Manuscript) -> Iterator[_Unit]:
    for name, value in manuscript.facts:
        yield _Unit(name, value)
    for block in manuscript.blocks:
        if isinstance(block, Paragraph):
            yield _Unit(block.place, block.text)
        elif isinstance(block, Grid):
            for cell in block.cells:
                yield _Unit(cell.place or block.place, cell.text, is_cell=True)
        else:
            yield _Unit(block.place, block.alt)


def _figures_missing(
    units: Iterable[_Unit], figures: Counter[str], missing: Iterable[Remark]
) -> Iterator[Remark]:
    """Yield the figures that stand in more cells of the manuscript than were written."""
    cells = [(_folded(unit.text), unit.place) for unit in units if unit.is_cell]
    cells = [one for one in cells if _FIGURE.fullmatch(one[0])]
    known = figures + Counter(_folded(one.text) for one in missing)
    for figure, count in Counter(text for text, _ in cells).items():
        if count > known[figure]:
            place = next(place for text, place in reversed(cells) if text == figure)
            said = f"表里有 {count} 处，写入 {known[figure]} 处，其余{REASON}"
            yield Remark(place, figure, said)


def _unknown(text: str, known: list[bool]) -> Iterator[str]:
    """Yield the parts of a text that are not known; the whole text if that is most of it."""
    sizes = [len(_folded(letter)) for letter in text]
    if sum(known) * 2 < len(known):
        yield text.strip()
        return
    at = 0
    letters: list[tuple[bool, str]] = []
    for letter, size in zip(text, sizes, strict=True):
        is_known = all(known[at : at + size]) if size else letters[-1][0] if letters else True
        letters.append((is_known, letter))
        at += size
    for is_known, group in groupby(letters, key=lambda one: one[0]):
        if not is_known:
            yield "".join(letter for _, letter in group).strip()


@dataclass(frozen=True, slots=True)
class _Index:
    """Some folded texts, and their pieces by length; those of a length are cut when needed."""

    texts: tuple[str, ...]
    wholes: frozenset[str]
    pieces: dict[int, frozenset[str]] = field(default_factory=dict)

    def of(self, length: int) -> frozenset[str]:
        """Return all pieces of a length."""
        if length not in self.pieces:
            self.pieces[length] = frozenset(
                text[at : at + length]
                for text in self.texts
                for at in range(len(text) - length + 1)
            )
        return self.pieces[length]

    def found(self, text: str, known: list[bool]) -> list[bool]:
        """Return for each character of a folded text whether it is `known`, or is in one of the
        texts with what stands beside it, or alone."""
        if len(text) < _PIECE:
            return [text in self.of(len(text)) or one for one in known]
        pieces = self.of(_PIECE)
        found = [*known]
        for at in range(len(text) - _PIECE + 1):
            if text[at : at + _PIECE] in pieces:
                found[at : at + _PIECE] = [True] * _PIECE
        at = 0
        for is_found, group in groupby([*found]):
            length = len([*group])
            if not is_found and text[at : at + length] in self.wholes:
                found[at : at + length] = [True] * length
            at += length
        return found


def _index(texts: Iterable[str]) -> _Index:
    folded = tuple(map(_folded, texts))
    return _Index(folded, frozenset(folded))


def _folded(text: str) -> str:
    """Return a text without spaces and invisible characters, in the usual forms of its signs."""
    signs = {
        one: "".join(
            part
            for part in unicodedata.normalize("NFKC", one)
            if unicodedata.category(part) not in _NO_TEXT
        )
        for one in set(text)
    }
    return "".join([signs[one] for one in text])


def _segments(page: bytes) -> Iterator[str]:
    """Yield the texts that the page of a file shows, block by block, and those of its header."""
    (document,) = parse((Source("", page, ""),))
    yield from _html(document)
    for entry in document.header.entries:
        if entry.key.text != "statistics":
            for text in _scalars(entry.value):
                yield text
                yield from _as_dates(text)


def _html(document: Document) -> Iterator[str]:
    for chapter in document.chapters:
        html = "".join(part for part in chapter.parts if isinstance(part, str))
        yield from map(unescape, _ALT.findall(html))
        yield from map(unescape, _TAG.split(_WITHIN.sub("", html)))


def _scalars(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
        return
    for one in [e.value for e in node.entries] if isinstance(node, Mapping) else node.items:
        yield from _scalars(one)


def _as_dates(text: str) -> Iterator[str]:
    """Yield a date as manuscripts write it, in digits and in Chinese numerals."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return
    yield f"{day.year}年{day.month}月{day.day}日"
    yield f"{day:%Y年%m月%d日}"
    for zero in "〇○":
        year = "".join(_NUMERALS[int(digit)] for digit in str(day.year)).replace("〇", zero)
        yield f"{year}年{_numeral(day.month)}月{_numeral(day.day)}日"


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return ten + (_NUMERALS[ones] if ones else "")


def _printed(table: TableDraft) -> Iterator[str]:
    """Yield the labels of a statutory table, alone and as they stand beside each other, and its
    rows."""
    form = table.form
    yield from (form.title, form.unit, *form.chapters)
    yield from (text for pair in form.aliases for text in pair)
    for section in form.sections:
        yield from (section.banner, section.corner)
        yield from _captions(section.columns)
    for row, line in zip(form.rows, table.cells, strict=True):
        figures = "".join(cell.text or "" for cell in line)
        yield from (row.key, row.unit, figures, f"{''.join(row.groups)}{row.label}{figures}")
        yield from _captions(row.columns)
    yield from (group for row in form.rows for group in row.groups)


def _captions(columns: tuple[Column, ...]) -> Iterator[str]:
    """Yield the captions of columns."""
    yield "".join(column.label for column in columns)
    yield "".join(group for column in columns for group in dict.fromkeys(column.groups))
    for column in columns:
        yield from (column.label, column.key, *column.groups)
