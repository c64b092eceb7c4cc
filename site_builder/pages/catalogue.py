"""The 政务公开目录 of an agency: everything that it has disclosed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import catalogue_url
from site_builder.model.site import Site
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import CATALOGUE, HOME, agency_name, listed, statutory_parts
from site_builder.pages.view_models import CATALOGUE_COLUMN, NavLink, PageMeta, Part


class CatalogueView(NamedTuple):
    """Everything that an agency has disclosed, by statutory part."""

    meta: PageMeta
    agency: NavLink
    parts: tuple[Part, ...]


def pages(site: Site) -> Iterator[tuple[str, int]]:
    """Yield one page if the agency has disclosed anything."""
    for collection in site.collections:
        if collection.reports or collection.documents:
            yield catalogue_url(collection.agency.slug), 0


def inputs(_: int, site: Site) -> Inputs:
    """Return the name of the agency, and every report and document that the page lists."""
    collection = site.collections[0]
    return (agency_name(collection.agency), *listed(collection))


def view(_: int, site: Site) -> CatalogueView:
    """Return the view: the documents and reports of the agency, by statutory part."""
    collection = site.collections[0]
    agency = collection.agency
    crumbs = (HOME, CATALOGUE, NavLink(agency.name))
    meta = PageMeta(f"{agency.name}政务公开目录", crumbs, CATALOGUE_COLUMN)
    return CatalogueView(
        meta, NavLink(agency.name, agency.article.url), tuple(statutory_parts(collection))
    )


KIND = PageKind("catalogue.html", "目录", pages, inputs, view)
