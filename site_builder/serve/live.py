"""The analysed site of a project, in memory, and its pages, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from site_builder.content.partition import REST, partition_of
from site_builder.content.reader import read
from site_builder.content.scan import Partition
from site_builder.incremental.cache import Cache
from site_builder.incremental.codec import loads
from site_builder.incremental.records import KnownPartition, PlannedSite
from site_builder.model.portal import Portal
from site_builder.model.product import Page
from site_builder.model.site import Site
from site_builder.pages import KINDS, PORTAL_KINDS
from site_builder.pages.kind import plan
from site_builder.pages.portal import PortalPlan
from site_builder.parallel.processes import Workers
from site_builder.pipeline.analysis import AnalysisContext, Reading
from site_builder.pipeline.cross_checks import portal_of
from site_builder.pipeline.partitions import (
    AnalysedPartitions,
    AnalysisRun,
    analyse_partitions,
    unchanged_and_stale,
)
from site_builder.pipeline.portal_pages import assets, portal_jobs
from site_builder.pipeline.rendering import NOTHING, RenderContext
from site_builder.pipeline.site_analysis import SiteAnalysis, check_site, render_context
from site_builder.serve.attempts import articles_of
from site_builder.serve.parser import MemoisedParser
from site_builder.theme.templates import Templates
from site_builder.theme.theme import Theme

_SITES = 4  # partitions whose sites are kept in memory


class Place(NamedTuple):
    """A page, what its view is made from, and the path of its source file below the content folder,
    or an empty text."""

    page: Page
    source: Any
    path: str = ""


class Unanalysed(NamedTuple):
    """The content of a project, and what is needed to analyse it."""

    context: AnalysisContext
    cache: Cache
    parser: MemoisedParser
    partitions: tuple[Partition, ...]


class LiveSite:
    """The site of a project as it was analysed last. `partitions` is how its files were found then,
    `known` what was found out; the parts of analyses are in a cache which nobody else uses.
    `waiting` are the names of partitions that were not analysed yet. The rules about several
    partitions run when their findings are asked for: no page needs them."""

    # What follows from all partitions; None until it is asked for.
    _portal: Portal | None
    _site: SiteAnalysis | None
    _portal_pages: dict[str, Page] | None

    def __init__(self, found: Unanalysed, theme: Theme, few: int) -> None:
        self.context, self._cache, self._parser, partitions = found
        self.partitions = {one.name: one for one in partitions}
        before = self._cache.known()
        unchanged, stale = unchanged_and_stale(self.context, partitions, before)
        many = sum(len(one.rows) for one in stale) > few
        now = [one for one in stale if not many or one.name == REST]
        self.known = analyse_partitions(self._run(), now, before, unchanged).known
        self.waiting = frozenset(_names(stale)) - frozenset(_names(now))
        self._load = lru_cache(_SITES)(self._load_site)
        self._forget_portal()
        self.draw_with(theme)

    def draw_with(self, theme: Theme) -> None:
        """Take another theme, or the same one with other files. Raise ThemeError if it has a style
        sheet that is not in UTF-8."""
        templates = theme.templates()
        self.theme = theme
        self.render = self._context(templates)
        self.files = {one.path: one for one in assets(theme, self.render)}

    def take(self, found: Iterable[Partition], gone: Iterable[str] = ()) -> None:
        """Take partitions that are new or have changed, and forget those that are `gone`."""
        found, before = tuple(found), self.known
        names = {*gone, *_names(found)}
        for name in gone:
            self.partitions.pop(name, None)
        self.partitions |= {one.name: one for one in found}
        self.waiting -= names
        kept = {name: one for name, one in before.items() if name not in names}
        self.known = analyse_partitions(self._run(), found, before, kept).known
        self._forget_portal()
        if REST in names or any(_digest(before, one) != _digest(self.known, one) for one in names):
            context = self._context(self.render.templates)
            if context != self.render:  # else its templates stay loaded
                self.render = context
        self._cache.save()

    @property
    def portal(self) -> Portal:
        """The summaries of all partitions that were analysed."""
        if self._portal is None:
            summaries = (one.summary for one in self.known.values())
            selected = self.context.settings.is_selected
            self._portal = portal_of(summaries, self.context.today, selected)
        return self._portal

    @property
    def site(self) -> SiteAnalysis:
        """The findings of all rules, and the attachments that are not published."""
        if self._site is None:
            partitions = tuple(self.partitions[name] for name in sorted(self.known))
            analysed = AnalysedPartitions(self.known, {}, unchanged=False)
            self._site = check_site(self._run(), partitions, analysed)
        return self._site

    @property
    def is_checked(self) -> bool:
        """Whether the rules about several partitions have run since the last change."""
        return self._site is not None

    def find(self, url: str) -> Place | None:
        """Return the page at an address, or None."""
        for name in self._owners(url):
            planned = self.planned(name)
            for page in planned.pages:
                if page.url == url:
                    return Place(page, planned.site, _source_of(url, planned.site))
        plan_ = PortalPlan(self.portal, self.context.settings)
        if self._portal_pages is None:
            self._portal_pages = {page.url: page for page in plan(PORTAL_KINDS, plan_)}
        if about_all := self._portal_pages.get(url):
            (job,) = portal_jobs((about_all,), plan_, NOTHING, self._cache)
            return Place(about_all, job.load(self.render).source)
        return None

    def draw(self, place: Place) -> bytes:
        """Return the bytes of a page. Raise ThemeError for an error in a template."""
        page = place.page
        view = KINDS[page.template].view(page.subject, place.source)
        return self.render.renderer.render(page.url, page.template, view)[0].data

    def beside(self, place: Place, url: str) -> bytes | None:
        """Return the bytes of the file at an address that belongs to a page, or None."""
        kind = KINDS[place.page.template]
        files = kind.files(kind.view(place.page.subject, place.source)) if kind.files else ()
        return dict(files).get(url)

    def planned(self, name: str) -> PlannedSite:
        """Return the site of a partition, and its pages."""
        known = self.known[name]
        return self._load(name, f"{known.inputs} {known.summary.incoming}")

    def files_of(self, name: str) -> dict[str, str]:
        """Return the places on the disk of the files of a partition, by their paths."""
        return {one.path: one.file for one in self.partitions[name].files}

    def reading(self, name: str) -> Reading:
        """Read the files of a partition."""
        return Reading(name, read(self.partitions[name]))

    def _owners(self, url: str) -> Iterable[str]:
        """Return the names of the partitions that can have a page at an address."""
        names = [partition_of(url), REST]
        names += [
            one.name for one in self.portal.summaries if any(r.old == url for r in one.redirects)
        ]
        return [name for name in dict.fromkeys(names) if name in self.known]

    def _load_site(self, name: str, _: str) -> PlannedSite:
        planned: PlannedSite = loads(self._cache.part(name, "site"), self.context.forms)
        return planned

    def _run(self) -> AnalysisRun:
        return AnalysisRun(read, self._parser.analyse, self.context, self._cache, Workers(1))

    def _forget_portal(self) -> None:
        self._portal = None
        self._site = None
        self._portal_pages = None

    def _context(self, templates: Templates) -> RenderContext:
        return render_context(
            self.context, self.portal, templates, self._cache, staging=None, fragments=False
        )


def _digest(known: Mapping[str, KnownPartition], name: str) -> str:
    return known[name].summary.digest if name in known else ""


def _names(partitions: Iterable[Partition]) -> Iterable[str]:
    return (one.name for one in partitions)


def _source_of(url: str, site: Site) -> str:
    return next((one.path for one in articles_of(site) if one.url == url), "")
