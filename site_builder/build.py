"""READ THIS FIRST: the stages, in order.

    scan → read → parse → assemble → check → plan → view → render → inspect → stage → publish

`analyse` and `render` are the stages that each partition of the content folder goes through by
itself, on any worker: one partition for every agency, one for the rest. `build` runs them over
those that are due, as the cache tells (pipeline/), and does what concerns all partitions together.
Problems with the content are values; a build with an error leaves the old site online.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from site_builder.assembly.assemble import assemble
from site_builder.assembly.settings import read_settings
from site_builder.assembly.settings_rules import fragments_without_base_url
from site_builder.forms.versions import load_forms
from site_builder.incremental.cache import open_cache
from site_builder.incremental.codec import DamagedError
from site_builder.incremental.idle import (
    BuildInputs,
    LastBuild,
    note_build,
    scan_project,
    themes_of,
)
from site_builder.incremental.records import Analysis
from site_builder.lint.runner import check_partition, describe
from site_builder.lint.waivers import count_unwaived
from site_builder.model.finding import Finding, Problem
from site_builder.pages import KINDS, PARTITION_KINDS
from site_builder.pages.kind import plan, with_inputs
from site_builder.parallel.processes import Workers
from site_builder.parsing.document import parse
from site_builder.pipeline.analysis import AnalysisContext, Reading, summarise
from site_builder.pipeline.partitions import analyse_stale, render_stale
from site_builder.pipeline.portal_pages import assets, render_portal
from site_builder.pipeline.release import Release, RenderRun
from site_builder.pipeline.rendering import Collector, RenderContext, RenderJob, RenderResult
from site_builder.pipeline.site_analysis import check_site, count_pages, render_context
from site_builder.publish.lock import check_output, locked
from site_builder.publish.paths import state_of
from site_builder.publish.site_check import inspect
from site_builder.rules import RULES
from site_builder.theme.theme import Theme, find_theme

if TYPE_CHECKING:  # it takes long to load, and is seldom needed
    from concurrent.futures import Executor

CONTENT = "content"
Progress = Callable[[str], None]


def analyse(context: AnalysisContext, reading: Reading) -> Analysis:
    """From the files of a partition to its findings and its pages."""
    documents = parse(reading.content.sources)
    site = assemble(context.settings, context.forms, reading.content, documents, context.today)
    findings = check_partition(site, reading.name, RULES)
    pages = tuple(with_inputs(plan(PARTITION_KINDS, site), KINDS, site))
    return summarise(reading.name, site, pages, findings)


def render(context: RenderContext, job: RenderJob) -> RenderResult:
    """From what pages are made from to the files of those that changed."""
    loaded = job.load(context)
    collector = Collector(job, context, loaded)
    for file in loaded.others:
        collector.inspected[file.path] = inspect(file.path, file.data)
    for page in collector.due:
        view = KINDS[page.template].view(page.subject, loaded.source)
        files = context.renderer.render(page.url, page.template, view)
        collector.add(page, {file: inspect(file.path, file.data) for file in files})
    return collector.result().stage(context.staging)


@dataclass(frozen=True, slots=True)
class Built:
    """How a build ended: `stopped` at the settings, the content or the finished site, or not at
    all; the number of pages by template; why each page was made again."""

    findings: tuple[Finding, ...]
    stopped: Literal["", "settings", "content", "site"] = ""
    pages: tuple[tuple[str, int], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """All findings about a content folder; `stopped` if its settings cannot be used."""

    findings: tuple[Finding, ...]
    stopped: bool = False


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
    inputs: BuildInputs | None = None,
) -> Built:
    """Build the site of the project in `source` into `output`. Raises OutputError where `output`
    may not be written to; OSError where the disk fails."""
    check_output(output, source)
    inputs = inputs or scan_project(source, today, (base_url, strict, fragments), jobs)
    context, theme, wrong = _read_project(source, today, base_url)
    if context is None or theme is None:
        return Built(wrong, "settings")
    if fragments and not context.settings.base_url:
        missing = Problem(fragments_without_base_url, "site.yaml")
        return Built(_in_content(describe([missing])), "settings")
    with locked(output), Workers(jobs, executor) as workers:
        # Workers elsewhere send pages back; those of this machine stage them.
        plan_ = _Build(source, output, inputs, context, theme, strict, fragments, executor is None)
        try:
            return _build(plan_, workers, progress, clean)
        except DamagedError:  # the cache is thrown away, and everything is made anew
            return _build(plan_, workers, progress, clean=True)


class _Build(NamedTuple):
    """A build that is to be done."""

    source: Path
    output: Path
    inputs: BuildInputs
    context: AnalysisContext
    theme: Theme
    strict: bool
    fragments: bool
    stage_at_once: bool


def _build(this: _Build, workers: Workers, progress: Progress, clean: bool) -> Built:
    partitions, context = this.inputs.partitions, this.context
    with open_cache(this.source, this.inputs.program, context.forms, clean) as cache:
        progress(f"检查 {sum(len(partition.rows) for partition in partitions)} 个文件")
        analysed = analyse_stale(partitions, context, analyse, cache, workers)
        site = check_site(partitions, analysed, context, cache, workers)
        findings = _in_content(site.findings)
        cache.save()
        if count_unwaived(findings, this.strict)[0]:
            return Built(findings, "content")

        progress("生成页面")
        release = Release(this.output, cache)
        release.drop_all_but(analysed.known)
        staging = release.staging if this.stage_at_once else None
        templates = this.theme.templates()
        shared = render_context(context, templates, cache, staging, this.fragments)
        run = RenderRun(render, shared, release, workers)
        render_stale(run, partitions, analysed, site.kept_back)
        pages = render_portal(run, site.portal, assets(this.theme, shared))

        progress("核对")
        if faults := release.inspect():
            release.discard()
            return Built((*findings, *describe(faults)), "site")

        progress("发布")
        unchanged = (
            analysed.unchanged and themes_of(this.source, this.inputs.now_ns) == this.inputs.themes
        )
        release.publish()
        counts = count_pages(pages, site.portal)
        if unchanged:
            last = LastBuild(counts, findings, site.last_day)
            note_build(state_of(this.output), this.output, this.inputs, last)
        return Built(findings, "", counts, tuple(release.reasons.items()))


def check(
    source: Path, today: date, progress: Progress, base_url: str = "", jobs: int = 1
) -> Checked:
    """All findings about the content of a project: every stage before the first page."""
    context, _, wrong = _read_project(source, today, base_url)
    if context is None:
        return Checked(wrong, stopped=True)
    inputs = scan_project(source, today, (), jobs)
    progress(f"检查 {sum(len(partition.rows) for partition in inputs.partitions)} 个文件")
    with Workers(jobs) as workers:
        try:
            findings = _check(source, inputs, context, workers)
        except DamagedError:  # the cache is thrown away
            findings = _check(source, inputs, context, workers)
    return Checked(_in_content(findings))


def _check(
    source: Path, inputs: BuildInputs, context: AnalysisContext, workers: Workers
) -> tuple[Finding, ...]:
    with open_cache(source, inputs.program, context.forms) as cache:
        analysed = analyse_stale(inputs.partitions, context, analyse, cache, workers)
        return check_site(inputs.partitions, analysed, context, cache, workers).findings


def _read_project(
    source: Path, today: date, base_url: str
) -> tuple[AnalysisContext | None, Theme | None, tuple[Finding, ...]]:
    """Settings, statutory tables and theme; or what is wrong with them."""
    settings, faults = read_settings(source / CONTENT, base_url)
    theme, unknown = find_theme(settings.theme, source)
    if faults or theme is None:
        return None, None, _in_content(describe((*faults, *unknown)))
    return AnalysisContext(settings, load_forms(), today), theme, ()


def _in_content(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with paths from the project's folder."""
    return tuple(one._replace(path=f"{CONTENT}/{one.path}") for one in findings)
