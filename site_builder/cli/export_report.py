"""The command `export report`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from site_builder.build import CONTENT as CONTENT_FOLDER
from site_builder.build import analyse, read_project
from site_builder.cli.agency import without_agency
from site_builder.cli.language import say
from site_builder.cli.outcome import CONTENT, DONE, SETTINGS, USAGE, Outcome
from site_builder.cli.summary import report as listed
from site_builder.cli.summary import without_content
from site_builder.content.reader import read
from site_builder.exporters.catalogue import MISSING
from site_builder.exporters.pdf import PdfError, to_pdf
from site_builder.exporters.statistics import ReportStatistics
from site_builder.exporters.statistics_csv import tidy
from site_builder.exporters.statistics_json import to_json
from site_builder.exporters.statistics_workbook import to_xlsx
from site_builder.exporters.word import to_docx
from site_builder.incremental.idle import scan_project
from site_builder.lint.waivers import count_unwaived
from site_builder.model.site import Report, Settings, Site
from site_builder.model.source import Attachment
from site_builder.pages.downloads import manuscript, pictures_of
from site_builder.pages.statistics import statistics_of
from site_builder.pipeline.analysis import Reading
from site_builder.publish.staging import rewrite

# The formats of the figures alone, and what writes them.
FIGURES: dict[str, Callable[[tuple[ReportStatistics, ...], str], bytes]] = {
    "csv": lambda reports, _: tidy(reports),
    "json": lambda reports, _: to_json(reports),
    "xlsx": to_xlsx,
}


def export_report(options: argparse.Namespace, today: date) -> Outcome:
    """Write the annual report of an agency on a year to a file, as Word or PDF, or its figures
    alone, as CSV, JSON or Excel. One with errors is written too, so that the office can look at it,
    but the exit code says that it has them."""
    source, slug = options.source, options.agency
    if missing := without_content(source) or without_agency(source, slug):
        return Outcome(USAGE, messages=(missing,))
    context, _, wrong = read_project(source, today, "")
    if context is None:
        return Outcome(SETTINGS, listed(wrong, source))
    partition = next(p for p in scan_project(source, today, ()).partitions if p.name == slug)
    analysis = analyse(context, Reading(slug, read(partition)))
    assert analysis.planned
    site = analysis.planned.site
    path = f"agencies/{slug}/reports/{options.year}.md"
    found = _find(site, path)
    if isinstance(found, str):
        return Outcome(USAGE, messages=(found,))
    places = {one.path: one.file for one in partition.files}
    attachments = tuple(one._replace(file=places[one.path]) for one in site.attachments)
    made = _made(found, options.to, attachments, context.settings)
    if isinstance(made, str):
        return Outcome(USAGE, messages=(made,))
    rewrite(options.output, made)
    result = "" if options.quiet else f"{options.output}：{found.article.title}\n"
    findings = [one for one in analysis.summary.findings if one.path == path]
    errors = count_unwaived(findings, strict=False)[0]
    if not errors:
        return Outcome(DONE, result)
    said = say(
        "{path} 有 {count} 处错误，照原样导出了；sitebuild check {path} 看是哪些。",
        path=f"{CONTENT_FOLDER}/{path}",
        count=errors,
    )
    return Outcome(CONTENT, result, (said,))


def _made(
    found: Report, kind: str, attachments: tuple[Attachment, ...], settings: Settings
) -> bytes | str:
    """Return the bytes of the file, or why it cannot be written."""
    try:
        if make := FIGURES.get(kind):
            if not found.figures:
                where = f"{CONTENT_FOLDER}/{found.article.path}"
                return say("{path} 没有法定统计表，没有数可导出。", path=where)
            return make((statistics_of(found),), found.article.title)
        text = manuscript(found, settings, pictures_of(attachments))
        return to_pdf(text) if kind == "pdf" else to_docx(text)
    except PdfError as error:
        return f"{error}。"
    except ModuleNotFoundError:
        return f"{MISSING}。"


def _find(site: Site, path: str) -> Report | str:
    """Return the report whose file is at a path, or what is to be said if it is not published."""
    reports = [report for one in site.collections for report in one.reports]
    for report in reports:
        if report.article.path == path:
            return report
    where = f"{CONTENT_FOLDER}/{path}"
    for article in site.withdrawn:
        if article.path == path and article.withdrawn:
            day, reason = article.withdrawn
            text = "{path} 已于 {day} 撤下（{reason}），没有导出。"
            return say(text, path=where, day=day.isoformat(), reason=reason)
    if path in site.drafts:
        return say("{path} 还没有发布（是草稿，或者上线日期还没到），没有导出。", path=where)
    years = say("、").join(sorted(f"{report.year}" for report in reports)) or say("没有")
    return say("没有 {path} 这份年度报告，能导出的年度：{years}。", path=where, years=years)
