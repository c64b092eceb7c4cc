"""The chapters of a report as they were written, for the rules that look at them."""

from __future__ import annotations

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
    """A chapter as it was written: its number (0 without one), and which statutory chapter it is:
    `place` counts from 0, -1 is none of them; `exact` where its title is the form's."""

    heading: Heading
    number: int
    place: int
    exact: bool = True


def placed(report: Report) -> list[Placed]:
    """The chapters of a report in the order they were written."""
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
    """The titles that the chapters of a report may bear, bare and with their right numbers, and
    what they tell: number and place."""
    known = {}
    for place, statutory in enumerate(chapters_for(year)):
        for name in statutory.names:
            known[name] = 0, place
            known[f"{numeral(place + 1)}、{name}"] = place + 1, place
    return known


def _read(title: str, known: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """The number and the place of a chapter whose title is written in another way."""
    _, place = known.get(without_numbering(title), (0, -1))
    return number_of(title), place


def _nearest(chapter: Placed, missing: dict[str, int]) -> Placed:
    """A chapter; if it is none of the statutory ones, taken for the missing one most like it."""
    if chapter.place >= 0 or not missing:
        return chapter
    near = nearest(without_numbering(chapter.heading.text), missing)
    return chapter._replace(place=missing[near], exact=False) if near else chapter


def number_of(text: str) -> int:
    """The number of a chapter: `三、…` and `第三部分 …` are 3; 0 where it has none."""
    found = _NUMBER.match(text)
    return NUMERALS.get(found[1] or found[2], 0) if found else 0


def numeral(number: int) -> str:
    """3 → 三."""
    return next((text for text, value in NUMERALS.items() if value == number), str(number))


def within(context: ReportContext, chapter: Heading) -> list[TextBlock]:
    """The passages of a chapter, those of its sub-headings too."""
    headings = context.report.article.headings
    after = (h.line for h in headings if h.level == CHAPTER and h.line > chapter.line)
    end = next(after, 0)
    return [
        p
        for p in context.words.blocks
        if p.first_line > chapter.line and (not end or p.first_line < end)
    ]
