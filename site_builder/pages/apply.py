"""How to apply to an agency for information that it has not published: how, to whom, by when it
answers, and at which fee."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import section_folder
from site_builder.fingerprint import digest
from site_builder.model.site import Site
from site_builder.pages.agency import contacts
from site_builder.pages.application_law import (
    DEADLINES,
    FEES,
    HOW,
    REMEDIES,
    TARIFF_NOTE,
    TARIFFS,
    Paragraph,
    Tariff,
)
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.paging import page_url
from site_builder.pages.parts import HOME, agency_name
from site_builder.pages.sections import (
    APPLY_SECTION,
    GUIDE_SECTION,
    section_link,
    section_sizes,
    takes_applications,
)
from site_builder.pages.view_models import MetadataItem, NavLink, PageMeta


class Chapter(NamedTuple):
    """Paragraphs under a heading."""

    name: str
    title: str
    paragraphs: tuple[Paragraph, ...]


class ApplyView(NamedTuple):
    """How to apply: the form to print, whom to give it to, and what the law says."""

    meta: PageMeta
    agency: NavLink
    form: NavLink
    contacts: tuple[MetadataItem, ...]
    guide: NavLink | None
    abolished: str
    chapters: tuple[Chapter, ...]
    tariffs: tuple[Tariff, ...]
    tariff_note: str


def pages(site: Site) -> Iterator[tuple[str, int]]:
    """Yield one page for an agency that takes applications."""
    for collection in site.collections:
        if takes_applications(collection.agency):
            yield page_url(section_folder(APPLY_SECTION.key, collection.agency.slug), 1), 0


def inputs(_: int, site: Site) -> Inputs:
    """Return the name of the agency, how it is reached, and whether it has a guide."""
    agency = site.collections[0].agency
    reached = repr((contacts(agency), agency.abolished, _guide(site)))
    return (agency_name(agency), ("联系方式", digest((reached,))))


def view(_: int, site: Site) -> ApplyView:
    """Return the view: what is the same for all agencies, and what is known of this one."""
    agency = site.collections[0].agency
    own = NavLink(agency.name, agency.article.url)
    crumbs = (HOME, own, NavLink(APPLY_SECTION.name))
    return ApplyView(
        PageMeta(f"{agency.name}{APPLY_SECTION.name}", crumbs, APPLY_SECTION.column),
        own,
        NavLink("政府信息公开申请表", form_url(agency.slug)),
        contacts(agency),
        _guide(site),
        agency.abolished.isoformat() if agency.abolished else "",
        (
            Chapter("how", "怎么申请", HOW),
            Chapter("deadlines", "多久答复", DEADLINES),
            Chapter("remedies", "不服怎么办", REMEDIES),
            Chapter("fees", "收费", FEES),
        ),
        TARIFFS,
        TARIFF_NOTE,
    )


def form_url(agency: str) -> str:
    """Return the URL of the application form of an agency."""
    return f"{section_folder(APPLY_SECTION.key, agency)}/form/index.html"


def _guide(site: Site) -> NavLink | None:
    collection = site.collections[0]
    has_guide = any(section == GUIDE_SECTION for section, _ in section_sizes(collection))
    return section_link(GUIDE_SECTION, collection.agency.slug) if has_guide else None


KIND = PageKind("apply.html", "依申请公开", pages, inputs, view)
