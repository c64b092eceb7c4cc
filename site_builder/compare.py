"""A year as a page: its agencies side by side, the sums, and how far they reach. Figures of an old
and of a new version of a form never stand in one table."""

from __future__ import annotations

from site_builder.forms import forms_for
from site_builder.model import Form, Report, Site, Year
from site_builder.tally import Sum, add, tally
from site_builder.urls import HOME_URL, year_url
from site_builder.views import REPORTS_COLUMN, Comparison, Item, Line, Matter, YearView


def compare(year: Year, site: Site) -> YearView:
    filed = {report.agency.slug: report for report in year.reports}
    at = site.years.index(year.year)
    title = f"{year.year}年政府信息公开工作年度报告汇总"
    return YearView(
        matter=Matter(title, (Item("首页", HOME_URL), Item(f"{year.year}年汇总")), REPORTS_COLUMN),
        published=tuple(
            Item(report.agency.name, report.article.url, report.article.title)
            for report in year.reports
        ),
        missing=tuple(
            Item(agency.name, agency.article.url)
            for agency in site.agencies
            if agency.slug not in filed
        ),
        comparisons=tuple(
            _comparison(form, year.reports, len(site.agencies))
            for form in forms_for(site.forms, year.year)
            if any(filing.form == form for report in year.reports for filing in report.filings)
        ),
        earlier=_other_year(site.years[at - 1]) if at else None,
        later=_other_year(site.years[at + 1]) if at + 1 < len(site.years) else None,
    )


def _other_year(year: int) -> Item:
    return Item(f"{year}年", year_url(year))


def _comparison(form: Form, reports: tuple[Report, ...], agencies: int) -> Comparison:
    """Only filings of one and the same version of a form stand side by side."""
    filings = [
        (report, filing) for report in reports for filing in report.filings if filing.form == form
    ]
    lines = []
    for report, filing in filings:
        cells = tuple(Item(filing.cell(row, column).text) for row, column in form.highlights)
        lines.append(Line(Item(report.agency.name, report.article.url), cells))
    columns = [
        [filing.cell(row, column) for _, filing in filings] for row, column in form.highlights
    ]
    sums = [add(cells) for cells in columns]
    return Comparison(
        form=form,
        columns=tuple(_highlight(form, *pair) for pair in form.highlights),
        lines=tuple(lines),
        sums=tuple(Item(_number(one)) for one in sums),
        coverage=tuple(Item(_reach(one, agencies)) for one in sums),
        whole=tally(form, [filing for _, filing in filings]),
    )


def _highlight(form: Form, row: str, column: str) -> str:
    """How a key figure is called where it stands alone."""
    if column in {"总计", "统计数"}:
        return "本年度办理结果总计" if row == "总计" else row
    single = next(r for r in form.rows if r.key == row)
    return row if len(single.columns) == 1 else f"{row}：{column}"


def _number(one: Sum) -> str:
    return "" if one.number is None else f"{one.number}{one.unit}"


def _reach(one: Sum, agencies: int) -> str:
    """What a sum is made of, or why there is none."""
    if one.number is None and one.counted:
        return "计量单位不一，不合计"
    return coverage(one.counted, agencies)


def coverage(counted: int, of: int) -> str:
    """How many of the agencies a sum is made of."""
    return f"{of}个机关中{counted}个填报"
