"""READ THIS FIRST: the stages, in order.

    scan → read → parse → assemble → check → plan → view → render → inspect → stage → publish

`scan_project` lists the content folder, cut into partitions: one for each agency, and one for all
other files. `read` opens the files of a partition; `analyse` and `render` are the stages from there
to its findings and its pages, on any worker. `_build` runs them on the partitions that have changed
(pipeline/), does what concerns all partitions together, and publishes. Problems of the content are
values; a build with an error leaves the old site online.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from site_builder.assembly.assemble import assemble
from site_builder.assembly.download_rules import download_not_made
from site_builder.assembly.settings import read_settings
from site_builder.assembly.settings_rules import fragments_without_base_url, theme_file_wrong
from site_builder.content.partition import FILE, partition_of
from site_builder.content.reader import read
from site_builder.content.regular_file import read_regular
from site_builder.content.scan import Partition
from site_builder.forms.versions import load_forms
from site_builder.incremental.cache import Cache, open_cache
from site_builder.incremental.codec import DamagedError
from site_builder.incremental.idle import (
    BuildInputs,
    LastBuild,
    note_build,
    scan_project,
    themes_of,
)
from site_builder.incremental.records import Analysis
from site_builder.lint.autofix import RepairedFile
from site_builder.lint.runner import check_partition, describe
from site_builder.lint.waivers import count_unwaived
from site_builder.model.document import Document
from site_builder.model.finding import Finding, Problem
from site_builder.model.limits import LARGEST_SETTINGS
from site_builder.model.portal import Portal
from site_builder.model.progress import Progress
from site_builder.model.site import Settings
from site_builder.model.source import Source
from site_builder.pages import KINDS, PARTITION_KINDS
from site_builder.pages.downloads import NotMadeError, missing_packages
from site_builder.pages.kind import beside, plan, with_inputs
from site_builder.parallel.processes import Workers
from site_builder.parsing.document import parse
from site_builder.pipeline.addresses import site_addresses
from site_builder.pipeline.analysis import AnalysisContext, Reading, summarise
from site_builder.pipeline.jobs import RenderJob
from site_builder.pipeline.partitions import AnalysisRun, analyse_stale, render_stale
from site_builder.pipeline.portal_pages import assets, render_portal
from site_builder.pipeline.release import Release, RenderRun
from site_builder.pipeline.rendering import RenderContext
from site_builder.pipeline.repairs import repair_partition, repair_settings
from site_builder.pipeline.results import Collector, RenderResult
from site_builder.pipeline.site_analysis import (
    check_site,
    count_pages,
    render_context,
)
from site_builder.publish.lock import check_output, locked, recover
from site_builder.publish.paths import notes_of
from site_builder.publish.site_check import inspect
from site_builder.rules import RULES
from site_builder.theme.theme import Theme, find_theme, shown_path
from site_builder.theme.theme_error import ThemeError

if TYPE_CHECKING:  # importing it takes long, and few builds need it
    from concurrent.futures import Executor

CONTENT = "content"
Parse = Callable[[Iterable[Source]], tuple[Document, ...]]


def analyse(context: AnalysisContext, reading: Reading, parse: Parse = parse) -> Analysis:
    """Parse, assemble, check and plan the partition whose files are in `reading`; return its
    analysis."""
    documents = parse(reading.content.sources)
    site = assemble(context.settings, context.forms, reading.content, documents, context.today)
    findings = check_partition(site, reading.name, RULES)
    pages = tuple(with_inputs(plan(PARTITION_KINDS, site), KINDS, site))
    return summarise(reading.name, site, pages, findings)


def render(context: RenderContext, job: RenderJob) -> RenderResult:
    """View, render, inspect and stage the pages of a job whose fingerprints have changed, with the
    files that belong to them; return the result."""
    loaded = job.load(context)
    collector = Collector(job, context, loaded)
    base_url = context.settings.base_url
    for file in loaded.others:
        collector.inspected[file.path] = inspect(file.path, file.data, base_url)
    for page in collector.due:
        kind = KINDS[page.template]
        view = kind.view(page.subject, loaded.source)
        own = () if kind.is_data else context.renderer.render(page.url, page.template, view)
        files = (*own, *beside(kind, view))
        collector.add(page, {file: inspect(file.path, file.data, base_url) for file in files})
    return collector.result()


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build: its findings; in `stopped`, whether errors in the settings, the
    content or the finished site ended it; the number of pages by template; the reason, by address,
    why pages were rendered again; what somebody else had changed in the site, which is as it should
    be again (`restored`); and the addresses of pages that are no longer on the site
    (`withdrawn`)."""

    findings: tuple[Finding, ...]
    stopped: Literal["", "settings", "content", "site"] = ""
    pages: tuple[tuple[str, int], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    restored: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """All findings about a content folder; its settings and its portal, or None if errors in the
    settings prevented any check of the content, in which case `stopped` is true. `addresses` are
    those of all pages, if they were asked for."""

    findings: tuple[Finding, ...]
    stopped: bool = False
    settings: Settings | None = None
    portal: Portal | None = None
    addresses: frozenset[str] = frozenset()


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
    """Build the site of the project in `source` into the folder `output`, and return the result.

    `today` is the day of the build, `progress` is told of each stage and how far it is, `executor`
    replaces the `jobs` processes of this machine, and `inputs` are the result of `scan_project` if
    the caller has it. With `clean`, no earlier results are used. Raise OutputError if `output` must
    not be written to, OSError if the disk fails.
    """
    check_output(output, source)
    recover(output)
    inputs = inputs or scan_project(source, today, (base_url, strict, fragments), jobs)
    context, theme, wrong = read_project(source, today, base_url)
    if context is None or theme is None:
        return Built(wrong, "settings")
    if fragments and not context.settings.base_url:
        missing = Problem(fragments_without_base_url, "site.yaml")
        return Built(in_content(describe([missing])), "settings")
    # Workers on this machine stage the files; those on other machines return them.
    task = _Task(source, output, inputs, context, theme, strict, fragments, executor is None)
    try:
        with locked(output), Workers(jobs, executor) as workers:
            try:
                return _build(task, workers, progress, clean)
            except DamagedError:  # the cache was deleted
                return _build(task, workers, progress, clean=True)
    except NotMadeError as error:
        fault = Problem(download_not_made, error.path, text=error.kind, why=error.why)
        return Built(in_content(describe([fault])), "content")
    except ThemeError as error:
        place = shown_path(Path(error.file), source)
        fault = Problem(theme_file_wrong, place, error.line, why=error.why)
        return Built(tuple(describe([fault])), "settings")


class _Task(NamedTuple):
    """What is to be built, and how."""

    source: Path
    output: Path
    inputs: BuildInputs
    context: AnalysisContext
    theme: Theme
    strict: bool
    fragments: bool
    stage_at_once: bool


def _build(task: _Task, workers: Workers, progress: Progress, clean: bool) -> Built:
    """Run the stages of a build after the scan. Raise DamagedError if the cache is damaged."""
    partitions, context = task.inputs.partitions, task.context
    with open_cache(task.source, task.inputs.program, context.forms, clean) as cache:
        progress.stage("检查 {count} 个文件", count=_count_files(partitions))
        analysis = AnalysisRun(read, analyse, context, cache, workers, progress)
        analysed = analyse_stale(analysis, partitions)
        site = check_site(analysis, partitions, analysed)
        findings = in_content(site.findings)
        cache.save()
        if count_unwaived(findings, task.strict)[0]:
            return Built(findings, "content")

        progress.stage("生成各机关的网页")
        release = Release(task.output, cache)
        release.drop_all_but(analysed.known)
        shared = render_context(
            context,
            site.portal,
            task.theme.templates(),
            cache,
            staging=release.staging if task.stage_at_once else None,
            fragments=task.fragments,
        )
        rendering = RenderRun(render, shared, release, workers, progress)
        render_stale(rendering, partitions, analysed, site.kept_back)
        progress.stage("生成全站的网页")
        pages = render_portal(rendering, site.portal, assets(task.theme, shared))

        progress.stage("核对")
        if faults := release.inspect():
            release.discard()
            return Built((*findings, *describe(faults)), "site")

        progress.stage("发布")
        unchanged = (
            analysed.unchanged
            and site.last_day <= task.inputs.today  # else another day makes another site
            and themes_of(task.source, task.inputs.now_ns) == task.inputs.themes
        )
        withdrawn = release.withdrawn()
        counts = count_pages(pages, site.portal)
        release.publish(context.settings.base_url)
        if unchanged:
            last = LastBuild(counts, findings, site.last_day)
            note_build(notes_of(task.source, task.output), task.output, task.inputs, last)
        found, reasons = release.found.paths, tuple(release.reasons.items())
        return Built(findings, "", counts, reasons, found, withdrawn)


def check(  # noqa: PLR0913  # the options of two commands, by name
    source: Path,
    today: date,
    progress: Progress,
    base_url: str = "",
    jobs: int = 1,
    *,
    with_addresses: bool = False,
) -> Checked:
    """Run the stages that need no page, and return all findings about the content of a project."""
    context, _, wrong = read_project(source, today, base_url)
    if context is None:
        return Checked(wrong, stopped=True)
    inputs = scan_project(source, today, (), jobs)
    progress.stage("检查 {count} 个文件", count=_count_files(inputs.partitions))
    with Workers(jobs) as workers:

        def run(cache: Cache) -> AnalysisRun:
            return AnalysisRun(read, analyse, context, cache, workers, progress)

        try:
            return _check(source, inputs, context, run, with_addresses)
        except DamagedError:  # the cache was deleted
            return _check(source, inputs, context, run, with_addresses)


def repair(
    source: Path, today: date, paths: Collection[str], wanted: Callable[[Finding], bool]
) -> tuple[tuple[Path, RepairedFile], ...]:
    """Return files of a project, each with its place on the disk, after the certain repairs of all
    findings that are `wanted`. No file is written.

    `paths`, relative to the project, are those of the files to repair. If there are errors in the
    settings, only these are repaired, because the content cannot be checked.
    """

    def wanted_here(finding: Finding) -> bool:
        (named,) = in_content((finding,))
        return named.path in paths and wanted(named)

    context, _, _ = read_project(source, today, "")
    if context is None:
        place = source / CONTENT / FILE
        data = read_regular(place, LARGEST_SETTINGS)
        return tuple((place, one) for one in repair_settings(data, wanted_here))
    names = {partition_of(path.removeprefix(f"{CONTENT}/")) for path in paths}
    repaired: list[tuple[Path, RepairedFile]] = []
    for partition in scan_project(source, today, ()).partitions:
        if partition.name in names:
            places = {one.path: Path(one.file) for one in partition.files}
            reading = Reading(partition.name, read(partition))
            files = repair_partition(context, reading, analyse, wanted_here)
            repaired += ((places[one.path], one) for one in files)
    return tuple(repaired)


def _check(
    source: Path,
    inputs: BuildInputs,
    context: AnalysisContext,
    run: Callable[[Cache], AnalysisRun],
    with_addresses: bool,
) -> Checked:
    with open_cache(source, inputs.program, context.forms) as cache:
        analysis = run(cache)
        analysed = analyse_stale(analysis, inputs.partitions)
        site = check_site(analysis, inputs.partitions, analysed)
        settings = context.settings
        urls = site_addresses(site.portal, settings, cache) if with_addresses else frozenset()
        return Checked(in_content(site.findings), False, settings, site.portal, urls)


def _count_files(partitions: Iterable[Partition]) -> int:
    return sum(len(partition.rows) for partition in partitions)


def read_project(
    source: Path, today: date, base_url: str
) -> tuple[AnalysisContext | None, Theme | None, tuple[Finding, ...]]:
    """Return the context of all analyses and the theme; or None, None and the findings about the
    settings and the theme."""
    settings, faults = read_settings(source / CONTENT, base_url)
    faults = (*faults, *missing_packages(settings))
    theme, wrong = find_theme(settings.theme, source)
    if faults or theme is None:
        return None, None, (*in_content(describe(faults)), *describe(wrong))
    return AnalysisContext(settings, load_forms(), today), theme, ()


def in_content(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with paths relative to the folder of the project."""
    return tuple(
        one._replace(
            path=f"{CONTENT}/{one.path}",
            related=tuple(f"{CONTENT}/{path}" for path in one.related),
        )
        for one in findings
    )
