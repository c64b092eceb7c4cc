"""Finds similar texts: each text becomes a set of shingles, and two sets are compared.

A shingle is a clause: the Chinese characters between two punctuation marks or figures. So figures,
years and punctuation are ignored, a sentence that was moved is still found, and a changed word
changes one clause only. As in winnowing, the boundaries depend on the text itself; one regular
expression finds them, instead of a hash at every character.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from site_builder.text.patterns import regex

# Characters; shorter clauses (“成效明显”) occur in most reports.
SHORTEST = 7
_CLAUSE = regex(f"[一-龥]{{{SHORTEST},}}")


def shingles(text: str, without: Iterable[str] = ()) -> frozenset[int]:
    """Return the clauses of a text as 32-bit checksums, which are the same in every process.

    The words of `without`, such as the name of an agency, are removed first; clauses that occur
    more than once are left out. Among tens of thousands of clauses one or two checksums may
    collide, which does not affect a share noticeably.
    """
    for word in without:
        if word in text:
            text = text.replace(word, "")
    clauses = _CLAUSE.findall(text)
    times = Counter(clauses) if len(set(clauses)) < len(clauses) else dict.fromkeys(clauses, 1)
    return frozenset(crc32(one.encode()) for one, count in times.items() if count == 1)


def formulas(owners: Iterable[Iterable[frozenset[int]]], most: int) -> frozenset[int]:
    """Return the shingles that more than `most` owners have in their documents: wording of the law,
    of the form or of a common template."""
    had_by_more_than: list[set[int]] = [set() for _ in range(most + 1)]
    for documents in owners:
        here = frozenset[int]().union(*documents)
        for known in had_by_more_than:
            again = here & known
            known.update(here)
            here = again
    return frozenset(had_by_more_than[most])


def share(own: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of `own` that is also in `other`, from 0 to 1."""
    return len(own & other) / (len(own) or 1)


def nearest(
    documents: Sequence[frozenset[int]], owners: Sequence[object]
) -> Iterator[tuple[int, int, float]]:
    """Yield `(index, other, share)` for every document that shares shingles with a document of
    another owner; `other` is the index of the one that it shares most with.

    The time is linear in the text if no shingle is in many documents: remove `formulas` first.
    """
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
