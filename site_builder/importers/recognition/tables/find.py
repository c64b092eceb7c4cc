"""Finds the statutory tables in a manuscript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.tables.drafts import Found, read_table
from site_builder.importers.recognition.tables.labels import core
from site_builder.importers.recognition.tables.parts import Part, find_parts, tables_of
from site_builder.importers.recognition.tables.schemes import Family, families
from site_builder.importers.report_draft import TablesFound
from site_builder.model.manuscript import Block, Paragraph
from site_builder.model.table import Form

MOST_TABLES = 10  # of one form in a manuscript; further ones are left in the text unread

AGAIN = "稿子里已有一张这样的表，这一张与它不同，留在正文里"
SAME = "与前面的同一张表完全相同，不再写一遍"
BESIDE = "与法定表格在同一张表里，不属于任何一张法定表格"


def find_tables(blocks: tuple[Block, ...], year: int, forms: tuple[Form, ...]) -> TablesFound:
    """Return the statutory tables among the blocks of a manuscript, a report on `year` (0 if that
    is not known), and everything else in it.

    A table may be printed in several grids. Its labels tell the version of the form, and the year
    where they do not. A row with a figure too few or too many is read as the balances prove, and
    marked; what they do not prove is left out and listed. Of a form that occurs again with other
    figures, the first is taken, and the others stay in the text.
    """
    every = families(forms)
    finder = _Finder(blocks, year)
    parts = find_parts(blocks, every)
    for family in every:
        finder.read([part for part in parts if part.family is family], family)
    taken = {part.block for part in finder.taken}
    beside = tuple(
        Remark(line.place, line.text, BESIDE)
        for part in parts
        if part.block in taken and not any(part is one for one in finder.taken)
        for line in part.lines
    )
    rest, gaps = _rest(blocks, taken, finder.titles, _banners(forms))
    remarks = sum((one.remarks for one in finder.found), Remarks())
    remarks += Remarks((*finder.lost, *beside), tuple(finder.guesses))
    return TablesFound(tuple(one.draft for one in finder.found), rest, gaps, remarks)


@dataclass(slots=True)
class _Finder:
    """Reads the tables of one form after the other. `titles` are the headings of chapters that
    stood in a block."""

    blocks: tuple[Block, ...]
    year: int
    found: list[Found] = field(default_factory=list)
    taken: list[Part] = field(default_factory=list)
    titles: dict[int, tuple[Paragraph, ...]] = field(default_factory=dict)
    lost: list[Remark] = field(default_factory=list)
    guesses: list[Remark] = field(default_factory=list)

    def read(self, parts: Sequence[Part], family: Family) -> None:
        """Read the tables of a form in its parts: take the first, and those that are equal."""
        first: Found | None = None
        for number, table in enumerate(tables_of(parts)):
            place = self.blocks[table[0].block].place
            read, used = None, table
            if number < MOST_TABLES:
                read, used = self.read_one(table, family, place)
            if first is None and read is not None:
                first = read
                self.found.append(read)
                self.taken += used
                block = used[0].block
                self.titles[block] = self.titles.get(block, ()) + read.titles
            elif first is not None and read is not None and read.draft.cells == first.draft.cells:
                self.taken += used
                text = " ".join(line.text for part in used for line in part.lines)
                self.lost.append(Remark(place, text, SAME))
            elif first is not None:
                self.guesses.append(Remark(place, first.draft.form.title, AGAIN))

    def read_one(
        self, table: list[Part], family: Family, place: str
    ) -> tuple[Found | None, list[Part]]:
        """Read one table, without parts that turn out to be none of it. Where its labels do not
        tell its version, it is that of the tables before, if the year is not known."""
        drafts = (one.draft.form for one in self.found)
        year = self.year or next((form.first_year for form in drafts if not form.optional), 0)
        read = read_table([line for part in table for line in part.lines], family, year, place)
        used = [part for part in table if read is None or part.block in read.blocks]
        return (read, used) if len(used) == len(table) else self.read_one(used, family, place)


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
