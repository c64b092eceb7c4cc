"""The index of what all agencies have disclosed: by agency and section, and by each facet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import CATALOGUE_URL
from site_builder.pages.across import facet_url
from site_builder.pages.facets import FACET_KINDS
from site_builder.pages.kind import Gathering, Inputs, PageKind
from site_builder.pages.parts import CATALOGUE, HOME
from site_builder.pages.portal import AgencyLists, PortalData, PortalPlan
from site_builder.pages.sections import APPLY_SECTION, SECTIONS
from site_builder.pages.view_models import CATALOGUE_COLUMN, AgencyRow, Links, NavLink, PageMeta


class CatalogueIndexView(NamedTuple):
    """The number of entries of each agency, by section, and of all agencies, by facet."""

    meta: PageMeta
    lead: str
    sections: tuple[str, ...]
    rows: tuple[AgencyRow, ...]
    facets: tuple[Links, ...]


def pages(_: PortalPlan) -> Iterator[tuple[str, int]]:
    """Yield the one page."""
    yield CATALOGUE_URL, 0


def inputs(_: int, plan: PortalPlan) -> Inputs:
    """Return the counts of all agencies."""
    return plan.shown.get("lists", ())


def gather(_: int, plan: PortalPlan) -> Gathering:
    """Gather the `AgencyLists` of each agency."""
    return Gathering(tuple(one.name for one in plan.agencies), "lists")


def view(_: int, data: PortalData) -> CatalogueIndexView:
    """Return the view: a row for each agency, a column for each section with an entry, and the
    facets in their order."""
    lists: tuple[AgencyLists, ...] = (*data.gathered,)
    used = {key for one in lists for key, _ in one.sections}
    sections = [one for one in SECTIONS if one.key in used and one != APPLY_SECTION]
    return CatalogueIndexView(
        PageMeta(CATALOGUE.text, (HOME, NavLink(CATALOGUE.text)), CATALOGUE_COLUMN),
        "各机关在本站公开的信息，按栏目计数；联合发布的文件只计一次。点数字看目录。",
        tuple(section.name for section in sections),
        tuple(
            AgencyRow(one.agency, tuple(_cell(section.key, one) for section in sections))
            for one in lists
        ),
        tuple(_facets(lists)),
    )


def _cell(key: str, lists: AgencyLists) -> NavLink:
    link = dict(lists.sections).get(key, NavLink("0"))
    return link if link.text.isdigit() else link._replace(text="1")


def _facets(lists: tuple[AgencyLists, ...]) -> Iterator[Links]:
    """Yield, for each facet, links to its values across agencies, with the number of entries."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for one in lists:
        for key, name, link in one.facets:
            counts[key] += int(link.text)
            names[key] = name
    for kind in FACET_KINDS:
        own = [key.partition("/")[2] for key in counts if key.startswith(f"{kind.key}/")]
        keys = [f"{kind.key}/{slug}" for slug in sorted(own, key=kind.position)]
        links = (NavLink(names[key], facet_url(key), f"{counts[key]}") for key in keys)
        if keys:
            yield Links(kind.label, tuple(links))


KIND = PageKind("catalogues.html", "目录总表", pages, inputs, view, gather)
