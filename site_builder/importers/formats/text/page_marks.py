"""Page numbers and running heads in a text that was cut into pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from site_builder.importers.imported import Remark, Remarks
from site_builder.text.patterns import regex

_DASH = "[-‐-―−－—~·•]"
_MARKED = regex(
    rf"{_DASH}+\s*\d{{1,4}}\s*{_DASH}+|第\s*\d{{1,4}}\s*页(?:[\s,，/]*共\s*\d{{1,4}}\s*页)?"
    r"|Page\s*\d{1,4}(?:\s*of\s*\d{1,4})?"
)
_BARE = regex(r"(\d{1,4})(?:\s*/\s*\d{1,4})?")
_END = regex(r"\s{2,}(?:\d{1,4}\s*/\s*\d{1,4}|\d{1,4})$")
_PRINTED = regex(r"://|\d:\d")  # an address or a time, which browsers print at the edges
_TWO = 2  # pages may have the same first line by chance
_LONGEST_HEAD = 200
_LETTER = regex("[A-Za-z\u3400-\u9fff]")
_DIGITS = regex("[0-9０-９]+")


class Line(NamedTuple):
    """A line of a text with its number in the file, from 1."""

    number: int
    text: str


class Page(NamedTuple):
    """The lines of a page."""

    lines: tuple[Line, ...]


def without_page_marks(pages: Sequence[Page]) -> tuple[tuple[Page, ...], Remarks]:
    """Return the pages without page numbers and running heads, and what was taken out, in one
    remark for each kind.

    A number between dashes is one wherever it stands alone; a bare one only in the first or last
    line of a page, if it counts the pages. A running head is a first or last line that most pages
    have; at the top of the first page it stays, since it may be the title.
    """
    numbers = [
        line for page in pages for line in page.lines if _MARKED.fullmatch(line.text.strip())
    ]
    numbers += _bare_numbers(pages)
    heads = _running_heads(pages, {line.number for line in numbers})
    taken = {*numbers, *heads}
    kept = tuple(Page(tuple(line for line in page.lines if line not in taken)) for page in pages)
    lost = (*_remark(numbers, "页码"), *_remark(heads, "每页重复的页眉或页脚"))
    return kept, Remarks(lost)


def _remark(lines: Iterable[Line], reason: str) -> Iterator[Remark]:
    ordered = sorted(lines)
    if ordered:
        more = f"等 {len(ordered)} 处" if len(ordered) > 1 else ""
        text = " ".join(line.text.strip() for line in ordered)
        yield Remark(f"第{ordered[0].number}行{more}", text, reason)


def _edges(page: Page) -> list[Line]:
    """Return the first and the last line of a page that are not blank."""
    filled = [line for line in page.lines if line.text.strip()]
    return [*dict.fromkeys((*filled[:1], *filled[-1:]))]


def _bare_numbers(pages: Sequence[Page]) -> list[Line]:
    """Return the lines at the edges of pages that are numbers and count the pages."""
    found = [
        (line, int(match[1]) - index)
        for index, page in enumerate(pages)
        for line in _edges(page)
        if (match := _BARE.fullmatch(line.text.strip()))
    ]
    steps = Counter(step for _, step in found)
    usual, count = steps.most_common(1)[0] if steps else (0, 0)
    return [line for line, step in found if step == usual] if count > 1 else []


def _running_heads(pages: Sequence[Page], numbers: set[int]) -> list[Line]:
    """Return the first and last lines that more than half of the pages have, apart from their
    digits, but for a first line of all that may be the title. Rows of tables are none."""
    filled = [
        Page(tuple(line for line in page.lines if line.number not in numbers))
        for page in pages
        if any(line.text.strip() for line in page.lines)
    ]
    edges = [(_key(line.text), line) for page in filled for line in _edges(page)]
    counts = Counter(key for key, _ in edges if key)
    often = {
        key
        for key, count in counts.items()
        if count * 2 > len(filled) and (count > _TWO or (count == _TWO and _PRINTED.search(key)))
    }
    heads = [line for key, line in edges if key in often]
    is_title = heads and heads[0] == edges[0][1] and not _PRINTED.search(heads[0].text)
    return heads[1:] if is_title else heads


def _key(text: str) -> str:
    """Return what is compared of a line, or the empty string for a row of a table."""
    bare = text.strip()
    if len(bare) > _LONGEST_HEAD:
        return ""
    head = _END.sub("", bare)
    if "\t" in head or "  " in head or not _LETTER.search(head):
        return ""
    return _DIGITS.sub("0", head)
