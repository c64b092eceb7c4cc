"""What each page is to show: gathered, sorted and worded before a template sees it."""

from __future__ import annotations

import pytest
from conftest import REPORT, Scenario, apart, page

from site_builder.content.partition import REST
from site_builder.model.product import Page
from site_builder.pages import agency as show
from site_builder.pages.plan import plan
from site_builder.pages.view_models import (
    AgencyView,
    CatalogueView,
    MetadataItem,
    NavLink,
    PortalEntry,
    Text,
    View,
)

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def document(path: str, header: str, body: str = "正文\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def views(scenario: Scenario, text: str = "") -> dict[str, View]:
    scenario.lay(text)
    sites = apart(scenario.root).values()
    return {one.url: show.view(one, site) for site in sites for one in plan(site)}


def seen(scenario: Scenario, text: str = "", name: str = SLUG) -> PortalEntry:
    scenario.lay(text)
    site = apart(scenario.root)[name]
    return show.shown(site, tuple(one.url for one in plan(site)))


def text_view(scenario: Scenario, url: str, text: str) -> Text:
    found = views(scenario, text)[url]
    assert isinstance(found, Text)
    return found


def old_report(year: int, header: str = "") -> str:
    return document(f"{A}/reports/{year}.md", f"title: {year}年报告\n{header}")


@pytest.mark.parametrize(
    ("code", "group"),
    [("640302", "宁夏"), ("640521", "中卫市"), ("640500", "中卫市"), ("110000", "北京市")],
)
def test_an_agency_stands_with_its_prefecture_or_else_its_province(
    site: Scenario, code: str, group: str
) -> None:
    """Or, where neither has a name, with its own division."""
    text = (
        "-- content/site.yaml --\ntitle: 门户\nregions:\n  640000: 宁夏\n  640500: 中卫市\n"
        "  640521: 中宁县\n  640302: 利通区\n  110000: 北京市\n"
        + document(f"{A}/index.md", f"title: 局\nregion: {code}\n")
    )

    assert seen(site, text).group == group


def test_a_division_without_a_prefecture_or_a_province_stands_by_itself(site: Scenario) -> None:
    text = "-- content/site.yaml --\ntitle: 门户\nregions:\n  640521: 中宁县\n" + document(
        f"{A}/index.md", "title: 局\nregion: 640521\n"
    )

    assert seen(site, text).group == "中宁县"


def test_pages_about_all_agencies_show_the_reports_of_each_newest_first(site: Scenario) -> None:
    found = seen(site, old_report(2018) + document(f"{A}/guide.md", "title: 指南\n"))

    assert found.agency == NavLink("中卫市科学技术局", f"{A}/index.html")
    assert found.reports == (
        (2023, NavLink("已公开", f"{A}/2023/index.html")),
        (2018, NavLink("已公开", f"{A}/2018/index.html")),
    )
    assert found.parts == (
        ("政府信息公开指南", NavLink("1", f"catalogue/{SLUG}/index.html")),
        ("政府信息公开年报", NavLink("2", f"catalogue/{SLUG}/index.html")),
    )


def test_the_branch_of_no_agency_shows_nothing_but_its_addresses(site: Scenario) -> None:
    found = seen(site, page("正文\n"), REST)

    assert found == PortalEntry(NavLink(""), "", (), (), ("pages/example/index.html",))


def test_where_a_figure_was_written_does_not_show_on_the_page_of_its_year(site: Scenario) -> None:
    before = show.filed(apart(site.root)[SLUG].reports[0])
    text = (site.root / REPORT).read_text("utf-8")
    site.lay(f"-- {REPORT} --\n" + text.replace("statistics:", "# 下移一行\nstatistics:"))

    assert show.filed(apart(site.root)[SLUG].reports[0]) == before


@pytest.mark.parametrize(
    ("day", "kind", "words"),
    [
        ("2019-03-31", "部门", "已公开"),
        ("2019-04-01", "部门", "逾期公开"),
        ("", "部门", "已公开"),
    ],
)
def test_a_late_report_is_called_late(site: Scenario, day: str, kind: str, words: str) -> None:
    found = seen(site, old_report(2018, f"published: {day}\n"))

    assert dict(found.reports)[2018] == NavLink(words, f"{A}/2018/index.html")


def test_a_report_leads_to_the_one_before_and_the_one_after(site: Scenario) -> None:
    found = views(site, old_report(2009) + old_report(2018))

    near = {
        url: (view.earlier, view.later)
        for url, view in found.items()
        if isinstance(view, Text) and url.startswith(A)
    }
    item = {year: NavLink(f"{year}年", f"{A}/{year}/index.html") for year in (2009, 2018, 2023)}
    assert near == {
        f"{A}/2023/index.html": (item[2018], None),
        f"{A}/2018/index.html": (item[2009], item[2023]),
        f"{A}/2009/index.html": (None, item[2018]),
    }


def test_a_metadata_block_shows_what_is_known_in_the_order_of_portals(site: Scenario) -> None:
    header = (
        "title: 通知\ndocument_number: 卫科发〔2018〕1号\nindex_number: 0101-1\n"
        "signed: 2018-03-02\nopenness: 主动公开\ngenerated: 2018-03-05 09:30:00\n"
    )
    view = text_view(site, f"{A}/documents/a/index.html", document(f"{A}/documents/a.md", header))

    assert view.metadata == (
        MetadataItem("发布机构", "中卫市科学技术局", f"{A}/index.html"),
        MetadataItem("信息分类", "法定主动公开内容"),
        MetadataItem("索引号", "0101-1"),
        MetadataItem("文号", "卫科发〔2018〕1号"),
        MetadataItem("成文日期", "2018-03-02"),
        MetadataItem("生成日期", "2018-03-05 09:30:00"),
        MetadataItem("公开方式", "主动公开"),
    )
    assert view.meta.published == "2018-03-02 00:00"


def test_only_chapters_and_their_parts_are_in_the_contents(site: Scenario) -> None:
    view = text_view(
        site, "pages/example/index.html", page("## 一\n\n### 二\n\n#### 三\n\n## 四\n")
    )

    assert [heading.text for heading in view.contents] == ["一", "二", "四"]


def test_a_catalogue_lists_records_by_part_and_reports_last(site: Scenario) -> None:
    text = document(f"{A}/guide.md", "title: 指南\n") + document(
        f"{A}/documents/a.md", "title: 文件\nsigned: 2018-03-02\n"
    )
    found = views(site, text)
    catalogue, agency = found[f"catalogue/{SLUG}/index.html"], found[f"{A}/index.html"]

    assert isinstance(catalogue, CatalogueView)
    assert isinstance(agency, AgencyView)
    assert catalogue.agency == NavLink("中卫市科学技术局", f"{A}/index.html")
    assert sorted(part.name for part in catalogue.parts[:-1]) == [
        "政府信息公开指南",
        "法定主动公开内容",
    ]
    assert catalogue.parts[-1].name == "政府信息公开年报"
    assert agency.parts == catalogue.parts[:-1]
    days = {entry.title.text: entry.day for part in catalogue.parts for entry in part.entries}
    assert (days["文件"], days["指南"]) == ("2018-03-02", "")


def test_an_agency_shows_its_facts_without_gaps(site: Scenario) -> None:
    header = "title: 局\nregion: 640500\nphone: 0955-1\nwebsite: http://a.example/\n"
    agency = views(site, document(f"{A}/index.md", header))[f"{A}/index.html"]

    assert isinstance(agency, AgencyView)
    assert agency.metadata == (
        MetadataItem("行政区划", "中卫市（640500）"),
        MetadataItem("联系电话", "0955-1"),
        MetadataItem("网站", "http://a.example/", "http://a.example/"),
    )


def test_free_pages_are_in_the_navigation_in_their_order(site: Scenario) -> None:
    site.lay(
        document("index.md", "title: 首\n")
        + document("pages/a.md", "title: 甲\norder: 2\n")
        + document("pages/b.md", "title: 乙\norder: 1\n")
    )
    rest = apart(site.root)[REST]

    assert [item.text for item in show.navigation(rest)] == ["首页", "政务公开目录", "乙", "甲"]


def test_a_page_about_all_agencies_is_no_page_of_a_branch(site: Scenario) -> None:
    with pytest.raises(ValueError, match="years/2023"):
        show.view(Page("years/2023/index.html", "year.html", 2023), site.site())
