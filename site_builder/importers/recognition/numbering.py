"""The numbers that paragraphs begin with: 第一部分, 一、, （一）, 1., （1）."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from site_builder.importers.recognition.runs import squeezed
from site_builder.text.patterns import regex

Kind = Literal["part", "chapter", "item", "point", "subpoint"]
KINDS: tuple[Kind, ...] = ("part", "chapter", "item", "point", "subpoint")

LONGEST_TITLE = 45  # characters
MOST_COMMAS = 3  # of a title

_ONES = "一二三四五六七八九"
_HAN = rf"[{_ONES}十]"
_PATTERNS: dict[Kind, re.Pattern[str]] = {
    "part": regex(rf"第\s*({_HAN}{{1,3}})\s*(?:部分|章|篇)[、，：:\s]*"),
    # A dash for 一 is a frequent slip of the pen.
    "chapter": regex(
        rf"({_HAN}{{1,3}}|[-—–－一](?=\s*、))\s*、(?!\s*(?:[{_ONES}十]|\d(?!\d{{3}}年)))\s*"
    ),
    "item": regex(rf"[（(]\s*({_HAN}{{1,3}})\s*[）)][、.．]?\s*"),
    "point": regex(r"(\d{1,2})\s*[.．、](?!\d(?!\d{3}年))\s*"),
    "subpoint": regex(r"[（(]\s*(\d{1,2})\s*[）)]、?\s*|([①-⑳])\s*"),
}
ORDINAL = regex(rf"(?:第?({_HAN})(?:是|要)|第({_HAN})[，,、]|其({_HAN})[，,、]?)")
_BULLET = regex(r"[●•■□◆◇★▲▪·○※➢]|[-*] ")
_NOT_IN_A_TITLE = regex(r"[。！？!?；;]")
_END_OF_TITLE = "。：:."


class Numbering(NamedTuple):
    """A number at the beginning of a text: of which kind, its value, and where it ends."""

    kind: Kind
    number: int
    end: int


def numbering(text: str) -> Numbering | None:
    """Return the number that a text begins with, or None."""
    text = text.lstrip()
    for kind in KINDS:
        if found := _PATTERNS[kind].match(text):
            return Numbering(kind, _value(found[1] or found[2]), found.end())
    return None


def is_structured(text: str) -> bool:
    """Whether a text begins with a number, 一是 or a bullet, so that it continues no sentence."""
    text = text.lstrip()
    return bool(numbering(text) or ORDINAL.match(text) or _BULLET.match(text))


def is_title(text: str) -> bool:
    """Whether a text has the shape of a title: one short phrase without a sentence in it."""
    name = squeezed(text).rstrip(_END_OF_TITLE)
    return (
        0 < len(name) <= LONGEST_TITLE
        and not _NOT_IN_A_TITLE.search(name)
        and sum(name.count(comma) for comma in "，,") <= MOST_COMMAS
        and name[-1] not in "，,、"
    )


def after_number(text: str) -> str:
    """Return a text without the number that it begins with."""
    text = text.lstrip()
    found = numbering(text)
    return text[found.end :] if found else text


def end_of_title(text: str) -> int:
    """Return the length of a title without the full stop or colon behind it."""
    return len(text.rstrip().rstrip(_END_OF_TITLE).rstrip())


def _value(word: str) -> int:
    if word.isdecimal():
        return int(word)
    if word in "-—–－":
        return 1
    if not word.strip("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"):
        return ord(word) - ord("①") + 1
    tens, ten, ones = word.rpartition("十")
    return (10 * (_digit(tens) or 1) if ten else 0) + _digit(ones)


def _digit(word: str) -> int:
    return _ONES.find(word[-1]) + 1 if word else 0
