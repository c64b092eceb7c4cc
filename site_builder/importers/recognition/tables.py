"""Finds the statutory tables in a manuscript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.label_text import core
from site_builder.importers.recognition.table_drafts import Found, read_table
from site_builder.importers.recognition.table_figures import is_figure
from site_builder.importers.recognition.table_lines import Line, divide, lines_of
from site_builder.importers.recognition.table_schemes import Family, families
from site_builder.importers.report_draft import TablesFound
from site_builder.model.manuscript import Block, Grid, Paragraph
from site_builder.model.table import Form

# Between two parts of a table may stand what a page ends and begins with.
MOST_BETWEEN = 4  # paragraphs
LONGEST_BETWEEN = 60  # characters
FEWEST_FIGURES = 3  # of a part that has only figures
MOST_TABLES = 3  # of one form in a manuscript; further ones are left in the text unread

AGAIN = "稿子里已有一张这样的表，这一张与它不同，留在正文里"


class _Part(NamedTuple):
    """A grid that holds a statutory table or a part of one: the index of its block, its lines, and
    the labels of those that have figures."""

    block: int
    lines: tuple[Line, ...]
    family: Family
    filled: frozenset[str]


def find_tables(blocks: tuple[Block, ...], year: int, forms: tuple[Form, ...]) -> TablesFound:
    """Return the statutory tables among the blocks of a manuscript, a report on `year` (0 if that
    is not known), and everything else in it.

    A table may be printed in several grids. Its labels tell the version of the form, and the year
    where they do not. A row with a figure too few or too many is read as the balances prove, and
    marked; what they do not prove is left out and listed. Of a form that occurs again with other
    figures, the first is taken, and the others stay in the text.
    """
    every = families(forms)
    parts = _parts(blocks, every)
    found: list[tuple[Found, list[_Part]]] = []
    taken: set[int] = set()
    remarks = Remarks()
    for family in every:
        first: Found | None = None
        for number, table in enumerate(_tables([p for p in parts if p.family is family])):
            lines = [line for part in table for line in part.lines]
            place = blocks[table[0].block].place
            read = (
                read_table(lines, family, year or _year(found), place)
                if number < MOST_TABLES
                else None
            )
            if first is None and read is not None:
                first = read
                found.append((read, table))
                taken.update(part.block for part in table)
            elif first is not None and read is not None and read.draft.cells == first.draft.cells:
                taken.update(part.block for part in table)
            elif first is not None:
                remarks += Remarks(guesses=(Remark(place, first.draft.form.title, AGAIN),))
    titles = {table[0].block: one.titles for one, table in found}
    rest, gaps = _rest(blocks, taken, titles, _banners(forms))
    for one, _ in found:
        remarks = one.remarks + remarks
    return TablesFound(tuple(one.draft for one, _ in found), rest, gaps, remarks)


def _year(found: list[tuple[Found, list[_Part]]]) -> int:
    """Return a year of the version of the tables found so far, or 0."""
    return next((one.draft.form.first_year for one, _ in found if not one.draft.form.optional), 0)


def _parts(blocks: tuple[Block, ...], every: tuple[Family, ...]) -> list[_Part]:
    """Return the grids that hold statutory tables: those that show a form by their captions, and
    their neighbours that have nothing but captions and figures of it."""
    lines = {
        index: tuple(lines_of(block, index))
        for index, block in enumerate(blocks)
        if isinstance(block, Grid)
    }
    families_of = {index: _family(own, every) for index, own in lines.items()}
    order = [*lines]
    for forward in (order, order[::-1]):
        for before, index in pairwise(forward):
            family = families_of[before]
            is_open = families_of[index] is None and family is not None
            if is_open and family and _is_near(blocks, *sorted((before, index))):
                families_of[index] = family if _continues(lines[index], family) else None
    return [
        _Part(index, lines[index], family, _filled(lines[index], family))
        for index in order
        if (family := families_of[index])
    ]


def _family(lines: Sequence[Line], every: tuple[Family, ...]) -> Family | None:
    """Return the family of forms that the captions in some lines show."""
    names = frozenset(piece.core for line in lines for piece in line.pieces if piece.core)
    shown = [family for family in every if family.is_shown_by(names)]
    return max(shown, key=lambda family: len(names & family.known), default=None)


def _is_near(blocks: tuple[Block, ...], first: int, last: int) -> bool:
    """Whether only little stands between two blocks, as where a page ends."""
    between = blocks[first + 1 : last]
    return len(between) <= MOST_BETWEEN and all(
        isinstance(block, Paragraph) and len(block.text) <= LONGEST_BETWEEN for block in between
    )


def _continues(lines: Sequence[Line], family: Family) -> bool:
    """Whether lines that do not show a form by themselves may be part of a table of it."""
    texts = [p for line in lines for p in line.pieces if not p.is_blank and not is_figure(p.text)]
    if not texts:
        return any(len(line.pieces) >= FEWEST_FIGURES for line in lines)
    return all(
        not piece.core
        or any(one.knows(piece.core) or one.nearest(piece.core) for one in family.schemes)
        for piece in texts
    )


def _filled(lines: Sequence[Line], family: Family) -> frozenset[str]:
    """Return the labels that no other line of a form has, of lines with figures."""
    filled = set()
    mentioned: set[str] = set()
    for scheme in family.schemes:
        parts = [divide(line, scheme) for line in lines]
        for part in parts:
            name = core(part.own)
            if part.has_figures and len(scheme.names.get(name, ())) == 1:
                filled.add(name)
            mentioned |= {piece.core for piece in part.line.pieces}
    if not filled and any(_is_all_figures(line) for line in lines):
        every = frozenset().union(*(t.mentions for s in family.schemes for t in s.targets))
        return frozenset(mentioned & every)
    return frozenset(filled)


def _is_all_figures(line: Line) -> bool:
    figures = [piece for piece in line.pieces if is_figure(piece.text)]
    return len(figures) >= FEWEST_FIGURES


def _tables(parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    """Yield the parts of each table: one that fills a line again begins another table."""
    table: list[_Part] = []
    filled: set[str] = set()
    for part in parts:
        if filled & part.filled:
            yield table
            table, filled = [], set()
        table.append(part)
        filled |= part.filled
    if table:
        yield table


def _banners(forms: tuple[Form, ...]) -> frozenset[str]:
    return frozenset(core(s.banner) for form in forms for s in form.sections if s.banner)


def _rest(
    blocks: tuple[Block, ...],
    taken: set[int],
    titles: dict[int, tuple[Paragraph, ...]],
    banners: frozenset[str],
) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    """Return the blocks that are not taken, with headings of chapters that stood in a table before
    it and without the captions of its parts, and where the tables stood."""
    rest: list[Block] = []
    gaps: dict[int, None] = {}
    for index, block in enumerate(blocks):
        if index in taken:
            rest += titles.get(index, ())
            gaps[len(rest)] = None
        elif not (isinstance(block, Paragraph) and _is_banner(block, index, taken, banners)):
            rest.append(block)
    return tuple(rest), tuple(gaps)


def _is_banner(block: Paragraph, index: int, taken: set[int], banners: frozenset[str]) -> bool:
    return index + 1 in taken and core(block.text) in banners
