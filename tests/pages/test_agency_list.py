"""The lists of an agency, page by page."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Scenario, views
from texts import bureau, document

from site_builder.pages.agency_list import ListView
from site_builder.pages.view_models import Group, Listing, NavLink

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"
LIST = f"{A}/documents/index.html"


def dated(name: str, day: str, more: str = "") -> str:
    """A disclosed document that was signed on a day."""
    return document(f"{A}/documents/{name}.md", f"title: 文件{name}\nsigned: {day}\n{more}")


def many(count: int) -> str:
    """Documents of different days of 2021 and 2022, the newest with the highest number."""
    days = (f"{2021 + n // 28}-03-{n % 28 + 1:02}" for n in range(count))
    return "".join(dated(f"n{n}", day, "genre: 通知\n") for n, day in enumerate(days))


def lists(scenario: Scenario, text: str) -> dict[str, ListView]:
    found = views(scenario, text)
    return {url: view for url, view in found.items() if isinstance(view, ListView)}


def titles(view: ListView) -> list[str]:
    return [entry.title.text for group in view.groups for entry in group.entries]


def test_documents_stand_under_the_year_of_their_date_newest_first(site: Scenario) -> None:
    text = dated("a", "2020-05-01") + dated("b", "2021-05-01") + dated("c", "2020-06-01")
    view = lists(site, text + document(f"{A}/documents/d.md", "title: 文件d\n"))[LIST]

    shown = [(group.name, [one.title.text for one in group.entries]) for group in view.groups]
    assert shown == [
        *(("2021年", ["文件b"]), ("2020年", ["文件c", "文件a"])),
        ("日期不详", ["文件d"]),
    ]
    assert view.groups[0].entries[0] == Listing(
        NavLink("文件b", f"{A}/documents/b/index.html"), "", "", "2021-05-01"
    )


def test_a_long_list_is_on_pages_of_twenty(site: Scenario) -> None:
    found = lists(site, many(45))

    pages = [found[LIST], *(found[f"{A}/documents/page/{n}/index.html"] for n in (2, 3))]
    assert [len(titles(page)) for page in pages] == [20, 20, 5]
    assert [title for page in pages for title in titles(page)] == [
        f"文件n{n}" for n in reversed(range(45))
    ]
    assert f"{A}/documents/page/4/index.html" not in found
    assert all(page.nav and page.nav.last for page in pages[:-1])
    assert len({page.meta.title for page in pages}) == len(pages)
    assert pages[1].meta.crumbs[2:] == (NavLink("法定主动公开内容", LIST), NavLink("第2页"))
    assert f"{A}/documents/genre/tongzhi/page/3/index.html" in found


def test_a_list_is_filtered_by_plain_links_with_counts(site: Scenario) -> None:
    text = (
        dated("a", "2020-05-01", "topic: 科技、教育\ngenre: 通知\ncategory: 统计信息\n")
        + dated("b", "2021-05-01", "topic: 综合政务\\政务公开\ngenre: 通知\n")
        + dated("c", "2021-06-01", "category: 第二十条第（一）项\n")
    )
    found = lists(site, text)

    facets = [
        (facet.name, [(link.text, link.note) for link in facet.links])
        for facet in found[LIST].facets
    ]
    assert facets == [
        (
            "法定公开内容",
            [("行政法规、规章和规范性文件", "1"), ("统计信息", "1"), ("未标明条例条目", "1")],
        ),
        ("主题分类", [("综合政务", "1"), ("科技、教育", "1")]),
        ("体裁", [("通知", "2")]),
        ("年度", [("2021年", "2"), ("2020年", "1")]),
    ]
    links = [link for facet in found[LIST].facets for link in facet.links]
    for link in links:
        part = found[link.url]
        assert len(titles(part)) == int(link.note)
        assert part.facets == ()
        assert part.back == NavLink("按其他分类查看", LIST)
    assert {url for url in found if "/documents/" in url} == {LIST, *(link.url for link in links)}
    assert titles(found[f"{A}/documents/topic/general-affairs/index.html"]) == ["文件b"]


def test_where_no_header_names_the_item_of_the_law_there_is_no_such_facet(site: Scenario) -> None:
    found = lists(site, dated("a", "2020-05-01"))

    assert [facet.name for facet in found[LIST].facets] == ["年度"]


def test_rules_and_reports_have_lists_of_their_own(site: Scenario) -> None:
    text = document(f"{A}/rules/r.md", "title: 制度\n") + document(
        f"{A}/reports/2018.md", "title: 2018年报告\npublished: 2019-06-01\n"
    )
    found = lists(site, text)

    assert titles(found[f"{A}/rules/index.html"]) == ["制度"]
    (group,) = found[f"{A}/reports/index.html"].groups
    assert group == Group(
        "",
        (
            Listing(
                NavLink("中卫市科学技术局2023年政府信息公开工作年度报告", f"{A}/2023/index.html"),
                *("", "", "", "日期不详"),
            ),
            Listing(
                NavLink("2018年报告", f"{A}/2018/index.html"), "", "", "2019-06-01", "逾期公开"
            ),
        ),
    )
    assert LIST not in found


def test_a_list_without_an_entry_has_no_page(site: Scenario) -> None:
    found = views(site, bureau("b", "空局"))

    assert {url for url in found if url.startswith("agencies/b/")} == {
        *("agencies/b/index.html", "agencies/b/apply/index.html"),
        "agencies/b/apply/form/index.html",
    }


@pytest.mark.parametrize("name", ["page", "topic", "category-20-1", "index"])
def test_no_name_of_a_document_takes_the_place_of_a_list(site: Scenario, name: str) -> None:
    text = many(45) + dated(name, "2020-01-01", "topic: 综合政务\ncategory: 统计信息\n")

    built = site.build(text)

    assert not built.stopped, built.findings
    assert "文件" + name in site.soup(f"{A}/documents/{name}/index.html").get_text()
    assert site.soup(f"{A}/documents/page/3/index.html").select_one("[aria-current=page]")


def test_the_links_between_pages_can_be_followed_from_the_first_to_the_last(
    site: Scenario,
) -> None:
    site.build(many(45))
    public = (site.root / "public").resolve()
    place: Path | None = public / LIST
    seen: list[str] = []

    while place:
        soup = site.soup(place.relative_to(public).as_posix())
        seen += [link.get_text() for link in soup.select(".sb-listing th a")]
        after = soup.select_one(".sb-page-nav [rel=next]")
        place = (place.parent / str(after["href"])).resolve() if after else None

    assert len(seen) == len(set(seen)) == 45


def test_a_joint_document_is_in_the_lists_of_each_and_counts_once(site: Scenario) -> None:
    built = site.build(
        bureau("b", "乙局")
        + dated("a", "2020-05-01", "agencies: [b]\ngenre: 通知\n")
        + document("agencies/b/documents/c.md", "title: 文件c\nsigned: 2020-01-01\n")
    )

    assert not built.stopped, built.findings
    url = "agencies/b/documents/index.html"
    (first, second) = site.main(url).select(".sb-listing tbody tr")
    assert "文件a（与中卫市科学技术局联合发布）" in first.get_text()
    assert "文件c" in second.get_text()
    assert site.main("agencies/b/documents/genre/tongzhi/index.html").select("tbody tr")
    assert "2个机关共2件" in site.main("documents/index.html").get_text()
    assert "1个机关共公开1件" in site.main("catalogue/genre/tongzhi/index.html").get_text()


def test_a_topic_of_the_site_has_a_list_like_the_others(site: Scenario) -> None:
    settings = "-- content/site.yaml --\ntitle: 门户\nregions:\n  640500: 中卫市\n"
    built = site.build(
        f"{settings}topics:\n  data: 数字政府\n" + dated("a", "2020-05-01", "topic: 数字政府\n")
    )

    assert not built.stopped, built.findings
    assert "文件a" in site.main(f"{A}/documents/topic/data/index.html").get_text()
    assert "主题分类：数字政府" in site.main("catalogue/topic/data/index.html").get_text()
