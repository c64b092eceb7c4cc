"""The page of an agency: its register data, entrances to its sections, its newest documents, and
its duties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.fingerprint import digest
from site_builder.model.agency_kinds import INSTITUTIONS
from site_builder.model.site import Agency, Collection, Report, Site
from site_builder.model.table import RenderedTable
from site_builder.pages.corrections import corrections_link
from site_builder.pages.fulfilment import catalogue_link
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.lists import document_at, newest
from site_builder.pages.parts import (
    HOME,
    attached,
    document_entry,
    entries_shown,
    is_listed,
    reasons,
    whole,
)
from site_builder.pages.sections import (
    APPLY_SECTION,
    REPORTS_SECTION,
    SECTIONS,
    Section,
    section_link,
    section_sizes,
    takes_applications,
)
from site_builder.pages.standing import PUBLISHED, of_report
from site_builder.pages.statistics import agency_files, data_input, data_links, with_tables
from site_builder.pages.view_models import (
    DUTIES_COLUMN,
    DataLink,
    Listing,
    MetadataItem,
    NavLink,
    PageMeta,
    Subject,
)

# Documents of all sections that the page lists.
NEWEST = 10
_NOTHING = "本站未收录"
# What schema.org calls the contacts of an agency.
_CONTACTS = {
    "办公地址": "address",
    "联系电话": "telephone",
    "传真": "faxNumber",
    "电子邮箱": "email",
}


class Entrance(NamedTuple):
    """The entrance to a section: a link, unless there is nothing in it, what is in it, and links to
    some of that."""

    link: NavLink
    note: str
    more: tuple[NavLink, ...] = ()


class AgencyView(NamedTuple):
    """An agency: its register data, the entrances to its sections in their order, its newest
    documents, its duties, links to the attachments that its own document lists, why errors in that
    are waived, a link to the corrections of the agency, and links to the `files` with the
    statistics of all its reports."""

    meta: PageMeta
    body: tuple[str | RenderedTable, ...]
    metadata: tuple[MetadataItem, ...]
    entrances: tuple[Entrance, ...]
    newest: tuple[Listing, ...]
    attachments: tuple[NavLink, ...]
    reasons: tuple[str, ...]
    corrections: NavLink | None
    data: tuple[DataLink, ...]
    files: tuple[tuple[str, bytes], ...]


def pages(site: Site) -> Iterator[tuple[str, int]]:
    """Yield one page if the partition is that of an agency."""
    for collection in site.collections:
        yield collection.agency.article.url, 0


def inputs(_: int, site: Site) -> Inputs:
    """Return the document about the agency, the entrances, the newest documents, and the statistics
    of its reports."""
    collection = site.collections[0]
    has_corrections = digest((str(corrections_link(collection)),))
    return (
        whole(collection.agency.article),
        ("栏目", digest((repr(_entrances(collection)),))),
        *entries_shown(_newest(collection)),
        ("更正说明", has_corrections),
        *map(data_input, with_tables(collection)),
    )


def view(_: int, site: Site) -> AgencyView:
    """Return the view: the register data that is not empty."""
    collection = site.collections[0]
    agency = collection.agency
    crumbs = (HOME, NavLink(agency.name))
    data = agency_files(collection)
    meta = PageMeta(agency.name, crumbs, DUTIES_COLUMN, agency.article.summary)
    return AgencyView(
        meta=meta._replace(about=_about(agency)),
        body=agency.article.body,
        metadata=_register(agency),
        entrances=_entrances(collection),
        newest=_newest(collection),
        attachments=attached(agency.article),
        reasons=reasons(agency.article),
        corrections=corrections_link(collection),
        data=data_links(data),
        files=data,
    )


def files(view: AgencyView) -> tuple[tuple[str, bytes], ...]:
    """Return the files that belong to the page."""
    return view.files


def _register(agency: Agency) -> tuple[MetadataItem, ...]:
    items = (
        MetadataItem("行政区划", f"{agency.region.name}（{agency.region.code}）"),
        MetadataItem("机关类别", agency.kind),
        MetadataItem("成立日期", agency.established.isoformat() if agency.established else ""),
        MetadataItem("撤销日期", agency.abolished.isoformat() if agency.abolished else ""),
        MetadataItem("其他名称", "、".join(agency.aliases)),
        MetadataItem("统一社会信用代码", agency.code),
        *contacts(agency),
    )
    return tuple(item for item in items if item.value)


def contacts(agency: Agency) -> tuple[MetadataItem, ...]:
    """Return how an agency is reached, as far as its register data tell."""
    site = MetadataItem("网站", agency.website_name or agency.website, agency.website)
    return (
        *(MetadataItem(label, value) for label, value in agency.contacts),
        *((site,) if agency.website else ()),
    )


def _about(agency: Agency) -> Subject:
    """Return an agency in the words of schema.org."""
    own = dict(agency.contacts)
    properties = (
        ("alternateName", agency.short_name),
        ("url", agency.website),
        *((name, own.get(label, "")) for label, name in _CONTACTS.items()),
    )
    is_institution = agency.kind in INSTITUTIONS
    return Subject("Organization" if is_institution else "GovernmentOrganization", properties)


def _entrances(collection: Collection) -> tuple[Entrance, ...]:
    """Return the entrances to all sections, in their order, also to those without an entry, and to
    the catalogue if there is one. An agency that nobody applies to has none for that."""
    sizes = dict(section_sizes(collection))
    sections = (
        _entrance(section, sizes.get(section, 0), collection)
        for section in SECTIONS
        if section != APPLY_SECTION or takes_applications(collection.agency)
    )
    catalogue = catalogue_link(collection)
    return (*sections, *((Entrance(catalogue, catalogue.note),) if catalogue else ()))


def _entrance(section: Section, size: int, collection: Collection) -> Entrance:
    if not size:
        return Entrance(NavLink(section.name), _NOTHING)
    link = section_link(section, collection.agency.slug)
    if section == APPLY_SECTION:
        return Entrance(link, "怎么申请、向谁申请、收费和答复期限")
    reports = (one for one in collection.reports if section == REPORTS_SECTION)
    more = tuple(_year(one) for one in reports if is_listed(one.article))
    return Entrance(link, f"{size}{section.unit}", more)


def _year(report: Report) -> NavLink:
    standing = of_report(report)
    mark = "" if standing == PUBLISHED else standing
    return NavLink(f"{report.year}年", report.article.url, mark)


def _newest(collection: Collection) -> tuple[Listing, ...]:
    found = newest(collection, NEWEST)
    return tuple(document_entry(document_at(collection, one)) for one in found)


KIND = PageKind("agency.html", "机关", pages, inputs, view, files=files)
