"""Links within a partition and between partitions: each is compared with its target once."""

from __future__ import annotations

import pytest
from conftest import TODAY, Scenario, apart, learnt
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import page

from site_builder.content.partition import REST
from site_builder.lint.link_graph import (
    DRAFT,
    anchors,
    forgotten,
    inner_links,
    kept_back,
    leaving_links,
)
from site_builder.pipeline.cross_checks import portal_of

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def document(path: str, body: str, header: str = "title: 题\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


LINKED = (
    page(
        "## 一\n[自己](#一) [首页](../index.md)"
        " [报告](/agencies/zhongwei-kjj/reports/2023.md#总体情况)"
        " [别处](https://a.example/) ![图](a.png) [乙](../agencies/b/index.md)\n"
    )
    + document("index.md", "正文\n")
    + document(
        f"{A}/guide.md", "[报告](reports/2023.md) [页](../../pages/example.md) [乙](../b/a.pdf)\n"
    )
    + document("agencies/b/index.md", "正文\n", "title: 乙\nregion: 640500\n")
    + "-- content/agencies/b/a.pdf --\n%PDF\n-- content/pages/a.png --\n\\x89PNG\n"
)


def test_every_internal_link_stays_in_its_partition_or_leaves_it(site: Scenario) -> None:
    site.lay(LINKED)
    sites = apart(site.root)

    inner = {name: inner_links(one, name) for name, one in sites.items()}
    leaving = {name: leaving_links(one, name) for name, one in sites.items()}

    def goals(links: tuple[tuple[str, object], ...]) -> list[tuple[str, str]]:
        return [(path, getattr(link, "path", "")) for path, link in links]

    assert goals(inner[REST].links) == [
        ("pages/example.md", ""),
        ("pages/example.md", "index.md"),
        ("pages/example.md", "pages/a.png"),
    ]
    assert goals(leaving[REST]) == [
        ("pages/example.md", f"{A}/reports/2023.md"),
        ("pages/example.md", "agencies/b/index.md"),
    ]
    assert goals(inner[SLUG].links) == [(f"{A}/guide.md", f"{A}/reports/2023.md")]
    assert goals(leaving[SLUG]) == [
        (f"{A}/guide.md", "pages/example.md"),
        (f"{A}/guide.md", "agencies/b/a.pdf"),
    ]
    assert (inner["b"].links, leaving["b"]) == ((), ())
    whole = site.site()
    in_all = [link for one in whole.documents for link in one.links if link.path or link.fragment]
    found = [link for name in sites for _, link in (*inner[name].links, *leaving[name])]
    assert sorted(map(repr, found)) == sorted(map(repr, in_all))


def test_links_have_all_beside_them_that_there_is_for_them_to_lead_to(site: Scenario) -> None:
    site.lay(LINKED)

    graph = inner_links(apart(site.root)["b"], "b")

    assert graph.documents == {"agencies/b/index.md"}
    assert graph.attachments == {"agencies/b/a.pdf"}
    assert graph.anchors == dict.fromkeys(["agencies/b/a.pdf", "agencies/b/index.md"], frozenset())


def test_a_draft_has_no_anchors_for_others_and_its_links_do_not_count(site: Scenario) -> None:
    site.lay(
        document("pages/draft.md", "## 一\n[不在](gone.md)\n", "title: 稿\ndraft: true\n")
        + page("## 甲\n\n### 乙\n")
    )
    rest = apart(site.root)[REST]

    assert anchors(rest) == {
        "pages/draft.md": DRAFT,
        "pages/example.md": frozenset({"s-甲", "s-乙"}),
    }
    assert inner_links(rest, REST).links == ()


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("../agencies/zhongwei-kjj/index.md", []),
        ("../agencies/zhongwei-kjj/reports/2023.md#总体情况", []),
        ("../agencies/zhongwei-kjj/reports/2023.md#一、总体情况", []),
        ("../agencies/b/a.pdf", []),
        ("../agencies/zhongwei-kjj/reports/2023.md#总体情形", ["L107"]),
        ("../agencies/zhongwei-kjj/reports/2022.md", ["L105"]),
        ("../agencies/zhongwei-kjj/Index.md", ["L105"]),
        ("../agencies/gone/index.md", ["L105"]),
        ("../agencies/b/documents/draft.md", ["L106"]),
        ("../agencies/b/documents/draft.md#没有", ["L106"]),
        ("../agencies/b/a.pdf#没有", []),
    ],
)
def test_a_link_to_another_partition_is_checked_against_its_files(
    site: Scenario, link: str, found: list[str]
) -> None:
    draft = document("agencies/b/documents/draft.md", "正文\n", "title: 稿\ndraft: true\n")
    site.lay(LINKED + draft)

    findings = [one for one in site.check(page(f"[那里]({link})\n")) if one.code.startswith("L1")]

    assert [one.code for one in findings] == found
    assert all((one.path, one.line) == ("content/pages/example.md", 4) for one in findings)


