"""Gathers what the documents of partitions name of others: each page shows it, both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from site_builder.assembly.references import related
from site_builder.content.partition import partition_of
from site_builder.incremental.cache import Cache
from site_builder.incremental.records import KnownPartition
from site_builder.model.portal import PartitionSummary
from site_builder.model.relations import JOINT
from site_builder.model.site import Incoming, JointDocument, JointWith, Related
from site_builder.pipeline.analysis import incoming_digest

NOTHING = Incoming()


def changed_incoming(known: Mapping[str, KnownPartition], cache: Cache) -> dict[str, Incoming]:
    """Return, by name, what others add to the pages of those partitions for which it is not what
    they were planned with. Only the summaries are searched, and the titles of partitions that
    others name documents of are read; without any such name nothing is."""
    incoming = gather({name: one.summary for name, one in known.items()}, cache)
    return {
        name: own
        for name, one in known.items()
        if incoming_digest(own := incoming.get(name, NOTHING)) != one.summary.incoming
    }


def gather(summaries: Mapping[str, PartitionSummary], cache: Cache) -> dict[str, Incoming]:
    """Return what others add to the pages of each partition, by its name, if anything. A document
    that is not there or not public adds nothing; that is reported elsewhere."""
    shared: defaultdict[str, list[JointDocument]] = defaultdict(list)
    seen: defaultdict[str, list[Related]] = defaultdict(list)
    for name, joint in _joint(summaries):
        agency = summaries.get(joint.slug)
        if agency and agency.title:
            shared[joint.slug].append(joint.document)
            seen[name].append(Related(joint.path, JOINT, True, agency.title, agency.url))
    references = [one for summary in summaries.values() for one in summary.outgoing.references]
    goals = sorted({partition_of(one.link.path) for one in references})
    known: dict[str, tuple[str, str]] = {}
    for titles in cache.parts([goal for goal in goals if _has_titles(summaries, goal)], "titles"):
        known.update(titles)
    for one in related(references, known):
        seen[partition_of(one.path)].append(one)
    return {
        name: Incoming(_newest_first(shared[name]), tuple(seen[name]))
        for name in shared.keys() | seen.keys()
    }


def _joint(summaries: Mapping[str, PartitionSummary]) -> Iterator[tuple[str, JointWith]]:
    return ((name, one) for name, summary in summaries.items() for one in summary.outgoing.joint)


def _has_titles(summaries: Mapping[str, PartitionSummary], name: str) -> bool:
    return name in summaries and bool(summaries[name].title)


def _newest_first(documents: Iterable[JointDocument]) -> tuple[JointDocument, ...]:
    by_address = sorted(documents, key=lambda one: one.url)
    return tuple(sorted(by_address, key=lambda one: one.metadata.day, reverse=True))
