"""Atom feeds (RFC 4287): the newest documents and reports of the site, and of each agency.

Their days are those that the documents name, so that the same content makes the same feed. What
names no day is in no feed. Identifiers and links are full addresses: there is no feed without a
base URL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder.content.urls import FEED_URL, HOME_URL, feed_url
from site_builder.fingerprint import digest
from site_builder.model.portal import PartitionSummary
from site_builder.model.site import Collection, DisclosedDocument, Report, Site
from site_builder.pages.days import latest_day
from site_builder.pages.kind import Gathering, Inputs, PageKind
from site_builder.pages.portal import PortalData, PortalPlan
from site_builder.pages.view_models import DUTIES_COLUMN, HOME_COLUMN, FeedEntry, PageMeta

MOST_ENTRIES = 50
_NEVER = "1970-01-01"  # the day of a feed without any entry, since it has to have one


class FeedView(NamedTuple):
    """A feed: its own address, that of the page it belongs to, the day of its newest entry, and its
    entries, newest first."""

    meta: PageMeta
    url: str
    page: str
    day: str
    entries: tuple[FeedEntry, ...]


def news(collection: Collection) -> tuple[FeedEntry, ...]:
    """Return the newest entries of an agency. Documents that are archived are no news, and those
    that were published jointly are news of the agency that they lie with."""
    items: tuple[Report | DisclosedDocument, ...] = (*collection.reports, *collection.documents)
    shown = (one for one in items if not one.article.archived)
    return _newest(_entry(one) for one in shown if latest_day(one.article, one.metadata))


def _entry(item: Report | DisclosedDocument) -> FeedEntry:
    article, metadata = item.article, item.metadata
    return FeedEntry(
        article.title,
        article.url,
        latest_day(article, metadata),
        metadata.published.isoformat() if metadata.published else metadata.generated[:10],
        article.summary,
        item.agency.name,
    )


def _newest(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    by_address = sorted(entries, key=lambda one: one.url)
    return tuple(sorted(by_address, key=lambda one: one.day, reverse=True)[:MOST_ENTRIES])


def _view(meta: PageMeta, url: str, page: str, entries: tuple[FeedEntry, ...]) -> FeedView:
    return FeedView(meta, url, page, entries[0].day if entries else _NEVER, entries)


# ------------------------------------------------------------------ of an agency


def agency_pages(site: Site) -> Iterator[tuple[str, int]]:
    """Yield one feed if the partition is that of an agency."""
    if site.settings.base_url:
        for collection in site.collections:
            yield feed_url(collection.agency.slug), 0


def agency_inputs(_: int, site: Site) -> Inputs:
    """Return the name of the agency, and the newest entries."""
    collection = site.collections[0]
    agency = collection.agency
    shown = (agency.name, agency.article.url, repr(news(collection)))
    return (("新信息", digest(shown)),)


def agency_view(_: int, site: Site) -> FeedView:
    """Return the view."""
    collection = site.collections[0]
    agency = collection.agency
    meta = PageMeta(agency.name, (), DUTIES_COLUMN)
    return _view(meta, feed_url(agency.slug), agency.article.url, news(collection))


# ------------------------------------------------------------------ of the site


def pages(plan: PortalPlan) -> Iterator[tuple[str, int]]:
    """Yield one feed."""
    if plan.settings.base_url:
        yield FEED_URL, 0


def inputs(_: int, plan: PortalPlan) -> Inputs:
    """Return the newest entries of the agencies whose entries are among the newest of the site."""
    shown = dict(plan.shown.get("news", ()))
    names = (f"新信息 {one.name}" for one in _newest_agencies(plan.portal.summaries))
    return tuple((name, shown[name]) for name in names)


def gather(_: int, plan: PortalPlan) -> Gathering:
    """Gather the newest entries of those agencies."""
    names = tuple(one.name for one in _newest_agencies(plan.portal.summaries))
    return Gathering(names, "news")


def _newest_agencies(summaries: Iterable[PartitionSummary]) -> tuple[PartitionSummary, ...]:
    """Return the agencies, at most as many as a feed has entries, whose newest entries are the
    newest; those of all others are older than a whole feed."""
    by_address = sorted((one for one in summaries if one.newest), key=lambda one: one.newest[1])
    ranked = sorted(by_address, key=lambda one: one.newest[0], reverse=True)[:MOST_ENTRIES]
    return tuple(sorted(ranked, key=lambda one: one.name))


def view(_: int, data: PortalData) -> FeedView:
    """Return the view."""
    entries = _newest(entry for own in data.gathered for entry in own)
    return _view(PageMeta(data.settings.title, (), HOME_COLUMN), FEED_URL, HOME_URL, entries)


KIND = PageKind("feed.xml", "订阅源", pages, inputs, view, gather)
AGENCY_KIND = PageKind("agency_feed.xml", "机关订阅源", agency_pages, agency_inputs, agency_view)
