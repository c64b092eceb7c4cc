"""Staleness is arithmetic on facts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.incremental.fingerprints import SharedFingerprints, fingerprint, stale
from site_builder.model.product import Page

NAMES = st.sampled_from(["模板", "站点设置", "页面导航", "内容 a.md", "内容 b.md"])
PAGE_FACTS = st.dictionaries(NAMES, st.sampled_from("0123"), min_size=1)
SITE_FACTS = st.dictionaries(st.sampled_from(["index.html", "a", "b", "c"]), PAGE_FACTS)


@given(SITE_FACTS)
def test_nothing_is_stale_when_nothing_changed(now: dict[str, dict[str, str]]) -> None:
    assert stale(now, now) == {}


@given(SITE_FACTS)
def test_everything_is_stale_that_was_not_there(now: dict[str, dict[str, str]]) -> None:
    assert stale({}, now) == dict.fromkeys(now, "新页面")


@given(SITE_FACTS.filter(bool), st.data())
def test_one_changed_fact_makes_its_page_stale_and_no_other(
    before: dict[str, dict[str, str]], data: st.DataObject
) -> None:
    url = data.draw(st.sampled_from(sorted(before)))
    name = data.draw(st.sampled_from(sorted(before[url])))
    now = {**before, url: {**before[url], name: "new"}}

    assert stale(before, now) == {url: f"{name}有改动"}


@given(SITE_FACTS.filter(bool), st.data())
def test_one_fact_more_or_less_makes_its_page_stale_and_no_other(
    before: dict[str, dict[str, str]], data: st.DataObject
) -> None:
    url = data.draw(st.sampled_from(sorted(before)))
    more = {**before, url: {**before[url], "内容 new.md": "1"}}

    assert stale(before, more) == {url: "多了内容 new.md"}
    assert stale(more, before) == {url: "少了内容 new.md"}


@given(SITE_FACTS.filter(bool), st.data())
def test_a_page_that_is_gone_is_not_made_again(
    before: dict[str, dict[str, str]], data: st.DataObject
) -> None:
    url = data.draw(st.sampled_from(sorted(before)))

    assert stale(before, {other: before[other] for other in before if other != url}) == {}


def test_all_reasons_are_named_at_once() -> None:
    before = {"a": {"模板": "1", "内容 a.md": "1"}}

    assert stale(before, {"a": {"模板": "2", "内容 b.md": "1"}}) == {
        "a": "模板有改动；多了内容 b.md；少了内容 a.md"
    }


LOOK = SharedFingerprints({"page.html": "T", "home.html": "H"}, "S", "N", "False")


def test_the_facts_of_a_page_are_what_it_is_made_with_and_what_it_shows() -> None:
    page = Page("a", "page.html", 0, (("内容 a.md", "1"), ("内容 b.md", "2")))

    assert fingerprint(page, LOOK) == {
        "模板": "T",
        "站点设置": "S",
        "页面导航": "N",
        "正文片段": "False",
        "内容 a.md": "1",
        "内容 b.md": "2",
    }


def test_a_template_is_a_reason_for_its_own_pages_only() -> None:
    pages = [Page("a", "page.html", 0), Page("b", "home.html", 0)]
    before, now = (
        {page.url: fingerprint(page, look) for page in pages}
        for look in (LOOK, LOOK._replace(templates={"page.html": "T2", "home.html": "H"}))
    )

    assert stale(before, now) == {"a": "模板有改动"}


@pytest.mark.parametrize(
    "other",
    [LOOK._replace(settings="2"), LOOK._replace(navigation="2"), LOOK._replace(fragments="2")],
    ids=["settings", "navigation", "fragments"],
)
def test_what_stands_on_every_page_is_a_reason_for_every_page(other: SharedFingerprints) -> None:
    pages = [Page("a", "page.html", 0), Page("b", "home.html", 0)]
    before, now = ({page.url: fingerprint(page, look) for page in pages} for look in (LOOK, other))

    assert set(stale(before, now)) == {"a", "b"}
