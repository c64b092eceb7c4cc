"""A year as a page: agencies side by side, sums, and how far they reach."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from conftest import TODAY, Scenario, data_of, portal, portal_agencies

from site_builder.forms.totals import Sum
from site_builder.pages.portal import report_figures
from site_builder.pages.view_models import NavLink
from site_builder.pages.year import Absent, Comparison, YearView
from site_builder.pages.year import view as year_view

OTHERS = ("主动公开政府信息情况", "政府信息公开行政复议、行政诉讼情况")


def agency(slug: str, year: int, requests: str, more: str = "", dates: str = "") -> str:
    """An agency with one report, of which table 3 is given."""
    tables = "".join(f"  {table}: 0\n" for table in OTHERS)
    table = f"  收到和处理政府信息公开申请情况:\n{requests}"
    return (
        f"-- content/agencies/{slug}/index.md --\n---\ntitle: {slug}\nregion: 640500\n{more}---\n"
        f"-- content/agencies/{slug}/reports/{year}.md --\n---\ntitle: 报告\n"
        f"{dates}statistics:\n{tables}{table}---\n"
    )


def received(figure: str) -> str:
    """Table 3 with a figure for what was received, and zeros otherwise."""
    name = "本年新收政府信息公开申请数量"
    return f"    {name}:\n      自然人: {figure}\n      其余: 0\n    其余: 0\n"


def shown(scenario: Scenario, year: int, text: str, today: date = TODAY) -> YearView:
    site = scenario.site(text)
    reports = (report_figures(report) for report in site.reports if report.year == year)
    agencies = portal_agencies(scenario.root, today)
    years = portal(scenario.root, today).years
    return year_view(year, data_of(reports, site.settings, years, agencies, today))


def of(view: YearView, name: str) -> Comparison:
    return next(one for one in view.comparisons if one.form.name == name)


def test_agencies_stand_side_by_side_with_the_figures_as_written(site: Scenario) -> None:
    view = shown(site, 2023, agency("a", 2023, received("3")) + agency("b", 2023, received("/")))

    table = of(view, "requests")
    assert table.columns[0] == "本年新收政府信息公开申请数量"
    figures = {line.agency.text: line.cells[0].text for line in table.rows}
    assert figures == {"a": "3", "b": "", "中卫市科学技术局": "0"}


def test_a_sum_says_how_many_agencies_it_is_made_of(site: Scenario) -> None:
    view = shown(site, 2023, agency("a", 2023, received("3")) + agency("b", 2023, received("")))

    table = of(view, "requests")
    assert table.sums[0] == NavLink("3")
    assert table.coverage[0] == NavLink("3个机关中2个填报")
    assert table.whole.filed == 3
    assert table.whole.sums[0][0] == Sum(3, 2)


def test_who_has_published_and_who_has_not(site: Scenario) -> None:
    view = shown(site, 2023, agency("a", 2022, "    其余: 0\n"))

    assert [item.link.text for item in view.published] == ["中卫市科学技术局"]
    assert view.absent == (Absent("未收录", (NavLink("a", "agencies/a/index.html"),)),)
    assert view.lead == "2个机关中1个的报告已收录。"
    assert (view.earlier, view.later) == (NavLink("2022年", "years/2022/index.html"), None)


def test_a_year_of_the_old_form_is_shown_on_the_old_form(site: Scenario) -> None:
    view = shown(site, 2020, agency("a", 2020, received("3")))

    assert {one.form.first_year for one in view.comparisons} == {2019}
    columns = of(view, "disclosure").columns
    assert "规范性文件：对外公开总数量" in columns


FULL = "-- content/site.yaml --\ntitle: 门户\ncoverage: full\nregions:\n  640500: 某市\n"
NOTHING = "    其余: 0\n"


def test_who_is_missing_is_told_from_who_need_not_report_yet(site: Scenario) -> None:
    text = (
        FULL
        + agency("a", 2022, NOTHING)
        + agency("zf", 2022, NOTHING, "kind: 政府\n")
        + agency("new", 2025, NOTHING, "established: 2024-02-01\n")
        + agency("old", 2022, NOTHING, "abolished: 2022-12-20\n")
        + agency("late", 2025, NOTHING)
    )

    view = shown(site, 2023, text, date(2024, 2, 1))

    assert [(one.title, [link.text for link in one.agencies]) for one in view.absent] == [
        ("未公开（1）", ["a"]),
        ("未收录", ["late"]),
        ("未到期限（1）", ["zf"]),
    ]
    assert view.lead == "4个机关中1个的报告已收录。"


def test_a_year_that_nobody_reported_on_has_a_page_that_says_so(site: Scenario) -> None:
    view = shown(site, 2024, FULL)

    assert view.absent[0].title == "未公开（1）"
    assert view.comparisons == ()
    assert (view.earlier, view.later) == (
        NavLink("2023年", "years/2023/index.html"),
        NavLink("2025年", "years/2025/index.html"),
    )


def test_a_report_says_whether_it_was_in_time(site: Scenario) -> None:
    text = (
        agency("a", 2023, NOTHING, dates="published: 2024-01-31\n")
        + agency("b", 2023, NOTHING, dates="published: 2024-02-01\n")
        + agency("c", 2023, NOTHING, dates="signed: 2024-01-30\n")
        + agency("school", 2023, NOTHING, "kind: 学校\n")
    )

    marks = {item.link.text: item.mark for item in shown(site, 2023, text).published}

    assert marks == {
        "a": "",
        "b": "逾期公开",
        "c": "",
        "school": "",
        "中卫市科学技术局": "日期不详",
    }


def test_governments_are_summed_apart_from_their_parts(site: Scenario) -> None:
    """301 and 301 in the departments, 602 in the report of their government: 602 and not 1,204."""
    text = (
        agency("a", 2023, received("301"), "kind: 部门\n")
        + agency("b", 2023, received("301"))
        + agency("zf", 2023, received("602"), "kind: 政府\n")
    )

    parts, government = (
        one for one in shown(site, 2023, text).comparisons if one.form.name == "requests"
    )

    assert (parts.sums[0].text, government.sums[0].text) == ("602", "602")
    assert [row.agency.text for row in government.rows] == ["zf"]
    assert "部门1个、其他机关2个" in parts.scope
    assert "不含政府" in parts.scope
    assert "市级政府1个" in government.scope
    assert "不与它们的数相加" in government.scope


def test_a_higher_government_is_summed_apart_from_the_lower_ones(site: Scenario) -> None:
    regions = FULL.replace("full", "selected") + "  640521: 某县\n"
    county = agency("xian", 2023, received("5"), "kind: 政府\n").replace("640500", "640521")
    city = agency("shi", 2023, received("9"), "kind: 政府\n")

    titles = [one.title for one in shown(site, 2023, regions + county + city).comparisons]

    assert [title for title in titles if title.startswith("收到")] == [
        "收到和处理政府信息公开申请情况：部门、乡镇、街道和其他机关",
        "收到和处理政府信息公开申请情况：市级政府",
        "收到和处理政府信息公开申请情况：县级政府",
    ]


def test_coverage_is_one_figure_wherever_it_is_shown(site: Scenario) -> None:
    answered = "    予以公开:\n      自然人: 3\n      其余: 0\n"
    text = (
        agency("a", 2023, answered + received("3"))
        + agency("b", 2023, received("/"))
        + agency("c", 2022, NOTHING)
    )
    built = site.build(text)
    assert not built.stopped, [one for one in built.findings if one.severity == "error"]

    words = site.main("years/2023/index.html").get_text()

    assert "4个机关中3个的报告已收录" in words
    assert "合计包含4个机关中3个的数（其他机关3个）" in words
    assert "4个机关中2个填报" in words
    assert "（2/4）" in words
    assert "/3）" not in words


def test_an_amount_in_a_unit_of_its_own_does_not_blank_its_column(site: Scenario) -> None:
    fee = "  主动公开政府信息情况:\n    行政事业性收费: {}\n    其余: 0\n"
    own = agency("a", 2023, NOTHING).replace(f"  {OTHERS[0]}: 0\n", fee.format("3.5万元"))
    plain = agency("b", 2023, NOTHING).replace(f"  {OTHERS[0]}: 0\n", fee.format("2"))

    table = of(shown(site, 2023, own + plain), "disclosure")

    assert table.whole.sums[-1] == (Sum(Decimal("5.5"), 3),)
    assert (table.columns[-1], table.sums[-1].text) == ("行政事业性收费（万元）", "5.5")
    assert {row.cells[-1].text for row in table.rows} == {"3.5万元", "2", "0"}
