"""Renders the pages about all agencies whose inputs have changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain

from site_builder.content.urls import STYLESHEET
from site_builder.fingerprint import digest
from site_builder.incremental.cache import Cache
from site_builder.incremental.fingerprints import fingerprint, stale
from site_builder.model.portal import Portal
from site_builder.model.product import Output, Page
from site_builder.pages import KINDS, PORTAL_KINDS
from site_builder.pages.kind import Gathering, plan, with_inputs
from site_builder.pages.portal import PortalAgency, PortalPlan
from site_builder.pages.view_models import NavLink
from site_builder.pipeline.jobs import AGENCIES_TO_A_PAGE, FilesJob, PortalJob, RenderJob
from site_builder.pipeline.release import PORTAL, RenderRun
from site_builder.pipeline.rendering import PreviousRender, RenderContext
from site_builder.pipeline.results import RenderResult
from site_builder.theme.theme import Theme
from site_builder.theme.theme_files import read_theme_file


def assets(theme: Theme, context: RenderContext) -> tuple[Output, ...]:
    """Return the style sheet and the static files of a theme; beside fragments, the style sheet
    also under a name that stays, for pages of other sites to link."""
    sheet = context.templates.stylesheet
    files = {sheet.path: sheet}
    if context.fragments:
        files[STYLESHEET] = sheet._replace(path=STYLESHEET)
    for path, file in theme.static():
        data = read_theme_file(file)
        files[path] = Output(path, data, sha256(data).hexdigest())
    return tuple(files.values())


def render_portal(run: RenderRun, portal: Portal, files: tuple[Output, ...]) -> tuple[Page, ...]:
    """Render the pages about all agencies whose inputs have changed, and add the `files` of the
    theme. Return all pages about all agencies, changed or not. If no summary has changed, the
    fingerprints of the pages are not computed."""
    context, release = run.context, run.release
    planned_from = PortalPlan(portal, context.settings)
    pages = tuple(plan(PORTAL_KINDS, planned_from))
    texts = [context.digest, repr(portal.years), *planned_from.deadlines]
    texts += [f"{file.path} {file.digest}" for file in files]
    inputs = digest((*texts, "", *(summary.digest for summary in portal.summaries)))
    if inputs != release.rendered_from(PORTAL):
        pages = tuple(with_inputs(pages, KINDS, planned_from))
        previous = release.previous(PORTAL)
        now = {page.url: fingerprint(page, context.shared) for page in pages}
        reasons = stale({url: made.fingerprint for url, made in previous.pages.items()}, now)
        due = [page for page in pages if page.url in reasons]
        jobs: list[RenderJob] = [FilesJob(PORTAL, files, PreviousRender({}, previous.others))]
        every = chain(jobs, portal_jobs(due, planned_from, previous, release.cache))
        size = len(due) * len(portal.summaries) // AGENCIES_TO_A_PAGE
        # A job holds parts of all agencies, which are large: only those that run are in memory.
        results = run.results(every, size, len(due), prefetch=1)
        run.progress.detail(
            "网页 {pages} 个，重新生成 {again} 个", pages=len(pages), again=len(due)
        )
        release.take(_joined(results, pages, previous, reasons), inputs)
    return pages


def portal_jobs(
    due: Iterable[Page], plan_: PortalPlan, previous: PreviousRender, cache: Cache
) -> Iterator[PortalJob]:
    """Yield a job for each page that is due, with the parts that it gathers."""
    agencies = tuple(
        PortalAgency(NavLink(one.title, one.url), one.region, one.body) for one in plan_.agencies
    )
    for page in due:
        gather = KINDS[page.template].gather
        wanted = gather(page.subject, plan_) if gather else Gathering()
        parts = cache.serialized_parts(wanted.partitions, wanted.part, wanted.year)
        yield PortalJob(
            PORTAL,
            page,
            plan_.portal.years,
            agencies,
            plan_.portal.today,
            tuple(parts),
            previous.of(page.url),
        )


def _joined(
    results: Iterable[RenderResult],
    pages: Iterable[Page],
    previous: PreviousRender,
    reasons: dict[str, str],
) -> RenderResult:
    """Return one result: those of all jobs, and the pages that were not rendered again."""
    parts = [*results]
    made = {url: one for part in parts for url, one in part.made.pages.items()}
    return RenderResult(
        PORTAL,
        PreviousRender(
            {page.url: made.get(page.url) or previous.pages[page.url] for page in pages},
            tuple(file for part in parts for file in part.made.others),
        ),
        reasons,
        tuple(output for part in parts for output in part.outputs),
        tuple(fault for part in parts for fault in part.faults),
        tuple(path for part in parts for path in part.staged),
    )
