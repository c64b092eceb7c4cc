"""Which pages are stale follows from their fingerprints alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.incremental.fingerprints import SharedFingerprints, fingerprint, stale
from site_builder.model.product import Page

NAMES = st.sampled_from(["模板", "站点设置", "页面导航", "内容 a.md", "内容 b.md"])
PAGE_FACTS = st.dictionaries(NAMES, st.sampled_from("0123"), min_size=1)
FINGERPRINTS = st.dictionaries(st.sampled_from(["index.html", "a", "b", "c"]), PAGE_FACTS)


@given(FINGERPRINTS)
def test_nothing_is_stale_when_nothing_changed(now: dict[str, dict[str, str]]) -> None:
    assert stale(now, now) == {}


@given(FINGERPRINTS)
def test_everything_is_stale_that_was_not_there(now: dict[str, dict[str, str]]) -> None:
    assert stale({}, now) == dict.fromkeys(now, "新页面")


@given(FINGERPRINTS.filter(bool), st.data())
def test_one_changed_digest_makes_its_page_stale_and_no_other(
    before: dict[str, dict[str, str]], data: st.DataObject
) -> None:
    url = data.draw(st.sampled_from(sorted(before)))
    name = data.draw(st.sampled_from(sorted(before[url])))
    now = {**before, url: {**before[url], name: "new"}}

    assert stale(before, now) == {url: f"{name}有改动"}


@given(FINGERPRINTS.filter(bool), st.data())
def test_one_digest_more_or_less_makes_its_page_stale_and_no_other(
    before: dict[str, dict[str, str]], data: st.DataObject
) -> None:
    url = data.draw(st.sampled_from(sorted(before)))
    more = {**before, url: {**before[url], "内容 new.md": "1"}}

    assert stale(before, more) == {url: "多了内容 new.md"}
    assert stale(more, before) == {url: "少了内容 new.md"}


@given(FINGERPRINTS.filter(bool), st.data())
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


SHARED = SharedFingerprints({"page.html": "T", "home.html": "H"}, "S", "N", "False")


def test_a_fingerprint_holds_what_all_pages_share_and_what_the_page_shows() -> None:
    page = Page("a", "page.html", 0, (("内容 a.md", "1"), ("内容 b.md", "2")))

    assert fingerprint(page, SHARED) == {
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
        {page.url: fingerprint(page, shared) for page in pages}
        for shared in (SHARED, SHARED._replace(templates={"page.html": "T2", "home.html": "H"}))
    )

    assert stale(before, now) == {"a": "模板有改动"}


@pytest.mark.parametrize(
    "other",
    [
        SHARED._replace(settings="2"),
        SHARED._replace(navigation="2"),
        SHARED._replace(fragments="2"),
    ],
    ids=["settings", "navigation", "fragments"],
)
def test_what_stands_on_every_page_is_a_reason_for_every_page(other: SharedFingerprints) -> None:
    pages = [Page("a", "page.html", 0), Page("b", "home.html", 0)]
    before, now = (
        {page.url: fingerprint(page, shared) for page in pages} for shared in (SHARED, other)
    )

    assert set(stale(before, now)) == {"a", "b"}
