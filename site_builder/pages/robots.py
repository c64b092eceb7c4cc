"""robots.txt: what search engines may read, and where the sitemap is."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.content.urls import ROBOTS_URL, SITEMAP_URL
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.portal import PortalData, PortalPlan
from site_builder.pages.sitemap import full_addresses
from site_builder.pages.view_models import Plain


def pages(_: PortalPlan) -> Iterator[tuple[str, int]]:
    """Yield the one file."""
    yield ROBOTS_URL, 0


def inputs(_: int, plan: PortalPlan) -> Inputs:
    """Return nothing: the file shows only what the settings say."""
    return ()


def view(_: int, data: PortalData) -> Plain:
    """Return the view: the full address of the sitemap, if there is one."""
    return full_addresses(data, (SITEMAP_URL,) if data.settings.base_url else ())


KIND = PageKind("robots.txt", "robots.txt", pages, inputs, view)
