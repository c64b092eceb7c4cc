"""The home page: an index of the reports of all agencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import HOME_FILE, HOME_URL, year_url
from site_builder.model.site import Article
from site_builder.model.table import RenderedTable
from site_builder.pages.kind import Gathering, Inputs, PageKind
from site_builder.pages.parts import attached, reasons
from site_builder.pages.portal import PortalData, PortalEntry, PortalPlan
from site_builder.pages.view_models import HOME_COLUMN, AgencyRow, NavLink, PageMeta

_MISSING = NavLink("未收录")


class Group(NamedTuple):
    """The agencies of one region."""

    name: str
    rows: tuple[AgencyRow, ...]


class HomeView(NamedTuple):
    """The index of reports: a row for each agency, in groups by region; a column for each year."""

    meta: PageMeta
    body: tuple[str | RenderedTable, ...]
    years: tuple[NavLink, ...]
    groups: tuple[Group, ...]
    agencies: int
    reports: int
    attachments: tuple[NavLink, ...]
    reasons: tuple[str, ...]


def pages(_: PortalPlan) -> Iterator[tuple[str, int]]:
    """Yield the one page."""
    yield HOME_URL, 0


def inputs(_: int, plan: PortalPlan) -> Inputs:
    """Return the document of the home page, the reports of all agencies, and the years."""
    home = ((f"内容 {HOME_FILE}", seen) for _, seen in plan.shown.get("home", ()))
    return (*home, *plan.shown.get("reports", ()), plan.years)


def gather(_: int, plan: PortalPlan) -> Gathering:
    """Gather the `PortalEntry` of each partition; that of the one without an agency has the text of
    the page."""
    return Gathering(tuple(one.name for one in plan.portal.summaries))


def view(_: int, data: PortalData) -> HomeView:
    """Return the view: agencies by region, and years from the newest on."""
    newest_first = tuple(reversed(data.years))
    rows: dict[str, list[AgencyRow]] = {}
    reports = 0
    home: Article | None = None
    entries: Iterator[PortalEntry] = data.gathered
    for entry in entries:
        home = home or entry.home
        if entry.agency.url:
            by_year = dict(entry.reports)
            cells = tuple(by_year.get(year, _MISSING) for year in newest_first)
            rows.setdefault(entry.group, []).append(AgencyRow(entry.agency, cells))
            reports += len(by_year)
    settings = data.settings
    title = home.title if home else settings.title
    return HomeView(
        meta=PageMeta(title, (), HOME_COLUMN, settings.description),
        body=home.body if home else (),
        years=tuple(NavLink(f"{year}", year_url(year)) for year in newest_first),
        groups=tuple(Group(name, tuple(members)) for name, members in rows.items()),
        agencies=sum(map(len, rows.values())),
        reports=reports,
        attachments=attached(home) if home else (),
        reasons=reasons(home) if home else (),
    )


KIND = PageKind("home.html", "首页", pages, inputs, view, gather)
