"""The statistics of a year in a region as data: those of all agencies whose region has the same
prefecture. So an edit makes few files again, however large the site is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import region_data_url
from site_builder.exporters import statistics_csv, statistics_json
from site_builder.exporters.statistics import ReportStatistics
from site_builder.model.portal import PartitionSummary
from site_builder.model.site import Settings
from site_builder.pages.kind import Gathering, Inputs, PageKind
from site_builder.pages.portal import PortalData, PortalPlan, ReportFigures, group_name
from site_builder.pages.statistics import JSON, TIDY
from site_builder.pages.view_models import DATA_COLUMN, PageMeta


class RegionYear(NamedTuple):
    """A year and a region, by its code, with the names of the agencies whose reports on that year
    have tables."""

    year: int
    region: str
    agencies: tuple[str, ...]


class DataView(NamedTuple):
    """A file of data: its text, and the files that belong to it."""

    meta: PageMeta
    text: str
    files: tuple[tuple[str, bytes], ...]


def region_of(code: str) -> str:
    """Return the code of the prefecture, or of the district with that rank, that a region belongs
    to."""
    return f"{code[:4]}00"


def region_name(code: str, settings: Settings) -> str:
    """Return the name of a region by its code; the code if the settings do not name it."""
    return group_name(code, settings) or code


def region_years(plan: PortalPlan) -> tuple[RegionYear, ...]:
    """Return all years and regions with statistics, from the newest year on."""
    found: dict[tuple[int, str], list[PartitionSummary]] = {}
    for summary in plan.agencies:
        for year, _ in summary.tables:
            found.setdefault((year, region_of(summary.region)), []).append(summary)
    return tuple(
        RegionYear(year, region, tuple(one.name for one in found[year, region]))
        for year, region in sorted(found, key=lambda key: (-key[0], key[1]))
    )


def pages(plan: PortalPlan) -> Iterator[tuple[str, RegionYear]]:
    """Yield the JSON of each year and region."""
    for one in region_years(plan):
        yield region_data_url(one.year, one.region, JSON), one


def inputs(one: RegionYear, plan: PortalPlan) -> Inputs:
    """Return the reports on the year in the region."""
    names = {f"{one.year}年报告 {name}" for name in one.agencies}
    return tuple(pair for pair in plan.shown.get(str(one.year), ()) if pair[0] in names)


def gather(one: RegionYear, _: PortalPlan) -> Gathering:
    """Gather the `ReportFigures` of these reports."""
    return Gathering(one.agencies, "figures", one.year)


def view(one: RegionYear, data: PortalData) -> DataView:
    """Return the view: the JSON, and beside it the CSV."""
    regions = {agency.link.url: agency.region for agency in data.agencies}
    reports = [
        statistics_in(report, one.year, regions[report.agency.url]) for report in data.gathered
    ]
    return DataView(
        PageMeta(region_name(one.region, data.settings), (), DATA_COLUMN),
        statistics_json.to_json(reports).decode(),
        ((region_data_url(one.year, one.region, TIDY), statistics_csv.tidy(reports)),),
    )


def statistics_in(report: ReportFigures, year: int, region: str) -> ReportStatistics:
    """Return the statistics of a report on a year, whose agency belongs to a region."""
    slug = report.agency.url.split("/")[1]
    about = (report.agency.text, slug, region, year, report.report.note, report.report.url)
    return ReportStatistics(*about, report.tables)


def files(view: DataView) -> tuple[tuple[str, bytes], ...]:
    """Return the files that belong to a page."""
    return view.files


KIND = PageKind("statistics.json", "统计数文件", pages, inputs, view, gather, files)
