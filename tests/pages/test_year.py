"""A year as a page: agencies side by side, sums, and how far they reach."""

from __future__ import annotations

from conftest import Scenario, data_of

from site_builder.forms.totals import Sum
from site_builder.pages.portal import report_figures
from site_builder.pages.view_models import NavLink
from site_builder.pages.year import Comparison, YearView
from site_builder.pages.year import view as year_view

OTHERS = ("主动公开政府信息情况", "政府信息公开行政复议、行政诉讼情况")


def agency(slug: str, year: int, requests: str) -> str:
    """An agency with one report, of which table 3 is given."""
    tables = "".join(f"  {table}: 0\n" for table in OTHERS)
    table = f"  收到和处理政府信息公开申请情况:\n{requests}"
    return (
        f"-- content/agencies/{slug}/index.md --\n---\ntitle: {slug}\nregion: 640500\n---\n"
        f"-- content/agencies/{slug}/reports/{year}.md --\n---\ntitle: 报告\n"
        f"statistics:\n{tables}{table}---\n"
    )


def received(figure: str) -> str:
    """Table 3 with a figure for what was received, and zeros otherwise."""
    name = "本年新收政府信息公开申请数量"
    return f"    {name}:\n      自然人: {figure}\n      其余: 0\n    其余: 0\n"


def shown(scenario: Scenario, year: int, text: str) -> YearView:
    site = scenario.site(text)
    reports = (report_figures(report) for report in site.reports if report.year == year)
    agencies = tuple(NavLink(one.name, one.article.url) for one in site.agencies)
    return year_view(year, data_of(reports, site.settings, site.years, agencies))


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

    assert [item.text for item in view.published] == ["中卫市科学技术局"]
    assert [item.text for item in view.missing] == ["a"]
    assert (view.earlier, view.later) == (NavLink("2022年", "years/2022/index.html"), None)


def test_a_year_of_the_old_form_is_shown_on_the_old_form(site: Scenario) -> None:
    view = shown(site, 2020, agency("a", 2020, received("3")))

    assert {one.form.first_year for one in view.comparisons} == {2019}
    columns = of(view, "disclosure").columns
    assert "规范性文件：对外公开总数量" in columns
