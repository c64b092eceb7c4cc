"""The command `check`, with its repairs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from site_builder.build import CONTENT as CONTENT_FOLDER
from site_builder.build import Checked, check, repair
from site_builder.cli.filters import Selection, SelectionError, codes, files
from site_builder.cli.git import repository_of
from site_builder.cli.language import say
from site_builder.cli.outcome import CONTENT, DONE, SETTINGS, USAGE, Outcome
from site_builder.cli.summary import counts, lines_in, without_content
from site_builder.cli.terminal import progress, screen
from site_builder.content.regular_file import read_regular
from site_builder.lint.autofix import RepairedFile
from site_builder.lint.waivers import count_unwaived
from site_builder.model.finding import Finding
from site_builder.model.limits import LARGEST_MARKDOWN
from site_builder.publish.staging import rewrite
from site_builder.reporters.diff import to_diff
from site_builder.reporters.formats import write_report
from site_builder.reporters.inspection import to_sheet
from site_builder.reporters.statistics import statistics, to_json, to_table
from site_builder.rules import RULES
from site_builder.rules.publishing.inspection import inspect_site

Repaired = Sequence[tuple[Path, RepairedFile]]  # each with its place on the disk

_REPAIRED = "content/{path}：改正 {made} 处"
_CHANGED = "content/{path}：刚刚被别的程序改动，没有动它；请再运行一次"
_MOST_NAMED = 10  # drafts with something left to fill in
_FROM_ROOT = ("sarif", "github")  # their readers know paths from the root of the repository


def check_content(options: argparse.Namespace, today: date) -> Outcome:
    """Check the content, repair it if that is wanted, and report the selected findings."""
    if missing := without_content(options.source):
        return Outcome(USAGE, messages=(missing,))
    try:
        paths = files(options.paths, options.changed_since, options.source)
        selection = Selection(codes(options.select), codes(options.ignore), paths)
    except SelectionError as error:
        return Outcome(USAGE, messages=(str(error),))
    checked, messages = _check(options, today), list[str]()
    if options.diff:
        return _show_repairs(options, checked, selection, today)
    if options.fix:
        checked, messages = _fix(options, checked, selection, today)
    findings = selection.of(checked.findings)
    if options.format == "inspection" and checked.portal and checked.settings:
        sheet = inspect_site(checked.portal, checked.settings, checked.findings)
        return Outcome(_code(checked, findings, options), to_sheet(sheet), tuple(messages))
    messages += () if options.quiet else _unfilled(checked, selection)
    result = _statistics(findings, options) or _report(findings, options)
    if options.format == "text" and not options.quiet:
        result += f"{counts(findings, options.strict)}\n"
    return Outcome(_code(checked, findings, options), result, tuple(messages))


def _check(options: argparse.Namespace, today: date) -> Checked:
    with progress(options.quiet, options.verbose) as show:
        return check(options.source, today, show, jobs=os.cpu_count() or 1)


def _code(checked: Checked, findings: Sequence[Finding], options: argparse.Namespace) -> int:
    if checked.stopped:
        return SETTINGS
    return CONTENT if count_unwaived(findings, options.strict)[0] else DONE


def _report(findings: Sequence[Finding], options: argparse.Namespace) -> str:
    shown = [one for one in findings if not one.waived]
    root = repository_of(options.source) if options.format in _FROM_ROOT else None
    if root:
        project = options.source.resolve().relative_to(root)
        shown = [
            one._replace(
                path=(project / one.path).as_posix(),
                related=tuple((project / path).as_posix() for path in one.related),
            )
            for one in shown
        ]
    return write_report(shown, options.format, RULES, lines_in(options.source), screen())


def _statistics(findings: Sequence[Finding], options: argparse.Namespace) -> str:
    """Return the findings counted by rule if that is wanted, otherwise an empty string."""
    if not options.statistics:
        return ""
    counted = statistics((one for one in findings if not one.waived), RULES)
    return to_json(counted) if options.format == "json" else to_table(counted)


def _unfilled(checked: Checked, selection: Selection) -> Iterator[str]:
    """Yield how many marks `（填写）` there are in the selected drafts, and in which."""
    summaries = checked.portal.summaries if checked.portal else ()
    found = [
        (f"{CONTENT_FOLDER}/{path}", count)
        for summary in summaries
        for path, count in summary.unfilled
        if selection.has_path(f"{CONTENT_FOLDER}/{path}")
    ]
    if found:
        yield f"草稿里还有 {sum(count for _, count in found)} 处未填："
        yield from (f"  {path}　{count} 处" for path, count in found[:_MOST_NAMED])
    if len(found) > _MOST_NAMED:
        yield f"  另有 {len(found) - _MOST_NAMED} 个文件"


def _repaired(
    source: Path, checked: Checked, selection: Selection, today: date
) -> tuple[tuple[Path, RepairedFile], ...]:
    """Return the selected files that can be repaired, after all repairs."""
    paths = {one.path for one in checked.findings if selection.repairs(one)}
    return repair(source, today, paths, selection.repairs) if paths else ()


def _fix(
    options: argparse.Namespace, checked: Checked, selection: Selection, today: date
) -> tuple[Checked, list[str]]:
    """Repair files and check again. Return the new findings, and messages. After the settings were
    repaired, the content can be checked and repaired too."""
    messages: list[str] = []
    while repaired := _repaired(options.source, checked, selection, today):
        messages += [words for place, one in repaired if (words := _rewrite(place, one, options))]
        settings_repaired = checked.stopped
        checked = _check(options, today)
        if not settings_repaired or checked.stopped:
            break
    return checked, messages


def _rewrite(place: Path, one: RepairedFile, options: argparse.Namespace) -> str:
    """Write a repaired file, unless it has changed since it was read. Return what was done, or an
    empty string if nobody wants to know."""
    if read_regular(place, LARGEST_MARKDOWN) != one.before:
        return say(_CHANGED, path=one.path)
    rewrite(place, one.after)
    return "" if options.quiet else say(_REPAIRED, path=one.path, made=one.made)


def _show_repairs(
    options: argparse.Namespace, checked: Checked, selection: Selection, today: date
) -> Outcome:
    """Show what would be repaired. No file is written."""
    repaired = _repaired(options.source, checked, selection, today)
    how = screen()
    lines = (
        line
        for _, one in repaired
        for line in to_diff(
            f"content/{one.path}",
            one.before.decode("utf-8-sig"),
            one.after.decode("utf-8-sig"),
            how,
        )
    )
    result = "".join(f"{line}\n" for line in lines)
    made = sum(one.made for _, one in repaired)
    findings = selection.of(checked.findings)
    message = say("可自动改正 {made} 处，没有写入；写入用 sitebuild check --fix。", made=made)
    said = () if options.quiet else (message, counts(findings, options.strict))
    return Outcome(_code(checked, findings, options), result, said)
