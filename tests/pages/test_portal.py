"""What pages about all agencies show of one partition."""

from __future__ import annotations

import pytest
from conftest import Scenario, apart, entries
from texts import REPORT, page

from site_builder.content.partition import REST
from site_builder.pages.portal import PageAddress, PortalEntry, report_figures
from site_builder.pages.view_models import NavLink

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def document(path: str, header: str, body: str = "正文\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def old_report(year: int, header: str = "") -> str:
    return document(f"{A}/reports/{year}.md", f"title: {year}年报告\n{header}")


def seen(scenario: Scenario, text: str = "", name: str = SLUG) -> PortalEntry:
    scenario.lay(text)
    return entries(scenario.root)[name]


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
    report = old_report(2018, "published: 2019-03-01\n")

    found = seen(site, report + document(f"{A}/guide.md", "title: 指南\n"))

    assert found.agency == NavLink("中卫市科学技术局", f"{A}/index.html")
    assert found.reports == (
        (2023, NavLink("日期不详", f"{A}/2023/index.html", "undated")),
        (2018, NavLink("已公开", f"{A}/2018/index.html")),
    )


def test_the_partition_without_an_agency_shows_its_addresses_and_its_free_pages(
    site: Scenario,
) -> None:
    found = seen(site, page("正文\n"), REST)

    assert found == PortalEntry(
        NavLink(""),
        "",
        (),
        (PageAddress("pages/example/index.html"),),
        free_pages=(NavLink("示例", "pages/example/index.html"),),
    )


def test_the_page_of_a_year_does_not_depend_on_where_a_figure_was_written(site: Scenario) -> None:
    before = report_figures(apart(site.root)[SLUG].reports[0])
    text = (site.root / REPORT).read_text("utf-8")
    site.lay(f"-- {REPORT} --\n" + text.replace("statistics:", "# 下移一行\nstatistics:"))

    assert report_figures(apart(site.root)[SLUG].reports[0]) == before


@pytest.mark.parametrize(
    ("dates", "words", "mark"),
    [
        ("published: 2019-03-31\n", "已公开", ""),
        ("published: 2019-04-01\n", "逾期公开", "late"),
        ("signed: 2019-03-31\n", "已公开", ""),
        ("signed: 2019-04-01\n", "逾期公开", "late"),
        ("generated: 2019-03-01\n", "日期不详", "undated"),
        ("", "日期不详", "undated"),
    ],
)
def test_a_late_report_is_called_late_and_one_without_a_date_is_not_called_in_time(
    site: Scenario, dates: str, words: str, mark: str
) -> None:
    found = seen(site, old_report(2018, dates))

    assert dict(found.reports)[2018] == NavLink(words, f"{A}/2018/index.html", mark)


def test_free_pages_come_in_their_order(site: Scenario) -> None:
    site.lay(
        document("index.md", "title: 首\n")
        + document("pages/a.md", "title: 甲\norder: 2\n")
        + document("pages/b.md", "title: 乙\norder: 1\n")
    )

    assert [link.text for link in entries(site.root)[REST].free_pages] == ["乙", "甲"]
