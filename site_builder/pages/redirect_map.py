"""The former addresses of all documents, each with the present one, for the `map` of nginx.

Both are relative to the root of the site, which may lie anywhere below a host.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.addresses import shortened
from site_builder.content.urls import REDIRECTS_URL
from site_builder.fingerprint import digest
from site_builder.model.site import Redirect
from site_builder.pages.kind import Gathering, Inputs, PageKind
from site_builder.pages.portal import PortalData, PortalPlan
from site_builder.pages.view_models import HOME_COLUMN, PageMeta


class RedirectMap(NamedTuple):
    """Pairs of addresses: what is asked for, and where it is now."""

    meta: PageMeta
    pairs: tuple[tuple[str, str], ...]


def pages(plan: PortalPlan) -> Iterator[tuple[str, int]]:
    """Yield one file if any document has a former address."""
    if any(summary.redirects for summary in plan.portal.summaries):
        yield REDIRECTS_URL, 0


def inputs(_: int, plan: PortalPlan) -> Inputs:
    """Return all pairs of addresses."""
    pairs = (f"{one.old} {one.new}" for own in plan.portal.summaries for one in own.redirects)
    return (("原地址", digest(pairs)),)


def gather(_: int, plan: PortalPlan) -> Gathering:
    """Gather the redirects of the partitions that have any."""
    names = (summary.name for summary in plan.portal.summaries if summary.redirects)
    return Gathering(tuple(names), "redirects")


def view(_: int, data: PortalData) -> RedirectMap:
    """Return the view: a folder is asked for with or without the name of its page."""
    pairs = {pair for own in data.gathered for one in own for pair in _pairs(one)}
    return RedirectMap(PageMeta(data.settings.title, (), HOME_COLUMN), tuple(sorted(pairs)))


def _pairs(redirect: Redirect) -> Iterator[tuple[str, str]]:
    goal = shortened(redirect.new)
    yield from {(old, goal) for old in (redirect.old, shortened(redirect.old))}


KIND = PageKind("redirects.map", "移动对照表", pages, inputs, view, gather)
