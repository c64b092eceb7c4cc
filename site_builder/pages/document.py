"""The page of a disclosed document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from site_builder.fingerprint import digest
from site_builder.model.relations import JOINT, Relation, label, relation_of
from site_builder.model.site import DisclosedDocument, Site
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import (
    HOME,
    agency_name,
    attached,
    contents,
    document_meta,
    metadata_block,
    publisher,
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
    """Return the document, the name of its agency, and what it is related to."""
    collection = site.collections[0]
    document = collection.documents[number]
    return (agency_name(collection.agency), whole(document.article), *_relations(document))


def _relations(document: DisclosedDocument) -> Inputs:
    return (("相关文件", digest((repr(document.related),))),) if document.related else ()


def view(number: int, site: Site) -> Text:
    """Return the view: the metadata block, the text of the document, and links to the documents
    that it is related to; those that concern its validity are part of the metadata block."""
    document = site.collections[0].documents[number]
    article, agency = document.article, document.agency
    crumbs = (HOME, NavLink(agency.name, agency.article.url), NavLink(article.title))
    joint = tuple(_links(document, lambda relation: relation.key == JOINT, "{}"))
    metadata = (
        *metadata_block(document.metadata, (publisher(agency), *joint)),
        *_links(document, lambda relation: relation.of_validity, "《{}》"),
        MetadataItem("信息分类", document.part),
    )
    return Text(
        document_meta(article, crumbs, document.metadata, DOCUMENTS_COLUMN, agency.name),
        article.body,
        contents(article),
        metadata,
        attachments=attached(article),
        reasons=reasons(article),
        related=tuple(_links(document, _is_reading, "《{}》")),
    )


def _is_reading(relation: Relation) -> bool:
    """Whether a relation leads to a text to read beside the document."""
    return not relation.of_validity and relation.key != JOINT


def _links(
    document: DisclosedDocument, wanted: Callable[[Relation], bool], form: str
) -> Iterator[MetadataItem]:
    """Yield the links to what a document is related to in wanted ways, by their labels."""
    related = (one for one in document.related if wanted(relation_of(one)))
    for name, members in groupby(related, key=label):
        links = tuple(NavLink(form.format(one.title), one.url) for one in members)
        yield MetadataItem(name, "", links=links)


KIND = PageKind("document.html", "公开文件", pages, inputs, view)
