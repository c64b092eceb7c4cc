"""What is found in the manuscript of an annual report, before it is written into the content
folder."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from site_builder.importers.imported import Remarks
from site_builder.model.catalogue import Catalogue
from site_builder.model.manuscript import Block, Manuscript
from site_builder.model.table import Form


class KnownAgency(NamedTuple):
    """An agency of the project: its folder, and all its names, the full one first."""

    slug: str
    names: tuple[str, ...]


class TableCell(NamedTuple):
    """A cell of a statutory table as the source has it. `text` is what an editor would write; None
    if the source has no such cell, or has lost it. `to_check` is true for a reading that only the
    balances prove, and for a cell that was lost without proof."""

    text: str | None
    to_check: bool = False


class TableDraft(NamedTuple):
    """A statutory table found in a manuscript; `cells[r][c]` belongs to row `r` of `form.rows` and
    column `c` of that row. `is_of_another_year` is true if the form is not the one of the year."""

    form: Form
    cells: tuple[tuple[TableCell, ...], ...]
    place: str = ""
    is_of_another_year: bool = False


class TablesFound(NamedTuple):
    """The statutory tables of a manuscript, and everything else in it, in order: the grids that
    are left are tables of the text. `gaps` are the indices in `rest` before which a statutory table
    stood, so that a sentence that it cut can be joined."""

    tables: tuple[TableDraft, ...]
    rest: tuple[Block, ...]
    gaps: tuple[int, ...] = ()
    remarks: Remarks = Remarks()


class PastedDocument(NamedTuple):
    """A page of a portal that was pasted into a report, or a file that is no report: a disclosed
    document of its own. `header` holds values of its header by key, as text; `name` is a proposal
    for its file, without suffix. `slug` is the agency of a file, empty if it cannot be told; it and
    the remarks of a pasted page are those of its report."""

    name: str
    title: str
    header: tuple[tuple[str, str], ...]
    body: tuple[Block, ...]
    place: str = ""
    slug: str = ""
    remarks: Remarks = Remarks()


class ReportDraft(NamedTuple):
    """An annual report found in a manuscript. `body` begins after the title; headings have level 2
    for chapters, 3 for the parts of a chapter and so on; sentences that pages or tables cut are
    joined. `header` holds further values of the header by key, as text (`signed`, `summary`);
    `contacts` the contact data of the agency that it names, by key, which are compared with the
    register. `year` is 0, and `slug` empty, if they cannot be told."""

    slug: str
    year: int
    title: str
    signed: date | None
    header: tuple[tuple[str, str], ...]
    contacts: tuple[tuple[str, str], ...]
    body: tuple[Block, ...]
    tables: tuple[TableDraft, ...]
    documents: tuple[PastedDocument, ...] = ()
    remarks: Remarks = Remarks()


class ReadFile(NamedTuple):
    """What a file holds, the agency that it is of (empty if that cannot be told), and what was lost
    and guessed. `manuscript` is its text, unless it is a workbook."""

    found: Catalogue | ReportDraft | PastedDocument
    slug: str
    remarks: Remarks
    manuscript: Manuscript | None = None
