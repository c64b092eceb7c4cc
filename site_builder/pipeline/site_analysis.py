"""Collects the findings about a content folder: about each partition, and about several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from site_builder.content.partition import REST
from site_builder.content.scan import Partition
from site_builder.fingerprint import digest
from site_builder.incremental.cache import Cache
from site_builder.incremental.fingerprints import SharedFingerprints
from site_builder.lint.link_graph import kept_back
from site_builder.lint.runner import describe, drop_unpublished
from site_builder.lint.waivers import EVERYWHERE, apply_waivers
from site_builder.model.finding import Finding
from site_builder.model.portal import Portal
from site_builder.model.product import Page
from site_builder.pages import KINDS
from site_builder.pages.across import site_sections
from site_builder.pages.parts import CATALOGUE, HOME
from site_builder.pages.portal import PortalEntry, PortalPlan
from site_builder.pipeline.addresses import address_faults
from site_builder.pipeline.analysis import AnalysisContext
from site_builder.pipeline.cross_checks import check_across, portal_of
from site_builder.pipeline.partitions import AnalysedPartitions, AnalysisRun
from site_builder.pipeline.rendering import RenderContext
from site_builder.publish.staging import Staging
from site_builder.rules import RULES
from site_builder.theme.templates import Templates


class SiteAnalysis(NamedTuple):
    """The portal, all findings, and the attachments that are not published (`kept_back`)."""

    portal: Portal
    findings: tuple[Finding, ...]
    kept_back: frozenset[str]

    @property
    def last_day(self) -> str:
        """The latest day (ISO) on which a report or document was signed or published."""
        return max((summary.last_day for summary in self.portal.summaries), default="")


def check_site(
    run: AnalysisRun, partitions: tuple[Partition, ...], analysed: AnalysedPartitions
) -> SiteAnalysis:
    """Run the rules about several partitions, and apply all waivers."""
    portal = portal_of(
        (one.summary for one in analysed.known.values()),
        run.context.today,
        run.context.settings.is_selected,
    )
    back = kept_back(portal)
    reported = (finding for summary in portal.summaries for finding in summary.findings)
    found = [*drop_unpublished(reported, back, RULES)]
    found += describe(address_faults(portal, run.context.settings, partitions, run.cache))
    found += check_across(portal, run.context.settings, partitions, run.cache, run.workers)
    waivers = [(EVERYWHERE, waiver) for waiver in run.context.settings.waivers]
    waivers += [waiver for summary in portal.summaries for waiver in summary.waivers]
    return SiteAnalysis(portal, apply_waivers(found, waivers, RULES), back)


def render_context(  # noqa: PLR0913  # all that pages share, by name
    context: AnalysisContext,
    portal: Portal,
    templates: Templates,
    cache: Cache,
    *,
    staging: Staging | None,
    fragments: bool,
) -> RenderContext:
    """Return the inputs that all pages share."""
    entry: PortalEntry = next(cache.parts((REST,), "portal"))
    settings = context.settings
    sections = site_sections(PortalPlan(portal, settings))
    navigation = (HOME, *sections, CATALOGUE, *entry.free_pages)
    shared = SharedFingerprints(
        templates=_digests(templates, cache),
        settings=digest(map(str, settings._replace(waivers=(), review="", digest=""))),
        navigation=digest(text for link in navigation for text in link),
        fragments=str(fragments),
    )
    return RenderContext(
        templates,
        settings,
        context.forms,
        navigation,
        fragments,
        shared,
        staging,
    )


def count_pages(pages: Iterable[Page], portal: Portal) -> tuple[tuple[str, int], ...]:
    """Return the number of pages by template: `pages`, which are about all agencies, and those of
    every partition."""
    counts = Counter(page.template for page in pages)
    for summary in portal.summaries:
        counts.update(dict(summary.pages))
    return tuple((template, counts[template]) for template in KINDS if counts[template])


def _digests(templates: Templates, cache: Cache) -> dict[str, str]:
    """Return digests, by name, of the templates of pages with everything that they include; an
    empty text for pages without one. They are in the cache, because finding the includes takes
    long."""
    noted = cache.note("templates")
    if noted is None or noted[0] != templates.digest:
        found = templates.digests(name for name, kind in KINDS.items() if not kind.is_data)
        noted = (templates.digest, {name: found.get(name, "") for name in KINDS})
        cache.put_note("templates", noted)
    known: dict[str, str] = noted[1]
    return known
