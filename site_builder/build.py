"""READ THIS FIRST: the whole program, in order.

    survey → read → parse → assemble → check → plan → render → verify → stage → publish

The content folder is cut into partitions, one for every agency and one for the rest. Each of them is
understood (understand.py) and drawn (draw.py) by itself, in any number of processes; so are, then,
the rules (across.py) and the pages (scenes.py) that look at all of them. What is known from the
last run is not done again. What is wrong with the content is a value; a build with an error leaves
the old site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from site_builder.assembly.settings import read_settings
from site_builder.forms.versions import load_forms
from site_builder.incremental.cache import Cache, with_cache
from site_builder.incremental.idle import (
    BuildInputs,
    LastBuild,
    last_build,
    look,
    note_build,
    themes_of,
)
from site_builder.lint.runner import describe
from site_builder.lint.waivers import count_unwaived
from site_builder.model.finding import Finding
from site_builder.model.source import Problem
from site_builder.parallel.processes import Workers
from site_builder.pipeline.analysis import AnalysisContext
from site_builder.pipeline.release import Release
from site_builder.pipeline.site_analysis import analyse_site, draw_whole, style_of
from site_builder.publish.lock import check_output, locked
from site_builder.publish.paths import state_of
from site_builder.rules import RULES
from site_builder.theme.theme import Theme, find_theme

if TYPE_CHECKING:  # it takes long to load, and is seldom needed
    from concurrent.futures import Executor

CONTENT = "content"
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """How a build ended: `stopped` at the settings, the content or the finished site, or not at
    all; pages by template; why each page was made again; `idle` if there was nothing to do."""

    findings: tuple[Finding, ...]
    stopped: Literal["", "settings", "content", "site"] = ""
    pages: tuple[tuple[str, int], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    idle: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """All that is wrong with a content folder; `stopped` if its settings could not be used."""

    findings: tuple[Finding, ...]
    stopped: bool = False


def check(
    source: Path, today: date, progress: Progress, base_url: str = "", jobs: int = 1
) -> Checked:
    """Everything before the first page: read, parse, assemble, check."""
    terms, _, wrong = _ground(source, today, base_url)
    if terms is None:
        return Checked(wrong, stopped=True)
    now = look(source, source / CONTENT, today, (), jobs)
    progress(f"检查 {sum(len(partition.rows) for partition in now.partitions)} 个文件")

    def inspect(kept: Cache) -> tuple[Finding, ...]:
        return analyse_site(now.partitions, terms, kept, workers).findings

    with Workers(jobs) as workers:
        return Checked(_in_content(with_cache(source, now.program, terms.forms, inspect)))


def build(  # noqa: PLR0913  # the options of the command, by name
    source: Path,
    output: Path,
    *,
    today: date,
    progress: Progress,
    base_url: str = "",
    strict: bool = False,
    jobs: int = 1,
    clean: bool = False,
    fragments: bool = False,
    executor: Executor | None = None,
    now: BuildInputs | None = None,
) -> Built:
    """Build the site of the project in `source` into `output`. Raises OutputError where `output`
    may not be written to; OSError where the disk fails."""
    check_output(output, source)
    state = state_of(output)
    now = now or look(source, source / CONTENT, today, (base_url, strict, fragments), jobs)
    done = None if clean else last_build(state, output, now)
    if done:
        return Built(done.findings, pages=done.pages, idle=True)
    terms, theme, wrong = _ground(source, today, base_url)
    if terms is None or theme is None:
        return Built(wrong, "settings")
    if fragments and not terms.settings.base_url:
        missing = Problem("fragments_without_base_url", "site.yaml")
        return Built(_in_content(describe([missing], RULES)), "settings")

    def make(kept: Cache) -> Built:
        progress(f"检查 {sum(len(partition.rows) for partition in now.partitions)} 个文件")
        whole = analyse_site(now.partitions, terms, kept, workers)
        findings = _in_content(whole.findings)
        kept.save()
        if count_unwaived(findings, strict)[0]:
            return Built(findings, "content")
        progress("生成页面")
        draft = Release(output, kept)
        style = style_of(terms, theme, fragments, kept)
        pages = draw_whole(whole, style, draft, workers)
        progress("核对")
        if faults := draft.verify():
            draft.discard()
            return Built((*findings, *describe(faults, RULES)), "site")
        progress("发布")
        steady = whole.steady and themes_of(source, now.now_ns) == now.themes
        draft.publish()
        if steady:
            note_build(state, output, now, LastBuild(pages, findings, whole.last_day))
        return Built(findings, "", pages, tuple(draft.reasons.items()))

    with locked(output), Workers(jobs, executor) as workers:
        return with_cache(source, now.program, terms.forms, make, afresh=clean)


def _ground(
    source: Path, today: date, base_url: str
) -> tuple[AnalysisContext | None, Theme | None, tuple[Finding, ...]]:
    """What everything stands on: settings, forms, theme; or what is wrong with them."""
    settings, faults = read_settings(source / CONTENT, base_url)
    theme, unknown = find_theme(settings.theme, source)
    if faults or theme is None:
        return None, None, _in_content(describe((*faults, *unknown), RULES))
    return AnalysisContext(settings, load_forms(), today), theme, ()


def _in_content(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with the paths that the user knows."""
    return tuple(one._replace(path=f"{CONTENT}/{one.path}") for one in findings)
