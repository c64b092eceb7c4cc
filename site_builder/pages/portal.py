"""What all partitions show → the views of the pages about all agencies."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.content.urls import PARTS, year_url
from site_builder.model.site import Article, Settings
from site_builder.pages.agency import CATALOGUE, HOME
from site_builder.pages.view_models import (
    CATALOGUE_COLUMN,
    HOME_COLUMN,
    AgencyRow,
    Catalogues,
    Group,
    Home,
    NavLink,
    PageMeta,
    Plain,
    PortalEntry,
)

_MISSING = NavLink("未收录")


def home(
    article: Article | None,
    settings: Settings,
    agencies: Iterable[PortalEntry],
    years: tuple[int, ...],
) -> Home:
    """The cross-agency index; agencies come in the order they are shown."""
    newest_first = tuple(reversed(years))
    rows: dict[str, list[AgencyRow]] = {}
    reports = 0
    for one in agencies:
        by_year = dict(one.reports)
        cells = tuple(by_year.get(year, _MISSING) for year in newest_first)
        rows.setdefault(one.group, []).append(AgencyRow(one.agency, cells))
        reports += len(by_year)
    title = article.title if article else settings.title
    return Home(
        meta=PageMeta(title, (), HOME_COLUMN, settings.description),
        body=article.body if article else (),
        years=tuple(NavLink(f"{year}", year_url(year)) for year in newest_first),
        groups=tuple(Group(name, tuple(members)) for name, members in rows.items()),
        agencies=sum(map(len, rows.values())),
        reports=reports,
    )


def catalogues(agencies: Iterable[PortalEntry]) -> Catalogues:
    """How much every agency has disclosed, and where to find it."""
    there = [one for one in agencies if one.parts]
    used = {name for one in there for name, _ in one.parts}
    parts = tuple(name for name in PARTS if name in used)
    return Catalogues(
        PageMeta(CATALOGUE.text, (HOME, NavLink(CATALOGUE.text)), CATALOGUE_COLUMN),
        parts,
        tuple(
            AgencyRow(
                NavLink(one.agency.text, next(item.url for _, item in one.parts)),
                tuple(dict(one.parts).get(name, NavLink("0")) for name in parts),
            )
            for one in there
        ),
    )


def not_found() -> Plain:
    """The page for addresses that lead nowhere."""
    title = "没有找到这个页面"
    return Plain(PageMeta(title, (HOME, NavLink(title)), HOME_COLUMN))


def addresses(years: Iterable[int]) -> tuple[str, ...]:
    """The pages about all agencies that are worth finding."""
    return (HOME.url, *(year_url(year) for year in years), CATALOGUE.url)


def sitemap(settings: Settings, urls: Iterable[str]) -> Plain:
    """The list of all addresses of the site, in full."""
    meta = PageMeta(settings.title, (), HOME_COLUMN)
    return Plain(meta, tuple(settings.base_url + url for url in urls))
