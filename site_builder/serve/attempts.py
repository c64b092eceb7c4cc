"""A partition as it would be if its drafts were public, and if a file of it held another text."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from site_builder.assembly.assemble import assemble
from site_builder.content.reader import with_sources
from site_builder.lint.runner import check_partition
from site_builder.lint.waivers import apply_waivers, waivers_of
from site_builder.model.finding import Finding
from site_builder.model.product import Page
from site_builder.model.site import Article, Report, Site
from site_builder.model.source import Source
from site_builder.pages import PARTITION_KINDS
from site_builder.pages.kind import plan
from site_builder.pipeline.analysis import AnalysisContext, Reading
from site_builder.rules import RULES
from site_builder.serve.parser import MemoisedParser


class Attempt(NamedTuple):
    """A partition with its drafts as if they were public: its site, its pages, and all findings
    about it alone, with paths below the content folder."""

    site: Site
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]

    def page(self, path: str) -> Page | None:
        """Return the page of a source file, or None if it has none."""
        article = self.article(path)
        return next((page for page in self.pages if article and page.url == article.url), None)

    def article(self, path: str) -> Article | None:
        """Return what a source file says, or None if it is not a page."""
        return next((one for one in articles_of(self.site) if one.path == path), None)

    def report(self, path: str) -> Report | None:
        """Return the report in a source file, or None if it is none."""
        return next((one for one in self.site.reports if one.article.path == path), None)

    def before(self, path: str) -> Report | None:
        """Return the report on the year before that of the one in a source file, or None."""
        report = self.report(path)
        years = {one.year: one for one in self.site.reports}
        return years.get(report.year - 1) if report else None


def attempt(context: AnalysisContext, reading: Reading, parser: MemoisedParser) -> Attempt:
    """Parse, assemble and check a partition with its drafts as if they were public."""
    documents = parser(reading.content.sources)
    settings, forms, today = context.settings, context.forms, context.today
    site = assemble(settings, forms, reading.content, documents, today, with_drafts=True)
    findings = check_partition(site, reading.name, RULES)
    pages = tuple(plan(PARTITION_KINDS, site))
    return Attempt(site, pages, apply_waivers(findings, waivers_of(site), RULES))


def with_text(reading: Reading, path: str, data: bytes) -> Reading:
    """Return a partition whose file at `path`, below the content folder, holds `data`."""
    content = reading.content
    source = Source(path, data, sha256(data).hexdigest())
    others = [one for one in (*content.sources, *content.catalogues) if one.path != path]
    return reading._replace(content=with_sources(content, sorted((*others, source))))


def articles_of(site: Site) -> Iterator[Article]:
    """Yield everything on a site that was a source file."""
    yield from site.articles
    yield from site.withdrawn
    for collection in site.collections:
        yield collection.agency.article
        yield from (report.article for report in collection.reports)
        yield from (document.article for document in collection.documents)
