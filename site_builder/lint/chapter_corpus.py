"""The chapters of annual reports as sets of shingles, to find text copied from other reports.

The reports of one prefecture on one year are compared with each other and with those of the year
before: agencies copy from their neighbours, and from recent reports. So no more than a few hundred
of a hundred thousand reports are needed at a time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.model.document import Document, Heading
from site_builder.model.site import Agency, Report
from site_builder.text.shingles import formulas, shingles

# A clause in the reports of more agencies is from the law, the form or a model of the county.
MOST_AGENCIES = 4
_PREFECTURE = 4  # digits of a division code


@dataclass(frozen=True, slots=True)
class ChapterKind:
    """A chapter that has to be written anew every year. Its heading contains one of `marks`. It
    counts as copied if a share of at least `most` of its clauses is from another report, and it has
    at least `least` clauses."""

    marks: tuple[str, ...]
    most: float
    least: int


# 总体情况 describes the same office every year, so more of it may stay the same.
CHAPTER_KINDS = (
    ChapterKind(("问题", "不足"), 0.75, 8),
    ChapterKind(("总体情况", "概述", "基本情况"), 0.85, 16),
)


class Chapter(NamedTuple):
    """A chapter of a report, of one of the `CHAPTER_KINDS`; `clauses` are its shingles."""

    kind: int
    agency: str
    year: int
    path: str
    line: int
    heading: str
    title: str
    clauses: frozenset[int]


@dataclass(frozen=True, slots=True)
class ChapterCorpus:
    """The chapters of the reports of one prefecture on `year` and the year before: for each kind,
    the chapters of each agency from the oldest on, without the clauses of many agencies."""

    year: int
    chapters: tuple[tuple[ChapterKind, tuple[tuple[Chapter, ...], ...]], ...]


def prefecture(agency: Agency) -> str:
    """Return the code of the prefecture of an agency; reports are compared within it."""
    return agency.region.code[:_PREFECTURE]


def chapters_of(report: Report, document: Document) -> Iterator[Chapter]:
    """Yield the chapters of a report that are compared."""
    names = _names(report.agency)
    for number, kind in enumerate(CHAPTER_KINDS):
        for heading, text in _chapters(document, kind.marks):
            yield Chapter(
                number,
                report.agency.slug,
                report.year,
                document.path,
                heading.line,
                heading.text,
                report.article.title,
                shingles(text, names),
            )


def compile_corpus(year: int, chapters: Iterable[Chapter]) -> ChapterCorpus:
    """Return the corpus of some chapters on `year` and the year before."""
    by_kind: dict[int, defaultdict[str, list[Chapter]]] = {
        number: defaultdict(list) for number in range(len(CHAPTER_KINDS))
    }
    for chapter in sorted(chapters, key=lambda one: (one.agency, one.year)):
        by_kind[chapter.kind][chapter.agency].append(chapter)
    return ChapterCorpus(
        year,
        tuple(
            (CHAPTER_KINDS[number], tuple(_own_words(by_agency.values())))
            for number, by_agency in by_kind.items()
        ),
    )


def _own_words(found: Iterable[list[Chapter]]) -> Iterator[tuple[Chapter, ...]]:
    """Yield the chapters of each agency without the clauses that many agencies have."""
    by_agency = list(found)
    common = formulas(([one.clauses for one in own] for own in by_agency), MOST_AGENCIES)
    for own in by_agency:
        yield tuple(one._replace(clauses=one.clauses - common) for one in own)


def _names(agency: Agency) -> tuple[str, ...]:
    return tuple(filter(None, (agency.name, *agency.aliases, agency.short_name)))


def _chapters(document: Document, marks: tuple[str, ...]) -> Iterator[tuple[Heading, str]]:
    """Yield the heading and the text of the first chapter whose heading contains a mark."""
    chapters = [heading for heading in document.headings if heading.level == 2]  # noqa: PLR2004
    starts = [heading.line for heading in chapters]
    for number, heading in enumerate(chapters):
        if any(mark in heading.text for mark in marks):
            end = starts[number + 1] if number + 1 < len(starts) else 1 << 30
            lines = [p.line for p in document.paragraphs]
            first, last = bisect_right(lines, heading.line), bisect_right(lines, end - 1)
            text = "。".join(p.text for p in document.paragraphs[first:last])
            yield heading, text.replace("\n", "").replace("*", "")
            return
