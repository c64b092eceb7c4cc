"""The index of all 政务公开目录: how much each agency has disclosed, and where to find it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import CATALOGUE_URL, PARTS
from site_builder.pages.kind import Gathering, Inputs, PageKind
from site_builder.pages.parts import CATALOGUE, HOME
from site_builder.pages.portal import PortalData, PortalEntry, PortalPlan
from site_builder.pages.view_models import CATALOGUE_COLUMN, AgencyRow, NavLink, PageMeta


class CatalogueIndexView(NamedTuple):
    """How many entries the catalogue of each agency has, by statutory part."""

    meta: PageMeta
    parts: tuple[str, ...]
    rows: tuple[AgencyRow, ...]


def pages(_: PortalPlan) -> Iterator[tuple[str, int]]:
    """One."""
    yield CATALOGUE_URL, 0


def inputs(_: int, plan: PortalPlan) -> Inputs:
    """The counts of all agencies."""
    return plan.shown.get("parts", ())


def gather(_: int, plan: PortalPlan) -> Gathering:
    """The entries of all agencies."""
    return Gathering(tuple(one.name for one in plan.agencies))


def view(_: int, data: PortalData) -> CatalogueIndexView:
    """A row for each agency with a catalogue, a column for each part that any of them has."""
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
