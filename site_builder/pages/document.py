"""The page of a disclosed document."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model.listing import DocumentPlace
from site_builder.model.site import Site
from site_builder.pages.beside import beside, beside_inputs
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.lists import plan_places
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
from site_builder.pages.sections import BY_PART, GUIDE_SECTION, section_link
from site_builder.pages.view_models import MetadataItem, NavLink, Text


def pages(site: Site) -> Iterator[tuple[str, DocumentPlace]]:
    """Yield a page for each disclosed document; the subject is its place in the collection."""
    for collection in site.collections:
        for place in plan_places(collection):
            yield collection.documents[place.number].article.url, place


def inputs(place: DocumentPlace, site: Site) -> Inputs:
    """Return the document, the name of its agency, and the documents beside it."""
    collection = site.collections[0]
    return (
        agency_name(collection.agency),
        whole(collection.documents[place.number].article),
        *beside_inputs(place, collection),
    )


def view(place: DocumentPlace, site: Site) -> Text:
    """Return the view: the metadata block and the text of the document, and links to those beside
    it."""
    collection = site.collections[0]
    document = collection.documents[place.number]
    article, agency, section = document.article, document.agency, BY_PART[document.part]
    own = NavLink(agency.name, agency.article.url)
    within = (section_link(section, agency.slug), NavLink(article.title))
    is_guide = section == GUIDE_SECTION
    crumbs = (HOME, own, *((NavLink(section.name),) if is_guide else within))
    metadata = (
        MetadataItem("发布机构", agency.name, agency.article.url),
        MetadataItem("信息分类", document.part),
        *metadata_block(document.metadata),
    )
    meta = document_meta(article, crumbs, document.metadata, section.column)
    near = beside(place, collection)
    return Text(
        meta,
        article.body,
        contents(article),
        metadata,
        earlier=near.earlier,
        later=near.later,
        attachments=attached(article),
        reasons=reasons(article),
        alike=near.alike,
    )


KIND = PageKind("document.html", "公开文件", pages, inputs, view)
