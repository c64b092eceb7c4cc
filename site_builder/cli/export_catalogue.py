"""The command `export catalogue`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from site_builder.build import CONTENT as CONTENT_FOLDER
from site_builder.catalogue.read import read_catalogue
from site_builder.cli.agency import agency_name, without_agency
from site_builder.cli.outcome import CONTENT, DONE, USAGE, Outcome
from site_builder.cli.summary import counts, report, without_content
from site_builder.content.regular_file import read_regular
from site_builder.exporters.catalogue import MISSING, TooLongError, to_csv, to_json, to_xlsx
from site_builder.lint.runner import describe
from site_builder.lint.waivers import count_unwaived
from site_builder.model.catalogue import Catalogue
from site_builder.model.limits import LARGEST_MARKDOWN
from site_builder.model.source import Source
from site_builder.publish.staging import rewrite


def export_catalogue(options: argparse.Namespace, _: date) -> Outcome:
    """Write the catalogue of an agency to a file, as Excel, CSV or JSON."""
    source, slug = options.source, options.agency
    if missing := without_content(source) or without_agency(source, slug):
        return Outcome(USAGE, messages=(missing,))
    path = f"agencies/{slug}/catalogue.yaml"
    try:
        data = read_regular(source / CONTENT_FOLDER / path, LARGEST_MARKDOWN)
    except FileNotFoundError:
        said = f"机关“{slug}”没有目录：没有 {CONTENT_FOLDER}/{path} 这个文件。"
        return Outcome(USAGE, messages=(said,))
    catalogue, problems = read_catalogue(Source(path, data, ""))
    findings = tuple(describe(problems))
    if count_unwaived(findings, strict=False)[0]:
        result = f"{report(findings, source / CONTENT_FOLDER)}{counts(findings, strict=False)}\n"
        return Outcome(CONTENT, result)
    title = catalogue.title or usual_title(source, slug)
    try:
        made = _made(catalogue, options.to, title)
    except ModuleNotFoundError:
        return Outcome(USAGE, messages=(f"{MISSING}。",))
    except TooLongError as error:
        said = f"{error}超过 Excel 一格能放的字数；请改短，或用 --to json。"
        return Outcome(USAGE, messages=(said,))
    rewrite(options.output, made)
    said = f"{options.output}：{len(catalogue.items)} 项。\n"
    return Outcome(DONE, "" if options.quiet else said)


def usual_title(source: Path, slug: str) -> str:
    """Return the title of the catalogue of an agency that has none of its own."""
    return f"{agency_name(source, slug)}政务公开目录"


def _made(catalogue: Catalogue, kind: str, title: str) -> bytes:
    if kind == "csv":
        return to_csv(catalogue)
    return to_xlsx(catalogue, title) if kind == "xlsx" else to_json(catalogue, title)
