"""The chapters of a report as they were written, for the rules that look at them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from site_builder.forms.outline import chapters_for
from site_builder.labels import nearest, without_numbering
from site_builder.model import Heading, Report
from site_builder.prose import Dossier, Passage

CHAPTER = 2
NUMERALS = {
    tens + ones: 10 * t + o
    for t, tens in enumerate(("", "十", "二十"))
    for o, ones in enumerate(("", *"一二三四五六七八九"))
    if tens or ones
}

_NUMBER = re.compile(
    r"\s*(?:第([一二三四五六七八九十]{1,3})(?:部分|章)|([一二三四五六七八九十]{1,3})、)"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A chapter as it was written: its number (0 without one), and which statutory chapter it is:
    `index` counts from 0, -1 is none of them; `exact` where its title is the form's."""

    heading: Heading
    number: int
    index: int
    exact: bool = True


def placed(report: Report) -> list[Placed]:
    """The chapters of a report in the order they were written."""
    chapters = [heading for heading in report.article.headings if heading.level == CHAPTER]
    outline = enumerate(chapters_for(report.year))
    known = {name: index for index, statutory in outline for name in statutory.names}
    exact = [known.get(without_numbering(heading.text), -1) for heading in chapters]
    missing = {n: i for n, i in known.items() if i not in exact} if -1 in exact else {}
    found = []
    for heading, index in zip(chapters, exact, strict=True):
        number = number_of(heading.text)
        near = nearest(without_numbering(heading.text), missing) if index < 0 and missing else ""
        found.append(Placed(heading, number, missing.get(near, index), exact=not near))
    return found


def number_of(text: str) -> int:
    """The number of a chapter: `三、…` and `第三部分 …` are 3; 0 where it has none."""
    found = _NUMBER.match(text)
    return NUMERALS.get(found[1] or found[2], 0) if found else 0


def numeral(number: int) -> str:
    """3 → 三."""
    return next((text for text, value in NUMERALS.items() if value == number), str(number))


def within(dossier: Dossier, chapter: Heading) -> list[Passage]:
    """The passages of a chapter, those of its sub-headings too."""
    headings = dossier.report.article.headings
    after = (h.line for h in headings if h.level == CHAPTER and h.line > chapter.line)
    end = next(after, 0)
    return [
        p
        for p in dossier.words.passages
        if p.first_line > chapter.line and (not end or p.first_line < end)
    ]
