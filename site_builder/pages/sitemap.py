"""The sitemap: all addresses of the site, in one list or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder.content.urls import (
    CATALOGUE_URL,
    DATA_URL,
    HOME_URL,
    SITE_MAP_URL,
    SITEMAP_URL,
    sitemap_url,
    year_url,
)
from site_builder.fingerprint import digest
from site_builder.model.portal import PartitionSummary
from site_builder.pages import across
from site_builder.pages.kind import Gathering, Inputs, PageKind
from site_builder.pages.portal import PageAddress, PortalData, PortalEntry, PortalPlan
from site_builder.pages.view_models import HOME_COLUMN, PageMeta, Plain

# At most 50,000 are allowed (sitemaps.org); the rest is for pages about all agencies.
MOST_ADDRESSES = 49_000


class SitemapList(NamedTuple):
    """One of the lists, by its index; the first has the addresses of pages about all agencies."""

    number: int
    own: tuple[str, ...] = ()


class SitemapView(NamedTuple):
    """Full addresses, each with the latest day that its document names, if any."""

    meta: PageMeta
    entries: tuple[PageAddress, ...]


def pages(plan: PortalPlan) -> Iterator[tuple[str, SitemapList]]:
    """Yield a page for each list, which is its subject. Without a base URL, yield none."""
    if plan.settings.base_url:
        count = len(bundles(plan.portal.summaries))
        for number in range(count):
            own = () if number else _own(plan)
            yield (sitemap_url(number) if count > 1 else SITEMAP_URL), SitemapList(number, own)


def inputs(one: SitemapList, plan: PortalPlan) -> Inputs:
    """Return the addresses of each partition in the list, and those about all agencies."""
    names = {f"网址 {summary.name}" for summary in bundles(plan.portal.summaries)[one.number]}
    addresses = (pair for pair in plan.shown.get("addresses", ()) if pair[0] in names)
    return (("本站网址", digest(one.own)), *addresses)


def gather(one: SitemapList, plan: PortalPlan) -> Gathering:
    """Gather the `PortalEntry` of each partition in the list."""
    return Gathering(tuple(other.name for other in bundles(plan.portal.summaries)[one.number]))


def view(one: SitemapList, data: PortalData) -> SitemapView:
    """Return the view: full addresses."""
    entries: Iterator[PortalEntry] = data.gathered
    listed = (one for entry in entries for one in entry.addresses if one.is_indexed)
    every = (*map(PageAddress, one.own), *listed)
    base_url = data.settings.base_url
    return SitemapView(
        full_addresses(data, ()).meta,
        tuple(one._replace(url=base_url + one.url) for one in every),
    )


def _own(plan: PortalPlan) -> tuple[str, ...]:
    lists = (url for url, _ in across.pages(plan))
    return (
        HOME_URL,
        *map(year_url, plan.portal.years),
        CATALOGUE_URL,
        DATA_URL,
        SITE_MAP_URL,
        *lists,
    )


def full_addresses(data: PortalData, urls: Iterable[str]) -> Plain:
    """Return a view that is a list of addresses, each with the base URL before it."""
    settings = data.settings
    meta = PageMeta(settings.title, (), HOME_COLUMN)
    return Plain(meta, tuple(settings.base_url + url for url in urls))


def bundles(
    summaries: tuple[PartitionSummary, ...], most: int = MOST_ADDRESSES
) -> tuple[tuple[PartitionSummary, ...], ...]:
    """Divide the partitions into lists with at most `most` addresses of pages; a partition with
    more is a list of its own. The pages about all agencies are not counted."""
    found: list[list[PartitionSummary]] = [[]]
    size = 0
    for summary in summaries:
        own = sum(count for _, count in summary.pages)
        if size + own > most and found[-1]:
            found.append([])
            size = 0
        found[-1].append(summary)
        size += own
    return tuple(tuple(bundle) for bundle in found)


KIND = PageKind("sitemap.xml", "站点地图", pages, inputs, view, gather)
