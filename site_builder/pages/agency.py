"""The page of an agency: its register data, its duties, its reports and its documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import REPORTS
from site_builder.model.agency_kinds import INSTITUTIONS
from site_builder.model.site import Agency, Report, Site
from site_builder.model.table import RenderedTable
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import HOME, attached, listed, reasons, statutory_parts, whole
from site_builder.pages.standing import PUBLISHED, of_report
from site_builder.pages.view_models import (
    DUTIES_COLUMN,
    MetadataItem,
    NavLink,
    PageMeta,
    Part,
    ReportItem,
    Subject,
)

# What schema.org calls the contacts of an agency.
_CONTACTS = {
    "办公地址": "address",
    "联系电话": "telephone",
    "传真": "faxNumber",
    "电子邮箱": "email",
}


class AgencyView(NamedTuple):
    """An agency: its register data, its duties, its reports, its documents by statutory part, and
    links to the attachments that its own document lists, and why errors in that are waived."""

    meta: PageMeta
    body: tuple[str | RenderedTable, ...]
    metadata: tuple[MetadataItem, ...]
    reports: tuple[ReportItem, ...]
    parts: tuple[Part, ...]
    attachments: tuple[NavLink, ...]
    reasons: tuple[str, ...]


def pages(site: Site) -> Iterator[tuple[str, int]]:
    """Yield one page if the partition is that of an agency."""
    for collection in site.collections:
        yield collection.agency.article.url, 0


def inputs(_: int, site: Site) -> Inputs:
    """Return the document about the agency, and every report and document that the page lists."""
    collection = site.collections[0]
    return (whole(collection.agency.article), *listed(collection))


def view(_: int, site: Site) -> AgencyView:
    """Return the view: the register data that is not empty, and reports from the newest on."""
    collection = site.collections[0]
    agency = collection.agency
    metadata = [
        MetadataItem("行政区划", f"{agency.region.name}（{agency.region.code}）"),
        MetadataItem("机关类别", agency.kind),
        MetadataItem("成立日期", agency.established.isoformat() if agency.established else ""),
        MetadataItem("撤销日期", agency.abolished.isoformat() if agency.abolished else ""),
        MetadataItem("其他名称", "、".join(agency.aliases)),
        MetadataItem("统一社会信用代码", agency.code),
        *(MetadataItem(label, value) for label, value in agency.contacts),
        MetadataItem("网站", agency.website_name or agency.website, agency.website),
    ]
    crumbs = (HOME, NavLink(agency.name))
    meta = PageMeta(agency.name, crumbs, DUTIES_COLUMN, agency.article.summary)
    return AgencyView(
        meta=meta._replace(about=_about(agency)),
        body=agency.article.body,
        metadata=tuple(item for item in metadata if item.value),
        reports=tuple(_item(report) for report in collection.reports),
        parts=tuple(part for part in statutory_parts(collection) if part.name != REPORTS),
        attachments=attached(agency.article),
        reasons=reasons(agency.article),
    )


def _about(agency: Agency) -> Subject:
    """Return an agency in the words of schema.org."""
    contacts = dict(agency.contacts)
    properties = (
        ("alternateName", agency.short_name),
        ("url", agency.website),
        *((name, contacts.get(label, "")) for label, name in _CONTACTS.items()),
    )
    is_institution = agency.kind in INSTITUTIONS
    return Subject("Organization" if is_institution else "GovernmentOrganization", properties)


def _item(report: Report) -> ReportItem:
    link = NavLink(f"{report.year}年", report.article.url, report.article.title)
    standing = of_report(report)
    return ReportItem(link, "" if standing == PUBLISHED else standing)


KIND = PageKind("agency.html", "机关", pages, inputs, view)
