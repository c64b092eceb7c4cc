"""The sitemap: all addresses of the site, in as many lists as there have to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.content.urls import CATALOGUE_URL, HOME_URL, SITEMAP_URL, sitemap_url, year_url
from site_builder.model.site import PartitionSummary
from site_builder.pages.kind import Gathering, Inputs, PageKind
from site_builder.pages.portal import PortalData, PortalEntry, PortalPlan
from site_builder.pages.view_models import HOME_COLUMN, PageMeta, Plain

# A list may have 50,000 (sitemaps.org); some room is left for pages about all agencies.
MOST_ADDRESSES = 49_000


def pages(plan: PortalPlan) -> Iterator[tuple[str, int]]:
    """One for each list, numbered from 0; none without a base URL."""
    if plan.settings.base_url:
        count = len(bundles(plan.portal.summaries))
        for number in range(count):
            yield (sitemap_url(number) if count > 1 else SITEMAP_URL), number


def inputs(number: int, plan: PortalPlan) -> Inputs:
    """The addresses of each partition in the list, and the years."""
    names = {f"网址 {one.name}" for one in bundles(plan.portal.summaries)[number]}
    addresses = (one for one in plan.shown.get("addresses", ()) if one[0] in names)
    return (plan.years, *addresses)


def gather(number: int, plan: PortalPlan) -> Gathering:
    """The entries of the partitions in the list."""
    return Gathering(tuple(one.name for one in bundles(plan.portal.summaries)[number]))


def view(number: int, data: PortalData) -> Plain:
    """Full addresses; those of pages about all agencies stand in the first list."""
    own = () if number else (HOME_URL, *map(year_url, data.years), CATALOGUE_URL)
    entries: Iterator[PortalEntry] = data.gathered
    return full_addresses(data, (*own, *(url for entry in entries for url in entry.addresses)))


def full_addresses(data: PortalData, urls: Iterable[str]) -> Plain:
    """A page that is a list of addresses, with the base URL before each."""
    settings = data.settings
    meta = PageMeta(settings.title, (), HOME_COLUMN)
    return Plain(meta, tuple(settings.base_url + url for url in urls))


def bundles(
    summaries: tuple[PartitionSummary, ...], most: int = MOST_ADDRESSES
) -> tuple[tuple[PartitionSummary, ...], ...]:
    """Partitions in as many bundles as there have to be lists, each of at most `most` addresses:
    one for most sites. What pages about all agencies add finds room in the first."""
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
