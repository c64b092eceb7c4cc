"""The form with which anybody applies to an agency for information, as a page to print. Its fields
are those of 条例第二十九条."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.model.site import Site
from site_builder.pages.apply import form_url
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import HOME, agency_name
from site_builder.pages.sections import APPLY_SECTION, section_link, takes_applications
from site_builder.pages.view_models import NavLink, PageMeta


class FormView(NamedTuple):
    """The application form of an agency."""

    meta: PageMeta
    agency: str
    back: NavLink


def pages(site: Site) -> Iterator[tuple[str, int]]:
    """Yield one page for an agency that takes applications."""
    for collection in site.collections:
        if takes_applications(collection.agency):
            yield form_url(collection.agency.slug), 0


def inputs(_: int, site: Site) -> Inputs:
    """Return the name of the agency."""
    return (agency_name(site.collections[0].agency),)


def view(_: int, site: Site) -> FormView:
    """Return the view: the agency that the form is for. The rest is in the template."""
    agency = site.collections[0].agency
    section = section_link(APPLY_SECTION, agency.slug)
    title = f"{agency.name}政府信息公开申请表"
    own = NavLink(agency.name, agency.article.url)
    crumbs = (HOME, own, section, NavLink("政府信息公开申请表"))
    return FormView(PageMeta(title, crumbs, APPLY_SECTION.column), agency.name, section)


KIND = PageKind("application_form.html", "申请表", pages, inputs, view)
