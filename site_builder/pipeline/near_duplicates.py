"""Finds chapters that were copied from other reports of the same prefecture.

Reports on one year are compared with each other and with those on the year before. A comparison is
repeated only if one of its chapters has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from site_builder.fingerprint import digest
from site_builder.incremental.cache import Cache
from site_builder.incremental.codec import loads
from site_builder.lint.chapter_corpus import compile_corpus
from site_builder.lint.runner import run_rules
from site_builder.model.finding import Finding
from site_builder.model.portal import Portal
from site_builder.parallel.processes import Workers, parallel_map
from site_builder.rules import RULES

COPIES = "copies"  # the name of the note with the findings
REPORTS_TO_A_PAGE = 10  # comparing this many takes as long as rendering a page

Place = tuple[str, int]  # a prefecture, and a year
# By place: the names of partitions, each with a digest of the chapters of its report.
Reports = Mapping[Place, list[str]]


class Colleagues(NamedTuple):
    """The serialized chapters of the reports of one prefecture on `year` and the year before."""

    year: int
    chapters: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """The number of pages whose rendering takes as long as this comparison."""
        return len(self.chapters) // REPORTS_TO_A_PAGE


def copies(portal: Portal, cache: Cache, workers: Workers) -> Iterator[Finding]:
    """Yield the findings about copied chapters. Places without a changed chapter keep those of the
    last build."""
    before: dict[Place, tuple[str, tuple[Finding, ...]]] = cache.note(COPIES) or {}
    reports = _by_place(portal)
    now = {place: _digest(place, reports) for place in sorted(reports)}
    stale = [place for place in now if place not in before or before[place][0] != now[place]]
    gathered = (_gather(place, reports, cache) for place in stale)
    pool = workers.pool(sum(len(reports[place]) for place in stale) // REPORTS_TO_A_PAGE)
    fresh = dict(zip(stale, parallel_map(find_copies, None, gathered, pool), strict=True))
    noted = {
        place: (inputs, fresh[place]) if place in fresh else before[place]
        for place, inputs in now.items()
    }
    if noted != before:
        cache.put_note(COPIES, noted)
    for _, findings in noted.values():
        yield from findings


def find_copies(_: None, colleagues: Colleagues) -> tuple[Finding, ...]:
    """Return the findings about copied chapters of one place."""
    chapters = (one for data in colleagues.chapters for one in loads(data, ()))
    return tuple(run_rules((compile_corpus(colleagues.year, chapters),), RULES))


def _by_place(portal: Portal) -> Reports:
    """Return the reports that are compared, by place."""
    reports: defaultdict[Place, list[str]] = defaultdict(list)
    for summary in portal.summaries:
        for year, chapters in summary.chapters:
            reports[summary.prefecture, year].append(f"{summary.name} {chapters}")
    return reports


def _compared(place: Place, reports: Reports) -> Iterator[tuple[int, list[str]]]:
    """Yield the year of a place and the year before, each with its reports."""
    prefecture, last = place
    for year in (last, last - 1):
        yield year, reports.get((prefecture, year), [])


def _digest(place: Place, reports: Reports) -> str:
    """Return a digest of everything that is compared."""
    return digest(text for year, own in _compared(place, reports) for text in (str(year), *own))


def _gather(place: Place, reports: Reports, cache: Cache) -> Colleagues:
    """Return the chapters of a place, from the cache."""
    chapters = (
        data
        for year, own in _compared(place, reports)
        for data in cache.serialized_parts(
            (one.rpartition(" ")[0] for one in own), "chapters", year
        )
    )
    return Colleagues(place[1], tuple(chapters))
