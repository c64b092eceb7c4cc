"""The sources of pages about all agencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from site_builder.content.urls import HOME_URL, section_folder
from site_builder.fingerprint import digest
from site_builder.model.listing import ListPage
from site_builder.model.portal import PartitionSummary, Portal
from site_builder.model.product import Page
from site_builder.model.site import Article, Collection, Report, ReportingBody, Settings, Site
from site_builder.model.table import Figures, Form
from site_builder.pages.facets import UNSORTED
from site_builder.pages.fulfilment import catalogue_link, items_of
from site_builder.pages.kind import Inputs
from site_builder.pages.paging import page_url
from site_builder.pages.sections import (
    APPLY_SECTION,
    GUIDE_SECTION,
    section_link,
    section_sizes,
)
from site_builder.pages.standing import MARKS, deadlines, of_report
from site_builder.pages.view_models import NavLink

NOBODY = NavLink("")
# Begins the names, in `PartitionSummary.shown`, of what pages about a section show.
SECTION = "section"


class PageAddress(NamedTuple):
    """The address of a page, the latest day (ISO) that its document names, if any, and whether
    search engines should list it."""

    url: str
    day: str = ""
    is_indexed: bool = True


class PortalEntry(NamedTuple):
    """What pages about all agencies show of one partition: its agency, the group of regions that
    the agency is listed in, its reports by year from the newest on, the addresses of its pages, and
    what decides which reports are expected of it (`body`). In the partition without an agency,
    `agency` is empty, and `home` and `free_pages` are the text of the home page and links to the
    free pages."""

    agency: NavLink
    group: str
    reports: tuple[tuple[int, NavLink], ...]
    addresses: tuple[PageAddress, ...]
    home: Article | None = None
    free_pages: tuple[NavLink, ...] = ()
    body: ReportingBody = ReportingBody()


class AgencyLists(NamedTuple):
    """What pages about all agencies show of the lists of one: the entrances to its sections by
    their keys, and its lists by facet (`topic/economy`), each with the name of the facet; the text
    of a link is the number of entries. Documents published jointly count with one agency only.
    `catalogue` is the number of items of its catalogue, or empty."""

    agency: NavLink
    group: str
    sections: tuple[tuple[str, NavLink], ...]
    facets: tuple[tuple[str, str, NavLink], ...]
    catalogue: NavLink = NOBODY


class PortalAgency(NamedTuple):
    """What pages about all agencies know of each agency: a link to it, its region, and what decides
    which reports are expected of it."""

    link: NavLink
    region: str = ""
    body: ReportingBody = ReportingBody()


class ReportFigures(NamedTuple):
    """What the page of its year shows of one report; `standing` says whether it was in time."""

    agency: NavLink
    report: NavLink
    tables: tuple[Figures, ...]
    standing: str = ""


@dataclass(frozen=True)
class PortalPlan:
    """The source from which pages about all agencies are planned."""

    portal: Portal
    settings: Settings

    @property
    def agencies(self) -> tuple[PartitionSummary, ...]:
        """The summaries of agencies, in the order in which agencies are listed."""
        return tuple(one for one in self.portal.summaries if one.title)

    @cached_property
    def shown(self) -> Mapping[str, Inputs]:
        """Inputs of these pages: the digests of what they show of each partition, grouped by the
        names in `PartitionSummary.shown`."""
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for summary in self.portal.summaries:
            for what, seen in summary.shown:
                found[what].append((f"{_input_name(what)} {summary.name}", seen))
        return {what: tuple(inputs) for what, inputs in found.items()}

    @property
    def years(self) -> tuple[str, str]:
        """The input of a page that links to years."""
        return "各年度", digest(map(str, self.portal.years))

    @property
    def deadlines(self) -> tuple[str, str]:
        """The input of a page that says which reports are missing."""
        return deadlines(self.portal.today)


_INPUT_NAMES = {
    "home": "内容",
    "agency": "机关",
    "reports": "各年报告",
    "lists": "各项件数",
    "addresses": "网址",
    "news": "新信息",
}


def _input_name(what: str) -> str:
    return _INPUT_NAMES.get(what) or (f"{what}年报告" if what.isdigit() else "件数")


class PortalData(NamedTuple):
    """The source from which the view of a page about all agencies is made: all years, all agencies,
    the day of the build, and the parts of partitions that the page kind asks for with `gather`, in
    order."""

    settings: Settings
    forms: tuple[Form, ...]
    years: tuple[int, ...]
    agencies: tuple[PortalAgency, ...]
    today: date
    gathered: Iterator[Any]


def portal_entry(site: Site, addresses: tuple[PageAddress, ...]) -> PortalEntry:
    """Return what pages about all agencies show of a partition; `addresses` are those of its
    pages."""
    if not site.collections:
        return PortalEntry(
            NOBODY,
            "",
            (),
            addresses,
            home=next((one for one in site.articles if one.url == HOME_URL), None),
            free_pages=tuple(
                NavLink(one.title, one.url)
                for one in site.articles
                if one.url != HOME_URL and not one.archived
            ),
        )
    collection = site.collections[0]
    agency = collection.agency
    return PortalEntry(
        agency=NavLink(agency.name, agency.article.url),
        group=group_name(agency.region.code, site.settings),
        reports=tuple((report.year, _year_cell(report)) for report in collection.reports),
        addresses=addresses,
        body=ReportingBody(
            agency.kind, min(site.years, default=0), agency.established, agency.abolished
        ),
    )


def agency_lists(collection: Collection, pages: Iterable[Page], settings: Settings) -> AgencyLists:
    """Return what pages about all agencies show of the lists of an agency, from its planned
    pages."""
    agency = collection.agency
    lists = [page.subject for page in pages if isinstance(page.subject, ListPage)]
    firsts = [one for one in lists if one.number == 1 and one.own]
    links = {one.folder: NavLink(f"{one.own}", page_url(one.folder, 1)) for one in firsts}
    sections: list[tuple[str, NavLink]] = []
    for section, _ in section_sizes(collection):
        link = links.get(section_folder(section.key, agency.slug))
        if section in {GUIDE_SECTION, APPLY_SECTION}:
            link = section_link(section, agency.slug)
        if link:
            sections.append((section.key, link))
    return AgencyLists(
        NavLink(agency.name, agency.article.url),
        group_name(agency.region.code, settings),
        tuple(sections),
        tuple(
            (f"{facet.kind}/{facet.slug}", facet.name, links[one.folder])
            for one in firsts
            if (facet := one.facet) and facet.slug != UNSORTED.slug
        ),
        _catalogue(collection),
    )


def _catalogue(collection: Collection) -> NavLink:
    link = catalogue_link(collection)
    return NavLink(f"{len(items_of(collection))}", link.url) if link else NOBODY


def report_figures(report: Report) -> ReportFigures:
    """Return what pages about all agencies show of a report."""
    agency, article = report.agency, report.article
    return ReportFigures(
        NavLink(agency.name, agency.article.url),
        NavLink(agency.name, article.url, article.title),
        report.figures,
        of_report(report),
    )


def _year_cell(report: Report) -> NavLink:
    standing = of_report(report)
    return NavLink(standing, report.article.url, MARKS.get(standing, ""))


def group_name(region: str, settings: Settings) -> str:
    """Return the prefecture, or else the province, that a region belongs to by the digits of its
    code, or else the region itself."""
    names = {one.code: one.name for one in settings.regions}
    codes = (f"{region[:4]}00", f"{region[:2]}0000", region)
    return next((names[code] for code in codes if code in names), "")
