"""What stands above and below the text of each page of a PDF: running heads and page numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from site_builder.importers.formats.pdf.page import Line
from site_builder.importers.imported import Remark
from site_builder.text.patterns import regex

_EDGE = 2  # lines above, and as many below, that may be no text
_MARGIN = 0.13  # of the height of a page, above and below
_NEAR = 4.0  # points by which the place on the page may differ
_SHARE = 0.3  # of the pages: a running head may be on every other one
_DIGITS = regex("[0-9０-９]+")
_NUMBER = regex(
    r"[\s—–―\-－−·•.]*(?:第\s*)?[0-9０-９]{1,4}(?:\s*页)?"
    r"(?:[\s/／,，共of]+[0-9０-９]{1,4}\s*页?)?[\s—–―\-－−·•.]*"
)


class Page(NamedTuple):
    """The lines of a page outside of its tables, its height, and the top and bottom of its
    tables."""

    lines: tuple[Line, ...]
    height: float


def without_running(pages: Sequence[Page]) -> tuple[list[tuple[Line, ...]], tuple[Remark, ...]]:
    """Return the lines of each page that are text, and what is not, as a remark for each kind."""
    edges = [[*_edges(page)] for page in pages]
    counts = Counter(key for page in edges for key in {_key(one) for one in page})
    least = max(2, _SHARE * len(pages))
    numbers: dict[str, None] = {}
    heads: dict[str, dict[str, None]] = {"页眉": {}, "页脚": {}}
    kept: list[tuple[Line, ...]] = []
    for page, found in zip(pages, edges, strict=True):
        away: set[Line] = set()
        for line in found:
            is_often = any(counts[key] >= least for key in _neighbours(_key(line)))
            if _NUMBER.fullmatch(line.text):
                numbers.setdefault(line.text.strip())
            elif is_often:
                place = "页眉" if line.top < page.height / 2 else "页脚"
                heads[place].setdefault(line.text.strip())
            else:
                continue
            away.add(line)
        kept.append(tuple(line for line in page.lines if line not in away))
    lost = [
        Remark(place, "\n".join(texts), f"每页重复的{place}，没有导入")
        for place, texts in heads.items()
        if texts
    ]
    if numbers:
        lost.append(Remark("页码", " ".join(numbers), "页码，没有导入"))
    return kept, tuple(lost)


def _edges(page: Page) -> Iterator[Line]:
    """Yield the lines of a page that may be no text, by where they are."""
    above, below = page.height * _MARGIN, page.height * (1 - _MARGIN)
    yield from (line for line in page.lines[:_EDGE] if line.bottom < above)
    yield from (line for line in page.lines[-_EDGE:] if line.top > below)


def _key(line: Line) -> tuple[str, int]:
    """Return what is compared of a line: its text without numbers, and about where it stands."""
    return _DIGITS.sub("0", line.text.strip()), round(line.top / _NEAR)


def _neighbours(key: tuple[str, int]) -> Iterator[tuple[str, int]]:
    return ((key[0], key[1] + step) for step in (0, -1, 1))
