"""The page of an agency: its register data, its duties, its reports and its documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import REPORTS
from site_builder.fingerprint import digest
from site_builder.model.site import Report, Site
from site_builder.model.table import RenderedTable
from site_builder.pages.corrections import corrections_link
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
)


class AgencyView(NamedTuple):
    """An agency: its register data, its duties, its reports, its documents by statutory part, and
    links to the attachments that its own document lists, why errors in that are waived, and a link
    to the corrections of the agency."""

    meta: PageMeta
    body: tuple[str | RenderedTable, ...]
    metadata: tuple[MetadataItem, ...]
    reports: tuple[ReportItem, ...]
    parts: tuple[Part, ...]
    attachments: tuple[NavLink, ...]
    reasons: tuple[str, ...]
    corrections: NavLink | None


def pages(site: Site) -> Iterator[tuple[str, int]]:
    """Yield one page if the partition is that of an agency."""
    for collection in site.collections:
        yield collection.agency.article.url, 0


def inputs(_: int, site: Site) -> Inputs:
    """Return the document about the agency, and every report and document that the page lists."""
    collection = site.collections[0]
    has_corrections = digest((str(corrections_link(collection)),))
    return (
        whole(collection.agency.article),
        *listed(collection),
        ("更正说明", has_corrections),
    )


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
    return AgencyView(
        meta=PageMeta(agency.name, crumbs, DUTIES_COLUMN, agency.article.summary),
        body=agency.article.body,
        metadata=tuple(item for item in metadata if item.value),
        reports=tuple(_item(report) for report in collection.reports),
        parts=tuple(part for part in statutory_parts(collection) if part.name != REPORTS),
        attachments=attached(agency.article),
        reasons=reasons(agency.article),
        corrections=corrections_link(collection),
    )


def _item(report: Report) -> ReportItem:
    link = NavLink(f"{report.year}年", report.article.url, report.article.title)
    standing = of_report(report)
    return ReportItem(link, "" if standing == PUBLISHED else standing)


KIND = PageKind("agency.html", "机关", pages, inputs, view)
