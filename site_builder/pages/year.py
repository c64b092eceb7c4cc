"""The page of a year: the figures of all agencies, their sums, and how many agencies filed them.
Each version of a form has a table of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from site_builder.content.urls import year_url
from site_builder.fingerprint import digest
from site_builder.forms.totals import Sum, Sums, Tally
from site_builder.forms.versions import forms_for
from site_builder.model.table import Figures, Form
from site_builder.pages.kind import Gathering, Inputs, PageKind
from site_builder.pages.parts import HOME
from site_builder.pages.portal import PortalData, PortalPlan, ReportFigures
from site_builder.pages.view_models import REPORTS_COLUMN, AgencyRow, NavLink, PageMeta


class Comparison(NamedTuple):
    """A version of a form in a year: a row for each agency, the sums, and how many agencies each
    sum includes (`coverage`). `columns`, `rows` and `sums` hold the highlights of the form, `whole`
    the sums of all cells."""

    form: Form
    columns: tuple[str, ...]
    rows: tuple[AgencyRow, ...]
    sums: tuple[NavLink, ...]
    coverage: tuple[NavLink, ...]
    whole: Tally


class YearView(NamedTuple):
    """A year: the reports that are published, the agencies without one, and the figures."""

    meta: PageMeta
    published: tuple[NavLink, ...]
    missing: tuple[NavLink, ...]
    comparisons: tuple[Comparison, ...]
    earlier: NavLink | None
    later: NavLink | None


def pages(plan: PortalPlan) -> Iterator[tuple[str, int]]:
    """Yield a page for each year with a report; the subject is the year."""
    for year in plan.portal.years:
        yield year_url(year), year


def inputs(year: int, plan: PortalPlan) -> Inputs:
    """Return the names of all agencies, the reports on the year, and all years."""
    names = (text for pair in plan.shown.get("agency", ()) for text in pair)
    return (("各机关", digest(names)), *plan.shown.get(str(year), ()), plan.years)


def gather(year: int, plan: PortalPlan) -> Gathering:
    """Gather the `ReportFigures` of the reports on the year."""
    names = tuple(one.name for one in plan.agencies if year in one.years)
    return Gathering(names, "figures", year)


def view(year: int, data: PortalData) -> YearView:
    """Return the view: the reports on the year, in the order of agencies."""
    tables = [_Table(form) for form in forms_for(data.forms, year)]
    published: list[NavLink] = []
    filed: set[str] = set()
    reports: Iterator[ReportFigures] = data.gathered
    for report in reports:
        published.append(report.report)
        filed.add(report.agency.url)
        for figures in report.tables:
            for table in tables:
                if figures.form == table.form:
                    table.take(report.report, figures)
    years = data.years
    at = years.index(year)
    crumbs = (HOME, NavLink(f"{year}年汇总"))
    return YearView(
        meta=PageMeta(f"{year}年政府信息公开工作年度报告汇总", crumbs, REPORTS_COLUMN),
        published=tuple(published),
        missing=tuple(agency for agency in data.agencies if agency.url not in filed),
        comparisons=tuple(table.comparison(len(data.agencies)) for table in tables if table.rows),
        earlier=_other_year(years[at - 1]) if at else None,
        later=_other_year(years[at + 1]) if at + 1 < len(years) else None,
    )


def _other_year(year: int) -> NavLink:
    return NavLink(f"{year}年", year_url(year))


@dataclass(slots=True)
class _Table:
    """Collects the filings of a version of a form into a comparison."""

    form: Form
    rows: list[AgencyRow] = field(default_factory=list)
    sums: Sums = field(init=False)
    highlights: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.sums = Sums(self.form)
        order = [(row.key, column.key) for row in self.form.rows for column in row.columns]
        self.highlights = tuple(order.index(pair) for pair in self.form.highlights)

    def take(self, report: NavLink, figures: Figures) -> None:
        cells = tuple(NavLink(figures.cells[at][0]) for at in self.highlights)
        self.rows.append(AgencyRow(NavLink(report.text, report.url), cells))
        self.sums.take(figures)

    def comparison(self, agencies: int) -> Comparison:
        whole = self.sums.tally()
        in_order = [one for row in whole.sums for one in row]
        sums = [in_order[at] for at in self.highlights]
        return Comparison(
            form=self.form,
            columns=tuple(_highlight(self.form, *pair) for pair in self.form.highlights),
            rows=tuple(self.rows),
            sums=tuple(NavLink(_number(one)) for one in sums),
            coverage=tuple(NavLink(_reach(one, agencies)) for one in sums),
            whole=whole,
        )


def _highlight(form: Form, row: str, column: str) -> str:
    """Return the heading for a cell of a form when its table is not shown."""
    if column in {"总计", "统计数"}:
        return "本年度办理结果总计" if row == "总计" else row
    single = next(r for r in form.rows if r.key == row)
    return row if len(single.columns) == 1 else f"{row}：{column}"


def _number(one: Sum) -> str:
    return "" if one.number is None else f"{one.number}{one.unit}"


def _reach(one: Sum, agencies: int) -> str:
    """Return how many agencies a sum includes, or why there is no sum."""
    if one.number is None and one.counted:
        return "计量单位不一，不合计"
    return coverage(one.counted, agencies)


def coverage(counted: int, of: int) -> str:
    """Return how many of the agencies a sum includes."""
    return f"{of}个机关中{counted}个填报"


KIND = PageKind("year.html", "年度汇总", pages, inputs, view, gather)
