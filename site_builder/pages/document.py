"""The page of a disclosed document."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model.site import Site
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import (
    HOME,
    agency_name,
    attached,
    contents,
    document_meta,
    metadata_block,
    reasons,
    whole,
)
from site_builder.pages.view_models import DOCUMENTS_COLUMN, MetadataItem, NavLink, Text


def pages(site: Site) -> Iterator[tuple[str, int]]:
    """Yield a page for each disclosed document; the subject is its index in the collection."""
    for collection in site.collections:
        for number, document in enumerate(collection.documents):
            yield document.article.url, number


def inputs(number: int, site: Site) -> Inputs:
    """Return the document, and the name of its agency."""
    collection = site.collections[0]
    return (agency_name(collection.agency), whole(collection.documents[number].article))


def view(number: int, site: Site) -> Text:
    """Return the view: the metadata block and the text of the document."""
    document = site.collections[0].documents[number]
    article, agency = document.article, document.agency
    crumbs = (HOME, NavLink(agency.name, agency.article.url), NavLink(article.title))
    metadata = (
        MetadataItem("发布机构", agency.name, agency.article.url),
        MetadataItem("信息分类", document.part),
        *metadata_block(document.metadata),
    )
    meta = document_meta(article, crumbs, document.metadata, DOCUMENTS_COLUMN, agency.name)
    return Text(
        meta,
        article.body,
        contents(article),
        metadata,
        attachments=attached(article),
        reasons=reasons(article),
    )


KIND = PageKind("document.html", "公开文件", pages, inputs, view)
