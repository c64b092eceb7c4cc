"""Parts of views and inputs that several page kinds share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from site_builder.assembly.schema import METADATA
from site_builder.content.urls import CATALOGUE_URL, HOME_URL, PARTS, REPORTS
from site_builder.fingerprint import digest
from site_builder.model.document import Heading
from site_builder.model.site import (
    Agency,
    Article,
    Catalogue,
    DisclosedDocument,
    DocumentMetadata,
    Report,
)
from site_builder.pages.view_models import Column, Listing, MetadataItem, NavLink, PageMeta, Part

HOME = NavLink("首页", HOME_URL)
CATALOGUE = NavLink("政务公开目录", CATALOGUE_URL)


def whole(article: Article) -> tuple[str, str]:
    """Return the input of a page that shows a whole document."""
    return f"内容 {article.path}", article.digest


def listed(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return the inputs of a page that lists all reports and documents of an agency."""
    items: tuple[Report | DisclosedDocument, ...] = (*catalogue.reports, *catalogue.documents)
    return tuple(
        (
            f"条目 {item.article.path}",
            digest((item.article.title, item.article.url, repr(item.metadata))),
        )
        for item in items
    )


def agency_name(agency: Agency) -> tuple[str, str]:
    """Return the input of a page that names an agency and links to it."""
    return "机关名称", digest((agency.name, agency.article.url))


def contents(article: Article) -> tuple[Heading, ...]:
    """Return the table of contents: chapters and their sections."""
    return tuple(heading for heading in article.headings if heading.level <= 3)  # noqa: PLR2004


def document_meta(
    article: Article, crumbs: tuple[NavLink, ...], metadata: DocumentMetadata, column: Column
) -> PageMeta:
    """Return the title, the date and so on of the page of a report or a disclosed document."""
    day = metadata.published or metadata.signed
    return PageMeta(
        title=article.title,
        crumbs=crumbs,
        column=column,
        summary=article.summary,
        published=f"{day.isoformat()} 00:00" if day else metadata.generated[:16],
        source=metadata.source,
    )


def metadata_block(metadata: DocumentMetadata) -> Iterator[MetadataItem]:
    """Yield the items of the metadata block that are known, in the order in which portals print
    them."""
    for field in METADATA:
        value = getattr(metadata, field.key)
        if value:
            yield MetadataItem(field.label, value if isinstance(value, str) else value.isoformat())


def statutory_parts(catalogue: Catalogue) -> Iterator[Part]:
    """Yield the documents and reports of an agency, by statutory part."""
    documents = sorted(catalogue.documents, key=lambda one: PARTS.index(one.part))
    for name, members in groupby(documents, key=lambda one: one.part):
        yield Part(name, tuple(_listing(one.article, one.metadata) for one in members))
    if catalogue.reports:
        reports = (_listing(one.article, one.metadata) for one in catalogue.reports)
        yield Part(REPORTS, tuple(reports))


def _listing(article: Article, metadata: DocumentMetadata) -> Listing:
    days = (day.isoformat() for day in (metadata.signed, metadata.published) if day)
    return Listing(
        NavLink(article.title, article.url),
        metadata.index_number,
        metadata.document_number,
        metadata.generated[:10] or next(days, ""),
        metadata.openness,
    )
