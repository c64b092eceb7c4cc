"""Analyses and renders the partitions whose inputs have changed since the last build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from site_builder.content.partition import partition_of, titled
from site_builder.content.reader import PICTURES
from site_builder.content.regular_file import read_regular
from site_builder.content.scan import Partition, is_unchanged
from site_builder.fingerprint import digest
from site_builder.incremental.cache import Cache
from site_builder.incremental.records import Analysis, KnownPartition, PlannedSite
from site_builder.model.limits import LARGEST_PICTURE
from site_builder.model.progress import SILENT, Progress
from site_builder.model.source import Content
from site_builder.parallel.processes import Workers, parallel_map
from site_builder.pipeline.analysis import AnalysisContext, Joining, Reading, join
from site_builder.pipeline.incoming import changed_incoming
from site_builder.pipeline.jobs import PartitionJob
from site_builder.pipeline.release import RenderRun
from site_builder.pipeline.rendering import RenderContext

Read = Callable[[Partition], Content]
Analyse = Callable[[AnalysisContext, Reading], Analysis]

# The number of sites kept in memory between analysis and rendering; others are read from the cache.
MOST_IN_MEMORY = 5


class AnalysedPartitions(NamedTuple):
    """All partitions, by name; `planned` holds the sites of some that this build analysed.
    `unchanged` is true if no file changed while it was read."""

    known: dict[str, KnownPartition]
    planned: dict[str, PlannedSite]
    unchanged: bool


class AnalysisRun(NamedTuple):
    """The stages that read and analyse a partition, their context, the cache, the workers, and who
    is told how far they are."""

    read: Read
    analyse: Analyse
    context: AnalysisContext
    cache: Cache
    workers: Workers
    progress: Progress = SILENT


def analyse_stale(run: AnalysisRun, partitions: Iterable[Partition]) -> AnalysedPartitions:
    """Read the partitions whose stamps have changed, analyse those whose inputs have changed, and
    put their analyses into the cache. Return all partitions."""
    before = run.cache.known()
    unchanged, stale = unchanged_and_stale(run.context, partitions, before)
    run.progress.detail("没有变化的机关和公共部分：{count} 个", count=len(unchanged))
    analysed = analyse_partitions(run, stale, before, unchanged)
    run.cache.put_known(analysed.known, before)
    return analysed


def unchanged_and_stale(
    context: AnalysisContext, partitions: Iterable[Partition], before: Mapping[str, KnownPartition]
) -> tuple[dict[str, KnownPartition], list[Partition]]:
    """Return what is known of the partitions whose stamps are those known `before`, by name, and
    the other partitions."""
    unchanged: dict[str, KnownPartition] = {}
    stale: list[Partition] = []
    for partition in partitions:
        stamp, known = _stamp(partition, context), before.get(partition.name)
        if stamp and known and known.stamp == stamp and _holds_from(known, context):
            unchanged[partition.name] = known
        else:
            stale.append(partition)
    return unchanged, stale


def analyse_partitions(
    run: AnalysisRun,
    stale: Iterable[Partition],
    before: Mapping[str, KnownPartition],
    unchanged: Mapping[str, KnownPartition],
) -> AnalysedPartitions:
    """Read the partitions `stale`, analyse those whose inputs differ from those known `before`, and
    put their analyses into the cache. Return them with the `unchanged` ones."""
    context, cache = run.context, run.cache
    stale = tuple(stale)
    stamps = {one.name: _stamp(one, context) for one in stale}
    now = {**unchanged}
    planned: dict[str, PlannedSite] = {}
    inputs_of: dict[str, str] = {}

    def readings() -> Iterator[Reading]:
        for partition in stale:
            name, content = partition.name, run.read(partition)
            if not is_unchanged(partition):
                stamps[name] = ""
            inputs = _inputs(content, context)
            known = before.get(name)
            if known and known.inputs == inputs and _holds_from(known, context):
                now[name] = known._replace(stamp=stamps[name])
            else:
                inputs_of[name] = inputs
                yield Reading(name, content)

    # The files up to each partition: those that need not be analysed yield nothing.
    ends = dict(zip(stamps, accumulate(len(one.rows) for one in stale), strict=True))
    files = sum(len(one.rows) for one in stale)
    for one in parallel_map(run.analyse, context, readings(), run.workers.pool(files)):
        run.progress.advance(ends[one.name], files)
        run.progress.detail(
            "{name}：结果 {findings} 条", name=titled(one.name), findings=len(one.summary.findings)
        )
        cache.keep(one)
        now[one.name] = _as_known(one, stamps[one.name], inputs_of.pop(one.name), context)
        if one.planned and len(planned) < MOST_IN_MEMORY:
            planned[one.name] = one.planned
    for one in _joined(run, now):
        cache.replace(one)
        now[one.name] = now[one.name]._replace(summary=one.summary)
        planned.pop(one.name, None)
    as_read = all(stamps[one.name] or not one.stamp for one in stale)
    return AnalysedPartitions(now, planned, as_read)


def _joined(run: AnalysisRun, known: dict[str, KnownPartition]) -> Iterable[Analysis]:
    """Plan the partitions whose pages show other things of other partitions than before."""
    changed, cache = changed_incoming(known, run.cache), run.cache
    summaries = [known[name].summary for name in changed]
    jobs = (
        Joining(
            one, cache.part(one.name, "site"), cache.part(one.name, "portal"), changed[one.name]
        )
        for one in summaries
    )
    pool = run.workers.pool(sum(_pages(known[name]) for name in changed))
    return parallel_map(join, run.context, jobs, pool)


def _as_known(one: Analysis, stamp: str, inputs: str, context: AnalysisContext) -> KnownPartition:
    """Return what the next build compares with its own stamps and inputs."""
    known = KnownPartition(stamp, inputs, one.summary)
    if _holds_from(known, context):
        return known
    # A date in the future may be in the past tomorrow.
    return KnownPartition("", digest((inputs, context.today.isoformat())), one.summary)


def render_stale(
    run: RenderRun,
    partitions: Iterable[Partition],
    analysed: AnalysedPartitions,
    kept_back: frozenset[str],
) -> None:
    """Render the partitions whose inputs differ from those of the last build. Attachments in
    `kept_back` are not published."""
    release = run.release
    due = [*_due(partitions, analysed.known, kept_back, run.context)]
    stale = [one for one in due if one.inputs != release.rendered_from(one.partition.name)]
    is_apart = run.context.staging is None and bool(run.context.settings.downloads)

    def jobs() -> Iterator[PartitionJob]:
        for partition, own, _ in stale:
            name = partition.name
            files = {one.path: one.file for one in partition.files if one.path not in own}
            site = analysed.planned.get(name) or release.cache.part(name, "site")
            pictures = _pictures(files) if is_apart else {}
            yield PartitionJob(name, site, files, release.previous(name), pictures)

    files = sum(len(one.partition.rows) for one in stale)
    pages = sum(_pages(analysed.known[one.partition.name]) for one in stale)
    inputs_of = {one.partition.name: one.inputs for one in stale}
    run.progress.detail("不用重做的机关和公共部分：{count} 个", count=len(due) - len(stale))
    for result in run.results(jobs(), files, pages):
        release.take(result, inputs_of[result.name])
        run.progress.detail(
            "{name}：网页 {pages} 个，重新生成 {again} 个",
            name=titled(result.name),
            pages=len(result.made.pages),
            again=len(result.reasons),
        )


def _pictures(files: Mapping[str, str]) -> dict[str, bytes]:
    """Return the pictures among files, for workers that have other disks."""
    return {
        path: read_regular(Path(file), LARGEST_PICTURE)
        for path, file in files.items()
        if path.lower().endswith(PICTURES)
    }


def _pages(known: KnownPartition) -> int:
    """Return the number of pages of a partition."""
    return sum(count for _, count in known.summary.pages)


class _Due(NamedTuple):
    """A partition; `kept_back` are its attachments that are not published, `inputs` is a digest of
    everything that its pages are made from."""

    partition: Partition
    kept_back: tuple[str, ...]
    inputs: str


def _due(
    partitions: Iterable[Partition],
    known: dict[str, KnownPartition],
    kept_back: frozenset[str],
    context: RenderContext,
) -> Iterator[_Due]:
    """Yield all partitions with the inputs of their pages."""
    shared = context.digest
    back: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(kept_back):
        back[partition_of(path)].append(path)
    for partition in partitions:
        own = tuple(back.get(partition.name, ()))
        one = known[partition.name]
        yield _Due(partition, own, digest((one.inputs, one.summary.incoming, shared, *own)))


def _stamp(partition: Partition, context: AnalysisContext) -> str:
    """Return a stamp of all inputs of an analysis, or an empty text if it is unreliable."""
    return digest((partition.stamp, context.settings.digest)) if partition.stamp else ""


def _holds_from(known: KnownPartition, context: AnalysisContext) -> bool:
    """Return whether the findings about a partition are the same on every day from today on."""
    return known.summary.last_day <= context.today.isoformat()


def _inputs(content: Content, context: AnalysisContext) -> str:
    """Return a digest of all inputs of an analysis."""
    sources = (f"{one.path} {one.digest}" for one in (*content.sources, *content.catalogues))
    attachments = (f"{one.path} {one.digest}" for one in content.attachments)
    return digest((context.settings.digest, *sources, "", *attachments, repr(content.problems)))