def test_a_link_from_an_agency_to_a_page_and_to_another_agency_is_checked(
    site: Scenario,
) -> None:
    body = "[页](../../pages/example.md#乙) [机关](../b/index.md#甲) [机关](../c/index.md)\n"
    site.lay(
        page("## 甲\n") + document("agencies/b/index.md", "## 甲\n", "title: 乙\nregion: 640500\n")
    )

    found = site.check(document(f"{A}/guide.md", body))

    assert [(one.code, one.path) for one in found if one.code.startswith("L")] == [
        ("L107", f"content/{A}/guide.md"),
        ("L105", f"content/{A}/guide.md"),
    ]


def test_a_removed_heading_makes_links_of_unchanged_partitions_dead(
    site: Scenario,
) -> None:
    link = "[甲](../agencies/b/index.md#甲)\n"
    agency = document("agencies/b/index.md", "## 甲\n", "title: 乙\nregion: 640500\n")
    assert "L107" not in {one.code for one in site.check(page(link) + agency)}

    found = site.check(agency.replace("## 甲", "## 乙"))

    assert [(one.code, one.path) for one in found if one.code == "L107"] == [
        ("L107", "content/pages/example.md")
    ]


FILES = ("pages/1.pdf", "pages/2.pdf", "agencies/b/1.pdf", "agencies/b/2.pdf")
LINKING = st.dictionaries(
    st.sampled_from(["pages/a.md", "pages/b.md", "agencies/b/guide.md", f"{A}/guide.md"]),
    st.tuples(st.booleans(), st.sets(st.sampled_from([*FILES, "pages/a.md"]))),
)


@settings(max_examples=40)
@given(LINKING)
def test_an_attachment_stays_home_unless_a_page_links_to_it(
    tmp_path_factory: pytest.TempPathFactory, linking: dict[str, tuple[bool, set[str]]]
) -> None:
    site = Scenario(tmp_path_factory.mktemp("site"))
    site.lay("".join(f"-- content/{path} --\n%PDF\n" for path in FILES))
    site.lay(document("agencies/b/index.md", "正文\n", "title: 乙\nregion: 640500\n"))
    site.lay(document(f"{A}/index.md", "正文\n", "title: 甲\nregion: 640500\n"))
    for path, (draft, goals) in linking.items():
        body = "".join(f"[见](/{goal})\n" for goal in sorted(goals))
        site.lay(document(path, body, "title: 题\ndraft: true\n" if draft else "title: 题\n"))

    summaries = [one.summary for one in learnt(site.root).values()]

    by_drafts = {goal for draft, goals in linking.values() if draft for goal in goals}
    by_pages = {goal for draft, goals in linking.values() if not draft for goal in goals}
    known = portal_of(summaries, TODAY)
    assert kept_back(known) == {*FILES} - by_pages
    assert forgotten(known) == {*FILES} - by_pages - by_drafts
