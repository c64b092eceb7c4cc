"""Finds chapters that say the same: documents as sets of shingles, and how much two sets share.

A shingle here is a clause: the characters between two marks or figures. So figures, years and
punctuation count for nothing, a sentence that is put elsewhere is still known, and a changed word
costs one clause only. The cuts lie in the text itself, as with winnowing, but are found by one
regular expression instead of a hash for every character."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from site_builder.text.patterns import regex

# Shorter ones (“成效明显”) are said by everybody.
SHORTEST = 7
_CLAUSE = regex(f"[一-龥]{{{SHORTEST},}}")


def shingles(text: str, without: Iterable[str] = ()) -> frozenset[int]:
    """The clauses of a text, each as a number of 32 bits, the same in every process: among the tens
    of thousands of clauses that are compared, one or two may fall together, which no share shows.
    The words of `without`, such as the name of an agency, and what a text says twice are left
    out."""
    for word in without:
        if word in text:
            text = text.replace(word, "")
    clauses = _CLAUSE.findall(text)
    times = Counter(clauses) if len(set(clauses)) < len(clauses) else dict.fromkeys(clauses, 1)
    return frozenset(crc32(one.encode()) for one, count in times.items() if count == 1)


def formulas(owners: Iterable[Iterable[frozenset[int]]], most: int) -> frozenset[int]:
    """The shingles that more than `most` owners have in any of their documents: what the law, the
    form or a common model says, and not its owner."""
    had_by_more_than: list[set[int]] = [set() for _ in range(most + 1)]
    for documents in owners:
        here = frozenset[int]().union(*documents)
        for known in had_by_more_than:
            again = here & known
            known.update(here)
            here = again
    return frozenset(had_by_more_than[most])


def share(own: frozenset[int], other: frozenset[int]) -> float:
    """The share of `own` that stands in `other`."""
    return len(own & other) / (len(own) or 1)


def nearest(
    documents: Sequence[frozenset[int]], owners: Sequence[object]
) -> Iterator[tuple[int, int, float]]:
    """For every document that shares shingles with one of another owner: its number, the number of
    the one it shares most with, and the share. Linear in the text where no shingle belongs to
    many documents: take the formulas away first."""
    seen: set[int] = set()
    shared: set[int] = set()
    for document in documents:
        shared |= seen & document
        seen |= document
    places: defaultdict[int, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for one in shared & document:
            places[one].append(number)
    for number, document in enumerate(documents):
        common = Counter(other for one in shared & document for other in places[one])
        others = [other for other in common if owners[other] != owners[number]]
        if others:
            best = max(others, key=lambda other: (common[other], -other))
            yield number, best, common[best] / len(document)
