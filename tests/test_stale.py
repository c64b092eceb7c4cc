"""Staleness is arithmetic on facts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.model import Page
from site_builder.stale import facts, stale

NAMES = st.sampled_from(["模板", "站点设置", "程序", "内容 a.md", "内容 b.md"])
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


def test_the_facts_of_a_page_are_its_template_the_settings_the_program_and_its_inputs() -> None:
    page = Page("a", "page.html", None, (("内容 a.md", "1"), ("内容 b.md", "2")))

    assert facts(page, "T", "S", "P") == {
        "模板": "T",
        "站点设置": "S",
        "程序": "P",
        "内容 a.md": "1",
        "内容 b.md": "2",
    }
