"""Joins the lines of a page to paragraphs, in a text whose lines end where the page is full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from site_builder.importers.formats.text.page_marks import Line, Page
from site_builder.text.patterns import regex

_WIDEST = 200  # columns of a line that a page can have; a Chinese character has two
_NARROWEST = 30
_FULL = 0.85  # of the width of the page: a word or a number may have gone to the next line
_FEWEST = 3  # full lines by which the width of a page is told
_SHORTEST_CUT = 20  # characters: a shorter paragraph without an end is a heading
_INDENT = 2  # columns
_CLOSED = regex(r"[。！？；：…!?;:.][”’\"'」』）)】]*$")
_NUMBERED = regex(
    r"(?:第[一二三四五六七八九十]+[章条部]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)"
    r"|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)])"
)


class Wrapping(NamedTuple):
    """How the lines of a text were wrapped. `width` is that of a full line, in columns, or 0 if
    each line is a paragraph; `blanks` the number of blank lines between two lines of a paragraph,
    and `tells` whether there are more between paragraphs."""

    width: int = 0
    blanks: int = 0
    tells: bool = False


def width_of(text: str) -> int:
    """Return the width of a text in columns."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def is_closed(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return bool(_CLOSED.search(text.rstrip()))


def measure(pages: Iterable[Page]) -> Wrapping:
    """Return how the lines of a text were wrapped."""
    pairs = [
        (line.text.strip(), blanks)
        for page in pages
        for line, blanks in _with_blanks(page.lines)
        if "\t" not in line.text and "  " not in line.text.strip()
    ]
    widths = [width_of(text) for text, _ in pairs]
    width = max(widths, default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return Wrapping()
    full = [pair for pair, wide in zip(pairs, widths, strict=True) if wide >= width * _FULL]
    on = [blanks for text, blanks in full if not is_closed(text)]
    long = sum(wide * 2 > width for wide in widths)
    if len(full) < _FEWEST or len(full) * 3 < long or len(on) * 5 < len(full) * 3:
        return Wrapping()
    usual = Counter(on).most_common(1)[0][0]
    return Wrapping(width, usual, sum(blanks > usual for _, blanks in pairs) >= _FEWEST)


def join_lines(lines: Sequence[Line], wrapping: Wrapping) -> Iterator[tuple[int, str, bool]]:
    """Yield the paragraphs in some lines of a page: the number of their first line, their text, and
    whether the sentence may go on behind it."""
    if not wrapping.width:
        for line, _ in _with_blanks(lines):
            text = line.text.strip()
            yield line.number, text, not is_closed(text) and len(text) >= _SHORTEST_CUT
        return
    margin = _margin(lines, wrapping.width)
    begin, pieces, blanks, last = 0, list[str](), 0, ""
    for line, behind in _with_blanks(lines):
        if pieces and _goes_on(last, line.text, blanks, margin, wrapping):
            pieces += (_between(last, line.text), line.text.strip())
        else:
            if pieces:
                yield begin, "".join(pieces), _is_cut(last, wrapping)
            begin, pieces = line.number, [line.text.strip()]
        last, blanks = line.text, behind
    if pieces:
        yield begin, "".join(pieces), _is_cut(last, wrapping)


def _with_blanks(lines: Sequence[Line]) -> Iterator[tuple[Line, int]]:
    """Yield each line that is not blank with the number of blank lines behind it."""
    for at, line in enumerate(lines):
        if line.text.strip():
            behind = at + 1
            while behind < len(lines) and not lines[behind].text.strip():
                behind += 1
            yield line, behind - at - 1


def _is_full(text: str, width: int) -> bool:
    return width_of(text.strip()) >= width * _FULL


def _is_cut(last: str, wrapping: Wrapping) -> bool:
    return _is_full(last, wrapping.width) and not is_closed(last)


def _margin(lines: Sequence[Line], width: int) -> int | None:
    """Return the indentation of the lines of a paragraph but the first, or None if first lines are
    not indented."""
    indents = Counter(_indent(line.text) for line in lines if _is_full(line.text, width))
    if not indents:
        return None
    margin = min(indents)
    rest = sum(indents.values()) - indents[margin]
    deeper = sum(
        1 for line in lines if line.text.strip() and _indent(line.text) >= margin + _INDENT
    )
    return margin if rest or deeper > 1 else None


def _indent(text: str) -> int:
    return width_of(text[: len(text) - len(text.lstrip(" \u3000"))])


def _goes_on(last: str, text: str, blanks: int, margin: int | None, wrapping: Wrapping) -> bool:
    """Whether the paragraph of the line `last` goes on with `text`, after some blank lines."""
    if not _is_full(last, wrapping.width) or blanks > max(wrapping.blanks, 1):
        return False
    if margin is not None:
        return _indent(text) < margin + _INDENT
    if is_closed(last):
        return wrapping.tells and blanks == wrapping.blanks
    return not _NUMBERED.match(text.strip())


def _between(last: str, text: str) -> str:
    """Return what stands between two lines of a paragraph: a space between two foreign words."""
    letters = last.rstrip()[-1:] + text.lstrip()[:1]
    return " " if letters.isascii() and letters.isalpha() else ""
