"""The assembled site: agencies, their reports and disclosed documents."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from site_builder.model.catalogue import Catalogue
from site_builder.model.document import Document, Heading, Link
from site_builder.model.document_types import Consultation, Inquiry
from site_builder.model.facets import Facet
from site_builder.model.finding import Problem
from site_builder.model.source import Attachment
from site_builder.model.table import Figures, Filing, Form, RenderedTable


class Region(NamedTuple):
    """An administrative division by its six-digit code (GB/T 2260)."""

    code: str
    name: str


class Waiver(NamedTuple):
    """Accepts the findings of the rule `code` for a stated reason. `line` is its line in the header
    of a document, or in site.yaml, where it applies to all documents. `files` are the attachments
    of its document, to which it applies too."""

    code: str
    reason: str
    line: int
    files: tuple[str, ...] = ()


class Settings(NamedTuple):
    """The settings in content/site.yaml; `topics` are those that the site adds to the 主题分类.
    `mark_url` is where the 党政机关网站标识 leads, `mistakes_url` where readers report mistakes
    (我为政府网站找错), `heading_level` the level of the titles of fragments, `downloads` the
    formats in which reports can be downloaded."""

    title: str
    organizer: str = ""
    maintainer: str = ""
    description: str = ""
    notice: str = ""
    base_url: str = ""
    theme: str = "default"
    site_id: str = ""
    icp: str = ""
    police: str = ""
    contact: str = ""
    mark_url: str = ""
    mistakes_url: str = ""
    regions: tuple[Region, ...] = ()
    coverage: str = "full"
    review: str = "optional"
    heading_level: int = 1
    topics: tuple[Facet, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    downloads: tuple[str, ...] = ()
    digest: str = ""

    @property
    def is_selected(self) -> bool:
        """Whether the site holds a selection of reports, so that others are not missing."""
        return self.coverage == "selected"

    @property
    def requires_review(self) -> bool:
        """Whether documents and reports must have a complete review record (三审三校)."""
        return self.review == "required"

    @property
    def domain(self) -> str:
        """The host of the base URL, or the empty string."""
        return self.base_url.partition("://")[2].partition("/")[0]


class ListedFile(NamedTuple):
    """An attachment that a document lists in its header: its path under content/, which is also its
    URL, its title, and its size in bytes."""

    path: str
    title: str
    size: int


class ReportingBody(NamedTuple):
    """What decides which reports are expected of an agency: its kind, the year of its first report
    (0 if there is none), and the days on which it was set up and dissolved, if they are known."""

    kind: str = ""
    first: int = 0
    established: date | None = None
    abolished: date | None = None


class Withdrawal(NamedTuple):
    """When a document was taken off the site (撤下), and why."""

    day: date
    reason: str


class Correction(NamedTuple):
    """A correction (更正说明) made after publication: the day, what was corrected, and why. If a
    figure of a statutory table was, `cell` holds the table, the row and the column, `old` and `new`
    its texts."""

    day: date
    what: str
    why: str
    cell: tuple[str, str, str] | None = None
    old: str = ""
    new: str = ""


class Article(NamedTuple):
    """What all published documents have in common: `path` is the source file under content/, `url`
    the page relative to the site root, `body` consists of HTML and tables, `attachments` are those
    listed in the header. `items` are the numbers of the catalogue items that it fulfils.
    Since the day `archived`, no list shows it."""

    path: str
    url: str
    title: str
    body: tuple[str | RenderedTable, ...]
    headings: tuple[Heading, ...]
    digest: str
    summary: str = ""
    order: int = 0
    waivers: tuple[Waiver, ...] = ()
    attachments: tuple[ListedFile, ...] = ()
    items: tuple[str, ...] = ()
    archived: date | None = None
    withdrawn: Withdrawal | None = None
    corrections: tuple[Correction, ...] = ()


class Agency(NamedTuple):
    """A government body; `slug` is the name of its folder under content/agencies/, `index_pattern`
    the form of its 索引号 (see text/index_number.py), or empty."""

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
    index_pattern: str = ""
    established: date | None = None
    abolished: date | None = None

    @property
    def name(self) -> str:
        """The full name (规范全称), which is the title of its document."""
        return self.article.title


class DocumentMetadata(NamedTuple):
    """The metadata of a disclosed document (索引号, 文号, 成文日期 …); unknown values are empty.
    `published_time` is the time of day of the publication (`09:30`)."""

    index_number: str = ""
    document_number: str = ""
    signed: date | None = None
    generated: str = ""
    published: date | None = None
    published_time: str = ""
    openness: str = ""
    department: str = ""
    genre: str = ""
    topic: str = ""
    validity: str = ""
    source: str = ""

    @property
    def day(self) -> str:
        """The day or moment (ISO) by which a document is listed, or the empty string."""
        days = (day.isoformat() for day in (self.signed, self.published) if day)
        return self.generated or next(days, "")


class Report(NamedTuple):
    """The annual report of an agency on one year. `missing` are the statutory tables that it should
    have and does not, `figures` what its filings state."""

    agency: Agency
    year: int
    article: Article
    metadata: DocumentMetadata
    filings: tuple[Filing, ...]
    missing: tuple[Form, ...]
    figures: tuple[Figures, ...] = ()


class Reference(NamedTuple):
    """The header of the document at `source` names another one, to which `link` leads; `title` and
    `url` are those of the source. `relation` says what the other one is to it: a key of
    `model/relations.py`."""

    relation: str
    source: str
    link: Link
    title: str
    url: str


class Related(NamedTuple):
    """What the page of the document at `path` shows of another document, or of an agency: its title
    and its address, under a label. If it `is_named`, the header of the document names it; else the
    other one names this document."""

    path: str
    relation: str
    is_named: bool
    title: str
    url: str


class Redirect(NamedTuple):
    """The page at the address `old` leads to that of a document, at `new`, with its title. The
    header of the document at `path` says so, at a line and a column (`place`)."""

    old: str
    new: str
    title: str
    path: str
    place: tuple[int, int]


class JointDocument(NamedTuple):
    """A document that several agencies published together, as the others list it; it lies with the
    agency `owner`, where it is counted."""

    title: str
    url: str
    owner: str
    metadata: DocumentMetadata
    type: str = ""
    category: str = ""


class JointWith(NamedTuple):
    """The header of the document at `path` names the agency `slug` as a publisher of it too, in the
    list at a line and a column (`place`)."""

    slug: str
    path: str
    place: tuple[int, int]
    document: JointDocument


class DisclosedDocument(NamedTuple):
    """A disclosed document other than an annual report; `part` is the statutory part of the
    disclosure platform (国办公开办函〔2019〕61号) that it belongs to, `type` what kind of document
    it is for portals (政策解读, 意见征集 …), `category` the item of the 条例 that prescribes its
    disclosure. The empty string if unknown. `related` is what it is linked with, both ways.
    A document of the type 意见征集 has a `consultation`, one of the type 咨询答复 an `inquiry`."""

    agency: Agency
    part: str
    article: Article
    metadata: DocumentMetadata
    type: str = ""
    category: str = ""
    related: tuple[Related, ...] = ()
    consultation: Consultation | None = None
    inquiry: Inquiry | None = None


class Collection(NamedTuple):
    """The reports and disclosed documents of an agency, each newest first, the documents of other
    agencies that were published jointly with it (`joint`), which count there only, and its
    catalogue if it has one."""

    agency: Agency
    reports: tuple[Report, ...]
    documents: tuple[DisclosedDocument, ...]
    joint: tuple[JointDocument, ...] = ()
    catalogue: Catalogue | None = None

    def neighbours(self, number: int) -> tuple[Report | None, Report | None]:
        """Return the report before the one with that index in `reports`, and the one after it."""
        earlier = self.reports[number + 1] if number + 1 < len(self.reports) else None
        return earlier, self.reports[number - 1] if number else None


class Site(NamedTuple):
    """Everything assembled from a content folder or from one partition of it, in display order.
    `drafts` are the paths of documents that are not published, `listed` the attachments in the
    headers of all documents, each with the path of its document; `today` is the day of the build,
    `awaited` the later days on which documents will be published, or archived, or dates in headers
    will no longer be in the future. `references` and `joint` are what the headers of its published
    documents name: other documents, and other agencies that publish them too,
    `redirects` their former addresses.

    `withdrawn` are articles without anything but their address and their withdrawal; the documents
    of these hold no more, and `withdrawn_files` are the attachments that they used.

    `unfilled` are the files with marks `（填写）`, each with the places of these; those that are
    held back are also in `unfinished`.
    """

    settings: Settings
    forms: tuple[Form, ...]
    agencies: tuple[Agency, ...]
    reports: tuple[Report, ...]
    collections: tuple[Collection, ...]
    years: tuple[int, ...]
    articles: tuple[Article, ...]
    documents: tuple[Document, ...]
    attachments: tuple[Attachment, ...]
    drafts: frozenset[str]
    listed: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    today: date
    awaited: tuple[date, ...] = ()
    withdrawn: tuple[Article, ...] = ()
    withdrawn_files: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    joint: tuple[JointWith, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    unfilled: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = ()
    unfinished: frozenset[str] = frozenset()


class Outgoing(NamedTuple):
    """What the documents of a partition name of others: documents there, and agencies that publish
    a document too. `ends` lead from documents to those that ended them, as far as these may have
    been ended themselves: there, or in this partition."""

    references: tuple[Reference, ...] = ()
    joint: tuple[JointWith, ...] = ()
    ends: tuple[Reference, ...] = ()


class Incoming(NamedTuple):
    """What other partitions add to the pages of one: the documents published jointly with its
    agency, newest first, and what its documents are related to."""

    joint: tuple[JointDocument, ...] = ()
    related: tuple[Related, ...] = ()
