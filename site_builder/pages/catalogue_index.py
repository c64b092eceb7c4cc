"""The index of the 政务公开目录 of all agencies, with the number of entries of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import CATALOGUE_URL, PARTS
from site_builder.pages.kind import Gathering, Inputs, PageKind
from site_builder.pages.parts import CATALOGUE, HOME
from site_builder.pages.portal import PortalData, PortalEntry, PortalPlan
from site_builder.pages.view_models import CATALOGUE_COLUMN, AgencyRow, NavLink, PageMeta


class CatalogueIndexView(NamedTuple):
    """The number of entries in the catalogue of each agency, by statutory part."""

    meta: PageMeta
    parts: tuple[str, ...]
    rows: tuple[AgencyRow, ...]


def pages(_: PortalPlan) -> Iterator[tuple[str, int]]:
    """Yield the one page."""
    yield CATALOGUE_URL, 0


def inputs(_: int, plan: PortalPlan) -> Inputs:
    """Return the counts of all agencies."""
    return plan.shown.get("parts", ())


def gather(_: int, plan: PortalPlan) -> Gathering:
    """Gather the `PortalEntry` of each agency."""
    return Gathering(tuple(one.name for one in plan.agencies))


def view(_: int, data: PortalData) -> CatalogueIndexView:
    """Return the view: a row for each agency with a catalogue, a column for each statutory part
    with an entry."""
    entries: list[PortalEntry] = [entry for entry in data.gathered if entry.parts]
    used = {name for entry in entries for name, _ in entry.parts}
    parts = tuple(name for name in PARTS if name in used)
    return CatalogueIndexView(
        PageMeta(CATALOGUE.text, (HOME, NavLink(CATALOGUE.text)), CATALOGUE_COLUMN),
        parts,
        tuple(
            AgencyRow(
                NavLink(entry.agency.text, entry.parts[0][1].url),
                tuple(dict(entry.parts).get(name, NavLink("0")) for name in parts),
            )
            for entry in entries
        ),
    )


KIND = PageKind("catalogues.html", "目录总表", pages, inputs, view, gather)
