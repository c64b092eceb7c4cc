"""The nouns: frozen values that pass from stage to stage. This module imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal

# ---------------------------------------------------------------- what was read


@dataclass(frozen=True, slots=True)
class Source:
    """A text file under content/: its path from there (NFC, `/` between parts) and its bytes."""

    path: str
    data: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is published as it is; `file` is where it lies on this machine."""

    path: str
    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class CellAddress:
    """A cell of a statutory table, by the law's own labels."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return "，".join(part for part in (self.table, self.row, self.column) if part)


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in the content that a stage could not give a meaning: `rule` is the name of the
    rule that says so. Lines and columns count from 1; 0 means the file as a whole."""

    rule: str
    path: str
    line: int = 0
    column: int = 0
    values: tuple[tuple[str, str], ...] = ()
    cell: CellAddress | None = None
    repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A certain repair: at `line` and `column`, `old` becomes `new`."""

    line: int
    column: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that lies in a content folder."""

    sources: tuple[Source, ...]
    attachments: tuple[Attachment, ...]
    unread: tuple[Unread, ...]


# ---------------------------------------------------------------- what was parsed


@dataclass(frozen=True, slots=True)
class Scalar:
    """One YAML value exactly as written; nothing written is the empty string."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value` of a mapping."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping, its entries in the order they were written."""

    entries: tuple[Entry, ...]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None where the mapping has no such key."""
        return next((entry.value for entry in self.entries if entry.key.text == key), None)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A YAML list."""

    items: tuple[Node, ...]
    line: int
    column: int


