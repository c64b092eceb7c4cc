"""The whole of a content folder: all its partitions, and what concerns them together."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from site_builder.content.partition import REST
from site_builder.content.scan import Partition
from site_builder.fingerprint import digest
from site_builder.incremental.cache import Cache, Known
from site_builder.incremental.fingerprints import SharedFingerprints
from site_builder.lint.link_graph import kept_back
from site_builder.lint.runner import drop_unpublished
from site_builder.lint.waivers import EVERYWHERE, apply_waivers
from site_builder.model.finding import Finding
from site_builder.model.site import Portal
from site_builder.pages.agency import navigation
from site_builder.pages.plan import TEMPLATES
from site_builder.parallel.processes import Workers
from site_builder.pipeline.analysis import AnalysisContext
from site_builder.pipeline.cross_checks import check_across, portal_of
from site_builder.pipeline.partitions import analyse_stale, draw_stale, due
from site_builder.pipeline.portal_pages import draw_portal
from site_builder.pipeline.release import Release
from site_builder.pipeline.rendering import RenderContext
from site_builder.rules import RULES
from site_builder.theme.templates import Templates
from site_builder.theme.theme import Theme


class SiteAnalysis(NamedTuple):
    """All partitions, what is known of each, all that is wrong with them; the attachments that are
    not published; and `steady` if no file changed while it was read."""

    partitions: tuple[Partition, ...]
    known: dict[str, Known]
    portal: Portal
    findings: tuple[Finding, ...]
    kept_back: frozenset[str]
    steady: bool

    @property
    def last_day(self) -> str:
        """The latest day that anything is said to have been signed or published on."""
        return max((summary.last_day for summary in self.portal.summaries), default="")


def style_of(terms: AnalysisContext, theme: Theme, fragments: bool, cache: Cache) -> RenderContext:
    """What every page is drawn with."""
    rest = next(cache.parts((REST,), "site"))
    settings = terms.settings
    links = navigation(rest)
    templates = theme.templates()
    look = SharedFingerprints(
        templates=_digests(templates, cache),
        settings=digest(map(str, settings._replace(waivers=(), digest=""))),
        navigation=digest(text for item in links for text in item),
        fragments=str(fragments),
    )
    compiled = cache.templates
    return RenderContext(theme, templates, compiled, settings, terms.forms, links, fragments, look)


def _digests(templates: Templates, cache: Cache) -> dict[str, str]:
    """The templates of pages, with digests of all they include; what includes what is seen once."""
    noted = cache.note("templates")
    if noted is None or noted[0] != templates.digest:
        noted = (templates.digest, templates.digests(TEMPLATES))
        cache.put_note("templates", noted)
    known: dict[str, str] = noted[1]
    return known


def analyse_site(
    partitions: tuple[Partition, ...], terms: AnalysisContext, cache: Cache, workers: Workers
) -> SiteAnalysis:
    """Understand what changed, and check how it goes with the rest."""
    known, steady = analyse_stale(partitions, terms, cache, workers)
    portal = portal_of((one.summary for one in known.values()), terms.today)
    back = kept_back(portal)
    told = (finding for summary in portal.summaries for finding in summary.findings)
    found = [*drop_unpublished(told, back, RULES)]
    found += check_across(portal, partitions, cache, workers)
    waivers = [(EVERYWHERE, waiver) for waiver in terms.settings.waivers]
    waivers += [waiver for summary in portal.summaries for waiver in summary.waivers]
    return SiteAnalysis(
        partitions, known, portal, apply_waivers(found, waivers, RULES), back, steady
    )


def draw_whole(
    whole: SiteAnalysis, style: RenderContext, draft: Release, workers: Workers
) -> tuple[tuple[str, int], ...]:
    """Draw what is stale: of every partition, then of the pages about all. Returns how many pages
    there are of each kind."""
    draft.drop_all_but(whole.known)
    every = due(whole.partitions, whole.known, whole.kept_back, style)
    draw_stale(every, style, draft, workers)
    pages = draw_portal(whole.portal, style, draft, workers)
    kinds = Counter(page.template for page in pages)
    for summary in whole.portal.summaries:
        kinds.update(dict(summary.pages))
    return tuple(kinds.items())
