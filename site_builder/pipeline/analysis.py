"""Makes the analysis of a partition: a summary for the rest of the site, and parts for pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from site_builder.assembly.references import joined, titles
from site_builder.content.partition import partition_of
from site_builder.fingerprint import digest
from site_builder.incremental.codec import dumps, loads
from site_builder.incremental.records import Analysis, PlannedSite
from site_builder.lint.chapter_corpus import Chapter, chapters_of, prefecture
from site_builder.lint.index_numbers import numbered, prefix_of
from site_builder.lint.link_graph import anchors, drafted_files, leaving_links, unused_files
from site_builder.lint.waivers import waivers_of
from site_builder.model.finding import Finding
from site_builder.model.portal import PartitionSummary
from site_builder.model.product import Page
from site_builder.model.relations import ENDINGS
from site_builder.model.site import Incoming, Outgoing, Settings, Site
from site_builder.model.source import Content
from site_builder.model.table import Form
from site_builder.pages import KINDS, PARTITION_KINDS
from site_builder.pages.days import page_addresses
from site_builder.pages.feed import news
from site_builder.pages.kind import plan, with_inputs
from site_builder.pages.parts import shown_digest
from site_builder.pages.portal import (
    SECTION,
    AgencyLists,
    PortalEntry,
    ReportFigures,
    agency_lists,
    portal_entry,
    report_figures,
)
from site_builder.pages.statistics import figures_shown
from site_builder.pages.view_models import FeedEntry
from site_builder.pipeline.content_state import content_state

ADDRESSES = "addresses"

Chapters = tuple[tuple[int, tuple[Chapter, ...]], ...]


@dataclass(frozen=True, slots=True)
class AnalysisContext:
    """The inputs that all analyses share: the settings, the statutory tables and the day."""

    settings: Settings
    forms: tuple[Form, ...]
    today: date


class Reading(NamedTuple):
    """A partition to analyse: its name and its files."""

    name: str
    content: Content

    @property
    def size(self) -> int:
        """The approximate number of its pages."""
        return len(self.content.sources)


def summarise(
    name: str, site: Site, pages: tuple[Page, ...], findings: tuple[Finding, ...]
) -> Analysis:
    """Return the analysis of the partition `name`, with its parts serialized."""
    chapters = _chapters(site)
    entry = portal_entry(site, tuple(page_addresses(site, pages)))
    figures = tuple((report.year, report_figures(report)) for report in site.reports)
    planned = PlannedSite(_as_kept(site), pages)
    lists = [agency_lists(one, pages, site.settings) for one in site.collections]
    parts = [("portal", 0, dumps(entry)), ("anchors", 0, dumps(anchors(site)))]
    parts += [("lists", 0, dumps(one)) for one in lists]
    parts += [("site", 0, dumps(planned))]
    latest = tuple(entry for one in site.collections for entry in news(one))
    parts += [("news", 0, dumps(latest))] if latest else []
    parts += [("redirects", 0, dumps(site.redirects))] if site.redirects else []
    parts += [("figures", year, dumps(one)) for year, one in figures]
    parts += [("chapters", year, dumps(own)) for year, own in chapters if own]
    numbers = numbered(site)
    parts += [("numbers", 0, dumps(numbers))] if numbers else []
    parts += [("titles", 0, dumps(titles(site)))] if site.collections else []
    summary = PartitionSummary(
        name,
        last_day=_last_day(site),
        pages=_counted(pages),
        shown=tuple(_shown(site, entry, lists, figures, latest)),
        leaving=leaving_links(site, name),
        unused=unused_files(site),
        drafted=drafted_files(site),
        drafts=tuple(sorted(site.drafts)),
        outgoing=_outgoing(name, site),
        numbering=tuple(sorted({prefix_of(one.number) for one in numbers})),
        redirects=site.redirects,
        newest=(latest[0].day, latest[0].url) if latest else (),
        waivers=tuple(waivers_of(site)),
        unfilled=tuple(
            (path, len(marks)) for path, marks in site.unfilled if path in site.unfinished
        ),
        findings=findings,
        state=content_state(site),
    )
    if site.agencies:
        summary = _of_agency(summary, site, chapters)._replace(body=entry.body)
    summary = summary._replace(digest=_portal_digest(summary))
    return Analysis(name, summary, tuple(parts), planned)


class Joining(NamedTuple):
    """A partition whose pages show other things of other partitions (`incoming`) than before: its
    summary, and its parts `site` and `portal`, serialized."""

    summary: PartitionSummary
    site: bytes
    portal: bytes
    incoming: Incoming

    @property
    def size(self) -> int:
        """The number of its pages."""
        return sum(count for _, count in self.summary.pages)


def join(context: AnalysisContext, job: Joining) -> Analysis:
    """Plan the pages of a partition once more with what other partitions add to it, and return the
    analysis with the parts that are replaced."""
    kept: PlannedSite = loads(job.site, context.forms)
    entry: PortalEntry = loads(job.portal, context.forms)
    site = kept.site._replace(settings=context.settings, forms=context.forms)
    site = joined(site, job.incoming)
    pages = tuple(with_inputs(plan(PARTITION_KINDS, site), KINDS, site))
    entry = entry._replace(addresses=tuple(page_addresses(site, pages)))
    summary = job.summary._replace(
        pages=_counted(pages),
        shown=tuple(
            _addresses(site, entry) if one[0] == ADDRESSES else one for one in job.summary.shown
        ),
        incoming=incoming_digest(job.incoming),
    )
    summary = summary._replace(digest=_portal_digest(summary))
    planned = PlannedSite(_as_kept(site), pages)
    parts = (("portal", 0, dumps(entry)), ("site", 0, dumps(planned)))
    return Analysis(summary.name, summary, parts)


def incoming_digest(incoming: Incoming) -> str:
    """Return a digest of what other partitions add to one; the empty string if nothing."""
    return digest((repr(incoming),)) if any(incoming) else ""


def _outgoing(name: str, site: Site) -> Outgoing:
    """Return what the documents of a partition name of others."""
    ends = [one for one in site.references if one.relation in ENDINGS]
    ended = {one.source for one in ends}
    return Outgoing(
        tuple(one for one in site.references if partition_of(one.link.path) != name),
        site.joint,
        tuple(one for one in ends if one.link.path in ended or partition_of(one.link.path) != name),
    )


def _counted(pages: tuple[Page, ...]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(page.template for page in pages).items())


def _chapters(site: Site) -> Chapters:
    """Return the chapters that are compared with those of other agencies, by year."""
    documents = {document.path: document for document in site.documents}
    return tuple(
        (report.year, tuple(chapters_of(report, documents[report.article.path])))
        for report in site.reports
    )


def _shown(
    site: Site,
    entry: PortalEntry,
    lists: list[AgencyLists],
    figures: tuple[tuple[int, ReportFigures], ...],
    latest: tuple[FeedEntry, ...],
) -> Iterator[tuple[str, str]]:
    """Yield the digests, by name, of what the pages about all agencies show of a partition. The
    region of the agency is part of most, because these pages sort by it."""
    region = _region(site)
    yield _addresses(site, entry)
    if entry.home:
        yield "home", shown_digest(entry.home)
    if site.agencies:
        who = (*entry.agency, region, repr(entry.body))
        yield "agency", digest(who)
        if latest:
            yield "news", digest((repr(latest),))
        yield "reports", digest((*who, entry.group, repr(entry.reports)))
        for year, one in figures:
            yield str(year), digest((region, *_figures(one)))
    for own in lists:
        yield "lists", digest((region, repr(own)))
        for key, link in own.sections:
            yield f"{SECTION}/{key}", digest((*own.agency, own.group, region, *link))
        for key, name, link in own.facets:
            yield key, digest((*own.agency, own.group, region, name, *link))


def _addresses(site: Site, entry: PortalEntry) -> tuple[str, str]:
    return ADDRESSES, digest((_region(site), *(repr(one) for one in entry.addresses)))


def _region(site: Site) -> str:
    return site.agencies[0].region.code if site.agencies else ""


def _of_agency(summary: PartitionSummary, site: Site, chapters: Chapters) -> PartitionSummary:
    """Return the summary with what concerns the agency of its partition."""
    agency = site.agencies[0]
    return summary._replace(
        path=agency.article.path,
        url=agency.article.url,
        title=agency.name,
        region=agency.region.code,
        prefecture=prefecture(agency),
        years=tuple(report.year for report in site.reports),
        tables=tuple(
            (report.year, tuple(one.form.key for one in report.figures))
            for report in site.reports
            if report.figures
        ),
        chapters=tuple(
            (year, digest((agency.slug, *map(_clauses, own)))) for year, own in chapters if own
        ),
    )


def _portal_digest(summary: PartitionSummary) -> str:
    """Return a digest of everything by which pages about all agencies are planned and sorted, and
    of what they show of a partition."""
    redirects = [(one.old, one.new) for one in summary.redirects]
    planned = (summary.url, summary.years, summary.tables, summary.pages, summary.newest)
    shown = repr((*planned, summary.shown, redirects))
    return digest((summary.region, summary.name, summary.title, shown))


def _figures(one: ReportFigures) -> Iterator[str]:
    """Yield everything that a page can show of the figures of a report."""
    yield from (*one.agency, *one.report, one.standing)
    yield from figures_shown(one.tables)


def _clauses(chapter: Chapter) -> str:
    return repr((*chapter[:-1], sorted(chapter.clauses)))


def _last_day(site: Site) -> str:
    """Return the latest day (ISO) on which a report or document was signed or is published or
    archived, or a consultation opens or is over, or an empty text. Before that day, the site and
    the findings depend on the day of the build."""
    blocks = [report.metadata for report in site.reports]
    blocks += [document.metadata for one in site.collections for document in one.documents]
    days = [day for one in blocks for day in (one.signed, one.published) if day]
    days += site.awaited
    days += _consultation_days(site)
    return max(days).isoformat() if days else ""


def _consultation_days(site: Site) -> Iterator[date]:
    """Yield the days on which a consultation opens, and those after it closed."""
    for collection in site.collections:
        for document in collection.documents:
            if period := document.consultation:
                yield from (period.opens,) if period.opens else ()
                yield from (_day_after(period.closes),) if period.closes else ()


def _day_after(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))


def _as_kept(site: Site) -> Site:
    """Return a site without what its pages do not use; they use collections and articles."""
    collections = tuple(
        one._replace(reports=tuple(report._replace(filings=()) for report in one.reports))
        for one in site.collections
    )
    return site._replace(
        settings=Settings(""),
        forms=(),
        reports=(),
        collections=collections,
        documents=(),
        listed=(),
        attachments=tuple(one._replace(file="", spans=()) for one in site.attachments),
        problems=(),
    )
