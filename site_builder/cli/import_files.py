"""The command `import`: files of others become files of the content folder."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from site_builder.build import CONTENT as CONTENT_FOLDER
from site_builder.build import check
from site_builder.cli.agency import without_agency
from site_builder.cli.filters import Selection
from site_builder.cli.import_account import Imported, as_json, as_text
from site_builder.cli.language import say
from site_builder.cli.outcome import CONTENT, DONE, SETTINGS, USAGE, Outcome
from site_builder.cli.summary import counts, report, without_content
from site_builder.cli.terminal import progress
from site_builder.forms.versions import load_forms
from site_builder.importers.formats.archive import files_in
from site_builder.importers.imported import UnreadableFileError
from site_builder.importers.reading import Wanted, read_file
from site_builder.importers.report_draft import KnownAgency
from site_builder.importers.writing.write_file import Project, RegisteredAgency, write_file
from site_builder.lint.waivers import count_unwaived
from site_builder.scaffold.known import agencies, register
from site_builder.scaffold.skeletons import new_report
from site_builder.text.fill_marks import unfilled


def import_files(options: argparse.Namespace, today: date) -> Outcome:
    """Import files, folders and archives, one after the other; report what was written, lost and
    guessed; and check what was written."""
    source = options.source
    if missing := without_content(source):
        return Outcome(USAGE, messages=(missing,))
    if options.agency and (missing := without_agency(source, options.agency)):
        return Outcome(USAGE, messages=(missing,))
    with progress(options.quiet, options.verbose) as show:
        project = _project(options, today)
        known = tuple(
            KnownAgency(slug, tuple(n for n in (one.name, *one.other_names) if not unfilled(n)))
            for slug, one in project.agencies.items()
        )
        wanted = Wanted(known, project.forms, options.agency or "", options.year or 0)
        done: list[Imported] = []
        ours: dict[str, str] = {}
        for name, data in _files(options.files):
            show.stage("导入 {name}", name=name)
            done.append(_imported(project, wanted, name, data, ours))
        failed = tuple(f"{one.file}：{one.why}。" for one in done if one.why)
        is_text = options.format == "text"
        messages = failed if is_text else ()
        lines = [*as_text(done)] if is_text and not options.quiet else []
        result = "".join(f"{line}\n" for line in lines) if is_text else f"{as_json(done)}\n"
        if len(failed) == len(done):
            return Outcome(USAGE, result, messages)
        checked = check(source, today, show, jobs=os.cpu_count() or 1)
    findings = list(checked.findings) if checked.stopped else _selection(done).of(checked.findings)
    if is_text:
        result += f"{report(findings, source)}{counts(findings, strict=False)}\n"
        result += "" if options.quiet else _next(options)
    if checked.stopped:
        return Outcome(SETTINGS, result, messages)
    errors, _ = count_unwaived(findings, strict=False)
    return Outcome(CONTENT if errors else DONE, result, messages)


def _project(options: argparse.Namespace, today: date) -> Project:
    """Return the project that is written into."""
    source, forms = options.source, load_forms()
    known = {slug: register(source, slug) for slug, _ in agencies(source)}
    return Project(
        source / CONTENT_FOLDER,
        {
            slug: RegisteredAgency(one.name, one.contacts, one.other_names)
            for slug, one in known.items()
        },
        forms,
        today.year,
        lambda slug, year: new_report(slug, known[slug], year, forms).text.encode(),
        options.force,
        options.into,
    )


def _files(paths: Iterable[Path]) -> Iterator[tuple[str, bytes | UnreadableFileError]]:
    """Yield every file in files, folders and archives."""
    for path in paths:
        folder = path if path.is_dir() else path.parent
        yield from ((f"{folder / name}", data) for name, data in files_in(path))


def _imported(
    project: Project,
    wanted: Wanted,
    name: str,
    data: bytes | UnreadableFileError,
    ours: dict[str, str],
) -> Imported:
    """Import a file. `ours` are the paths that were made of the files before it, each with its
    file; those of this one are added."""
    try:
        if isinstance(data, UnreadableFileError):
            raise data
        done = write_file(project, read_file(data, name, wanted), ours)
    except UnreadableFileError as error:
        return Imported(name, why=f"{error}".removesuffix("。"))
    stored = done.stored
    ours |= dict.fromkeys((*stored.written, *stored.same), name)
    written, same = (tuple(f"{CONTENT_FOLDER}/{path}" for path in paths) for paths in stored)
    return Imported(
        name, done.kind, written, same, done.remarks, done.characters, done.kept, done.items
    )


def _selection(done: Iterable[Imported]) -> Selection:
    """Return the files that were written, or are the same; of an agency whose catalogue is among
    them, all."""
    paths: set[str] = set()
    for one in done:
        paths |= {*one.written, *one.same}
        if one.kind == "catalogue":
            paths |= {path.removesuffix("/catalogue.yaml") for path in paths}
    return Selection(paths=frozenset(paths))


def _next(options: argparse.Namespace) -> str:
    source = "" if options.source == Path() else f" --source {shlex.quote(f'{options.source}')}"
    return say("对照原件核对，改好以后生成网站：sitebuild build{source}\n", source=source)
