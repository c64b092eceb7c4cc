"""The command `import`: files of others become files of the content folder."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from site_builder.build import CONTENT as CONTENT_FOLDER
from site_builder.build import check
from site_builder.catalogue.read import read_catalogue
from site_builder.catalogue.write import catalogue_yaml
from site_builder.cli.agency import without_agency
from site_builder.cli.export_catalogue import usual_title
from site_builder.cli.outcome import CONTENT, DONE, SETTINGS, USAGE, Outcome
from site_builder.cli.summary import counts, report, without_content
from site_builder.cli.terminal import progress
from site_builder.content.regular_file import read_regular
from site_builder.importers.catalogue import read_catalogue_workbook
from site_builder.importers.imported import Remark, Remarks, UnreadableFileError
from site_builder.lint.waivers import count_unwaived
from site_builder.model.catalogue import Catalogue
from site_builder.model.limits import LARGEST_MARKDOWN, LARGEST_SEARCHED
from site_builder.model.source import Source
from site_builder.publish.staging import rewrite

_SHOWN = 60  # characters of a text in the report


class _Imported(NamedTuple):
    """A file that was imported: what it holds, the path that was written, if any, and the
    remarks. `why` says why it was not."""

    file: str
    kind: str = ""
    written: str = ""
    remarks: Remarks = Remarks()
    why: str = ""
    items: int = 0


def import_files(options: argparse.Namespace, today: date) -> Outcome:
    """Import the catalogue of an agency from an Excel file, report what was lost and guessed, and
    check what was written."""
    source, slug = options.source, options.agency
    if missing := without_content(source) or without_agency(source, slug):
        return Outcome(USAGE, messages=(missing,))
    if len(options.files) > 1:
        said = "一个机关一份目录：请一次导入一个文件。"
        return Outcome(USAGE, messages=(said,))
    done = _import(options.files[0], source, slug, options.force)
    shown = _as_json(done) if options.format == "json" else "\n".join(_as_text(done))
    if done.why:
        messages = (f"{done.file}：{done.why}。",) if options.format == "text" else ()
        return Outcome(USAGE, f"{shown}\n" if shown else "", messages)
    with progress(options.quiet) as show:
        checked = check(source, today, show, jobs=os.cpu_count() or 1)
    folder = f"{CONTENT_FOLDER}/agencies/{slug}/"
    findings = tuple(one for one in checked.findings if one.path.startswith(folder))
    result = f"{shown}\n" if options.format == "json" or not options.quiet else ""
    if options.format == "text":
        result += f"{report(findings, source)}{counts(findings, strict=False)}\n"
    if checked.stopped:
        return Outcome(SETTINGS, result)
    return Outcome(CONTENT if count_unwaived(findings, strict=False)[0] else DONE, result)


def _import(file: Path, source: Path, slug: str, force: bool) -> _Imported:
    """Read a file, and write the catalogue if there is none, or another one and `force` is set."""
    if file.suffix.lower() not in {".xlsx", ".xls", ".et"}:
        return _Imported(f"{file}", why="现在只能导入 Excel 的政务公开目录（.xlsx）")
    try:
        data = read_regular(file, LARGEST_SEARCHED)
        if len(data) > LARGEST_SEARCHED:
            raise UnreadableFileError(f"超过 {LARGEST_SEARCHED // 1_000_000} MB，没有读")
        catalogue, remarks = read_catalogue_workbook(data, usual_title(source, slug))
    except FileNotFoundError:
        return _Imported(f"{file}", why="没有这个文件")
    except UnreadableFileError as error:
        return _Imported(f"{file}", why=str(error))
    path = f"{CONTENT_FOLDER}/agencies/{slug}/catalogue.yaml"
    place = source / path
    done = _Imported(f"{file}", "catalogue", "", remarks, items=len(catalogue.items))
    if not place.exists() or (force and not _is_there(place, catalogue)):
        rewrite(place, catalogue_yaml(catalogue).encode())
        return done._replace(written=path)
    if _is_there(place, catalogue):
        return done
    return done._replace(why=f"{path} 已经有了，与这个文件不同，没有动它；要换掉，加 --force")


def _is_there(place: Path, catalogue: Catalogue) -> bool:
    """Whether a file holds the same catalogue already."""
    data = read_regular(place, LARGEST_MARKDOWN)
    known, problems = read_catalogue(Source(place.name, data, ""))
    items = tuple(one._replace(line=0) for one in known.items)
    return not problems and known._replace(items=items) == catalogue


def _as_json(done: _Imported) -> str:
    def listed(remarks: tuple[Remark, ...]) -> list[dict[str, str]]:
        return [one._asdict() for one in remarks]

    failed = (Remark("", "", done.why),) if done.why else ()
    entry = {
        "file": done.file,
        "kind": done.kind,
        "written": [done.written] if done.written else [],
        "lost": listed((*failed, *done.remarks.lost)),
        "guesses": listed(done.remarks.guesses),
    }
    return json.dumps([entry], ensure_ascii=False, indent=2)


def _as_text(done: _Imported) -> Iterator[str]:
    if not done.why:
        how = f"写入 {done.written}" if done.written else "与已有的目录相同，没有改动"
        yield f"{done.file}：{how}，共 {done.items} 项。"
    for title, remarks in (
        ("没有导入", done.remarks.lost),
        ("猜的，请核对", done.remarks.guesses),
    ):
        if remarks:
            yield f"{title}（{len(remarks)} 处）："
        for one in remarks:
            text = " ".join(one.text.split())
            cut = f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
            yield f"  {one.place}　{f'“{cut}”：' if cut else ''}{one.reason}"
