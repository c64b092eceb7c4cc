"""The 站点地图 for readers: all columns, years and agencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import SITE_MAP_URL, year_url
from site_builder.fingerprint import digest
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import HOME
from site_builder.pages.portal import PortalData, PortalPlan, group_name
from site_builder.pages.view_models import MAP_COLUMN, NavLink, PageMeta


class AgencyGroup(NamedTuple):
    """Links to the agencies of one prefecture; `title` says how many there are."""

    title: str
    agencies: tuple[NavLink, ...]


class SiteMapView(NamedTuple):
    """Links to years, from the newest on, and to agencies, by prefecture. Those to the columns of
    the site are in the navigation of every page."""

    meta: PageMeta
    years: tuple[NavLink, ...]
    groups: tuple[AgencyGroup, ...]


def pages(_: PortalPlan) -> Iterator[tuple[str, int]]:
    """Yield the one page."""
    yield SITE_MAP_URL, 0


def inputs(_: int, plan: PortalPlan) -> Inputs:
    """Return the names, the regions and the order of all agencies, and the years."""
    agencies = (text for pair in plan.shown.get("agency", ()) for text in pair)
    return (("各机关", digest(agencies)), plan.years)


def view(_: int, data: PortalData) -> SiteMapView:
    """Return the view: the agencies in their order, which is that of their regions."""
    groups: dict[str, list[NavLink]] = {}
    for agency in data.agencies:
        groups.setdefault(group_name(agency.region, data.settings), []).append(agency.link)
    return SiteMapView(
        PageMeta(MAP_COLUMN.name, (HOME, NavLink(MAP_COLUMN.name)), MAP_COLUMN),
        tuple(NavLink(f"{year}年", year_url(year)) for year in reversed(data.years)),
        tuple(
            AgencyGroup(f"{name}（{len(members)}个机关）", tuple(members))
            for name, members in groups.items()
        ),
    )


KIND = PageKind("map.html", "站点地图页", pages, inputs, view)
