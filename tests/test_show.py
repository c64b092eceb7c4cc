"""What each page is to show: gathered, sorted and worded before a template sees it."""

from __future__ import annotations

import pytest
from conftest import TODAY, Scenario, page, silent

from site_builder.build import load
from site_builder.plan import plan
from site_builder.show import Viewer, navigation
from site_builder.views import AgencyView, CatalogueView, Fact, Home, Item, Plain, Text, View

A = "agencies/zhongwei-kjj"


def document(path: str, header: str, body: str = "正文\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def views(scenario: Scenario, text: str = "") -> dict[str, View]:
    scenario.lay(text)
    site = load(scenario.root, TODAY, silent).site
    assert site
    pages = plan(site)
    return {one.url: Viewer(site, pages).view(one) for one in pages}


def text_view(scenario: Scenario, url: str, text: str) -> Text:
    view = views(scenario, text)[url]
    assert isinstance(view, Text)
    return view


def old_report(year: int, header: str = "") -> str:
    return document(f"{A}/reports/{year}.md", f"title: {year}年报告\n{header}")


def test_the_home_page_shows_agencies_by_region_and_years_newest_first(site: Scenario) -> None:
    home = views(
        site,
        "-- content/site.yaml --\ntitle: 门户\nregions:\n"
        "  640000: 宁夏\n  640500: 中卫市\n  640521: 中宁县\n  640302: 利通区\n"
        + document("agencies/b/index.md", "title: 中宁局\nregion: 640521\n")
        + document("agencies/c/index.md", "title: 利通局\nregion: 640302\n")
        + old_report(2018),
    )["index.html"]

    assert isinstance(home, Home)
    assert home.years == (
        Item("2023", "years/2023/index.html"),
        Item("2018", "years/2018/index.html"),
    )
    assert [(g.name, [line.agency.text for line in g.lines]) for g in home.groups] == [
        ("宁夏", ["利通局"]),
        ("中卫市", ["中卫市科学技术局", "中宁局"]),
    ]
    assert [cell.text for cell in home.groups[1].lines[0].cells] == ["已公开", "已公开"]
    assert list(home.groups[1].lines[1].cells) == [Item("未收录"), Item("未收录")]
    assert (home.agencies, home.reports) == (3, 2)


@pytest.mark.parametrize(
    ("day", "kind", "words"),
    [
        ("2019-03-31", "部门", "已公开"),
        ("2019-04-01", "部门", "逾期公开"),
        ("", "部门", "已公开"),
    ],
)
def test_a_late_report_is_called_late(site: Scenario, day: str, kind: str, words: str) -> None:
    home = views(site, old_report(2018, f"published: {day}\n"))["index.html"]

    assert isinstance(home, Home)
    assert home.groups[0].lines[0].cells[1] == Item(words, f"{A}/2018/index.html")


def test_a_report_leads_to_the_one_before_and_the_one_after(site: Scenario) -> None:
    found = views(site, old_report(2009) + old_report(2018))

    near = {
        url: (view.earlier, view.later)
        for url, view in found.items()
        if isinstance(view, Text) and url.startswith(A)
    }
    item = {year: Item(f"{year}年", f"{A}/{year}/index.html") for year in (2009, 2018, 2023)}
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

    assert view.facts == (
        Fact("发布机构", "中卫市科学技术局", f"{A}/index.html"),
        Fact("信息分类", "法定主动公开内容"),
        Fact("索引号", "0101-1"),
        Fact("文号", "卫科发〔2018〕1号"),
        Fact("成文日期", "2018-03-02"),
        Fact("生成日期", "2018-03-05 09:30:00"),
        Fact("公开方式", "主动公开"),
    )
    assert view.matter.published == "2018-03-02 00:00"


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
    catalogue, agency = found["catalogue/index.html"], found[f"{A}/index.html"]

    assert isinstance(catalogue, CatalogueView)
    assert isinstance(agency, AgencyView)
    ((_, parts),) = catalogue.groups
    assert sorted(part.name for part in parts[:-1]) == ["政府信息公开指南", "法定主动公开内容"]
    assert parts[-1].name == "政府信息公开年报"
    assert agency.parts == parts[:-1]
    days = {entry.title.text: entry.day for part in parts for entry in part.entries}
    assert (days["文件"], days["指南"]) == ("2018-03-02", "")


def test_an_agency_shows_its_facts_without_gaps(site: Scenario) -> None:
    header = "title: 局\nregion: 640500\nphone: 0955-1\nwebsite: http://a.example/\n"
    agency = views(site, document(f"{A}/index.md", header))[f"{A}/index.html"]

    assert isinstance(agency, AgencyView)
    assert agency.facts == (
        Fact("行政区划", "中卫市（640500）"),
        Fact("联系电话", "0955-1"),
        Fact("网站", "http://a.example/", "http://a.example/"),
    )


def test_the_sitemap_has_full_addresses_and_no_404(site: Scenario) -> None:
    settings = "-- content/site.yaml --\ntitle: 门户\nbase_url: https://a.example/b\n"
    sitemap = views(site, settings)["sitemap.xml"]

    assert isinstance(sitemap, Plain)
    assert "https://a.example/b/index.html" in sitemap.addresses
    assert not [one for one in sitemap.addresses if "404" in one or "sitemap" in one]


def test_free_pages_are_in_the_navigation_in_their_order(site: Scenario) -> None:
    site.lay(
        document("index.md", "title: 首\n")
        + document("pages/a.md", "title: 甲\norder: 2\n")
        + document("pages/b.md", "title: 乙\norder: 1\n")
    )
    found = load(site.root, TODAY, silent).site
    assert found

    assert [item.text for item in navigation(found)] == ["首页", "政务公开目录", "乙", "甲"]
