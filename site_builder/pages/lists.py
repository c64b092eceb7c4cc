"""Plans the lists of an agency: what stands on which page. Everything is gone through once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from site_builder.content.urls import DISCLOSED, RULES, section_folder
from site_builder.model.facets import Facet
from site_builder.model.listing import DocumentPlace, FacetCount, ListPage
from site_builder.model.site import Collection, DisclosedDocument, JointDocument
from site_builder.pages.facets import CATEGORY, FACET_KINDS, UNSORTED, YEAR, facets_of
from site_builder.pages.paging import cut
from site_builder.pages.parts import is_listed
from site_builder.pages.sections import (
    DOCUMENTS_SECTION,
    REPORTS_SECTION,
    RULES_SECTION,
    Section,
)

# Documents shown beside one that they have a facet in common with, and how far to each side of it
# these are looked for: those near in time, so that a new document changes few pages.
MOST_ALIKE = 5
_REACH = 4

_ByFacet = dict[tuple[str, Facet], list[int]]


def document_at(collection: Collection, index: int) -> DisclosedDocument | JointDocument:
    """Return the document with an index in a `ListPage`."""
    own = len(collection.documents)
    return collection.documents[index] if index < own else collection.joint[index - own]


def plan_lists(collection: Collection, topics: tuple[Facet, ...] = ()) -> Iterator[ListPage]:
    """Yield the pages of all lists of an agency: rules, documents and the same by each facet,
    reports. A list without an entry has no page. `topics` are those that the site adds."""
    yield from _pages(collection, RULES_SECTION, _own(collection, RULES))
    disclosed = _disclosed(collection)
    by_facet = _by_facet(collection, disclosed, topics)
    choices = tuple(_choices(by_facet))
    for page in _pages(collection, DOCUMENTS_SECTION, disclosed):
        yield page._replace(choices=choices) if page.number == 1 else page
    for choice, members in zip(choices, by_facet.values(), strict=True):
        yield from _pages(collection, DOCUMENTS_SECTION, members, choice)
    reports = [n for n, one in enumerate(collection.reports) if is_listed(one.article)]
    yield from _pages(collection, REPORTS_SECTION, reports)


def newest(collection: Collection, most: int) -> list[int]:
    """Return the indices of the newest documents, those of other agencies among them."""
    own = [n for n, one in enumerate(collection.documents) if is_listed(one.article)][:most]
    return _by_day(collection, [*own, *_joint(collection)])[:most]


def plan_places(collection: Collection, topics: tuple[Facet, ...] = ()) -> Iterator[DocumentPlace]:
    """Yield the place of each document of an agency, also of those that no list shows; these have
    none beside them."""
    shown: dict[int, DocumentPlace] = {}
    groups: defaultdict[int, list[tuple[list[int], int]]] = defaultdict(list)
    for part in dict.fromkeys(one.part for one in collection.documents):
        members = _own(collection, part)
        for at, number in enumerate(members):
            later = members[at - 1] if at else None
            earlier = members[at + 1] if at + 1 < len(members) else None
            shown[number] = DocumentPlace(number, earlier, later)
        for (kind, _), group in _by_facet(collection, members, topics).items():
            if kind != YEAR.key:  # the same year alone makes no two documents alike
                for at, number in enumerate(group):
                    groups[number].append((group, at))
    filled = {collection.documents[number].part for number in shown}
    filled |= {DISCLOSED} if collection.joint else set()
    for number, one in enumerate(collection.documents):
        place = shown.get(number, DocumentPlace(number))
        alike = _alike(number, groups[number])
        yield place._replace(alike=alike, has_section=one.part in filled)


def _alike(number: int, groups: list[tuple[list[int], int]]) -> tuple[int, ...]:
    """Return the documents near to one in the groups that it belongs to, newest first: those with
    more in common rather than others, then the nearest."""
    common: defaultdict[int, int] = defaultdict(int)
    for group, at in groups:
        for other in group[max(at - _REACH, 0) : at + _REACH + 1]:
            common[other] += 1
    common.pop(number, None)
    found = sorted(common, key=lambda other: (-common[other], abs(other - number), other))
    return tuple(sorted(found[:MOST_ALIKE]))


def _pages(
    collection: Collection, section: Section, members: list[int], facet: FacetCount | None = None
) -> list[ListPage]:
    folder = section_folder(section.key, collection.agency.slug)
    if facet:
        folder = f"{folder}/{facet.kind}/{facet.slug}"
    pages = [*cut(members)]
    is_joint = len(collection.documents) if section != REPORTS_SECTION else len(collection.reports)
    own = sum(member < is_joint for member in members)
    return [
        ListPage(section.key, folder, number, len(pages), page, len(members), own, facet)
        for number, page in enumerate(pages, 1)
    ]


def _own(collection: Collection, part: str) -> list[int]:
    """Return the indices of the documents of a statutory part, newest first."""
    return [
        number
        for number, one in enumerate(collection.documents)
        if one.part == part and is_listed(one.article)
    ]


def _joint(collection: Collection) -> range:
    own = len(collection.documents)
    return range(own, own + len(collection.joint))


def _disclosed(collection: Collection) -> list[int]:
    return _by_day(collection, [*_own(collection, DISCLOSED), *_joint(collection)])


def _by_day(collection: Collection, members: list[int]) -> list[int]:
    """Sort newest first; among equals, own documents stay first."""
    return sorted(members, key=lambda one: document_at(collection, one).metadata.day, reverse=True)


def _by_facet(collection: Collection, members: list[int], topics: tuple[Facet, ...]) -> _ByFacet:
    """Return the members by each value of a facet, in the order of the facets and values. Where no
    header names the item of the law, that is not a value."""
    found: dict[str, dict[Facet, list[int]]] = {kind.key: defaultdict(list) for kind in FACET_KINDS}
    for member in members:
        one = document_at(collection, member)
        for kind, value in facets_of(one.metadata, one.category, topics):
            found[kind.key][value].append(member)
    if found[CATEGORY.key].keys() == {UNSORTED}:
        found[CATEGORY.key].clear()
    return {
        (kind.key, value): found[kind.key][value]
        for kind in FACET_KINDS
        for value in sorted(found[kind.key], key=kind.place)
    }


def _choices(by_facet: _ByFacet) -> Iterator[FacetCount]:
    for (kind, value), members in by_facet.items():
        yield FacetCount(kind, value.slug, value.name, len(members))
