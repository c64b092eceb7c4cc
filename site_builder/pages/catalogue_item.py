"""The page of a catalogue item (公开事项): what the catalogue says of it, and what fulfils it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import catalogue_folder
from site_builder.fingerprint import digest
from site_builder.model.catalogue import CHOICE_COLUMNS, TEXT_COLUMNS, CatalogueItem
from site_builder.model.listing import ItemPlace
from site_builder.model.site import Collection, Site
from site_builder.pages.catalogue_table import item_input
from site_builder.pages.fulfilment import NAME, item_link, items_of, plan_items
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.paging import page_url
from site_builder.pages.parts import (
    HOME,
    agency_name,
    document_entry,
    entries_shown,
    report_entry,
)
from site_builder.pages.view_models import (
    CATALOGUE_COLUMN,
    Listing,
    MetadataItem,
    NavLink,
    PageMeta,
)


class CatalogueItemView(NamedTuple):
    """An item: what the catalogue says of it, the documents that fulfil it, newest first, and links
    to the items before and after it."""

    meta: PageMeta
    lead: str
    metadata: tuple[MetadataItem, ...]
    entries: tuple[Listing, ...]
    earlier: NavLink | None
    later: NavLink | None


def pages(site: Site) -> Iterator[tuple[str, ItemPlace]]:
    """Yield a page for each item of the catalogue."""
    for collection in site.collections:
        items = items_of(collection)
        for place in plan_items(collection):
            yield item_link(collection.agency, items[place.number]).url, place


def inputs(place: ItemPlace, site: Site) -> Inputs:
    """Return the name of the agency, the item, the names of those beside it, and the documents."""
    collection = site.collections[0]
    return (
        agency_name(collection.agency),
        item_input(items_of(collection)[place.number]),
        ("前后事项", digest((repr(_beside(place, collection)),))),
        *entries_shown(_entries(place, collection)),
    )


def view(place: ItemPlace, site: Site) -> CatalogueItemView:
    """Return the view."""
    collection = site.collections[0]
    agency, item = collection.agency, items_of(collection)[place.number]
    entries = _entries(place, collection)
    link = item_link(agency, item)
    crumbs = (
        HOME,
        NavLink(agency.name, agency.article.url),
        NavLink(NAME, page_url(catalogue_folder(agency.slug), 1)),
        NavLink(link.text),
    )
    before, after = _beside(place, collection)
    return CatalogueItemView(
        PageMeta(f"{link.text}（{agency.name}{NAME}第{item.number}项）", crumbs, CATALOGUE_COLUMN),
        f"已公开{len(entries)}份。" if entries else "本站还没有收录这一项的信息。",
        tuple(_values(item)),
        entries,
        before,
        after,
    )


def _values(item: CatalogueItem) -> Iterator[MetadataItem]:
    """Yield what the catalogue says, in the order of the form; empty cells are left out."""
    cells = [(label, getattr(item, name)) for name, label in TEXT_COLUMNS]
    cells += [(label, "、".join(getattr(item, name))) for name, label in CHOICE_COLUMNS]
    for label, text in (*cells, *item.others):
        if text:
            yield MetadataItem(label, text)


def _entries(place: ItemPlace, collection: Collection) -> tuple[Listing, ...]:
    """Return the entries: the page of the agency, then reports and documents, newest first."""
    own = collection.agency.article
    agency = (Listing(NavLink(own.title, own.url), "", "", ""),) if place.has_agency else ()
    reports = (report_entry(collection.reports[index]) for index in place.reports)
    documents = (document_entry(collection.documents[index]) for index in place.documents)
    dated = sorted((*reports, *documents), key=lambda entry: entry.day, reverse=True)
    return (*agency, *dated)


def _beside(place: ItemPlace, collection: Collection) -> tuple[NavLink | None, NavLink | None]:
    items = items_of(collection)

    def link(index: int) -> NavLink | None:
        return item_link(collection.agency, items[index]) if 0 <= index < len(items) else None

    return link(place.number - 1), link(place.number + 1)


KIND = PageKind("catalogue_item.html", "公开事项", pages, inputs, view)
