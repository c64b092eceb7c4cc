"""The command `export data`: the figures of all reports."""

from __future__ import annotations

import argparse
import re
from datetime import date
from importlib.util import find_spec

from site_builder.build import CONTENT as CONTENT_FOLDER
from site_builder.build import export_data as make_data
from site_builder.cli.language import say
from site_builder.cli.outcome import CONTENT, DONE, SETTINGS, USAGE, Outcome
from site_builder.cli.summary import counts, report, without_content
from site_builder.content.urls import DATA
from site_builder.exporters.catalogue import MISSING
from site_builder.model.product import Output
from site_builder.model.progress import Progress
from site_builder.portable import remove
from site_builder.publish.site_files import files_below
from site_builder.publish.staging import rewrite
from site_builder.text.patterns import regex

_OURS = regex(
    r"datapackage\.json|dcat\.jsonld|forms\.csv|statistics\.schema\.json"
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

    built = make_data(source, today, Progress(), write, "")
    if built.stopped:
        listed = report(built.findings, source / CONTENT_FOLDER)
        code = SETTINGS if built.stopped == "settings" else CONTENT
        return Outcome(code, f"{listed}{counts(built.findings, strict=False)}\n")
    for path in before - made:
        remove(folder / path)
    notes = () if find_spec("xlsxwriter") else (say("{why}；没有写 Excel 文件。", why=MISSING),)
    result = say("{path}：{count} 个文件。", path=folder, count=len(made))
    return Outcome(DONE, "" if options.quiet else f"{result}\n", notes)
