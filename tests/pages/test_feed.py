"""Atom feeds of the site and of each agency."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from conftest import Scenario, held
from hypothesis import given
from hypothesis import strategies as st
from texts import bureau, document

from site_builder.model.portal import PartitionSummary
from site_builder.pages.feed import MOST_ENTRIES, _newest_agencies

A = "agencies/zhongwei-kjj"
BASE = "https://a.example/b/"
WITH_BASE = f"-- content/site.yaml --\ntitle: 门户\nbase_url: {BASE}\nregions:\n  640500: 中卫市\n"
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(site: Scenario, url: str = "feed.xml") -> ET.Element:
    return ET.fromstring((site.root / "public" / url).read_bytes())  # our own


def texts(element: ET.Element, name: str) -> list[str]:
    return [one.text or "" for one in element.iter(f"{ATOM}{name}")]


def notice(number: int, header: str, slug: str = "zhongwei-kjj") -> str:
    path = f"agencies/{slug}/documents/n{number:02}.md"
    return document(path, f"title: 第{number}号\n{header}")


def test_a_feed_has_the_newest_entries_by_the_days_in_their_headers(site: Scenario) -> None:
    site.build(
        WITH_BASE
        + notice(1, "published: 2024-03-01\nsummary: 一 & 二 <b>\n")
        + notice(2, "signed: 2024-05-01\n")
        + notice(3, "generated: 2024-04-01 09:30\n")
        + notice(4, "")
        + notice(
            5, "published: 2020-01-01\ncorrections:\n  - {date: 2025-01-02, what: 字, why: 误}\n"
        )
    )

    for url in ("feed.xml", f"{A}/feed.xml"):
        found = feed(site, url)
        assert texts(found, "title")[1:] == ["第5号", "第2号", "第3号", "第1号"]
        assert texts(found, "updated") == [
            f"{day}T00:00:00+08:00"
            for day in ("2025-01-02", "2025-01-02", "2024-05-01", "2024-04-01", "2024-03-01")
        ]
        assert texts(found, "id")[0] == BASE + url
        assert texts(found, "id")[1] == f"{BASE}{A}/documents/n05/index.html"
        assert texts(found, "summary") == ["一 & 二 <b>"]
        assert {*texts(found, "name")} == {"中卫市科学技术局"}


def test_an_entry_has_what_atom_requires(site: Scenario) -> None:
    site.build(WITH_BASE + notice(1, "published: 2024-03-01\n") + bureau("b", "乙局"))

    for url in ("feed.xml", f"{A}/feed.xml", "agencies/b/feed.xml"):
        found = feed(site, url)
        for element in (found, *found.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1
        relations = [one.get("rel") for one in found.findall(f"{ATOM}link")]
        assert relations == ["self", "alternate"]


def test_without_a_base_url_there_is_no_feed_and_no_link_to_one(site: Scenario) -> None:
    site.build(notice(1, "published: 2024-03-01\n"))

    assert not list(site.root.glob("public/**/feed.xml"))
    assert not site.soup("index.html").select("link[type='application/atom+xml']")


def test_every_page_links_to_the_feeds_that_it_belongs_to(site: Scenario) -> None:
    site.build(WITH_BASE + notice(1, "redirect_from: [agencies/former/]\n"))

    def linked(url: str) -> list[object]:
        return [one["href"] for one in site.soup(url).select("link[type='application/atom+xml']")]

    assert linked("index.html") == ["feed.xml"]
    assert linked(f"{A}/index.html") == ["../../feed.xml", f"../../{A}/feed.xml"]
    assert linked("404.html") == ["/b/feed.xml"]
    assert linked("agencies/former/index.html") == []


@pytest.mark.parametrize(
    "header",
    [
        "draft: true\n",
        "openness: 依申请公开\n",
        "publish_from: 2098-01-01\n",
        "publish_until: 2025-01-01\n",
        "withdrawn: {date: 2024-05-06, reason: 重复}\n",
    ],
)
def test_what_is_held_back_archived_or_withdrawn_is_no_news(header: str, site: Scenario) -> None:
    built = site.build(WITH_BASE + notice(1, f"signed: 2024-01-01\n{header}"))

    assert not built.stopped, built.findings
    assert not [
        path
        for path, text in held(site.root / "public").items()
        if path.endswith("feed.xml") and "第1号" in text
    ]


def test_a_feed_has_the_newest_fifty(site: Scenario) -> None:
    many = (notice(n, f"signed: 2024-01-{n % 28 + 1:02}\n") for n in range(60))

    site.build(WITH_BASE + "".join(many))

    days = texts(feed(site), "updated")[1:]
    assert len(days) == MOST_ENTRIES
    assert days == sorted(days, reverse=True)


def test_an_edit_renders_the_feeds_again_that_show_it_and_no_other(site: Scenario) -> None:
    site.build(WITH_BASE + bureau("b", "乙局") + notice(1, "signed: 2024-01-01\n"))

    built = site.build(notice(1, "signed: 2024-01-02\n"))
    assert {url for url, _ in built.reasons if url.endswith("feed.xml")} == {
        *("feed.xml", f"{A}/feed.xml"),
    }
    built = site.build(notice(2, ""))
    assert not {url for url, _ in built.reasons if url.endswith("feed.xml")}


NEWEST = st.lists(
    st.sampled_from(["2024-01-01", "2024-01-02", "2024-01-03", ""]), max_size=MOST_ENTRIES + 20
)


@given(NEWEST)
def test_the_agencies_of_the_feed_hold_its_entries(days: list[str]) -> None:
    summaries = [
        PartitionSummary(f"{n:03}", newest=(day, f"agencies/{n:03}/") if day else ())
        for n, day in enumerate(days)
    ]
    by_day = sorted((one for one in summaries if one.newest), key=lambda one: one.newest[1])
    by_day.sort(key=lambda one: one.newest[0], reverse=True)

    chosen = {one.name for one in _newest_agencies(summaries)}

    assert chosen == {one.name for one in by_day[:MOST_ENTRIES]}
