"""The page of a disclosed document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from site_builder.fingerprint import digest
from site_builder.model.listing import DocumentPlace
from site_builder.model.relations import JOINT, Relation, label, relation_of
from site_builder.model.site import DisclosedDocument, Site
from site_builder.pages.beside import beside, beside_inputs
from site_builder.pages.fulfilment import fulfilled, fulfils, fulfils_input, indices
from site_builder.pages.history import archived, history, updated
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.lists import plan_places
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
from site_builder.pages.sections import BY_PART, GUIDE_SECTION, crumb_input, section_crumb
from site_builder.pages.view_models import MetadataItem, NavLink, Text

_SINGLE = str.maketrans("《》", "〈〉")


def pages(site: Site) -> Iterator[tuple[str, DocumentPlace]]:
    """Yield a page for each disclosed document; the subject is its place in the collection."""
    for collection in site.collections:
        known = indices(collection)
        for place in plan_places(collection, site.settings.topics):
            article = collection.documents[place.number].article
            yield article.url, place._replace(items=fulfilled(article, known))


def inputs(place: DocumentPlace, site: Site) -> Inputs:
    """Return the document, the name of its agency, what it is related to, whether a consultation is
    open today, the catalogue items that it fulfils, and the documents beside it."""
    collection = site.collections[0]
    document = collection.documents[place.number]
    return (
        agency_name(collection.agency),
        whole(document.article),
        *_relations(document),
        *_status(document, site.today),
        *fulfils_input(collection, place.items),
        *beside_inputs(place, collection),
        crumb_input(_section(place, document)),
    )


def _relations(document: DisclosedDocument) -> Inputs:
    return (("相关文件", digest((repr(document.related),))),) if document.related else ()


def _status(document: DisclosedDocument, today: date) -> Inputs:
    consultation = document.consultation
    return (("征集状态", digest((consultation.status(today),))),) if consultation else ()


def view(place: DocumentPlace, site: Site) -> Text:
    """Return the view: the metadata block, the text of the document, links to the documents that it
    is related to, of which those that concern its validity are part of the metadata block, and
    links to those beside it."""
    collection = site.collections[0]
    document = collection.documents[place.number]
    article, agency, section = document.article, document.agency, BY_PART[document.part]
    own = NavLink(agency.name, agency.article.url)
    within = (_section(place, document), NavLink(article.title))
    is_guide = section == GUIDE_SECTION
    crumbs = (HOME, own, *((NavLink(section.name),) if is_guide else within))
    joint = tuple(_links(document, lambda relation: relation.key == JOINT, str))
    metadata = (
        *metadata_block(document.metadata, (publisher(agency), *joint)),
        *_links(document, lambda relation: relation.of_validity, _in_marks),
        MetadataItem("信息分类", document.part),
        *fulfils(collection, place.items),
        *(one for one in _of_type(document, site.today) if one.value),
        *updated(article),
    )
    near = beside(place, collection)
    return Text(
        document_meta(article, crumbs, document.metadata, section.column, agency.name),
        article.body,
        contents(article),
        metadata,
        earlier=near.earlier,
        later=near.later,
        attachments=attached(article),
        reasons=reasons(article),
        archived=archived(article),
        history=history(article, document.metadata.published),
        related=tuple(_links(document, _is_reading, _in_marks)),
        alike=near.alike,
    )


def _section(place: DocumentPlace, document: DisclosedDocument) -> NavLink:
    return section_crumb(BY_PART[document.part], document.agency.slug, place.has_section)


def _of_type(document: DisclosedDocument, today: date) -> Iterator[MetadataItem]:
    """Yield what portals print of a document by its type; values may be empty."""
    yield MetadataItem("法定公开内容", document.category)
    yield MetadataItem("信息类型", document.type)
    if consultation := document.consultation:
        opens, closes = _iso(consultation.opens), _iso(consultation.closes)
        yield MetadataItem("征集时间", f"{opens}至{closes}" if opens or closes else "")
        yield MetadataItem("征集状态", consultation.status(today))
        yield MetadataItem("采纳情况", consultation.result)
    if inquiry := document.inquiry:
        yield MetadataItem("提问日期", _iso(inquiry.asked))
        yield MetadataItem("答复日期", _iso(inquiry.answered))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _is_reading(relation: Relation) -> bool:
    """Whether a relation leads to a text to read beside the document."""
    return not relation.of_validity and relation.key != JOINT


def _links(
    document: DisclosedDocument,
    wanted: Callable[[Relation], bool],
    shown: Callable[[str], str],
) -> Iterator[MetadataItem]:
    """Yield the links to what a document is related to in wanted ways, by their labels; `shown`
    makes a text of a title."""
    related = (one for one in document.related if wanted(relation_of(one)))
    for name, members in groupby(related, key=label):
        links = tuple(NavLink(shown(one.title), one.url) for one in members)
        yield MetadataItem(name, "", links=links)


def _in_marks(title: str) -> str:
    """Return a title in 书名号, with 单书名号 inside (GB/T 15834-2011, 4.15)."""
    if title.startswith("《") and title.find("》") == len(title) - 1:
        return title
    return f"《{title.translate(_SINGLE)}》"


KIND = PageKind("document.html", "公开文件", pages, inputs, view)
