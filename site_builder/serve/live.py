"""The analysed site of a project, in memory, and its pages, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from site_builder.content.partition import REST, partition_of
from site_builder.content.reader import read
from site_builder.content.scan import Partition
from site_builder.incremental.cache import Cache
from site_builder.incremental.codec import loads
from site_builder.incremental.records import KnownPartition, PlannedSite
from site_builder.model.product import Output, Page
from site_builder.model.site import Portal, Site
from site_builder.pages import KINDS, PORTAL_KINDS
from site_builder.pages.kind import plan
from site_builder.pages.portal import PortalPlan
from site_builder.parallel.processes import Workers
from site_builder.pipeline.analysis import AnalysisContext, Reading
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
from site_builder.theme.theme import Theme

_SITES = 4  # partitions whose sites are kept in memory


class Place(NamedTuple):
    """A page, what its view is made from, and the path of its source file below the content folder,
    or an empty text."""

    page: Page
    source: Any
    path: str = ""


@dataclass(slots=True)
class LiveSite:
    """The site of a project as it was analysed last. `partitions` is how its files were found then,
    `known` what was found out; the parts of analyses are in `cache`, which nobody else uses.
    `waiting` are the names of partitions that were not analysed yet."""

    context: AnalysisContext
    theme: Theme
    cache: Cache
    parser: MemoisedParser
    partitions: dict[str, Partition]
    known: dict[str, KnownPartition]
    waiting: frozenset[str] = frozenset()
    site: SiteAnalysis = field(init=False)
    render: RenderContext = field(init=False)
    files: dict[str, Output] = field(init=False)
    _load: Callable[[str, str], PlannedSite] = field(init=False)
    _portal_pages: dict[str, Page] = field(init=False)

    def __post_init__(self) -> None:
        self._load = lru_cache(_SITES)(self._load_site)
        self._check()
        self.draw_with(self.theme)

    @property
    def portal(self) -> Portal:
        """The summaries of all partitions that were analysed."""
        return self.site.portal

    def draw_with(self, theme: Theme) -> None:
        """Take another theme, or the same one with other files. Raise ThemeError if it has a style
        sheet that is not in UTF-8."""
        templates = theme.templates()
        self.theme = theme
        self.render = self._context(templates)
        self.files = {one.path: one for one in assets(theme, self.render)}

    def take(self, found: Iterable[Partition], gone: Iterable[str] = ()) -> None:
        """Take partitions that are new or have changed, and forget those that are `gone`."""
        for name in gone:
            self.partitions.pop(name, None)
            self.known.pop(name, None)
        found = tuple(found)
        self.partitions |= {one.name: one for one in found}
        self.waiting -= {*gone, *(one.name for one in found)}
        kept = {name: one for name, one in self.known.items() if name not in {*_names(found)}}
        self.known = analyse_partitions(self._run(), found, self.known, kept).known
        self._check()
        context = self._context(self.render.templates)
        if context != self.render:  # else its templates stay loaded
            self.render = context
        self.cache.save()

    def find(self, url: str) -> Place | None:
        """Return the page at an address, or None."""
        for name in self._owners(url):
            planned = self.planned(name)
            for page in planned.pages:
                if page.url == url:
                    return Place(page, planned.site, _source_of(url, planned.site))
        if about_all := self._portal_pages.get(url):
            plan_ = PortalPlan(self.portal, self.context.settings)
            (job,) = portal_jobs((about_all,), plan_, NOTHING, self.cache)
            return Place(about_all, job.load(self.render).source)
        return None

    def draw(self, place: Place) -> bytes:
        """Return the bytes of a page. Raise ThemeError for an error in a template."""
        page = place.page
        view = KINDS[page.template].view(page.subject, place.source)
        return self.render.renderer.render(page.url, page.template, view)[0].data

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
        planned: PlannedSite = loads(self.cache.part(name, "site"), self.context.forms)
        return planned

    def _run(self) -> AnalysisRun:
        return AnalysisRun(read, self.parser.analyse, self.context, self.cache, Workers(1))

    def _check(self) -> None:
        partitions = tuple(self.partitions[name] for name in sorted(self.known))
        analysed = AnalysedPartitions(self.known, {}, unchanged=False)
        self.site = check_site(self._run(), partitions, analysed)
        pages = plan(PORTAL_KINDS, PortalPlan(self.portal, self.context.settings))
        self._portal_pages = {page.url: page for page in pages}

    def _context(self, templates: Any) -> RenderContext:
        return render_context(
            self.context, self.portal, templates, self.cache, staging=None, fragments=False
        )


class Unanalysed(NamedTuple):
    """The content of a project, and what is needed to analyse it."""

    context: AnalysisContext
    cache: Cache
    parser: MemoisedParser
    partitions: tuple[Partition, ...]


def open_site(found: Unanalysed, theme: Theme, few: int) -> LiveSite:
    """Return the site of a project; of its partitions, those that the cache does not know are
    analysed if they have no more than a `few` files, else they are left waiting."""
    context, cache, parser, partitions = found
    known, stale = unchanged_and_stale(context, partitions, cache.known())
    many = sum(len(one.rows) for one in stale) > few
    now = [one for one in stale if not many or one.name == REST]
    run = AnalysisRun(read, parser.analyse, context, cache, Workers(1))
    known = analyse_partitions(run, now, cache.known(), known).known
    waiting = frozenset(_names(stale)) - frozenset(_names(now))
    every = {one.name: one for one in partitions}
    return LiveSite(context, theme, cache, parser, every, known, waiting)


def _names(partitions: Iterable[Partition]) -> Iterable[str]:
    return (one.name for one in partitions)


def _source_of(url: str, site: Site) -> str:
    return next((one.path for one in articles_of(site) if one.url == url), "")
