"""Identifies the chapters of a report, for the rules about chapters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from site_builder.forms.outline import chapters_for
from site_builder.model.document import Heading
from site_builder.model.site import Report
from site_builder.text.labels import nearest, without_numbering
from site_builder.text.patterns import regex
from site_builder.text.plain_text import ReportContext, TextBlock

CHAPTER = 2
NUMERALS = {
    tens + ones: 10 * t + o
    for t, tens in enumerate(("", "十", "二十"))
    for o, ones in enumerate(("", *"一二三四五六七八九"))
    if tens or ones
}

_NUMBER = regex(
    r"\s*(?:第([一二三四五六七八九十]{1,3})(?:部分|章)|([一二三四五六七八九十]{1,3})、)"
)


class Placed(NamedTuple):
    """A chapter of a report, with its number (0 if it has none). `place` is the index of the
    statutory chapter that it is, or -1; `exact` is true if its title is that of the form."""

    heading: Heading
    number: int
    place: int
    exact: bool = True


def placed(report: Report) -> list[Placed]:
    """Return the chapters of a report, in their order."""
    chapters = [heading for heading in report.article.headings if heading.level == CHAPTER]
    known = _known(report.year)
    found = [
        Placed(heading, *(known.get(heading.text) or _read(heading.text, known)))
        for heading in chapters
    ]
    taken = {chapter.place for chapter in found}
    if -1 not in taken:
        return found
    missing = {n: i for n, (number, i) in known.items() if not number and i not in taken}
    return [_nearest(chapter, missing) for chapter in found]


@cache
def _known(year: int) -> dict[str, tuple[int, int]]:
    """Return the number and the place of the correct titles of chapters, by title, without numbers
    (then 0) and with the right ones."""
    known = {}
    for place, statutory in enumerate(chapters_for(year)):
        for name in statutory.names:
            known[name] = 0, place
            known[f"{numeral(place + 1)}、{name}"] = place + 1, place
    return known


def _read(title: str, known: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """Return the number and the place of a chapter with another title."""
    _, place = known.get(without_numbering(title), (0, -1))
    return number_of(title), place


def _nearest(chapter: Placed, missing: dict[str, int]) -> Placed:
    """Return the chapter; if it is not a statutory one, as the missing one with the most similar
    title."""
    if chapter.place >= 0 or not missing:
        return chapter
    near = nearest(without_numbering(chapter.heading.text), missing)
    return chapter._replace(place=missing[near], exact=False) if near else chapter


def number_of(text: str) -> int:
    """Return the number of a chapter, 3 for `三、…` and `第三部分 …`, or 0 if it has none."""
    found = _NUMBER.match(text)
    return NUMERALS.get(found[1] or found[2], 0) if found else 0


def numeral(number: int) -> str:
    """Return a number in Chinese: 三 for 3."""
    return next((text for text, value in NUMERALS.items() if value == number), str(number))


def headings_within(context: ReportContext, chapter: Heading) -> tuple[Heading, ...]:
    """Return the headings below a chapter."""
    headings = context.report.article.headings
    first = bisect_right(headings, chapter.line, key=lambda heading: heading.line)
    behind = (n for n in range(first, len(headings)) if headings[n].level == CHAPTER)
    return headings[first : next(behind, len(headings))]


def within(context: ReportContext, chapter: Heading) -> tuple[TextBlock, ...]:
    """Return the paragraphs of a chapter, including those below its sub-headings."""
    blocks = context.words.blocks
    first = bisect_right(blocks, chapter.line, key=lambda block: block.first_line)
    headings = context.report.article.headings
    after = bisect_right(headings, chapter.line, key=lambda heading: heading.line)
    after += len(headings_within(context, chapter))
    if after == len(headings):
        return blocks[first:]
    end = bisect_left(blocks, headings[after].line, key=lambda block: block.first_line)
    return blocks[first:end]
