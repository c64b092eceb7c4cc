"""The chapters of all reports side by side, as sets of shingles: to see who copied from whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from site_builder.model import Agency, Document, Heading, Report, Site
from site_builder.shingles import formulas, shingles

# Said by more agencies than this, it is the law's, the form's or the county's model.
MOST_AGENCIES = 4


@dataclass(frozen=True, slots=True)
class Kind:
    """A chapter that has to be written anew every year: by which words it is known, which share of
    it may not be old, and how many clauses it must have to be judged."""

    marks: tuple[str, ...]
    most: float
    least: int


# 总体情况 describes the same office every year: more of it may stay as it is.
KINDS = (
    Kind(("问题", "不足"), 0.75, 8),
    Kind(("总体情况", "概述", "基本情况"), 0.85, 16),
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a report; `text` is its shingles."""

    report: Report
    heading: Heading
    text: frozenset[int]


@dataclass(frozen=True, slots=True)
class Corpus:
    """For each kind of chapter, the chapters agency by agency, oldest first, without what many
    agencies say."""

    chapters: tuple[tuple[Kind, tuple[tuple[Chapter, ...], ...]], ...]


def read_corpus(site: Site) -> Corpus:
    """The chapters of every report of a site."""
    return Corpus(tuple((kind, tuple(_by_agency(site, kind))) for kind in KINDS))


def _by_agency(site: Site, kind: Kind) -> Iterator[tuple[Chapter, ...]]:
    documents = {document.path: document for document in site.documents}
    found = []
    for catalogue in site.catalogues:
        names = _names(catalogue.agency)
        found.append(
            [
                Chapter(report, heading, shingles(text, names))
                for report in reversed(catalogue.reports)
                for heading, text in _chapters(documents[report.article.path], kind.marks)
            ]
        )
    common = formulas(([one.text for one in chapters] for chapters in found), MOST_AGENCIES)
    for chapters in found:
        yield tuple(replace(one, text=one.text - common) for one in chapters)


def _names(agency: Agency) -> tuple[str, ...]:
    return tuple(filter(None, (agency.name, *agency.aliases, agency.short_name)))


def _chapters(document: Document, marks: tuple[str, ...]) -> Iterator[tuple[Heading, str]]:
    """The first chapter whose heading has one of the marks, with its text."""
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
