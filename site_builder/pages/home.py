"""The home page: an index of the reports of all agencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import DATA_URL, HOME_FILE, HOME_URL, year_url
from site_builder.fingerprint import digest
from site_builder.model.site import Article, ReportingBody
from site_builder.model.table import RenderedTable
from site_builder.pages.across import site_sections
from site_builder.pages.kind import Gathering, Inputs, PageKind
from site_builder.pages.parts import CATALOGUE, attached, reasons
from site_builder.pages.portal import PortalData, PortalEntry, PortalPlan
from site_builder.pages.sections import BY_PART
from site_builder.pages.standing import (
    LATE,
    MARKS,
    MEANINGS,
    MISSING,
    PUBLISHED,
    UNDATED,
    of_absence,
)
from site_builder.pages.view_models import (
    DATA_COLUMN,
    HOME_COLUMN,
    AgencyGroup,
    AgencyRow,
    NavLink,
    PageMeta,
)


class HomeView(NamedTuple):
    """The index of reports: a row for each agency, in groups by region; a column for each year.
    `notes` explain the words in its cells."""

    meta: PageMeta
    body: tuple[str | RenderedTable, ...]
    years: tuple[NavLink, ...]
    groups: tuple[AgencyGroup, ...]
    agencies: int
    reports: int
    attachments: tuple[NavLink, ...]
    reasons: tuple[str, ...]
    lead: str
    notes: tuple[str, ...]
    sections: tuple[NavLink, ...]


def pages(plan: PortalPlan) -> Iterator[tuple[str, tuple[NavLink, ...]]]:
    """Yield the one page; its subject is the entrances to the sections, the catalogue and the
    data."""
    noted = (link._replace(note=BY_PART[link.text].purpose) for link in site_sections(plan))
    catalogue = CATALOGUE._replace(note="各机关公开了多少，按主题、体裁、年度查")
    data = NavLink(DATA_COLUMN.name, DATA_URL, "历年统计数的 CSV、JSON 文件，怎么用")
    yield HOME_URL, (*noted, catalogue, data)


def inputs(sections: tuple[NavLink, ...], plan: PortalPlan) -> Inputs:
    """Return the document of the home page, the reports of all agencies, the years, the deadlines
    that have passed, and the sections."""
    home = ((f"内容 {HOME_FILE}", seen) for _, seen in plan.shown.get("home", ()))
    return (
        *home,
        *plan.shown.get("reports", ()),
        plan.years,
        plan.deadlines,
        ("栏目", digest((repr(sections),))),
    )


def gather(_: object, plan: PortalPlan) -> Gathering:
    """Gather the `PortalEntry` of each partition; that of the one without an agency has the text of
    the page."""
    return Gathering(tuple(one.name for one in plan.portal.summaries))


def view(sections: tuple[NavLink, ...], data: PortalData) -> HomeView:
    """Return the view: agencies by region, and years from the newest on."""
    newest_first = tuple(reversed(data.years))
    rows: dict[str, list[AgencyRow]] = {}
    words: Counter[str] = Counter()
    reports = 0
    home: Article | None = None
    entries: Iterator[PortalEntry] = data.gathered
    for entry in entries:
        home = home or entry.home
        if entry.agency.url:
            by_year = dict(entry.reports)
            cells = tuple(
                by_year.get(year) or _absent(year, entry.body, data) for year in newest_first
            )
            words.update(cell.text for cell in cells)
            rows.setdefault(entry.group, []).append(AgencyRow(entry.agency, cells))
            reports += len(by_year)
    settings = data.settings
    title = home.title if home else settings.title
    count = sum(map(len, rows.values()))
    return HomeView(
        meta=PageMeta(title, (), HOME_COLUMN, settings.description),
        body=home.body if home else (),
        years=tuple(NavLink(f"{year}", year_url(year)) for year in newest_first),
        groups=tuple(AgencyGroup(name, tuple(members)) for name, members in rows.items()),
        agencies=count,
        reports=reports,
        attachments=attached(home) if home else (),
        reasons=reasons(home) if home else (),
        lead=_lead(count, reports, words),
        notes=tuple(f"{word}：{MEANINGS[word]}。" for word in MEANINGS if words[word]),
        sections=sections,
    )


def _absent(year: int, body: ReportingBody, data: PortalData) -> NavLink:
    """Return the cell of a year without a report."""
    word = of_absence(year, body, data.today, data.settings.is_selected)
    return NavLink(word, note=MARKS.get(word, ""))


def _lead(agencies: int, reports: int, words: Counter[str]) -> str:
    """Return how many reports there are, how many of them are late, and how many are missing."""
    lead = f"共收录{agencies}个机关的{reports}份年度报告"
    judged = [f"{word}{words[word]}份" for word in (PUBLISHED, LATE, UNDATED) if words[word]]
    if len(judged) > 1:
        lead += f"：{'、'.join(judged)}"
    return f"{lead}；另有{words[MISSING]}份未公开。" if words[MISSING] else f"{lead}。"


KIND = PageKind("home.html", "首页", pages, inputs, view, gather)
