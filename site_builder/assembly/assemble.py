"""Assembles documents into a `Site`: agencies, reports, disclosed documents and pages, in order."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from site_builder.assembly.agency_kind import read_kind
from site_builder.assembly.agency_rules import agency_unknown, region_unknown
from site_builder.assembly.attachments import listed_files, read_attachments
from site_builder.assembly.catalogues import read_catalogues
from site_builder.assembly.disclosed import disclosed_document, read_index_pattern
from site_builder.assembly.header_rules import year_is_not_the_file_name, year_not_plausible
from site_builder.assembly.history import (
    WITHDRAWN,
    corrected_cells,
    days_in_history,
    read_corrections,
    read_withdrawal,
    without_content,
)
from site_builder.assembly.hold_back import check_standing, standing
from site_builder.assembly.redirects import read_redirects
from site_builder.assembly.references import joined, read_agencies, read_references
from site_builder.assembly.review import check_review
from site_builder.assembly.schema import (
    AGENCY,
    CONTACTS,
    DISCLOSED_DOCUMENT,
    METADATA,
    PAGE,
    REPORT,
    Field,
    read_header,
    read_waivers,
    split_moment,
)
from site_builder.content.file_rules import (
    address_taken,
    address_too_long,
    file_in_no_place,
    name_nearly_right,
    place_taken_by_attachment,
)
from site_builder.content.urls import Address, address, is_reserved, nearly
from site_builder.forms.figures import figures_of
from site_builder.forms.placement import compose, read_statistics
from site_builder.model.document import Document
from site_builder.model.finding import Problem
from site_builder.model.limits import LONGEST_NAME
from site_builder.model.site import (
    Agency,
    Article,
    Collection,
    DisclosedDocument,
    DocumentMetadata,
    Incoming,
    JointWith,
    Redirect,
    Reference,
    Region,
    Report,
    Settings,
    Site,
)
from site_builder.model.source import Attachment, Content
from site_builder.model.table import Filing, Form
from site_builder.text.fill_marks import unfilled
from site_builder.text.labels import hint

FIRST_YEAR, LAST_YEAR = 2000, 2099  # that a report can be on


def assemble(  # noqa: PLR0913  # what all analyses share, and what is read
    settings: Settings,
    forms: tuple[Form, ...],
    content: Content,
    documents: tuple[Document, ...],
    today: date,
    *,
    with_drafts: bool = False,
) -> Site:
    """Assemble the documents and attachments of `content` into a site.

    Documents with invalid headers or places are reported in `problems` of the site. Documents that
    are held back on the day `today`, as drafts are, are only listed in `drafts`; `with_drafts`,
    they are part of the site as all others are.
    """
    sizes = {one.path: one.size for one in content.attachments}
    paths = frozenset(document.path for document in documents)
    unread = frozenset(problem.path for problem in content.problems)
    assembler = _Assembler(settings, forms, sizes, unread, paths, today, with_drafts)
    for document in sorted(documents, key=_agencies_first):
        assembler.take(document)
    agencies = tuple(sorted(assembler.agencies.values(), key=lambda a: (a.region.code, a.slug)))
    catalogues = read_catalogues(
        content.catalogues, assembler.agencies, assembler.drafts, with_drafts
    )
    collections = tuple(
        assembler.collection(agency)._replace(catalogue=catalogues.published.get(agency.slug))
        for agency in agencies
    )
    reports = tuple(report for collection in collections for report in collection.reports)
    documents = tuple(assembler.bare.get(one.path, one) for one in documents)
    assembler.problems += catalogues.problems
    marks = ((one.path, one.unfilled) for one in documents if one.unfilled)
    site = Site(
        settings=settings,
        forms=forms,
        agencies=agencies,
        reports=reports,
        collections=collections,
        years=tuple(sorted({report.year for report in reports})),
        articles=tuple(sorted(assembler.articles, key=lambda a: (a.order, a.path))),
        documents=documents,
        attachments=tuple(assembler.attachments(content.attachments)),
        drafts=frozenset(assembler.drafts),
        listed=tuple((one.path, file) for one in documents for file in listed_files(one)),
        problems=(*content.problems, *assembler.problems, *assembler.unwritable()),
        today=today,
        awaited=tuple(assembler.awaited),
        withdrawn=tuple(assembler.withdrawn),
        withdrawn_files=tuple(sorted(assembler.withdrawn_files)),
        references=tuple(assembler.references),
        joint=tuple(assembler.joint),
        redirects=tuple(assembler.redirects),
        unfilled=(*marks, *catalogues.unfilled),
        unfinished=frozenset((*assembler.drafts, *catalogues.drafts)),
    )
    return joined(site, Incoming())


def _agencies_first(document: Document) -> tuple[bool, str]:
    return address(document.path).role != "agency", document.path


@dataclass(slots=True)
class _Assembler:
    """Collects the parts of a site from documents, which must be taken agencies first. `sizes` are
    those of all attachments, by path; `unread` are files that could not be read, `paths` those of
    all documents."""

    settings: Settings
    forms: tuple[Form, ...]
    sizes: Mapping[str, int]
    unread: frozenset[str]
    paths: frozenset[str]
    today: date
    with_drafts: bool
    agencies: dict[str, Agency] = field(default_factory=dict)
    reports: defaultdict[str, list[Report]] = field(default_factory=lambda: defaultdict(list))
    records: defaultdict[str, list[DisclosedDocument]] = field(
        default_factory=lambda: defaultdict(list)
    )
    articles: list[Article] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    awaited: list[date] = field(default_factory=list)
    withdrawn: list[Article] = field(default_factory=list)
    withdrawn_files: set[str] = field(default_factory=set)
    bare: dict[str, Document] = field(default_factory=dict)  # documents that are withdrawn
    references: list[Reference] = field(default_factory=list)
    joint: list[JointWith] = field(default_factory=list)
    redirects: list[Redirect] = field(default_factory=list)
    urls: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, document: Document) -> None:
        where = address(document.path)
        if where.role == "stray":
            self.problems.append(self.misplaced(document.path))
        elif where.role != "agency" and f"agencies/{where.agency}/index.md" in self.drafts:
            self.drafts.append(document.path)
        elif where.agency and where.role != "agency" and where.agency not in self.agencies:
            missing = (f"agencies/{where.agency}/index.md",)
            self.problems.append(
                Problem(agency_unknown, document.path, related=missing, agency=where.agency)
            )
        elif where.url in self.urls:
            other = self.urls[where.url]
            self.problems.append(
                Problem(address_taken, document.path, related=(other,), other=other, url=where.url)
            )
        elif where.role == "report" and not FIRST_YEAR <= where.year <= LAST_YEAR:
            self.problems.append(
                Problem(
                    year_not_plausible,
                    document.path,
                    year=f"{where.year:04}",
                    first=str(FIRST_YEAR),
                    last=str(LAST_YEAR),
                )
            )
        else:
            self.urls[where.url] = document.path
            self.place(document, where)

    def misplaced(self, path: str) -> Problem:
        """Return the problem of a document that has no valid place, with a name that has one if it
        is certain and free."""
        meant = nearly(path)
        if not meant or meant in self.paths:
            return Problem(file_in_no_place, path)
        same_folder = posixpath.dirname(meant) == posixpath.dirname(path)
        shown = posixpath.basename(meant) if same_folder else meant
        return Problem(name_nearly_right, path, meant=shown)

    def unwritable(self) -> Iterator[Problem]:
        """Yield a problem for each page that no disk could hold at its address."""
        taken = {path.casefold(): path for path in self.sizes}
        for url, path in self.urls.items():
            folder = posixpath.dirname(url)
            if any(len(part.encode()) > LONGEST_NAME for part in url.split("/")):
                yield Problem(address_too_long, path, limit=f"{LONGEST_NAME}")
            elif folder.casefold() in taken:
                other = taken[folder.casefold()]
                yield Problem(place_taken_by_attachment, path, folder=folder, other=other)

    def attachments(self, found: tuple[Attachment, ...]) -> Iterator[Attachment]:
        """Yield the attachments that may be published; those in the places of generated files are
        reported."""
        for attachment in found:
            if is_reserved(attachment.path):
                self.problems.append(Problem(file_in_no_place, attachment.path))
            else:
                yield attachment

    def place(self, document: Document, where: Address) -> None:
        fields = {"agency": AGENCY, "report": REPORT, "document": DISCLOSED_DOCUMENT}.get(
            where.role, PAGE
        )
        values = self.header(document, fields)
        if document.header_read:
            self.problems.extend(check_standing(document, where.role, values))
        now = standing(values, self.today)
        self.awaited.extend(now.awaited)
        if now.is_held_back and not self.with_drafts:
            self.drafts.append(document.path)
            return
        self.awaited.extend(day for day in days_in_history(document) if day > self.today)
        if document.header.get(WITHDRAWN) and where.role not in {"home", "agency"}:
            self.withdraw(document, where, values)
        elif where.role == "agency":
            self.agency(document, where, values)
        elif where.role == "report":
            self.report(document, where, values)
        elif where.role == "document":
            self.disclosed(document, where, values)
        else:
            self.articles.append(self.article(document, where, values, ()))

    def header(self, document: Document, fields: tuple[Field, ...]) -> dict[str, Any]:
        """Return the values of a header; `published` is a day, `published_time` the time of day. If
        parsing it failed, that is reported already, and its problems are dropped."""
        values, problems = read_header(document.header, document.path, fields)
        if "published" in values:
            values["published"], values["published_time"] = split_moment(values["published"])
        if document.header_read:
            self.problems.extend(problems)
        return values

    def withdraw(self, document: Document, where: Address, values: dict[str, Any]) -> None:
        """Leave nothing of a document but its address, the day of its withdrawal and the reason."""
        withdrawal, problems = read_withdrawal(document, values, self.today)
        self.problems.extend(problems)
        linked = {link.path for link in document.links if not link.path.endswith(".md")}
        self.withdrawn_files |= {*linked, *listed_files(document)} - {""}
        self.bare[document.path] = without_content(document)
        article = Article(document.path, where.url, "", (), (), "", withdrawn=withdrawal)
        self.withdrawn.append(article)
        self.redirect(document, article)

    def redirect(self, document: Document, article: Article) -> None:
        redirects, problems = read_redirects(document, article)
        self.redirects += redirects
        self.problems.extend(problems)

    def agency(self, document: Document, where: Address, values: dict[str, Any]) -> None:
        code = values.get("region", "")
        region = next((r for r in self.settings.regions if r.code == code), None)
        if region is None and code and not unfilled(code):
            codes = [r.code for r in self.settings.regions]
            place = document.header.place("region")
            self.problems.append(
                Problem(region_unknown, document.path, *place, code=code, hint=hint(code, codes))
            )
        keys = ("short_name", "aliases", "code", "website", "website_name")
        pattern, faults = read_index_pattern(document, values.get("index_pattern", ""))
        kind, strange = read_kind(document, values)
        self.problems.extend((*faults, *strange))
        self.agencies[where.agency] = Agency(
            slug=where.agency,
            article=self.article(document, where, values, ()),
            region=region or Region(code or "000000", ""),
            kind=kind,
            index_pattern=pattern,
            contacts=tuple((f.label, values[f.key]) for f in CONTACTS if f.key in values),
            **{key: values[key] for key in (*keys, "established", "abolished") if key in values},
        )

    def report(self, document: Document, where: Address, values: dict[str, Any]) -> None:
        if values.get("year", where.year) != where.year:
            place = document.header.place("year")
            self.problems.append(
                Problem(
                    year_is_not_the_file_name,
                    document.path,
                    *place,
                    year=str(values["year"]),
                    name=str(where.year),
                )
            )
        statistics = read_statistics(
            document.path, where.year, values.get("statistics"), self.forms
        )
        self.problems.extend(statistics.problems)
        article = self.article(document, where, values, statistics.filings)
        corrected = corrected_cells(article.corrections, statistics.filings)
        self.reports[where.agency].append(
            Report(
                agency=self.agencies[where.agency],
                year=where.year,
                article=article,
                metadata=_metadata(values),
                filings=statistics.filings,
                missing=statistics.missing if document.header_read else (),
                figures=figures_of(statistics.filings, corrected, article.corrections),
            )
        )

    def disclosed(self, document: Document, where: Address, values: dict[str, Any]) -> None:
        article = self.article(document, where, values, ())
        record = disclosed_document(
            self.agencies[where.agency], where.part, article, _metadata(values), values
        )
        self.records[where.agency].append(record)
        references, faults = read_references(document, record)
        joint, wrong = read_agencies(document, record)
        if document.header_read:
            self.problems.extend((*faults, *wrong))
        self.references += references
        self.joint += () if article.archived else joint

    def article(
        self,
        document: Document,
        where: Address,
        values: dict[str, Any],
        filings: tuple[Filing, ...],
    ) -> Article:
        corrections, wrong_ones = read_corrections(document, values, filings, self.today)
        corrected = corrected_cells(corrections, filings)
        body, problems = compose(document, filings, self.forms, corrected)
        must = self.settings.requires_review and where.role in {"report", "document"}
        self.problems.extend((*wrong_ones, *check_review(document, values, self.today, must)))
        waivers, faults = read_waivers(values.get("waivers"), document.path)
        attachments, wrong = read_attachments(document, self.sizes, self.unread)
        self.problems.extend((*problems, *faults, *wrong))
        linked = (link.path for link in document.links if not link.path.endswith(".md"))
        files = tuple({*linked, *(one.path for one in attachments)} - {""})
        article = Article(
            path=document.path,
            url=where.url,
            title=values.get("title", ""),
            body=body,
            headings=document.headings,
            digest=document.digest,
            summary=values.get("summary", ""),
            order=values.get("order", 0),
            waivers=tuple(waiver._replace(files=files) for waiver in waivers),
            attachments=attachments,
            items=values.get("items", ()),
            archived=standing(values, self.today).archived,
            corrections=corrections,
        )
        self.redirect(document, article)
        return article

    def collection(self, agency: Agency) -> Collection:
        reports = sorted(self.reports[agency.slug], key=lambda report: -report.year)
        records = sorted(self.records[agency.slug], key=lambda record: record.article.path)
        records.sort(key=lambda record: record.metadata.day, reverse=True)
        return Collection(agency, tuple(reports), tuple(records))


def _metadata(values: dict[str, Any]) -> DocumentMetadata:
    keys = (*(field.key for field in METADATA), "published_time")
    return DocumentMetadata(**{key: values[key] for key in keys if key in values})
