"""The page of an annual report."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.content.urls import year_url
from site_builder.fingerprint import digest
from site_builder.model.site import Collection, Report, Site
from site_builder.pages.downloads import download_links, pictures_input, report_downloads
from site_builder.pages.fulfilment import fulfilled, fulfils, fulfils_input, indices
from site_builder.pages.history import history, updated
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import (
    HOME,
    agency_name,
    attached,
    contents,
    document_meta,
    is_listed,
    metadata_block,
    publisher,
    reasons,
    whole,
)
from site_builder.pages.sections import REPORTS_SECTION, crumb_input, section_crumb
from site_builder.pages.statistics import data_links, report_files
from site_builder.pages.view_models import REPORTS_COLUMN, MetadataItem, NavLink, Text


def pages(site: Site) -> Iterator[tuple[str, int]]:
    """Yield a page for each report, from the newest on; the subject is its index in the
    collection."""
    for collection in site.collections:
        for number, report in enumerate(collection.reports):
            yield report.article.url, number


def inputs(number: int, site: Site) -> Inputs:
    """Return the report with its pictures, the name and the region of its agency, the years of the
    reports that it links to, and the catalogue items that it fulfils."""
    collection = site.collections[0]
    near = digest(str(other and other.year) for other in collection.neighbours(number))
    return (
        agency_name(collection.agency),
        whole(collection.reports[number].article),
        *pictures_input(collection.reports[number].article, site),
        ("行政区划", collection.agency.region.code),
        ("前后年度", near),
        *fulfils_input(collection, _items(number, collection)),
        crumb_input(_section(collection)),
    )


def _items(number: int, collection: Collection) -> tuple[int, ...]:
    """Return the indices of the catalogue items that a report fulfils."""
    return fulfilled(collection.reports[number].article, indices(collection))


def view(number: int, site: Site) -> Text:
    """Return the view: the metadata block, the text with the statutory tables, and links to the
    reports before and after."""
    collection = site.collections[0]
    report = collection.reports[number]
    article, agency = report.article, report.agency
    earlier, later = collection.neighbours(number)
    data, downloads = report_files(report), report_downloads(report, site)
    crumbs = (
        HOME,
        NavLink(agency.name, agency.article.url),
        _section(collection),
        NavLink(f"{report.year}年年度报告"),
    )
    metadata = (
        MetadataItem("报告年度", f"{report.year}年", year_url(report.year)),
        *metadata_block(report.metadata, (publisher(agency),)),
        *fulfils(collection, _items(number, collection)),
        *updated(article),
    )
    meta = document_meta(article, crumbs, report.metadata, REPORTS_COLUMN, agency.name)
    return Text(
        meta=meta._replace(about=meta.about._replace(type="Report")),
        body=article.body,
        contents=contents(article),
        metadata=metadata,
        earlier=_link(earlier),
        later=_link(later),
        waivers=article.waivers,
        attachments=attached(article),
        reasons=reasons(article),
        history=history(article, report.metadata.published),
        downloads=download_links(downloads),
        data=data_links(data),
        files=(*data, *downloads),
    )


def files(view: Text) -> tuple[tuple[str, bytes], ...]:
    """Return the files that belong to the page."""
    return view.files


def _section(collection: Collection) -> NavLink:
    shown = any(is_listed(one.article) for one in collection.reports)
    return section_crumb(REPORTS_SECTION, collection.agency.slug, shown)


def _link(report: Report | None) -> NavLink | None:
    return NavLink(f"{report.year}年", report.article.url) if report else None


KIND = PageKind("report.html", "年度报告", pages, inputs, view, files=files)
