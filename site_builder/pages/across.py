"""The sections and the facets across agencies: one table of agencies, each with its own list. No
page shows single documents of several agencies: it would grow with all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from site_builder.content.urls import CATALOGUE_URL
from site_builder.pages.facets import FACET_KINDS, KINDS_BY_KEY
from site_builder.pages.kind import Gathering, Inputs, PageKind
from site_builder.pages.paging import page_url
from site_builder.pages.parts import CATALOGUE, HOME
from site_builder.pages.portal import SECTION, AgencyLists, PortalData, PortalPlan
from site_builder.pages.sections import APPLY_SECTION, BY_KEY, SECTIONS, section_link
from site_builder.pages.view_models import (
    CATALOGUE_COLUMN,
    AgencyGroup,
    AgencyRow,
    NavLink,
    PageMeta,
)

_FOLDER = CATALOGUE_URL.rpartition("/")[0]


class AcrossView(NamedTuple):
    """Agencies by region, each with a link to its own list and the number of entries in it."""

    meta: PageMeta
    lead: str
    columns: tuple[str, ...]
    groups: tuple[AgencyGroup, ...]


def site_sections(plan: PortalPlan) -> tuple[NavLink, ...]:
    """Return links to the sections across agencies, in their order. One without an entry of any
    agency has no page."""
    shown = (one for one in SECTIONS if f"{SECTION}/{one.key}" in plan.shown)
    return tuple(map(section_link, shown))


def facet_url(key: str) -> str:
    """Return the URL of the page of a facet across agencies; `key` is as in `AgencyLists`."""
    return page_url(f"{_FOLDER}/{key}", 1)


def pages(plan: PortalPlan) -> Iterator[tuple[str, str]]:
    """Yield a page for each section and each facet with an entry; the subject is its key in
    `PartitionSummary.shown`."""
    for link in site_sections(plan):
        yield link.url, f"{SECTION}/{link.url.partition('/')[0]}"
    for kind in FACET_KINDS:
        for key in sorted(key for key in plan.shown if key.startswith(f"{kind.key}/")):
            yield facet_url(key), key


def inputs(key: str, plan: PortalPlan) -> Inputs:
    """Return what each agency shows there."""
    return plan.shown[key]


def gather(key: str, plan: PortalPlan) -> Gathering:
    """Gather the `AgencyLists` of the agencies with an entry."""
    names = (one.name for one in plan.agencies if any(key == what for what, _ in one.shown))
    return Gathering(tuple(names), "lists")


def view(key: str, data: PortalData) -> AcrossView:
    """Return the view: agencies in their order, in groups by region."""
    what, _, name = key.partition("/")
    lists: tuple[AgencyLists, ...] = (*data.gathered,)
    if what == SECTION:
        return _of_section(name, lists)
    label = KINDS_BY_KEY[what].label
    found = [next(pair for pair in one.facets if pair[0] == key) for one in lists]
    title = f"{label}：{found[0][1]}"
    links = [link for *_, link in found]
    total = sum(int(link.text) for link in links)
    return AcrossView(
        PageMeta(title, (HOME, CATALOGUE, NavLink(title)), CATALOGUE_COLUMN),
        f"{len(lists)}个机关共公开{total}件。点机关名称看它的文件。联合发布的文件只计一次。",
        ("机关", "件数"),
        _grouped(lists, links),
    )


def _of_section(key: str, lists: tuple[AgencyLists, ...]) -> AcrossView:
    section = BY_KEY[key]
    links = [dict(one.sections)[key] for one in lists]
    columns: tuple[str, ...] = ("机关",)
    lead = f"{section.purpose}。"
    if all(link.text.isdigit() for link in links):
        total = sum(int(link.text) for link in links)
        columns = ("机关", f"{section.unit}数")
        lead = f"{section.purpose}：{len(lists)}个机关共{total}{section.unit}。"
    elif section == APPLY_SECTION:
        lead = f"{section.purpose}：向掌握这条信息的机关申请，先在下面找到它。"
    return AcrossView(
        PageMeta(section.name, (HOME, NavLink(section.name)), section.column),
        lead,
        columns,
        _grouped(lists, links),
    )


def _grouped(lists: tuple[AgencyLists, ...], links: list[NavLink]) -> tuple[AgencyGroup, ...]:
    """Return a row for each agency, whose name leads to its list; the number of entries stands
    beside it."""
    rows = (
        (one.group, NavLink(one.agency.text, link.url), link)
        for one, link in zip(lists, links, strict=True)
    )
    return tuple(
        AgencyGroup(group, tuple(_row(agency, link) for _, agency, link in some))
        for group, some in groupby(rows, key=lambda row: row[0])
    )


def _row(agency: NavLink, link: NavLink) -> AgencyRow:
    return AgencyRow(agency, (NavLink(link.text),) if link.text.isdigit() else ())


KIND = PageKind("across.html", "各机关列表", pages, inputs, view, gather)
