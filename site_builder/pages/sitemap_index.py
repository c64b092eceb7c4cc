"""The list of sitemaps, where there are several."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.content.urls import SITEMAP_URL, sitemap_url
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.portal import PortalData, PortalPlan
from site_builder.pages.sitemap import bundles, full_addresses
from site_builder.pages.view_models import Plain


def pages(plan: PortalPlan) -> Iterator[tuple[str, int]]:
    """One, if one list does not hold all addresses; its subject is the number of lists."""
    if plan.settings.base_url:
        count = len(bundles(plan.portal.summaries))
        if count > 1:
            yield SITEMAP_URL, count


def inputs(count: int, plan: PortalPlan) -> Inputs:
    """The number of lists."""
    return (("张数", str(count)),)


def view(count: int, data: PortalData) -> Plain:
    """The addresses of the lists."""
    return full_addresses(data, map(sitemap_url, range(count)))


KIND = PageKind("sitemaps.xml", "站点地图总表", pages, inputs, view)
