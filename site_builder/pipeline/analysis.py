"""A partition of the content folder → what it means, what is wrong with it, and what the rest of the
site has to know of it. No partition depends on another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from site_builder.assembly.assemble import assemble
from site_builder.fingerprint import digest
from site_builder.incremental.codec import dumps
from site_builder.incremental.records import Analysis
from site_builder.lint.chapter_corpus import Chapter, chapters_of, prefecture
from site_builder.lint.link_graph import anchors, drafted_files, leaving_links, linked_files
from site_builder.lint.runner import check_partition
from site_builder.lint.waivers import waivers_of
from site_builder.model.site import PartitionSummary, Settings, Site
from site_builder.model.source import Content
from site_builder.model.table import Form
from site_builder.pages.agency import filed, shown
from site_builder.pages.plan import plan
from site_builder.pages.view_models import PortalEntry, ReportFigures
from site_builder.parsing.document import parse
from site_builder.rules import RULES


@dataclass(frozen=True, slots=True)
class AnalysisContext:
    """What every partition is understood by: the settings, the statutory tables, the day."""

    settings: Settings
    forms: tuple[Form, ...]
    today: date


class Reading(NamedTuple):
    """A partition that is to be understood: its files."""

    name: str
    content: Content

    @property
    def size(self) -> int:
        """About how many pages it makes."""
        return len(self.content.sources)


def analyse(terms: AnalysisContext, reading: Reading) -> Analysis:
    """Parse, assemble and check a partition."""
    name, content = reading
    documents = parse(content.sources)
    site = assemble(terms.settings, terms.forms, content, documents, terms.today)
    by_path = {document.path: document for document in documents}
    chapters = tuple(
        (report.year, tuple(chapters_of(report, by_path[report.article.path])))
        for report in site.reports
    )
    pages = plan(site)
    seen = shown(site, tuple(page.url for page in pages))
    filings = tuple((report.year, filed(report)) for report in site.reports)
    parts = [("shown", 0, dumps(seen)), ("anchors", 0, dumps(anchors(site)))]
    parts += [("site", 0, dumps(_kept(site)))]
    parts += [("filed", year, dumps(one)) for year, one in filings]
    parts += [("chapters", year, dumps(own)) for year, own in chapters if own]
    summary = _card(name, site, seen, filings, chapters)
    kinds = Counter(page.template for page in pages)
    summary = summary._replace(pages=tuple(kinds.items()))
    return Analysis(name, summary._replace(digest=_planned_by(summary)), tuple(parts))


def _card(
    name: str,
    site: Site,
    seen: PortalEntry,
    filings: tuple[tuple[int, ReportFigures], ...],
    chapters: tuple[tuple[int, tuple[Chapter, ...]], ...],
) -> PartitionSummary:
    digests = [
        ("agency", digest((*seen.agency, _region(site)))),
        ("reports", digest((*seen.agency, _region(site), seen.group, repr(seen.reports)))),
        ("parts", digest((*seen.agency, _region(site), repr(seen.parts)))),
        ("addresses", digest((_region(site), *seen.addresses))),
        *((str(year), digest((_region(site), *_figures(one)))) for year, one in filings),
    ]
    summary = PartitionSummary(
        name,
        shown=tuple(digests),
        leaving=leaving_links(site, name),
        linked=linked_files(site),
        drafted=drafted_files(site),
        waivers=tuple(waivers_of(site)),
        findings=check_partition(site, name, RULES),
    )
    if not site.agencies:
        return summary
    agency = site.agencies[0]
    return summary._replace(
        path=agency.article.path,
        url=agency.article.url,
        title=agency.name,
        region=agency.region.code,
        prefecture=prefecture(agency),
        kind=agency.kind,
        years=tuple(report.year for report in site.reports),
        last_day=_last_day(site),
        chapters=tuple(
            (year, digest((agency.slug, *map(_clauses, own)))) for year, own in chapters if own
        ),
    )


def _planned_by(summary: PartitionSummary) -> str:
    """A digest of all that pages about all agencies show of a summary, are planned and sorted by."""
    return digest(
        (
            summary.region,
            summary.name,
            summary.title,
            repr((summary.url, summary.years, summary.pages, summary.shown)),
        )
    )


def _figures(one: ReportFigures) -> Iterator[str]:
    """All that a page can show of what was filed."""
    yield from (*one.agency, *one.report)
    for table in one.tables:
        yield f"{table.form.name} {table.form.first_year}"
        yield from [f"{text} {unit}" if unit else text for text, _, unit in table.cells]


def _clauses(chapter: Chapter) -> str:
    return repr((*chapter[:-1], sorted(chapter.clauses)))


def _region(site: Site) -> str:
    """By which agencies are sorted."""
    return site.agencies[0].region.code if site.agencies else ""


def _last_day(site: Site) -> str:
    """The latest day that anything is said to have been signed or published on: until then, what
    is wrong with the partition depends on the day."""
    metadata_blocks = [report.metadata for report in site.reports]
    metadata_blocks += [record.metadata for one in site.catalogues for record in one.records]
    days = [day for one in metadata_blocks for day in (one.signed, one.published) if day]
    return max(days).isoformat() if days else ""


def _kept(site: Site) -> Site:
    """A site without what its pages do not need, or can be had elsewhere."""
    attachments = tuple(one._replace(file="", pieces=()) for one in site.attachments)
    catalogues = tuple(
        one._replace(reports=tuple(report._replace(filings=()) for report in one.reports))
        for one in site.catalogues
    )
    bare = site._replace(settings=Settings(""), forms=(), documents=(), problems=(), reports=())
    return bare._replace(attachments=attachments, catalogues=catalogues)
