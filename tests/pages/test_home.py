"""The home page: the cross-agency index."""

from __future__ import annotations

from datetime import date

from conftest import Scenario, apart, data_of, entries, portal, subsets
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
        + document(f"{A}/reports/2018.md", "title: 2018年报告\npublished: 2019-03-01\n")
    )

    shown = view((), data_of(entries(site.root).values(), SETTINGS, (2018, 2023)))

    assert shown.years == (
        NavLink("2023", "years/2023/index.html"),
        NavLink("2018", "years/2018/index.html"),
    )
    assert [(g.name, [line.agency.text for line in g.rows]) for g in shown.groups] == [
        ("宁夏", ["利通局"]),
        ("中卫市", ["中卫市科学技术局", "中宁局"]),
    ]
    assert list(shown.groups[1].rows[0].cells) == [
        NavLink("日期不详", f"{A}/2023/index.html", "undated"),
        NavLink("已公开", f"{A}/2018/index.html"),
    ]
    assert list(shown.groups[1].rows[1].cells) == [NavLink("未收录"), NavLink("未收录")]
    assert (shown.agencies, shown.reports) == (3, 2)
    assert (shown.meta.title, shown.meta.summary, shown.body) == ("门户", "说明", ())


def test_the_home_page_has_the_title_and_the_words_of_its_document(site: Scenario) -> None:
    site.lay(document("index.md", "title: 欢迎\n", "第一段。\n"))
    (article,) = apart(site.root)[REST].articles

    entry = entries(site.root)[REST]
    shown = view((), data_of([entry], SETTINGS))

    assert shown.meta.title == "欢迎"
    assert shown.body == article.body
    assert (shown.groups, shown.years, shown.agencies, shown.reports) == ((), (), 0, 0)


def test_without_a_document_the_home_page_has_the_title_of_the_site(site: Scenario) -> None:
    shown = view((), data_of(entries(site.root).values(), SETTINGS))

    assert (shown.meta.title, shown.body) == ("门户", ())


YEARS = (2018, 2019, 2020)
SEEN = st.builds(
    PortalEntry,
    agency=st.builds(NavLink, st.sampled_from("甲乙丙丁"), st.just("a.html")),
    group=st.sampled_from(["宁夏", "中卫市"]),
    reports=st.sampled_from(subsets(YEARS)).map(
        lambda years: tuple((year, NavLink("已公开", f"{year}.html")) for year in sorted(years))
    ),
    addresses=st.just(("a.html",)),
    home=st.none(),
    free_pages=st.just(()),
)


@given(st.lists(SEEN, max_size=12))
def test_every_agency_has_a_row_and_every_report_a_cell_in_the_column_of_its_year(
    seen: list[PortalEntry],
) -> None:
    shown = view((), data_of(seen, SETTINGS, YEARS))

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


def test_the_index_says_who_is_missing_and_who_is_late(site: Scenario) -> None:
    """With a year's column even where nobody has reported on it."""
    site.lay(
        "-- content/site.yaml --\ntitle: 门户\ncoverage: full\nregions:\n  640500: 中卫市\n"
        + document("agencies/b/index.md", "title: 乙局\nregion: 640500\n")
        + document("agencies/b/reports/2017.md", "title: 报告\npublished: 2018-05-01\n")
        + document("agencies/b/reports/2018.md", "title: 报告\npublished: 2019-03-01\n")
        + document("agencies/c/index.md", "title: 丙局\nregion: 640500\nestablished: 2018-03-01\n")
    )
    (site.root / "content/agencies/zhongwei-kjj/reports/2023.md").unlink()
    today = date(2021, 1, 31)
    years = portal(site.root, today).years

    shown = view((), data_of(entries(site.root).values(), SETTINGS, years, today=today))

    assert [year.text for year in shown.years] == ["2019", "2018", "2017"]
    words = {row.agency.text: [cell.text for cell in row.cells] for row in shown.groups[0].rows}
    assert words["乙局"] == ["未公开", "已公开", "逾期公开"]
    assert words["丙局"] == ["未收录", "未收录", "尚未成立"]
    assert shown.lead == "共收录3个机关的2份年度报告：已公开1份、逾期公开1份；另有1份未公开。"
    assert [note.partition("：")[0] for note in shown.notes] == ["逾期公开", "未公开", "未收录"]


def test_a_selection_does_not_count_what_it_does_not_hold(site: Scenario) -> None:
    site.lay(document(f"{A}/reports/2018.md", "title: 报告\npublished: 2019-03-01\n"))
    selection = SETTINGS._replace(coverage="selected")

    shown = view((), data_of(entries(site.root).values(), selection, (2018, 2020, 2023)))

    assert [cell.text for cell in shown.groups[0].rows[0].cells] == ["日期不详", "未收录", "已公开"]
    assert shown.lead == "共收录1个机关的2份年度报告：已公开1份、日期不详1份。"
