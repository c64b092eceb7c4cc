"""What a template sees: one frozen view a page kind, everything sorted, worded and addressed."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model import Filing, Form, Heading
from site_builder.tally import Tally


@dataclass(frozen=True, slots=True)
class Item:
    """Words that may lead somewhere; `url` is from the root of the site, or empty."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value, as in a metadata block."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What every page has: `column` and `column_type` are the names that government sites give
    their columns (国办发〔2017〕47号, 网站标签)."""

    title: str
    crumbs: tuple[Item, ...]
    column: str
    column_type: str
    summary: str = ""
    published: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A page that is a text: its body, its table of contents, its metadata block."""

    matter: Matter
    body: tuple[str | Filing, ...]
    contents: tuple[Heading, ...]
    facts: tuple[Fact, ...] = ()
    earlier: Item | None = None
    later: Item | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One agency in a table of agencies: its cells run parallel to the table's columns."""

    agency: Item
    cells: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The agencies of one region."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The cross-agency index: agencies by region, years across."""

    matter: Matter
    body: tuple[str | Filing, ...]
    years: tuple[Item, ...]
    groups: tuple[Group, ...]
    agencies: int
    reports: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry of a list of documents."""

    title: Item
    index_number: str
    document_number: str
    day: str
    openness: str


@dataclass(frozen=True, slots=True)
class Part:
    """One statutory part of a catalogue."""

    name: str
    entries: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency: who it is, its reports, its documents."""

    matter: Matter
    body: tuple[str | Filing, ...]
    facts: tuple[Fact, ...]
    reports: tuple[Item, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One form of one year: every agency side by side, the sums, and how far they reach."""

    form: Form
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    sums: tuple[Item, ...]
    coverage: tuple[Item, ...]
    whole: Tally


@dataclass(frozen=True, slots=True)
class YearView:
    """A year: who published, and the figures side by side."""

    matter: Matter
    published: tuple[Item, ...]
    missing: tuple[Item, ...]
    comparisons: tuple[Comparison, ...]
    earlier: Item | None
    later: Item | None


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """A listing of everything disclosed, by agency and statutory part."""

    matter: Matter
    groups: tuple[tuple[Item, tuple[Part, ...]], ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """A page with nothing but its own words, or a list of addresses."""

    matter: Matter
    addresses: tuple[str, ...] = ()


View = Home | AgencyView | Text | YearView | CatalogueView | Plain
