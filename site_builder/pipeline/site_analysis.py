"""The whole of a content folder: all its branches, and what concerns them together."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from site_builder.content.partition import REST
from site_builder.content.scan import Branch
from site_builder.fingerprint import digest
from site_builder.incremental.cache import Cache, Known
from site_builder.incremental.fingerprints import Look
from site_builder.lint.link_graph import kept_back
from site_builder.lint.runner import published
from site_builder.lint.waivers import EVERYWHERE, settle
from site_builder.model.finding import Finding
from site_builder.model.site import Portal
from site_builder.pages.agency import navigation
from site_builder.pages.plan import TEMPLATES
from site_builder.parallel.processes import Workers
from site_builder.pipeline.analysis import Terms
from site_builder.pipeline.cross_checks import check_across, portal_of
from site_builder.pipeline.partitions import draw_stale, due, understand_stale
from site_builder.pipeline.portal_pages import draw_portal
from site_builder.pipeline.release import Draft
from site_builder.pipeline.rendering import Style
from site_builder.rules import RULES
from site_builder.theme.templates import Templates
from site_builder.theme.theme import Theme


class Whole(NamedTuple):
    """All branches, what is known of each, all that is wrong with them; the attachments that are
    not published; and `steady` if no file changed while it was read."""

    branches: tuple[Branch, ...]
    known: dict[str, Known]
    portal: Portal
    findings: tuple[Finding, ...]
    kept_back: frozenset[str]
    steady: bool

    @property
    def last_day(self) -> str:
        """The latest day that anything is said to have been signed or published on."""
        return max((card.last_day for card in self.portal.cards), default="")


def style_of(terms: Terms, theme: Theme, fragments: bool, cache: Cache) -> Style:
    """What every page is drawn with."""
    rest = next(cache.parts((REST,), "site"))
    settings = terms.settings
    links = navigation(rest)
    templates = theme.templates()
    look = Look(
        templates=_digests(templates, cache),
        settings=digest(map(str, settings._replace(waivers=(), digest=""))),
        navigation=digest(text for item in links for text in item),
        fragments=str(fragments),
    )
    compiled = cache.templates
    return Style(theme, templates, compiled, settings, terms.forms, links, fragments, look)


def _digests(templates: Templates, cache: Cache) -> dict[str, str]:
    """The templates of pages, with digests of all they include; what includes what is seen once."""
    noted = cache.note("templates")
    if noted is None or noted[0] != templates.digest:
        noted = (templates.digest, templates.digests(TEMPLATES))
        cache.put_note("templates", noted)
    known: dict[str, str] = noted[1]
    return known


def understand_whole(
    branches: tuple[Branch, ...], terms: Terms, cache: Cache, workers: Workers
) -> Whole:
    """Understand what changed, and check how it goes with the rest."""
    known, steady = understand_stale(branches, terms, cache, workers)
    portal = portal_of((one.card for one in known.values()), terms.today)
    back = kept_back(portal)
    told = (finding for card in portal.cards for finding in card.findings)
    found = [*published(told, back, RULES)]
    found += check_across(portal, branches, cache, workers)
    waivers = [(EVERYWHERE, waiver) for waiver in terms.settings.waivers]
    waivers += [waiver for card in portal.cards for waiver in card.waivers]
    return Whole(branches, known, portal, settle(found, waivers, RULES), back, steady)


def draw_whole(
    whole: Whole, style: Style, draft: Draft, workers: Workers
) -> tuple[tuple[str, int], ...]:
    """Draw what is stale: of every branch, then of the pages about all. Returns how many pages
    there are of each kind."""
    draft.drop_all_but(whole.known)
    every = due(whole.branches, whole.known, whole.kept_back, style)
    draw_stale(every, style, draft, workers)
    pages = draw_portal(whole.portal, style, draft, workers)
    kinds = Counter(page.template for page in pages)
    for card in whole.portal.cards:
        kinds.update(dict(card.pages))
    return tuple(kinds.items())