Node = Scalar | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body; `id` is its anchor on the page."""

    level: int
    text: str
    id: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image of a body. `path` is the file under content/ that it leads to (empty for
    another site or another place of the same file), `fragment` the anchor there."""

    written: str
    path: str
    fragment: str
    line: int
    column: int
    image: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A line `【表：…】`: the statutory table of that name stands here."""

    table: str
    line: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of level 2 with all that follows it; the first chapter of a body may have none.
    The strings are HTML in which NUL stands for the way to the root of the site."""

    heading: Heading | None
    parts: tuple[str | Slot, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file. What could not be read of it is kept in `unread`."""

    path: str
    digest: str
    header: Mapping
    chapters: tuple[Chapter, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    unread: tuple[Unread, ...]
    body_line: int = 1
    header_read: bool = True


# ---------------------------------------------------------------- the law's tables

Kind = Literal["count", "change", "money"]
Along = Literal["rows", "columns"]
Relation = Literal["equal", "at_most"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a statutory table. `groups` are the captions above it, outermost first;
    kinds: `count` (whole, not negative), `change` (whole, may be signed), `money` (decimal)."""

    key: str
    label: str
    groups: tuple[str, ...] = ()
    kind: Kind = "count"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a statutory table: `key` is the law's label without its numbering, by which
    editors name it. A row without columns is a caption that carries no figures."""

    key: str
    label: str
    groups: tuple[str, ...]
    columns: tuple[Column, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a table that has columns of its own, as each clause of 第二十条 has."""

    banner: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """One 勾稽关系. Along `rows` it holds in every column, along `columns` in every row:
    the sum of `left` equals (or is at most) the sum of `right`; all are keys."""

    along: Along
    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: Relation = "equal"

    @property
    def defines_total(self) -> bool:
        """Whether it says what one total is made of."""
        return len(self.left) == 1 and self.relation == "equal"


Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """A balance in one row or one column: the (row, column) indices of its two sides."""

    balance: Balance
    left: Places
    right: Places


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a statutory table, in force for reports on `first_year` to `last_year`;
    `rows` are all rows that carry figures, in printed order."""

    name: str
    title: str
    chapters: tuple[str, ...]
    basis: str
    first_year: int
    last_year: int
    unit: str
    optional: bool
    across: bool
    show_units: bool
    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    aliases: tuple[tuple[str, str], ...]
    equations: tuple[Equation, ...]
    highlights: tuple[tuple[str, str], ...]

    def in_force(self, year: int) -> bool:
        """Whether reports on `year` are made on this form."""
        return self.first_year <= year <= self.last_year


class Meaning(Enum):
    """What a cell says. Five different things are never confused: a number (zero is one),
    nothing at all, “not applicable”, and any other text (such as 无)."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_APPLICABLE = "not applicable"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as written and as understood. `number` is there exactly for `Meaning.NUMBER`, in the
    unit that stands in `unit` or else in the form's; `computed` where a total was left out and
    could be added up; `written` is false where the report has no such cell at all."""

    text: str
    meaning: Meaning
    line: int
    column: int
    number: int | Decimal | None = None
    unit: str = ""
    computed: bool = False
    written: bool = True


@dataclass(frozen=True, slots=True)
class Filing:
    """A statutory table as one report filled it in; `cells` run parallel to `form.rows` and the
    columns of each."""

    form: Form
    path: str
    cells: tuple[tuple[Cell, ...], ...]

    def cell(self, row: str, column: str) -> Cell:
        """The cell at two keys; KeyError where the form has none."""
        for line, cells in zip(self.form.rows, self.cells, strict=True):
            if line.key == row:
                for header, cell in zip(line.columns, cells, strict=True):
                    if header.key == column:
                        return cell
        raise KeyError((row, column))


# ---------------------------------------------------------------- what documents mean


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division by its six-digit code (GB/T 2260)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Settings:
    """content/site.yaml."""

    title: str
    organizer: str = ""
    description: str = ""
    notice: str = ""
    base_url: str = ""
    theme: str = "default"
    site_id: str = ""
    icp: str = ""
    police: str = ""
    contact: str = ""
    regions: tuple[Region, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A document accepts the findings of one rule, for a reason."""

    code: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Article:
    """What all published documents have: a title, a body of HTML and tables, a place to come from
    and a place to go to."""

    path: str
    url: str
    title: str
    body: tuple[str | Filing, ...]
    headings: tuple[Heading, ...]
    digest: str
    summary: str = ""
    order: int = 0
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Agency:
    """A body of government; `slug` names its folder."""

    slug: str
    article: Article
    region: Region
    kind: str = ""
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    code: str = ""
    contacts: tuple[tuple[str, str], ...] = ()
    website: str = ""
    website_name: str = ""

    @property
    def name(self) -> str:
        """The full standard name."""
        return self.article.title


@dataclass(frozen=True, slots=True)
class Register:
    """The metadata block of a disclosed document: 索引号, 文号 and their like, as far as known."""

    index_number: str = ""
    document_number: str = ""
    signed: date | None = None
    generated: str = ""
    published: date | None = None
    openness: str = ""
    department: str = ""
    genre: str = ""
    topic: str = ""
    validity: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The annual report of one agency on one year."""

    agency: Agency
    year: int
    article: Article
    register: Register
    filings: tuple[Filing, ...]
    missing: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A disclosed document other than an annual report; `part` is the one of the four statutory
    parts of the platform (国办公开办函〔2019〕61号) that it belongs to."""

    agency: Agency
    part: str
    article: Article
    register: Register


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The 政务公开目录 of one agency: what it has disclosed, newest first within each part."""

    agency: Agency
    reports: tuple[Report, ...]
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """The whole of what a content folder means, in the order it is shown."""

    settings: Settings
    forms: tuple[Form, ...]
    agencies: tuple[Agency, ...]
    reports: tuple[Report, ...]
    catalogues: tuple[Catalogue, ...]
    years: tuple[int, ...]
    articles: tuple[Article, ...]
    documents: tuple[Document, ...]
    attachments: tuple[Attachment, ...]
    drafts: frozenset[str]
    unread: tuple[Unread, ...]
    today: date


# ---------------------------------------------------------------- what is made


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the content: where, what, why, and how to put it right."""

    code: str
    severity: Literal["error", "warning"]
    path: str
    line: int
    column: int
    message: str
    cell: CellAddress | None = None
    repair: Repair | None = None
    waived: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """A year as a subject of its own page."""

    year: int
    reports: tuple[Report, ...]


Subject = Agency | Report | Record | Year | Article | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be made: where, from which template, about what, and the facts it depends on."""

    url: str
    template: str
    subject: Subject
    inputs: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the finished site: bytes of our making, or a file to be copied as it is."""

    path: str
    data: bytes
    copy_of: str = ""
