"""The pages about all agencies: what they show is gathered here, from the cache, and can be drawn
anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from site_builder.content.partition import REST
from site_builder.content.urls import STYLESHEET, sitemap_url
from site_builder.fingerprint import digest
from site_builder.incremental.cache import Cache
from site_builder.incremental.codec import loads
from site_builder.model.product import Output, Page
from site_builder.model.site import Article, Portal, Settings, Site
from site_builder.model.table import Form
from site_builder.pages import portal as overview
from site_builder.pages.plan import bundles, plan_portal, with_inputs
from site_builder.pages.view_models import NavLink, View
from site_builder.pages.year import compare
from site_builder.parallel.processes import Workers
from site_builder.pipeline.release import PORTAL, Release
from site_builder.pipeline.rendering import (
    NOTHING,
    PreviousRender,
    RenderContext,
    RenderResult,
    compared,
    draw_pages,
    joined,
)

AGENCIES_TO_A_PAGE = 4  # are laid side by side in the time that a page of one takes


class PortalRenderJob(NamedTuple):
    """A page about all agencies that is to be drawn: all years, all agencies where it names them,
    what is kept of those that it shows, frozen; what was made of the page last time."""

    page: Page
    years: tuple[int, ...]
    agencies: tuple[NavLink, ...]
    parts: tuple[bytes, ...]
    before: PreviousRender

    @property
    def size(self) -> int:
        """About how many pages it is as long as."""
        return len(self.parts) // AGENCIES_TO_A_PAGE


@dataclass(frozen=True, slots=True)
class Overview:
    """What the pages about all agencies show, gathered, and the files that lie beside them."""

    portal: Portal
    cache: Cache
    files: tuple[Output, ...] = ()

    def home(self) -> Article | None:
        """The document of the first page, if there is one."""
        rest: Site = next(self.cache.parts((REST,), "site"))
        return next((one for one in rest.articles if one.path == "index.md"), None)

    def scene(self, page: Page, before: PreviousRender = NOTHING) -> PortalRenderJob:
        """What a page shows."""
        agencies = [summary for summary in self.portal.summaries if summary.title]
        summaries, part, year = agencies, "shown", 0
        named: tuple[NavLink, ...] = ()
        match page.template:
            case "year.html" if isinstance(page.subject, int):
                part, year = "filed", page.subject
                summaries = [summary for summary in agencies if year in summary.years]
                named = tuple(NavLink(summary.title, summary.url) for summary in agencies)
            case "sitemap.xml" if isinstance(page.subject, int):
                summaries = [*bundles(self.portal.summaries)[page.subject]]
            case "not_found.html" | "sitemaps.xml":
                summaries = []
        parts = self.cache.frozen_parts((summary.name for summary in summaries), part, year)
        return PortalRenderJob(page, self.portal.years, named, tuple(parts), before)


def draw_scene(style: RenderContext, scene: PortalRenderJob) -> RenderResult:
    """Render a page about all agencies."""
    return draw_pages(
        style, (scene.page,), lambda _: view(scene, style.settings, style.forms), scene.before
    )


def view(scene: PortalRenderJob, settings: Settings, forms: tuple[Form, ...]) -> View:
    """What the template of a page about all agencies is to show."""
    subject = scene.page.subject
    parts = (loads(data, forms) for data in scene.parts)
    match scene.page.template:
        case "home.html":
            home = subject if isinstance(subject, Article) else None
            return overview.home(home, settings, parts, scene.years)
        case "year.html" if isinstance(subject, int):
            return compare(subject, parts, scene.agencies, scene.years, forms)
        case "catalogues.html":
            return overview.catalogues(parts)
        case "sitemap.xml":
            own = () if subject else overview.addresses(scene.years)  # in the first list only
            urls = (url for shown in parts for url in shown.addresses)
            return overview.sitemap(settings, (*own, *urls))
        case "sitemaps.xml" if isinstance(subject, int):
            return overview.sitemap(settings, map(sitemap_url, range(subject)))
    return overview.not_found()


def draw_portal(
    portal: Portal, style: RenderContext, draft: Release, workers: Workers
) -> tuple[Page, ...]:
    """Draw what is stale of the pages about all agencies, and take along what lies beside them.
    Returns all these pages."""
    gathered = Overview(portal, draft.cache, _assets(style))
    home = gathered.home()
    pages = plan_portal(portal, home, bool(style.settings.base_url))
    texts = [style.digest, repr(portal.years), repr(home and (home.path, home.digest))]
    texts += [f"{file.path} {file.digest}" for file in gathered.files]
    # The digest of a summary stands for all that these pages show of it, and are planned by.
    inputs = digest((*texts, "", *(summary.digest for summary in portal.summaries)))
    if inputs != draft.drawn_from(PORTAL):
        draft.take(_drawn(pages, gathered, style, draft, workers), inputs)
    return pages


def _drawn(
    pages: tuple[Page, ...],
    gathered: Overview,
    style: RenderContext,
    draft: Release,
    workers: Workers,
) -> RenderResult:
    """What is stale of them, drawn, beside what is not."""
    before = draft.made_before(PORTAL)
    now, reasons = compared(with_inputs(pages, gathered.portal), before, style.look)
    due = [page for page in pages if page.url in reasons]
    scenes = (gathered.scene(page, before.of(page.url)) for page in due)
    pool = workers.pool(len(due) * len(gathered.portal.summaries) // AGENCIES_TO_A_PAGE)
    beside = draw_pages(style, (), lambda _: overview.not_found(), before, gathered.files)
    # What is kept of all agencies is not small: none of it waits for a process.
    parts = [beside, *draft.drawn(draw_scene, style, scenes, pool, prefetch=1)]
    return joined(PORTAL, parts, before, now, reasons)


def _assets(style: RenderContext) -> tuple[Output, ...]:
    """Return the style sheet and the static files of the theme; beside fragments, the style sheet
    also under a name that stays, for other people's pages to link."""
    sheet = style.templates.stylesheet
    files = {sheet.path: sheet}
    if style.fragments:
        files[STYLESHEET] = sheet._replace(path=STYLESHEET)
    for path, file in style.theme.static():
        data = file.read_bytes()
        files[path] = Output(path, data, sha256(data).hexdigest())
    return tuple(files.values())
