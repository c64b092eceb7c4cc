"""The page of a document that was withdrawn: the day and the reason, and nothing of the document.

It stays at its address, so that links to it and search engines learn that the text is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import address
from site_builder.fingerprint import digest
from site_builder.model.site import Site
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import HOME, agency_name
from site_builder.pages.view_models import (
    ABOUT_COLUMN,
    DOCUMENTS_COLUMN,
    REPORTS_COLUMN,
    MetadataItem,
    NavLink,
    PageMeta,
)

_TITLE = "信息已撤下"
_COLUMNS = {"report": REPORTS_COLUMN, "document": DOCUMENTS_COLUMN}


class WithdrawnView(NamedTuple):
    """The day of a withdrawal, and the reason."""

    meta: PageMeta
    metadata: tuple[MetadataItem, ...]


def pages(site: Site) -> Iterator[tuple[str, int]]:
    """Yield a page for each document that was withdrawn; the subject is its index."""
    for number, article in enumerate(site.withdrawn):
        yield article.url, number


def inputs(number: int, site: Site) -> Inputs:
    """Return the withdrawal, and the name of the agency."""
    article = site.withdrawn[number]
    agencies = (agency_name(agency) for agency in site.agencies)
    return (*agencies, (f"撤下 {article.path}", digest((repr(article.withdrawn),))))


def view(number: int, site: Site) -> WithdrawnView:
    """Return the view."""
    article = site.withdrawn[number]
    agencies = (NavLink(one.name, one.article.url) for one in site.agencies)
    crumbs = (HOME, *agencies, NavLink(_TITLE))
    column = _COLUMNS.get(address(article.path).role, ABOUT_COLUMN)
    day, reason = article.withdrawn or ("", "")
    metadata = (MetadataItem("撤下日期", str(day)), MetadataItem("撤下原因", reason))
    return WithdrawnView(PageMeta(_TITLE, crumbs, column), metadata)


KIND = PageKind("withdrawn.html", "撤下说明", pages, inputs, view)
