"""The plan of the lists of an agency, for any documents."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.urls import DISCLOSED, PARTS, RULES
from site_builder.model.facets import CATEGORIES, GENRES, TOPICS
from site_builder.model.listing import ListPage
from site_builder.model.site import (
    Agency,
    Article,
    Collection,
    DisclosedDocument,
    DocumentMetadata,
    JointDocument,
    Region,
    Withdrawal,
)
from site_builder.pages.lists import MOST_ALIKE, newest, plan_lists, plan_places
from site_builder.pages.paging import PAGE_SIZE

EMPTY = Article("agencies/a/index.md", "agencies/a/index.html", "甲局", (), (), "")
AGENCY = Agency("a", EMPTY, Region("640500", "中卫市"))
FIRST = date(2015, 1, 1)
GONE = Withdrawal(date(2024, 1, 1), "有误")


@st.composite
def metadata(draw: st.DrawFn) -> DocumentMetadata:
    days = draw(st.none() | st.integers(0, 3000))
    return DocumentMetadata(
        signed=None if days is None else FIRST + timedelta(days),
        topic=draw(st.sampled_from(["", "没有的", *(one.name for one in TOPICS[:3])])),
        genre=draw(st.sampled_from(["", *(one.name for one in GENRES[:3])])),
    )


@st.composite
def collections(draw: st.DrawFn) -> Collection:
    """The documents of an agency, newest first, and some of others."""
    category = st.sampled_from(["", *(one.name for one in CATEGORIES[:3])])
    documents = [
        DisclosedDocument(
            AGENCY,
            draw(st.sampled_from(PARTS[:3])),
            EMPTY._replace(
                url=f"{number}",
                archived=draw(st.sampled_from([None, None, FIRST])),
                withdrawn=draw(st.sampled_from([None, None, GONE])),
            ),
            draw(metadata()),
            category=draw(category),
        )
        for number in range(draw(st.integers(0, 30)))
    ]
    documents.sort(key=lambda one: one.metadata.day, reverse=True)
    joint = [
        JointDocument("题", "b", "乙局", draw(metadata()), category=draw(category))
        for _ in range(draw(st.integers(0, 3)))
    ]
    return Collection(AGENCY, (), tuple(documents), tuple(joint))


def whole_lists(collection: Collection) -> dict[str, list[int]]:
    """The members of each list, from its pages."""
    found: dict[str, list[int]] = {}
    for page in plan_lists(collection):
        found.setdefault(page.folder, []).extend(page.members)
    return found


def shown(collection: Collection, part: str) -> set[int]:
    return {
        number
        for number, one in enumerate(collection.documents)
        if one.part == part and not one.article.archived and not one.article.withdrawn
    }


@given(collections())
def test_every_document_that_is_shown_is_in_one_list_and_no_other_is(
    collection: Collection,
) -> None:
    found = whole_lists(collection)

    own = len(collection.documents)
    joint = set(range(own, own + len(collection.joint)))
    documents = found.get("agencies/a/documents", [])
    assert set(found.get("agencies/a/rules", [])) == shown(collection, RULES)
    assert set(documents) == shown(collection, DISCLOSED) | joint
    assert all(len(members) == len(set(members)) for members in found.values())


@given(collections())
def test_the_values_of_a_facet_divide_the_list_or_a_part_of_it(collection: Collection) -> None:
    found = whole_lists(collection)

    documents = set(found.get("agencies/a/documents", []))
    for kind in ("category", "topic", "genre", "year"):
        start = f"agencies/a/documents/{kind}/"
        parts = [members for folder, members in found.items() if folder.startswith(start)]
        together = [member for members in parts for member in members]
        assert len(together) == len(set(together))
        assert set(together) <= documents
        if kind == "category" and parts:
            assert set(together) == documents


@given(collections())
def test_a_list_is_sorted_by_day_and_cut_into_full_pages(collection: Collection) -> None:
    every: list[DisclosedDocument | JointDocument]
    every = [*collection.documents, *collection.joint]
    pages: dict[str, list[ListPage]] = {}
    for page in plan_lists(collection):
        pages.setdefault(page.folder, []).append(page)

    for some in pages.values():
        members = [member for page in some for member in page.members]
        days = [every[member].metadata.day for member in members]
        assert days == sorted(days, reverse=True)
        assert [page.number for page in some] == [*range(1, len(some) + 1)]
        assert {(page.pages, page.total) for page in some} == {(len(some), len(members))}
        assert all(len(page.members) == PAGE_SIZE for page in some[:-1])
        own = sum(member < len(collection.documents) for member in members)
        assert {page.own for page in some} == {own}


@given(collections())
def test_the_document_before_one_is_after_that(collection: Collection) -> None:
    places = [*plan_places(collection)]

    assert [place.number for place in places] == [*range(len(collection.documents))]
    for place in places:
        one = collection.documents[place.number]
        beside = [other for other in (place.earlier, place.later) if other is not None]
        assert {*beside, *place.alike} <= shown(collection, one.part)
        if place.earlier is not None:
            assert places[place.earlier].later == place.number
        if place.later is not None:
            assert places[place.later].earlier == place.number
        if place.number not in shown(collection, one.part):
            assert (beside, place.alike) == ([], ())


@given(collections())
def test_documents_alike_have_a_topic_a_genre_or_an_item_of_the_law_in_common(
    collection: Collection,
) -> None:
    for place in plan_places(collection):
        one = collection.documents[place.number]
        assert place.number not in place.alike
        assert len(place.alike) <= MOST_ALIKE
        assert [*place.alike] == sorted(place.alike)
        for number in place.alike:
            other = collection.documents[number]
            assert (
                one.metadata.topic == other.metadata.topic != ""
                or one.metadata.genre == other.metadata.genre != ""
                or one.category == other.category
            )


@given(collections())
def test_the_newest_documents_are_those_of_the_latest_days(collection: Collection) -> None:
    every: list[DisclosedDocument | JointDocument]
    every = [*collection.documents, *collection.joint]
    parts = set().union(*(shown(collection, part) for part in PARTS))
    parts |= set(range(len(collection.documents), len(every)))

    found = newest(collection, 10)

    days = sorted((every[one].metadata.day for one in parts), reverse=True)[:10]
    assert [every[one].metadata.day for one in found] == days
    assert set(found) <= parts
