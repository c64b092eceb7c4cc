"""Runs the rules about several partitions.

Summaries of all partitions are in memory; anything else is read from the cache, one partition at a
time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from site_builder.content.partition import partition_of
from site_builder.content.reader import clashes, is_published
from site_builder.content.scan import Partition
from site_builder.forms.deadline import expected_years
from site_builder.incremental.cache import Cache
from site_builder.lint.index_numbers import prefix_of
from site_builder.lint.link_graph import LinkGraph
from site_builder.lint.runner import describe, run_rules
from site_builder.model.document import Link
from site_builder.model.finding import Finding, Problem
from site_builder.model.index_numbers import IndexNumbers
from site_builder.model.portal import PartitionSummary, Portal
from site_builder.model.site import Settings
from site_builder.parallel.processes import Workers
from site_builder.pipeline.near_duplicates import copies
from site_builder.pipeline.redirects import redirect_faults
from site_builder.rules import RULES


def portal_of(
    summaries: Iterable[PartitionSummary], today: date, is_selected: bool = False
) -> Portal:
    """Return the portal of some summaries, in the order in which agencies are listed; if it
    `is_selected`, no more reports are expected than there are."""
    in_order = tuple(sorted(summaries, key=lambda summary: (summary.region, summary.name)))
    years = {year for summary in in_order for year in summary.years}
    if not is_selected:
        years.update(year for one in in_order for year in expected_years(one.body, today))
    return Portal(in_order, tuple(sorted(years)), today, is_selected)


def check_across(
    portal: Portal,
    settings: Settings,
    partitions: tuple[Partition, ...],
    cache: Cache,
    workers: Workers,
) -> Iterator[Finding]:
    """Yield the findings of the rules about several partitions."""
    yield from run_rules((portal,), RULES)
    yield from describe(_clashes(partitions))
    yield from describe(redirect_faults(portal, settings, partitions, cache))
    leaving = tuple(link for summary in portal.summaries for link in summary.leaving)
    if leaving:
        goals = {link.path: partition_of(link.path) for _, link in leaving}
        yield from run_rules((_link_graph(leaving, goals, partitions, cache),), RULES)
    if shared := _shared_numbering(portal):
        yield from run_rules((_index_numbers(shared, cache),), RULES)
    yield from copies(portal, cache, workers)


def _shared_numbering(portal: Portal) -> dict[str, set[str]]:
    """Return the prefixes of 索引号 that several partitions use, by the partition."""
    users: defaultdict[str, list[str]] = defaultdict(list)
    for summary in portal.summaries:
        for prefix in summary.numbering:
            users[prefix].append(summary.name)
    shared: defaultdict[str, set[str]] = defaultdict(set)
    for prefix, names in users.items():
        for name in names if len(names) > 1 else ():
            shared[name].add(prefix)
    return shared


def _index_numbers(shared: dict[str, set[str]], cache: Cache) -> IndexNumbers:
    """Return the documents whose numbers begin with a prefix that several partitions use."""
    parts = zip(shared, cache.parts(shared, "numbers"), strict=True)
    found = (one for name, own in parts for one in own if prefix_of(one.number) in shared[name])
    return IndexNumbers(tuple(sorted(found)))


def _clashes(partitions: tuple[Partition, ...]) -> Iterator[Problem]:
    """Yield the problems of partitions whose names differ only in case."""
    alike: defaultdict[str, list[Partition]] = defaultdict(list)
    for partition in partitions:
        alike[partition.name.casefold()].append(partition)
    for some in alike.values():
        if len(some) > 1:
            yield from clashes(
                file.path for one in some for file in one.files if is_published(file.path)
            )


def _link_graph(
    leaving: tuple[tuple[str, Link], ...],
    goals: dict[str, str],
    partitions: tuple[Partition, ...],
    cache: Cache,
) -> LinkGraph:
    """Return the graph of links between partitions; `goals` are the partitions that the links lead
    to, by path."""
    there = {
        file.path for partition in partitions for file in partition.files if is_published(file.path)
    }
    documents = frozenset(path for path in there if path.endswith(".md"))
    anchors: dict[str, frozenset[str] | None] = {}
    for known in cache.parts(sorted({goals[path] for path in goals if path in there}), "anchors"):
        anchors.update(known)
    attachments = frozenset(anchors) - documents  # those that are published
    return LinkGraph(leaving, attachments, documents, anchors)
