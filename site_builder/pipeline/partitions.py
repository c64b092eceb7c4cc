"""Which partitions have to be understood or drawn again, and doing so: what the cache knows is not
done twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder.content.partition import partition_of
from site_builder.content.reader import read
from site_builder.content.scan import Partition, is_as_surveyed
from site_builder.fingerprint import digest
from site_builder.incremental.cache import Cache, Known
from site_builder.model.source import Content
from site_builder.parallel.processes import Workers, parallel_map
from site_builder.pipeline.analysis import AnalysisContext, Reading, analyse
from site_builder.pipeline.release import Release
from site_builder.pipeline.rendering import RenderContext, RenderJob, draw


class Understanding(NamedTuple):
    """What is known of partitions; `steady` if none of their files changed while it was read."""

    known: dict[str, Known]
    steady: bool


def analyse_stale(
    partitions: Iterable[Partition], terms: AnalysisContext, cache: Cache, workers: Workers
) -> Understanding:
    """Understand the partitions that changed."""
    every = {partition.name: partition for partition in partitions}
    stamps = {name: _stamp(partition, terms) for name, partition in every.items()}
    before = cache.known()
    now = {
        name: known
        for name, stamp in stamps.items()
        if stamp and (known := before.get(name)) and known.stamp == stamp
        if _is_settled(known, terms)
    }
    stale = [partition for name, partition in every.items() if name not in now]
    made_of: dict[str, str] = {}

    def readings() -> Iterator[Reading]:
        for partition in stale:
            name, content = partition.name, read(partition)
            if not is_as_surveyed(partition):
                stamps[name] = ""
            inputs = _inputs(content, terms)
            known = before.get(name)
            if known and known.inputs == inputs and _is_settled(known, terms):
                now[name] = known._replace(stamp=stamps[name])
            else:
                made_of[name] = inputs
                yield Reading(name, content)

    pool = workers.pool(sum(len(partition.rows) for partition in stale))
    for one in parallel_map(analyse, terms, readings(), pool):
        known = Known(stamps[one.name], made_of.pop(one.name), one.summary)
        if not _is_settled(known, terms):  # what is wrong today may be right tomorrow
            known = Known("", digest((known.inputs, terms.today.isoformat())), one.summary)
        cache.keep(one)
        now[one.name] = known
    cache.put_known(now, before)
    return Understanding(now, all(stamps[one.name] or not one.stamp for one in stale))


def _stamp(partition: Partition, terms: AnalysisContext) -> str:
    """What stands for all that a partition is understood from, if it can be relied on."""
    return digest((partition.stamp, terms.settings.digest)) if partition.stamp else ""


class Due(NamedTuple):
    """A partition that is due to be drawn if it was not drawn from just these inputs; `kept_back` are
    the attachments of it that are not published."""

    partition: Partition
    kept_back: tuple[str, ...]
    inputs: str


def due(
    partitions: Iterable[Partition],
    known: dict[str, Known],
    kept_back: frozenset[str],
    style: RenderContext,
) -> Iterator[Due]:
    """All partitions, with digests of all that they are drawn from."""
    of_all = style.digest
    back: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(kept_back):
        back[partition_of(path)].append(path)
    for partition in partitions:
        own = tuple(back.get(partition.name, ()))
        yield Due(partition, own, digest((known[partition.name].inputs, of_all, *own)))


def draw_stale(
    all_due: Iterable[Due], style: RenderContext, draft: Release, workers: Workers
) -> None:
    """Draw the partitions that were understood anew, or all of them in another style."""
    stale = [one for one in all_due if one.inputs != draft.drawn_from(one.partition.name)]

    def drawings() -> Iterator[RenderJob]:
        for partition, kept_back, _ in stale:
            files = {one.path: one.file for one in partition.files if one.path not in kept_back}
            site = draft.cache.part(partition.name, "site")
            yield RenderJob(partition.name, site, files, draft.made_before(partition.name))

    pool = workers.pool(sum(len(one.partition.rows) for one in stale))
    made_of = {one.partition.name: one.inputs for one in stale}
    for one in draft.drawn(draw, style, drawings(), pool):
        draft.take(one, made_of[one.name])


def _is_settled(known: Known, terms: AnalysisContext) -> bool:
    """Whether what is wrong with a partition is the same on every day from now on."""
    return known.summary.last_day <= terms.today.isoformat()


def _inputs(content: Content, terms: AnalysisContext) -> str:
    """A digest of all that a partition is understood from."""
    sources = (f"{one.path} {one.digest}" for one in content.sources)
    attachments = (f"{one.path} {one.digest}" for one in content.attachments)
    return digest((terms.settings.digest, *sources, "", *attachments, repr(content.problems)))
