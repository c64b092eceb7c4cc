"""The page that lists all corrections of an agency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import corrections_url
from site_builder.fingerprint import digest
from site_builder.model.site import Collection, Site
from site_builder.pages.history import corrected
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import HOME, agency_name
from site_builder.pages.view_models import Column, CorrectionItem, NavLink, PageMeta

_COLUMN = Column("更正说明", "政府信息公开", "机关对已公开信息的更正", "政府信息公开,更正说明")


class Entry(NamedTuple):
    """A correction, with a link to it in its document."""

    document: NavLink
    correction: CorrectionItem


class CorrectionsView(NamedTuple):
    """The corrections of an agency, the newest first."""

    meta: PageMeta
    agency: NavLink
    entries: tuple[Entry, ...]


def pages(site: Site) -> Iterator[tuple[str, int]]:
    """Yield one page if the agency has corrected anything."""
    for collection in site.collections:
        if corrected(collection):
            yield corrections_url(collection.agency.slug), 0


def inputs(_: int, site: Site) -> Inputs:
    """Return the name of the agency, and the corrections of every document that has any."""
    collection = site.collections[0]
    shown = {article.path: article for article, _ in corrected(collection)}
    return (
        agency_name(collection.agency),
        *(
            (f"更正 {path}", digest((one.title, one.url, repr(one.corrections))))
            for path, one in shown.items()
        ),
    )


def view(_: int, site: Site) -> CorrectionsView:
    """Return the view."""
    collection = site.collections[0]
    agency = collection.agency
    title = f"{agency.name}更正说明"
    crumbs = (HOME, NavLink(agency.name, agency.article.url), NavLink("更正说明"))
    return CorrectionsView(
        PageMeta(title, crumbs, _COLUMN),
        NavLink(agency.name, agency.article.url),
        tuple(
            Entry(NavLink(article.title, f"{article.url}#{item.id}"), item)
            for article, item in corrected(collection)
        ),
    )


def corrections_link(collection: Collection) -> NavLink | None:
    """Return the link to the page of an agency's corrections, or None if it has none."""
    if not corrected(collection):
        return None
    return NavLink("更正说明", corrections_url(collection.agency.slug))


KIND = PageKind("corrections.html", "更正说明", pages, inputs, view)
