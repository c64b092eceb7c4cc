"""A page of a list of an agency: its rules, its disclosed documents, also by each facet, or its
reports."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from site_builder.fingerprint import digest
from site_builder.model.listing import FacetCount, ListPage
from site_builder.model.site import Site
from site_builder.pages.facets import FACET_KINDS, KINDS_BY_KEY
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.lists import document_at, plan_lists
from site_builder.pages.paging import PageNav, page_nav, page_url
from site_builder.pages.parts import (
    HOME,
    agency_name,
    document_entry,
    entries_shown,
    report_entry,
)
from site_builder.pages.sections import (
    BY_KEY,
    DOCUMENTS_SECTION,
    REPORTS_SECTION,
    Section,
    section_link,
)
from site_builder.pages.view_models import Group, Links, Listing, NavLink, PageMeta

_UNDATED = "日期不详"


class ListView(NamedTuple):
    """A page of a list: its entries by year, links to its other pages, and to the same list by each
    value of each facet. `back` leads to the whole list from a part of it."""

    meta: PageMeta
    lead: str
    groups: tuple[Group, ...]
    nav: PageNav | None
    facets: tuple[Links, ...]
    back: NavLink | None


def pages(site: Site) -> Iterator[tuple[str, ListPage]]:
    """Yield the pages of all lists of an agency."""
    for collection in site.collections:
        for one in plan_lists(collection, site.settings.topics):
            yield page_url(one.folder, one.number), one


def inputs(page: ListPage, site: Site) -> Inputs:
    """Return the name of the agency, the entries, the length of the list, and the counts shown."""
    plan = page._replace(members=())
    return (
        agency_name(site.collections[0].agency),
        *entries_shown(_entries(page, site)),
        ("列表", digest((repr(plan),))),
    )


def view(page: ListPage, site: Site) -> ListView:
    """Return the view: the entries, newest first, under the year of their date. A list of reports
    has one for each year, and no headings."""
    agency = site.collections[0].agency
    section = BY_KEY[page.section]
    entries = _entries(page, site)
    total = f"{page.total}{section.unit}"
    title, name = f"{agency.name}{section.name}", section.name
    whole = section_link(section, agency.slug)
    crumbs = [HOME, NavLink(agency.name, agency.article.url), whole]
    if page.facet:
        name = f"{KINDS_BY_KEY[page.facet.kind].label}：{page.facet.name}"
        title = f"{title}（{name}）"
        crumbs.append(NavLink(name, page_url(page.folder, 1)))
    if page.number > 1:
        name = f"第{page.number}页"
        title = f"{title}（第{page.number}页）"
        crumbs.append(NavLink(name))
    crumbs[-1] = NavLink(name)
    return ListView(
        PageMeta(title, tuple(crumbs), section.column),
        f"共{total}，按日期从新到旧排列。",
        _groups(section, entries),
        page_nav(page.folder, page.number, page.pages, total),
        tuple(_facets(page)),
        _back(whole, page),
    )


def _back(whole: NavLink, page: ListPage) -> NavLink | None:
    """Return a link from a part of the documents of an agency to the facets of all."""
    is_first = page.number == 1 and not page.facet
    if page.section != DOCUMENTS_SECTION.key or is_first:
        return None
    return NavLink("按其他分类查看", whole.url)


def _entries(page: ListPage, site: Site) -> tuple[Listing, ...]:
    collection = site.collections[0]
    if page.section == REPORTS_SECTION.key:
        return tuple(report_entry(collection.reports[member]) for member in page.members)
    return tuple(document_entry(document_at(collection, member)) for member in page.members)


def _groups(section: Section, entries: tuple[Listing, ...]) -> tuple[Group, ...]:
    if section == REPORTS_SECTION:
        return (Group("", entries),)
    by_year = groupby(entries, key=lambda one: one.day[:4])
    return tuple(Group(f"{year}年" if year else _UNDATED, (*some,)) for year, some in by_year)


def _facets(page: ListPage) -> Iterator[Links]:
    """Yield the facets with the number of entries of each value."""
    for kind in FACET_KINDS:
        links = tuple(_facet_link(page, one) for one in page.choices if one.kind == kind.key)
        if links:
            yield Links(kind.label, links)


def _facet_link(page: ListPage, one: FacetCount) -> NavLink:
    return NavLink(one.name, page_url(f"{page.folder}/{one.kind}/{one.slug}", 1), f"{one.size}")


KIND = PageKind("list.html", "列表", pages, inputs, view)
