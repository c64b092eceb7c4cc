"""The characters of a page of a PDF, with their places, and its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from site_builder.model.manuscript import Run
from site_builder.text.patterns import regex

_BOLD = regex(r"(?i)bold|black|heavy|semibold|demi|simhei|黑体|小标宋")
_CODE = regex(r"\(cid:\d+\)")
_LINKS = ("http://", "https://", "mailto:", "ftp://")
_SAME_PLACE = 0.35  # of its width: another glyph of the same character is drawn to look bold
_SAME_LINE = 0.45  # of the smaller size, between the middles of two characters
_WORD_GAP = 0.35  # of the size, between two Latin words
_ASKEW = 0.1  # how much a text may rise, of its length
_TAB = 1.9  # of the size, between two cells of a table without lines


class Character(NamedTuple):
    """A character: its text (more than one letter for a ligature), the sides of its box in points
    from the left and the top of the page, its size, whether it is bold, the address that it leads
    to, and the level of the heading that it is tagged as part of, or 0."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    link: str = ""
    heading: int = 0

    @property
    def middle(self) -> float:
        """The height of its middle on the page."""
        return (self.top + self.bottom) / 2


class Line(NamedTuple):
    """A line of a page: its runs, the sides of its box, the size of most of it, the width that its
    first word takes, the level of the heading that it is tagged as, and its place."""

    runs: tuple[Run, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    word: float
    heading: int
    place: str

    @property
    def text(self) -> str:
        """The text of all runs."""
        return "".join(run.text for run in self.runs)


class PageText(NamedTuple):
    """The characters of a page; and texts that stand askew, and how many characters have a code but
    no text."""

    characters: tuple[Character, ...]
    askew: str
    unknown: int


def read_characters(page: Any, headings: Mapping[int, int]) -> PageText:
    """Return the characters of a page of pdfplumber. `headings` are levels by the number of the
    marked content."""
    links = [
        (one["x0"], one["x1"], one["top"], one["bottom"], one["uri"])
        for one in page.hyperlinks
        if str(one.get("uri") or "").lower().startswith(_LINKS)
    ]
    found: list[Character] = []
    askew: list[str] = []
    unknown = 0
    for one in page.chars:
        text = one["text"]
        if _CODE.fullmatch(text):
            unknown += 1
        elif not one["upright"] or abs(one["matrix"][1]) > _ASKEW * abs(one["matrix"][0]):
            askew.append(text)
        else:
            box = one["x0"], one["x1"], one["top"], one["bottom"]
            bold = _BOLD.search(one["fontname"]) is not None
            link = _link(box, links) if links else ""
            level = headings.get(one.get("mcid"), 0) if headings else 0
            found.append(Character(text, *box, one["size"], bold, link, level))
    return PageText(tuple(found), "".join(askew).strip(), unknown)


def _link(box: tuple[float, float, float, float], links: list[Any]) -> str:
    x, y = (box[0] + box[1]) / 2, (box[2] + box[3]) / 2
    return next((u for x0, x1, top, bottom, u in links if x0 <= x <= x1 and top <= y <= bottom), "")


def lines_of(characters: Iterable[Character]) -> list[list[Character]]:
    """Return characters in lines, from top to bottom and each from left to right. Of a character
    that is drawn twice at the same place one is left, which is bold."""
    lines: list[list[Character]] = []
    middle, size = 0.0, 0.0
    for one in sorted(characters, key=lambda one: one.middle):
        is_same = bool(lines) and one.middle - middle <= _SAME_LINE * min(one.size, size)
        if is_same:
            lines[-1].append(one)
        else:
            lines.append([one])
        if one.text.strip() or not is_same:
            middle, size = one.middle, one.size
    ordered = (_once(sorted(line, key=lambda one: (one.x0, one.x1))) for line in lines)
    return [line for line in map(_trimmed, ordered) if line]


def _once(line: list[Character]) -> list[Character]:
    """Return a line without the glyphs that make others look bold."""
    kept: list[Character] = []
    for one in line:
        near = (at for at in range(len(kept) - 1, max(len(kept) - 4, -1), -1))
        twin = next((at for at in near if _is_twin(kept[at], one)), None)
        if twin is None:
            kept.append(one)
        else:
            kept[twin] = kept[twin]._replace(bold=True)
    return kept


def _is_twin(one: Character, other: Character) -> bool:
    near = _SAME_PLACE * (one.x1 - one.x0)
    return (
        one.text == other.text
        and one.text.strip() != ""
        and other.x0 - one.x0 < near
        and abs(other.top - one.top) < near
        and abs(other.size - one.size) < near
    )


def _trimmed(line: list[Character]) -> list[Character]:
    """Return a line without spaces around it, but for one at its end, which may part it from the
    next one."""
    filled = [at for at, one in enumerate(line) if one.text.strip()]
    return line[filled[0] : filled[-1] + 2] if filled else []


def texts_of(line: list[Character]) -> Iterator[tuple[str, Character]]:
    """Yield the texts of a line, each with its character: with a space where a gap parts Latin
    words, and a tab where it parts cells."""
    yield line[0].text, line[0]
    for before, one in pairwise(line):
        gap = one.x0 - before.x1
        size = min(before.size, one.size)
        is_space = before.text.isspace() or one.text.isspace()
        if gap > _TAB * size:
            yield "\t" + one.text.strip(), one
        elif not is_space and gap > _WORD_GAP * size and (before.text[-1] + one.text[0]).isascii():
            yield " " + one.text, one
        else:
            yield one.text, one


def line_of(characters: list[Character], place: str) -> Line:
    """Return a line of these characters, which are in order."""
    runs: list[Run] = []
    for text, one in texts_of(characters):
        if runs and runs[-1][1:] == (one.bold, one.link):
            runs[-1] = runs[-1]._replace(text=runs[-1].text + text)
        else:
            runs.append(Run(text, one.bold, one.link))
    inked = [one for one in characters if one.text.strip()]
    sizes = sorted(one.size for one in inked)
    word = 1
    while word < len(inked) and _holds(inked[word - 1], inked[word]):
        word += 1
    return Line(
        tuple(runs),
        inked[0].x0,
        inked[-1].x1,
        min(one.top for one in inked),
        max(one.bottom for one in inked),
        sizes[len(sizes) // 2],
        inked[word - 1].x1 - inked[0].x0,
        max(one.heading for one in inked),
        place,
    )


_NOT_FIRST = frozenset("，。、；：！？）》”’】〉」』〕％%…—,.;:!?)]}")
_NOT_LAST = frozenset("（《“‘【〈「『〔([{")


def _holds(before: Character, after: Character) -> bool:
    """Whether no line ends between two characters; LibreOffice ends none between a mark and a Latin
    letter or a digit either."""
    touches = after.x0 - before.x1 < _WORD_GAP * after.size
    is_held = before.text[-1].isascii() or before.text[-1] in _NOT_FIRST
    is_word = is_held and after.text[0].isascii() and touches
    return is_word or after.text[0] in _NOT_FIRST or before.text[-1] in _NOT_LAST


def text_of(characters: Iterable[Character]) -> str:
    """Return characters as text, lines separated by a line feed."""
    lines = ("".join(text for text, _ in texts_of(line)) for line in lines_of(characters))
    return "\n".join(map(str.strip, lines))
