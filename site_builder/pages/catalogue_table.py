"""The 政务公开目录 of an agency as the table of the standard form, fifty items a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import catalogue_folder
from site_builder.fingerprint import digest
from site_builder.model.catalogue import (
    CHOICE_COLUMNS,
    TEXT_COLUMNS,
    Catalogue,
    CatalogueForm,
    CatalogueItem,
)
from site_builder.model.listing import CataloguePage, CatalogueRow
from site_builder.model.site import Agency, Collection, Site
from site_builder.pages.fulfilment import NAME, item_link, plan_table
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.paging import PageNav, page_nav, page_url
from site_builder.pages.parts import HOME, agency_name
from site_builder.pages.view_models import CATALOGUE_COLUMN, NavLink, PageMeta

_LABELS = dict((*TEXT_COLUMNS, *CHOICE_COLUMNS))
_AFTER_NAMES = ("content", "basis", "time_limit", "publisher")
_MARKED = ("audience", "means", "levels")  # a column for each choice
CHOSEN, NOT_CHOSEN, TICK = "■", "□", "√"


class HeadCell(NamedTuple):
    """A caption of the table, over some columns of the second line, or over none: then it takes
    both lines."""

    text: str
    columns: tuple[str, ...] = ()


class Choice(NamedTuple):
    """A choice of 公开渠道和载体: ■ or □, and its name with its note."""

    mark: str
    text: str


class Cell(NamedTuple):
    """A cell, with its caption for narrow screens: a text, or the list of choices. A `tick` says
    that the choice of its column was made."""

    label: str
    text: str
    choices: tuple[Choice, ...] = ()
    is_tick: bool = False


class Row(NamedTuple):
    """An item: its number, its names, of which the last is a link, and the other cells; `size` is
    how many documents fulfil it, in words."""

    number: str
    matter: Cell | None
    link: NavLink
    link_label: str
    size: str
    cells: tuple[Cell, ...]


class CatalogueTableView(NamedTuple):
    """A page of the table, its two lines of captions, and links to its other pages."""

    meta: PageMeta
    lead: str
    head: tuple[HeadCell, ...]
    rows: tuple[Row, ...]
    nav: PageNav | None


def pages(site: Site) -> Iterator[tuple[str, CataloguePage]]:
    """Yield the pages of the table, if the agency has a catalogue."""
    for collection in site.collections:
        for page in plan_table(collection):
            yield page_url(catalogue_folder(collection.agency.slug), page.number), page


def inputs(page: CataloguePage, site: Site) -> Inputs:
    """Return the name of the agency, the form, the length of the table, and the items shown."""
    collection = site.collections[0]
    catalogue = catalogue_of(collection)
    return (
        agency_name(collection.agency),
        ("目录", digest((repr((catalogue.form, catalogue.title, page._replace(rows=()))),))),
        *(_row_input(row, catalogue) for row in page.rows),
    )


def _row_input(row: CatalogueRow, catalogue: Catalogue) -> tuple[str, str]:
    name, shown = item_input(catalogue.items[row.item])
    return name, digest((shown, str(row.size)))


def item_input(item: CatalogueItem) -> tuple[str, str]:
    """Return the input of a page that shows an item; its place in the file does not matter."""
    return f"公开事项 {item.number}", digest((repr(item._replace(line=0)),))


def catalogue_of(collection: Collection) -> Catalogue:
    """Return the catalogue of an agency that has one."""
    return collection.catalogue or Catalogue(CatalogueForm(), ())


def view(page: CataloguePage, site: Site) -> CatalogueTableView:
    """Return the view."""
    collection = site.collections[0]
    agency, catalogue = collection.agency, catalogue_of(collection)
    folder, total = catalogue_folder(agency.slug), f"{page.total}项"
    title = catalogue.title or f"{agency.name}{NAME}"
    crumbs = [HOME, NavLink(agency.name, agency.article.url), NavLink(NAME)]
    if page.number > 1:
        title = f"{title}第{page.number}页"
        crumbs[-1:] = [NavLink(NAME, page_url(folder, 1)), NavLink(f"第{page.number}页")]
    return CatalogueTableView(
        PageMeta(title, tuple(crumbs), CATALOGUE_COLUMN),
        f"共{total}公开事项，点事项看已公开的信息。",
        tuple(_head(catalogue.form)),
        tuple(_row(row, catalogue, agency) for row in page.rows),
        page_nav(folder, page.number, page.pages, total),
    )


def _head(form: CatalogueForm) -> Iterator[HeadCell]:
    names = ("matter", "sub_matter") if form.sub_matters else ("matter",)
    yield HeadCell(_LABELS["number"])
    yield HeadCell("公开事项", tuple(_LABELS[name] for name in names))
    for name in _AFTER_NAMES:
        yield HeadCell(_LABELS[name])
    if form.channels:
        yield HeadCell(_LABELS["channels"])
    for name in _MARKED:
        if choices := getattr(form, name):
            yield HeadCell(_LABELS[name], choices)
    yield from map(HeadCell, form.others)


def _row(row: CatalogueRow, catalogue: Catalogue, agency: Agency) -> Row:
    item, form = catalogue.items[row.item], catalogue.form
    matter, sub_matter = _LABELS["matter"], _LABELS["sub_matter"]
    return Row(
        item.number,
        Cell(matter, item.matter) if form.sub_matters else None,
        item_link(agency, item),
        sub_matter if form.sub_matters else matter,
        f"{row.size}份" if row.size else "",
        tuple(_cells(item, form)),
    )


def _cells(item: CatalogueItem, form: CatalogueForm) -> Iterator[Cell]:
    for name in _AFTER_NAMES:
        yield Cell(_LABELS[name], getattr(item, name))
    if form.channels:
        yield Cell(_LABELS["channels"], "", tuple(_channel(item, one) for one in form.channels))
    for name in _MARKED:
        for choice in getattr(form, name):
            made = item.chosen(name, choice)
            text = f"{TICK}{made.removeprefix(choice)}" if made else ""
            yield Cell(choice, text, is_tick=True)
    local = dict(item.others)
    for label in form.others:
        yield Cell(label, local.get(label, ""))


def _channel(item: CatalogueItem, choice: str) -> Choice:
    made = item.chosen("channels", choice)
    return Choice(CHOSEN if made else NOT_CHOSEN, made or choice)


KIND = PageKind("catalogue.html", "政务公开目录", pages, inputs, view)
