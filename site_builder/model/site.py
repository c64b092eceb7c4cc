"""What documents mean: agencies, their reports and records, the site."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from site_builder.model.document import Document, Heading, Link
from site_builder.model.finding import Finding, Problem
from site_builder.model.source import Attachment
from site_builder.model.table import Filing, Form, RenderedTable


class Region(NamedTuple):
    """An administrative division by its six-digit code (GB/T 2260)."""

    code: str
    name: str


class Waiver(NamedTuple):
    """A document (or site.yaml, for all of them) accepts the findings of one rule, for a reason."""

    code: str
    reason: str
    line: int


class Settings(NamedTuple):
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
    waivers: tuple[Waiver, ...] = ()
    digest: str = ""

    @property
    def domain(self) -> str:
        """The host of the base URL."""
        return self.base_url.partition("://")[2].partition("/")[0]


class Article(NamedTuple):
    """What all published documents have: a title, a body of HTML and tables, a place to come from
    and a place to go to."""

    path: str
    url: str
    title: str
    body: tuple[str | RenderedTable, ...]
    headings: tuple[Heading, ...]
    digest: str
    summary: str = ""
    order: int = 0
    waivers: tuple[Waiver, ...] = ()


class Agency(NamedTuple):
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


class DocumentMetadata(NamedTuple):
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


class Report(NamedTuple):
    """The annual report of one agency on one year."""

    agency: Agency
    year: int
    article: Article
    metadata: DocumentMetadata
    filings: tuple[Filing, ...]
    missing: tuple[Form, ...]


class DisclosedDocument(NamedTuple):
    """A disclosed document other than an annual report; `part` is the one of the four statutory
    parts of the platform (国办公开办函〔2019〕61号) that it belongs to."""

    agency: Agency
    part: str
    article: Article
    metadata: DocumentMetadata


class Catalogue(NamedTuple):
    """The 政务公开目录 of one agency: what it has disclosed, newest first within each part."""

    agency: Agency
    reports: tuple[Report, ...]
    records: tuple[DisclosedDocument, ...]

    def neighbours(self, report: Report) -> tuple[Report | None, Report | None]:
        """The agency's report before one of its reports, and the one after it."""
        at = self.reports.index(report)
        earlier = self.reports[at + 1] if at + 1 < len(self.reports) else None
        return earlier, self.reports[at - 1] if at else None


class Site(NamedTuple):
    """What a content folder means, or one partition of it, in the order it is shown."""

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
    problems: tuple[Problem, ...]
    today: date


class PartitionSummary(NamedTuple):
    """What the whole site has to know of a partition without opening it. `shown` holds digests of all
    that pages of others show of it, `digest` stands for these, and for all that such pages are
    planned and sorted by; `chapters` are those of the chapters that are looked through for
    copies, by year; `leaving` its links to other partitions, with the files they stand in; `linked`
    are attachments of its own that its pages link to, `drafted` files that only its drafts do."""

    name: str
    path: str = ""
    url: str = ""
    title: str = ""
    region: str = ""
    prefecture: str = ""
    kind: str = ""
    years: tuple[int, ...] = ()
    last_day: str = ""
    pages: tuple[tuple[str, int], ...] = ()
    shown: tuple[tuple[str, str], ...] = ()
    digest: str = ""
    chapters: tuple[tuple[int, str], ...] = ()
    leaving: tuple[tuple[str, Link], ...] = ()
    linked: tuple[str, ...] = ()
    drafted: tuple[str, ...] = ()
    waivers: tuple[tuple[str, Waiver], ...] = ()
    findings: tuple[Finding, ...] = ()


class Portal(NamedTuple):
    """All partitions of a content folder by their summaries, on a day; agencies in the order they are
    shown."""

    summaries: tuple[PartitionSummary, ...]
    years: tuple[int, ...]
    today: date
