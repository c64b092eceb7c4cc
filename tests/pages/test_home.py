"""The home page: the cross-agency index."""

from __future__ import annotations

from conftest import Scenario, apart, data_of, entries, subsets
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.partition import REST
from site_builder.model.site import Settings
from site_builder.pages.home import view
from site_builder.pages.portal import PortalEntry
from site_builder.pages.view_models import NavLink

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


SETTINGS = Settings("门户", description="说明", base_url="https://a.example/b/")


def document(path: str, header: str, body: str = "正文\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def test_the_home_page_shows_agencies_by_region_and_years_newest_first(site: Scenario) -> None:
    site.lay(
        "-- content/site.yaml --\ntitle: 门户\nregions:\n"
        "  640000: 宁夏\n  640500: 中卫市\n  640521: 中宁县\n  640302: 利通区\n"
        + document("agencies/b/index.md", "title: 中宁局\nregion: 640521\n")
        + document("agencies/c/index.md", "title: 利通局\nregion: 640302\n")
        + document(f"{A}/reports/2018.md", "title: 2018年报告\n")
    )

    shown = view(0, data_of(entries(site.root).values(), SETTINGS, (2018, 2023)))

    assert shown.years == (
        NavLink("2023", "years/2023/index.html"),
        NavLink("2018", "years/2018/index.html"),
    )
    assert [(g.name, [line.agency.text for line in g.rows]) for g in shown.groups] == [
        ("宁夏", ["利通局"]),
        ("中卫市", ["中卫市科学技术局", "中宁局"]),
    ]
    assert list(shown.groups[1].rows[0].cells) == [
        NavLink("已公开", f"{A}/2023/index.html"),
        NavLink("已公开", f"{A}/2018/index.html"),
    ]
    assert list(shown.groups[1].rows[1].cells) == [NavLink("未收录"), NavLink("未收录")]
    assert (shown.agencies, shown.reports) == (3, 2)
    assert (shown.meta.title, shown.meta.summary, shown.body) == ("门户", "说明", ())


def test_the_home_page_has_the_title_and_the_words_of_its_document(site: Scenario) -> None:
    site.lay(document("index.md", "title: 欢迎\n", "第一段。\n"))
    (article,) = apart(site.root)[REST].articles

    entry = entries(site.root)[REST]
    shown = view(0, data_of([entry], SETTINGS))

    assert shown.meta.title == "欢迎"
    assert shown.body == article.body
    assert (shown.groups, shown.years, shown.agencies, shown.reports) == ((), (), 0, 0)


def test_without_a_document_the_home_page_has_the_title_of_the_site(site: Scenario) -> None:
    shown = view(0, data_of(entries(site.root).values(), SETTINGS))

    assert (shown.meta.title, shown.body) == ("门户", ())


YEARS = (2018, 2019, 2020)
SEEN = st.builds(
    PortalEntry,
    agency=st.builds(NavLink, st.sampled_from("甲乙丙丁"), st.just("a.html")),
    group=st.sampled_from(["宁夏", "中卫市"]),
    reports=st.sampled_from(subsets(YEARS)).map(
        lambda years: tuple((year, NavLink("已公开", f"{year}.html")) for year in sorted(years))
    ),
    parts=st.just(()),
    addresses=st.just(("a.html",)),
    home=st.none(),
    free_pages=st.just(()),
)


@given(st.lists(SEEN, max_size=12))
def test_every_agency_has_a_row_and_every_report_a_cell_in_the_column_of_its_year(
    seen: list[PortalEntry],
) -> None:
    shown = view(0, data_of(seen, SETTINGS, YEARS))

    rows = [(group.name, line) for group in shown.groups for line in group.rows]
    assert len({group.name for group in shown.groups}) == len(shown.groups)
    for name in {one.group for one in seen}:
        own = [line.agency for group, line in rows if group == name]
        assert own == [one.agency for one in seen if one.group == name]
    reports = [
        (int(year.text), cell.url)
        for _, line in rows
        for year, cell in zip(shown.years, line.cells, strict=True)
        if cell.url
    ]
    assert sorted(reports) == sorted((y, item.url) for one in seen for y, item in one.reports)
    assert shown.reports == len(reports)
    assert shown.agencies == len(seen)
