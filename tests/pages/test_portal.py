"""The pages about all agencies: gathered from what each partition shows, and sorted."""

from __future__ import annotations

from conftest import Scenario, apart, page, portal
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.partition import REST
from site_builder.content.urls import PARTS
from site_builder.model.site import Settings
from site_builder.pages.agency import shown
from site_builder.pages.plan import plan
from site_builder.pages.portal import addresses, catalogues, home, not_found, sitemap
from site_builder.pages.view_models import NavLink, PortalEntry

A = "agencies/zhongwei-kjj"
SETTINGS = Settings("门户", description="说明", base_url="https://a.example/b/")


def document(path: str, header: str, body: str = "正文\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def agencies(scenario: Scenario) -> list[PortalEntry]:
    """What the partitions of a project show, in the order they are shown."""
    sites = apart(scenario.root)
    summaries = portal(scenario.root).summaries
    return [
        shown(sites[summary.name], tuple(one.url for one in plan(sites[summary.name])))
        for summary in summaries
        if summary.title
    ]


def test_the_home_page_shows_agencies_by_region_and_years_newest_first(site: Scenario) -> None:
    site.lay(
        "-- content/site.yaml --\ntitle: 门户\nregions:\n"
        "  640000: 宁夏\n  640500: 中卫市\n  640521: 中宁县\n  640302: 利通区\n"
        + document("agencies/b/index.md", "title: 中宁局\nregion: 640521\n")
        + document("agencies/c/index.md", "title: 利通局\nregion: 640302\n")
        + document(f"{A}/reports/2018.md", "title: 2018年报告\n")
    )

    view = home(None, SETTINGS, agencies(site), (2018, 2023))

    assert view.years == (
        NavLink("2023", "years/2023/index.html"),
        NavLink("2018", "years/2018/index.html"),
    )
    assert [(g.name, [line.agency.text for line in g.rows]) for g in view.groups] == [
        ("宁夏", ["利通局"]),
        ("中卫市", ["中卫市科学技术局", "中宁局"]),
    ]
    assert list(view.groups[1].rows[0].cells) == [
        NavLink("已公开", f"{A}/2023/index.html"),
        NavLink("已公开", f"{A}/2018/index.html"),
    ]
    assert list(view.groups[1].rows[1].cells) == [NavLink("未收录"), NavLink("未收录")]
    assert (view.agencies, view.reports) == (3, 2)
    assert (view.meta.title, view.meta.summary, view.body) == ("门户", "说明", ())


def test_the_home_page_has_the_title_and_the_words_of_its_document(site: Scenario) -> None:
    site.lay(document("index.md", "title: 欢迎\n", "第一段。\n"))
    (article,) = apart(site.root)[REST].articles

    view = home(article, SETTINGS, (), ())

    assert view.meta.title == "欢迎"
    assert view.body == article.body
    assert (view.groups, view.years, view.agencies, view.reports) == ((), (), 0, 0)


YEARS = (2018, 2019, 2020)
SEEN = st.builds(
    PortalEntry,
    agency=st.builds(NavLink, st.sampled_from("甲乙丙丁"), st.just("a.html")),
    group=st.sampled_from(["宁夏", "中卫市"]),
    reports=st.sets(st.sampled_from(YEARS)).map(
        lambda years: tuple((year, NavLink("已公开", f"{year}.html")) for year in sorted(years))
    ),
    parts=st.sets(st.sampled_from(PARTS)).map(
        lambda names: tuple(
            (name, NavLink("2", "catalogue/a/index.html")) for name in sorted(names)
        )
    ),
    addresses=st.just(("a.html",)),
)


@given(st.lists(SEEN))
def test_every_agency_has_a_line_and_every_report_a_cell_in_the_column_of_its_year(
    seen: list[PortalEntry],
) -> None:
    view = home(None, SETTINGS, iter(seen), YEARS)

    rows = [(group.name, line) for group in view.groups for line in group.rows]
    assert len({group.name for group in view.groups}) == len(view.groups)
    for name in {one.group for one in seen}:
        own = [line.agency for group, line in rows if group == name]
        assert own == [one.agency for one in seen if one.group == name]
    reports = [
        (int(year.text), cell.url)
        for _, line in rows
        for year, cell in zip(view.years, line.cells, strict=True)
        if cell.url
    ]
    assert sorted(reports) == sorted((y, item.url) for one in seen for y, item in one.reports)
    assert view.reports == len(reports)
    assert view.agencies == len(seen)


@given(st.lists(SEEN))
def test_catalogues_count_what_every_agency_has_disclosed_part_by_part(
    seen: list[PortalEntry],
) -> None:
    view = catalogues(iter(seen))

    there = [one for one in seen if one.parts]
    used = {name for one in there for name, _ in one.parts}
    assert view.parts == tuple(name for name in PARTS if name in used)
    assert [line.agency for line in view.rows] == [
        NavLink(one.agency.text, "catalogue/a/index.html") for one in there
    ]
    for one, line in zip(there, view.rows, strict=True):
        counts = dict(zip(view.parts, (cell.text for cell in line.cells), strict=True))
        assert counts == {**dict.fromkeys(view.parts, "0"), **dict.fromkeys(dict(one.parts), "2")}


def test_an_agency_without_anything_has_no_catalogue(site: Scenario) -> None:
    site.lay(document("agencies/b/index.md", "title: 空局\nregion: 640500\n"))

    view = catalogues(agencies(site))

    assert [line.agency.text for line in view.rows] == ["中卫市科学技术局"]
    assert view.rows[0].agency.url == "catalogue/zhongwei-kjj/index.html"


def test_the_sitemap_has_full_addresses(site: Scenario) -> None:
    site.lay(page("正文\n"))

    view = sitemap(SETTINGS, addresses((2018, 2023)))

    assert view.addresses == tuple(
        f"https://a.example/b/{url}"
        for url in (
            *("index.html", "years/2018/index.html", "years/2023/index.html"),
            "catalogue/index.html",
        )
    )


def test_the_page_for_what_is_not_there_says_so() -> None:
    view = not_found()

    assert view.meta.title == "没有找到这个页面"
    assert view.addresses == ()
