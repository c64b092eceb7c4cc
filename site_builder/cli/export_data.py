"""The command `export data`: the figures of all reports."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from site_builder.build import CONTENT as CONTENT_FOLDER
from site_builder.build import Built, analyse, in_content, read_project, render
from site_builder.cli.language import say
from site_builder.cli.outcome import CONTENT, DONE, SETTINGS, USAGE, Outcome
from site_builder.cli.summary import counts, report, without_content
from site_builder.content.reader import read
from site_builder.content.urls import DATA
from site_builder.exporters.catalogue import MISSING
from site_builder.incremental.cache import open_cache
from site_builder.incremental.idle import scan_project
from site_builder.lint.waivers import count_unwaived
from site_builder.model.product import Output
from site_builder.parallel.processes import Workers
from site_builder.pipeline.data_files import data_files
from site_builder.pipeline.partitions import AnalysisRun, analyse_stale
from site_builder.pipeline.site_analysis import check_site, render_context
from site_builder.portable import remove
from site_builder.publish.site_files import files_below
from site_builder.publish.staging import rewrite
from site_builder.text.patterns import regex

_OURS = regex(
    r"datapackage\.json|dcat\.jsonld|forms\.csv|(?:statistics|tidy)\.schema\.json"
    r"|[0-9]{4}/(?:wide\.csv|statistics\.xlsx|[0-9]{6}\.(?:csv|json))"
)


def export_data(options: argparse.Namespace, today: date) -> Outcome:
    """Write the files of data of a site to a folder, and an Excel file for each year. What an
    earlier export has written there is replaced, and nothing else is touched."""
    source, folder = options.source, options.output
    if missing := without_content(source):
        return Outcome(USAGE, messages=(missing,))
    if folder.exists() and not folder.is_dir():
        text = say("{path} 是一个文件，数据要写到文件夹里；请换一个位置。", path=folder)
        return Outcome(USAGE, messages=(text,))
    before = files_below(folder) if folder.exists() else frozenset()
    if others := sorted(path for path in before if not re.fullmatch(_OURS.pattern, path)):
        text = say(
            "{path} 里有别的文件（{name}），没有写；请换一个空文件夹。", path=folder, name=others[0]
        )
        return Outcome(USAGE, messages=(text,))
    made: set[str] = set()

    def write(output: Output) -> None:
        path = output.path.removeprefix(f"{DATA}/")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        rewrite(folder / path, output.data)
        made.add(path)

    built = _make(source, today, write)
    if built.stopped:
        listed = report(built.findings, source / CONTENT_FOLDER)
        code = SETTINGS if built.stopped == "settings" else CONTENT
        return Outcome(code, f"{listed}{counts(built.findings, strict=False)}\n")
    for path in before - made:
        remove(folder / path)
    notes = () if find_spec("xlsxwriter") else (say("{why}；没有写 Excel 文件。", why=MISSING),)
    result = say("{path}：{count} 个文件。", path=folder, count=len(made))
    return Outcome(DONE, "" if options.quiet else f"{result}\n", notes)


def _make(source: Path, today: date, write: Callable[[Output], None]) -> Built:
    """Make the files of data of a project as a build does, and let `write` take each. With errors
    in the content, make none."""
    context, theme, wrong = read_project(source, today, "")
    if context is None or theme is None:
        return Built(wrong, "settings")
    inputs = scan_project(source, today, ())
    with Workers(1) as workers, open_cache(source, inputs.program, context.forms) as cache:
        analysis = AnalysisRun(read, analyse, context, cache, workers)
        analysed = analyse_stale(analysis, inputs.partitions)
        site = check_site(analysis, inputs.partitions, analysed)
        findings = in_content(site.findings)
        if count_unwaived(findings, strict=False)[0]:
            return Built(findings, "content")
        templates = theme.templates()
        shared = render_context(
            context, site.portal, templates, cache, staging=None, fragments=False
        )
        for output in data_files(render, shared, site.portal, cache):
            write(output)
        return Built(findings)
