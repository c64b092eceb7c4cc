"""The page for addresses that do not exist. A server shows it at any of them, so it alone has
absolute links where the base URL is known (`content/urls.py`)."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.content.urls import NOT_FOUND_URL
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import HOME
from site_builder.pages.portal import PortalData, PortalPlan
from site_builder.pages.view_models import HOME_COLUMN, NavLink, PageMeta, Plain


def pages(_: PortalPlan) -> Iterator[tuple[str, int]]:
    """Yield the one page."""
    yield NOT_FOUND_URL, 0


def inputs(_: int, plan: PortalPlan) -> Inputs:
    """Return nothing: the page shows only what all pages share."""
    return ()


def view(_: int, data: PortalData) -> Plain:
    """Return the view: a title. The rest is in the template."""
    title = "没有找到这个页面"
    return Plain(PageMeta(title, (HOME, NavLink(title)), HOME_COLUMN))


KIND = PageKind("not_found.html", "404页", pages, inputs, view)
