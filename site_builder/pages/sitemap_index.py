"""The list of sitemaps, if there are several."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.content.urls import SITEMAP_URL, sitemap_url
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.portal import PortalData, PortalPlan
from site_builder.pages.sitemap import bundles, full_addresses
from site_builder.pages.view_models import Plain


def pages(plan: PortalPlan) -> Iterator[tuple[str, int]]:
    """Yield one page if there are several lists; its subject is their number."""
    if plan.settings.base_url:
        count = len(bundles(plan.portal.summaries))
        if count > 1:
            yield SITEMAP_URL, count


def inputs(count: int, plan: PortalPlan) -> Inputs:
    """Return the number of lists."""
    return (("张数", str(count)),)


def view(count: int, data: PortalData) -> Plain:
    """Return the view: the addresses of the lists."""
    return full_addresses(data, map(sitemap_url, range(count)))


KIND = PageKind("sitemaps.xml", "站点地图总表", pages, inputs, view)
