"""Plans which documents fulfil which items of a catalogue, and links from one to the other.
Everything is gone through once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from site_builder.content.urls import catalogue_folder, item_url
from site_builder.fingerprint import digest
from site_builder.model.catalogue import CatalogueItem
from site_builder.model.listing import CataloguePage, CatalogueRow, ItemPlace
from site_builder.model.site import Agency, Article, Collection
from site_builder.pages.kind import Inputs
from site_builder.pages.paging import cut, page_url
from site_builder.pages.parts import is_listed
from site_builder.pages.view_models import MetadataItem, NavLink

NAME = "政务公开目录"
ROWS = 50  # items on a page of the table


def items_of(collection: Collection) -> tuple[CatalogueItem, ...]:
    """Return the items of the catalogue of an agency; none if it has no catalogue."""
    return collection.catalogue.items if collection.catalogue else ()


def catalogue_link(collection: Collection) -> NavLink | None:
    """Return a link to the catalogue of an agency, with its number of items, or None if it has
    none."""
    items = items_of(collection)
    folder = catalogue_folder(collection.agency.slug)
    return NavLink(NAME, page_url(folder, 1), f"{len(items)}项") if items else None


def plan_items(collection: Collection) -> tuple[ItemPlace, ...]:
    """Return the place of each item of a catalogue, with what fulfils it: what is archived does
    not count."""
    documents = _by_item(one.article for one in collection.documents)
    reports = _by_item(one.article for one in collection.reports)
    agency = {*collection.agency.article.items}
    return tuple(
        ItemPlace(
            index,
            tuple(documents.get(item.number, ())),
            tuple(reports.get(item.number, ())),
            item.number in agency,
        )
        for index, item in enumerate(items_of(collection))
    )


def plan_table(collection: Collection) -> Iterator[CataloguePage]:
    """Yield the pages of the table of a catalogue."""
    rows = [CatalogueRow(one.number, size_of(one)) for one in plan_items(collection)]
    pages = [*cut(rows, ROWS)]
    for number, page in enumerate(pages, 1):
        yield CataloguePage(number, len(pages), len(rows), page)


def size_of(place: ItemPlace) -> int:
    """Return how many documents fulfil an item, the page of the agency among them."""
    return len(place.documents) + len(place.reports) + place.has_agency


def indices(collection: Collection) -> dict[str, int]:
    """Return the indices of the items of a catalogue, by number."""
    return {item.number: index for index, item in enumerate(items_of(collection))}


def fulfilled(article: Article, known: dict[str, int]) -> tuple[int, ...]:
    """Return the indices of the items that an article fulfils; `known` are those of all items."""
    return tuple(known[number] for number in dict.fromkeys(article.items) if number in known)


def item_link(agency: Agency, item: CatalogueItem) -> NavLink:
    """Return a link to the page of an item."""
    return NavLink(item.name or f"第{item.number}项", item_url(agency.slug, item.number))


def fulfils(collection: Collection, items: Iterable[int]) -> tuple[MetadataItem, ...]:
    """Return what the page of a document says about the items that it fulfils: nothing if there
    are none."""
    all_items = items_of(collection)
    links = tuple(item_link(collection.agency, all_items[index]) for index in items)
    return (MetadataItem("目录事项", "", links=links),) if links else ()


def fulfils_input(collection: Collection, items: Iterable[int]) -> Inputs:
    """Return the input of a page that says so."""
    shown = fulfils(collection, items)
    return (("目录事项", digest((repr(shown),))),) if shown else ()


def _by_item(articles: Iterable[Article]) -> dict[str, list[int]]:
    """Return the indices of articles by the items that they fulfil."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index, article in enumerate(articles):
        if is_listed(article):
            for number in dict.fromkeys(article.items):
                found[number].append(index)
    return found
