"""The statistics of reports and agencies as data, in files beside their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.content.urls import statistics_url
from site_builder.exporters import statistics_csv, statistics_json
from site_builder.exporters.statistics import ReportStatistics
from site_builder.fingerprint import digest
from site_builder.model.site import Collection, Report
from site_builder.model.table import Figures
from site_builder.pages.parts import size_of
from site_builder.pages.view_models import DataLink

MEDIA_TYPES = {"csv": "text/csv", "json": "application/json"}
TIDY, WIDE, JSON = ".csv", "-wide.csv", ".json"


def statistics_of(report: Report) -> ReportStatistics:
    """Return the statistics of a report."""
    agency, article = report.agency, report.article
    return ReportStatistics(
        agency.name,
        agency.slug,
        agency.region.code,
        report.year,
        article.title,
        article.url,
        report.figures,
    )


def with_tables(collection: Collection) -> tuple[Report, ...]:
    """Return the reports of an agency that have statutory tables."""
    return tuple(report for report in collection.reports if report.figures)


def figures_shown(tables: Iterable[Figures]) -> Iterator[str]:
    """Yield everything of which data about tables are made, for a digest."""
    for table in tables:
        yield f"{table.form.name} {table.form.first_year} {table.kinds} {table.corrected}"
        yield from table.texts


def data_input(report: Report) -> tuple[str, str]:
    """Return the input of a page that gives the statistics of a report as data."""
    about = statistics_of(report)
    seen = (*map(str, about[:-1]), *figures_shown(report.figures))
    return f"统计数 {report.article.path}", digest(seen)


def report_files(report: Report) -> tuple[tuple[str, bytes], ...]:
    """Return the files beside the page of a report: its statistics as CSV and as JSON, if it has
    any."""
    if not report.figures:
        return ()
    whole = (statistics_of(report),)
    return (
        (statistics_url(report.article.url, TIDY), statistics_csv.tidy(whole)),
        (statistics_url(report.article.url, JSON), statistics_json.to_json(whole)),
    )


def data_links(files: Iterable[tuple[str, bytes]]) -> tuple[DataLink, ...]:
    """Return links to files, each with its type and its size."""
    return tuple(data_link(path, size_of(len(data))) for path, data in files)


def data_link(path: str, size: str) -> DataLink:
    """Return a link to a file of a size."""
    ending = path.rpartition(".")[2]
    wide = "宽表 " if path.endswith("wide.csv") else ""
    return DataLink(f"{wide}{ending.upper()}", path, size, MEDIA_TYPES[ending])


def agency_files(collection: Collection) -> tuple[tuple[str, bytes], ...]:
    """Return the files beside the page of an agency: the statistics of all its reports, if they
    have any."""
    reports = tuple(map(statistics_of, with_tables(collection)))
    if not reports:
        return ()
    url = collection.agency.article.url
    return (
        (statistics_url(url, TIDY), statistics_csv.tidy(reports)),
        (statistics_url(url, WIDE), statistics_csv.wide(map(statistics_csv.wide_row, reports))),
        (statistics_url(url, JSON), statistics_json.to_json(reports)),
    )
