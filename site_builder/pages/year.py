"""The page of a year: the figures of all agencies, their sums, and how many agencies filed them.
Each version of a form has a table of its own, and so has each group of agencies whose figures may
be added up without counting anything twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from site_builder.content.urls import wide_data_url, year_url
from site_builder.exporters.statistics_csv import WideRow, wide, wide_row
from site_builder.fingerprint import digest
from site_builder.forms.cells import printed_unit
from site_builder.forms.deadline import last_due
from site_builder.forms.totals import Sum, Sums, Tally
from site_builder.model.agency_kinds import KINDS
from site_builder.model.table import Figures, Form
from site_builder.pages.data_region import statistics_in
from site_builder.pages.kind import Gathering, Inputs, PageKind
from site_builder.pages.parts import HOME
from site_builder.pages.portal import PortalAgency, PortalData, PortalPlan, ReportFigures
from site_builder.pages.standing import (
    GROUPS,
    MISSING,
    NO_AGENCY,
    NOT_HELD,
    PUBLISHED,
    SumGroup,
    of_absence,
    sum_group,
)
from site_builder.pages.statistics import data_links
from site_builder.pages.view_models import (
    REPORTS_COLUMN,
    AgencyRow,
    DataLink,
    NavLink,
    PageMeta,
    ReportItem,
)


class Comparison(NamedTuple):
    """A version of a form in a year, for one group of agencies: a row for each agency, the sums,
    and how many agencies each sum includes (`coverage`). `columns`, `rows` and `sums` hold the
    highlights of the form, `whole` the sums of all cells. `name` is unique on the page; `scope`
    says what the sums contain."""

    form: Form
    name: str
    title: str
    scope: str
    columns: tuple[str, ...]
    rows: tuple[AgencyRow, ...]
    sums: tuple[NavLink, ...]
    coverage: tuple[NavLink, ...]
    whole: Tally


class Absent(NamedTuple):
    """The agencies without a report for one reason."""

    title: str
    agencies: tuple[NavLink, ...]


class YearView(NamedTuple):
    """A year: the reports that are published, the agencies without one, and the figures; links to
    the figures as data, and the `files` that belong to the page."""

    meta: PageMeta
    lead: str
    published: tuple[ReportItem, ...]
    absent: tuple[Absent, ...]
    comparisons: tuple[Comparison, ...]
    earlier: NavLink | None
    later: NavLink | None
    data: tuple[DataLink, ...]
    files: tuple[tuple[str, bytes], ...]


def pages(plan: PortalPlan) -> Iterator[tuple[str, int]]:
    """Yield a page for each year with a report, or with an agency that should have one; the subject
    is the year."""
    for year in plan.portal.years:
        yield year_url(year), year


def inputs(year: int, plan: PortalPlan) -> Inputs:
    """Return all agencies, the reports on the year, all years, and whose deadlines have passed."""
    agencies = (text for pair in plan.shown.get("agency", ()) for text in pair)
    passed = digest(str(year <= last_due(kind, plan.portal.today)) for kind in KINDS)
    return (
        ("各机关", digest(agencies)),
        *plan.shown.get(str(year), ()),
        plan.years,
        ("期限", passed),
    )


def gather(year: int, plan: PortalPlan) -> Gathering:
    """Gather the `ReportFigures` of the reports on the year."""
    names = tuple(one.name for one in plan.agencies if year in one.years)
    return Gathering(names, "figures", year)


def view(year: int, data: PortalData) -> YearView:
    """Return the view: the reports on the year, in the order of agencies."""
    agencies = {one.link.url: one for one in data.agencies}
    tables: dict[tuple[str, int, str], _Table] = {}
    published: list[ReportItem] = []
    filed: set[str] = set()
    rows: list[WideRow] = []
    reports: Iterator[ReportFigures] = data.gathered
    for report in reports:
        mark = "" if report.standing == PUBLISHED else report.standing
        published.append(ReportItem(report.report, mark))
        filed.add(report.agency.url)
        agency = agencies[report.agency.url]
        if report.tables:
            rows.append(wide_row(statistics_in(report, year, agency.region)))
        group = _group(agency)
        for figures in report.tables:
            form = figures.form
            table = tables.setdefault((form.name, form.first_year, group.name), _Table(form, group))
            table.take(report.report, agency.body.kind, figures)
    absent = _absent(year, data, filed)
    there = Counter(_group(agencies[url]) for url in filed)
    there.update(_group(agencies[one.url]) for some in absent for one in some.agencies)
    order = [(form.name, form.first_year, group.name) for form in data.forms for group in GROUPS]
    years = data.years
    at = years.index(year)
    files_ = ((wide_data_url(year), wide(rows)),) if rows else ()
    return YearView(
        meta=PageMeta(
            f"{year}年政府信息公开工作年度报告汇总",
            (HOME, NavLink(f"{year}年汇总")),
            REPORTS_COLUMN,
        ),
        lead=f"{there.total()}个机关中{len(filed)}个的报告已收录。",
        published=tuple(published),
        absent=tuple(absent),
        comparisons=tuple(tables[key].comparison(there) for key in order if key in tables),
        earlier=_other_year(years[at - 1]) if at else None,
        later=_other_year(years[at + 1]) if at + 1 < len(years) else None,
        data=data_links(files_),
        files=files_,
    )


def files(view: YearView) -> tuple[tuple[str, bytes], ...]:
    """Return the files that belong to the page."""
    return view.files


def _group(agency: PortalAgency) -> SumGroup:
    return sum_group(agency.body.kind, agency.region)


def _absent(year: int, data: PortalData, filed: set[str]) -> list[Absent]:
    """Return the agencies that existed in the year and have no report on it, by the reason. Those
    of which a selection does not hold the report are not counted."""
    by_reason: dict[str, list[NavLink]] = {MISSING: []}
    for agency in data.agencies:
        if agency.link.url not in filed:
            reason = of_absence(year, agency.body, data.today, data.settings.is_selected)
            by_reason.setdefault(reason, []).append(agency.link)
    return [
        Absent(reason if reason == NOT_HELD else f"{reason}（{len(links)}）", tuple(links))
        for reason, links in by_reason.items()
        if links and reason not in NO_AGENCY
    ]


def _other_year(year: int) -> NavLink:
    return NavLink(f"{year}年", year_url(year))


@dataclass(slots=True)
class _Table:
    """Collects the filings of a version of a form by a group of agencies into a comparison."""

    form: Form
    group: SumGroup
    rows: list[AgencyRow] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    sums: Sums = field(init=False)
    highlights: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.sums = Sums(self.form)
        order = [(row.key, column.key) for row in self.form.rows for column in row.columns]
        self.highlights = tuple(order.index(pair) for pair in self.form.highlights)

    def take(self, report: NavLink, kind: str, figures: Figures) -> None:
        cells = tuple(NavLink(figures.texts[at]) for at in self.highlights)
        self.rows.append(AgencyRow(NavLink(report.text, report.url), cells))
        self.kinds[kind or "其他机关"] += 1
        self.sums.take(figures)

    def comparison(self, there: Counter[SumGroup]) -> Comparison:
        """Return the comparison; `there` counts the agencies of each group that existed."""
        agencies = there[self.group]
        whole = self.sums.tally(agencies)
        in_order = [one for row in whole.sums for one in row]
        sums = [in_order[at] for at in self.highlights]
        form, group = self.form, self.group
        is_alone = len(there) == 1
        return Comparison(
            form=form,
            name=f"{form.name}-{form.first_year}-{group.name}",
            title=form.title if is_alone else f"{form.title}：{group.title}",
            scope=f"合计包含{agencies}个机关中{whole.filed}个的数（{self._kinds()}）{self._apart(there)}。",
            columns=tuple(_highlight(form, *pair) for pair in form.highlights),
            rows=tuple(self.rows),
            sums=tuple(NavLink(_number(one)) for one in sums),
            coverage=tuple(NavLink(_reach(one, agencies)) for one in sums),
            whole=whole,
        )

    def _kinds(self) -> str:
        """Return how many agencies of each kind are in the sums."""
        if self.group.is_government:
            return f"{self.group.title}{self.sums.filed}个"
        known = [kind for kind in (*KINDS, "其他机关") if self.kinds[kind]]
        return "、".join(f"{kind}{self.kinds[kind]}个" for kind in known)

    def _apart(self, there: Counter[SumGroup]) -> str:
        """Return why other groups are not in the sums."""
        if self.group.is_government:
            return "；政府的报告汇总了所属部门和下级政府的数，不与它们的数相加"
        if len(there) > 1:
            return "，不含政府：政府的报告汇总了部门的数，另外合计，免得重复计算"
        return ""


def _highlight(form: Form, row: str, column: str) -> str:
    """Return the heading for a cell of a form when its table is not shown, with its unit of
    money."""
    if column in {"总计", "统计数"}:
        return "本年度办理结果总计" if row == "总计" else row
    single = next(r for r in form.rows if r.key == row)
    unit = printed_unit(single, next(c for c in single.columns if c.key == column))
    name = row if len(single.columns) == 1 else f"{row}：{column}"
    return f"{name}（{unit}）" if unit else name


def _number(one: Sum) -> str:
    return "" if one.number is None else f"{one.number}{one.unit}"


def _reach(one: Sum, agencies: int) -> str:
    """Return how many agencies a sum includes, and how many amounts are left out of it."""
    left_out = f"，另有{one.unclear}个没有写单位，没有计入" if one.unclear else ""
    return f"{agencies}个机关中{one.counted}个填报{left_out}"


KIND = PageKind("year.html", "年度汇总", pages, inputs, view, gather, files)
