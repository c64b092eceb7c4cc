"""Numbers that Word makes: counts through the paragraphs of a file, and writes each number as its
list has it (`一、`, `（一）`, `1.1`, `①`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from site_builder.importers.formats.word.file import Element, Part, W
from site_builder.importers.formats.word.styles import Styles, switch, value
from site_builder.text.patterns import regex

_DIGITS, _UNITS = "零一二三四五六七八九", ("", "十", "百", "千")
_LEGAL_DIGITS, _LEGAL_UNITS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ENCLOSED = (
    20  # numbers that have a character of their own with a circle, in brackets, with a point
)
_LARGEST = 9999  # number
_PLACE = regex(r"%([1-9])")
_CLOSING = "、，。．.：；）)】〕"


class Level(NamedTuple):
    """A level of a list: its first number, the format of its numbers, the text in which `%1` is the
    number of the outermost level, whether nothing follows it, the level (from 1) after which it
    begins again (0 for none), the style that belongs to it, whether all its numbers are digits."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    is_close: bool = False
    restart: int | None = None
    style: str = ""
    is_legal: bool = False


class Number(NamedTuple):
    """The number of a paragraph: the list and the level (from 0) that it belongs to, its value, and
    as it is written, empty for a bullet. `is_plain` is true for one such as `1.`."""

    list: str
    level: int
    value: int
    text: str
    is_plain: bool = False
    is_bullet: bool = False


class _List(NamedTuple):
    """A list: the id of the definition that it shares with others, its levels, and those of them
    that begin again with it, with their first number."""

    shared: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a file, and how far each has been counted."""

    def __init__(self, part: Part | None, styles: Styles) -> None:
        self._lists = {} if part is None else _lists(part.root, styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of_style(self, identity: str, style: str) -> int:
        """Return the level of a list that belongs to a style; the outermost one if none does."""
        found = self._lists.get(identity)
        levels = found.levels if found else {}
        return next((number for number, one in levels.items() if one.style == style), 0)

    def next(self, identity: str, level: int) -> Number | None:
        """Count a paragraph of a list, and return its number; None if there is no such list."""
        found = self._lists.get(identity)
        if found is None or level not in found.levels:
            return None
        counts = self._counts.setdefault(found.shared, {})
        if level in found.starts and (identity, level) not in self._begun:
            self._begun.add((identity, level))
            counts[level] = found.starts[level] - 1
        own = found.levels[level]
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart != 0 and (restart is None or level < restart):
                del counts[deeper]
        return Number(
            identity,
            level,
            counts[level],
            _written(found.levels, counts, level),
            own.format == "decimal" and own.text == f"%{level + 1}.",
            own.format == "bullet",
        )


def _written(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    """Return the number of a paragraph as it is written, with what separates it from the text."""
    own = levels[level]
    if own.format == "bullet":
        return ""
    text = own.text
    for place in dict.fromkeys(_PLACE.findall(own.text)):
        other = levels.get(int(place) - 1, Level())
        count = counts.get(int(place) - 1, other.start)
        text = text.replace(
            f"%{place}", numeral(count, "decimal" if own.is_legal else other.format)
        )
    is_apart = text and not own.is_close and text[-1] not in _CLOSING
    return f"{text} " if is_apart else text


def numeral(number: int, written_as: str) -> str:
    """Return a number as a format of Word writes it. An unknown format gives digits."""
    if written_as == "none":
        return ""
    return _WRITERS.get(written_as, str)(number) if 0 < number <= _LARGEST else str(number)


def _counted(number: int) -> str:
    text = _chinese(number, _DIGITS, _UNITS)
    return text.removeprefix("一") if number in range(10, 20) else text


def _legal(number: int) -> str:
    return _chinese(number, _LEGAL_DIGITS, _LEGAL_UNITS)


def _chinese(number: int, digits: str, units: tuple[str, ...]) -> str:
    """Return a number in Chinese: 一百零五."""
    text = ""
    for place, digit in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True):
        if digit != "0":
            text += digits[int(digit)] + units[place]
        elif number % 10 ** (place + 1) and not text.endswith(digits[0]):
            text += digits[0]
    return text


def _roman(number: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        count, number = divmod(number, size)
        text += letters * count
    return text


def _letters(number: int) -> str:
    repeated, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (repeated + 1)


def _digits(zero: str) -> Callable[[int], str]:
    """Return what writes the digits of a number as characters that begin with `zero`."""
    return lambda number: "".join(chr(ord(zero) + int(digit)) for digit in str(number))


def _enclosed(one: str) -> Callable[[int], str]:
    """Return what writes a number as one of the characters that begin with `one`."""
    return lambda number: chr(ord(one) + number - 1) if number <= _ENCLOSED else str(number)


_WRITERS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            *("chineseCounting", "chineseCountingThousand", "japaneseCounting"),
            *("taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting"),
        ),
        _counted,
    ),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"), _legal),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _digits("０")),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _enclosed("①")),
    "decimalEnclosedParen": _enclosed("⑴"),
    "decimalEnclosedFullstop": _enclosed("⒈"),
    "decimalZero": lambda number: f"{number:02}",
    "ideographDigital": lambda number: "".join("〇一二三四五六七八九"[int(d)] for d in str(number)),
    "ideographTraditional": lambda number: _STEMS[(number - 1) % len(_STEMS)],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % len(_BRANCHES)],
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
}


def _lists(root: Element, styles: Styles) -> dict[str, _List]:
    """Return the lists of a file by id."""
    shared = {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
    numbers = {one.get(f"{W}numId"): one for one in root.iter(f"{W}num")}
    lists: dict[str, _List] = {}
    for identity, number in numbers.items():
        definition = shared.get(value(number.find(f"{W}abstractNumId")))
        linked = None if definition is None else definition.find(f"{W}numStyleLink")
        if linked is not None:  # the definition is that of a style
            style = numbers.get(styles.of(value(linked)).number_id)
            definition = (
                None if style is None else shared.get(value(style.find(f"{W}abstractNumId")))
            )
        if definition is not None:
            levels = _levels(definition)
            starts: dict[int, int] = {}
            for override in number.iter(f"{W}lvlOverride"):
                at = _whole(override.get(f"{W}ilvl"), 0)
                levels |= _levels(override)
                start = override.find(f"{W}startOverride")
                if start is not None:
                    starts[at] = _whole(value(start), 1)
            lists[identity] = _List(definition.get(f"{W}abstractNumId"), levels, starts)
    return lists


def _levels(definition: Element) -> dict[int, Level]:
    return {
        _whole(one.get(f"{W}ilvl"), 0): Level(
            _whole(value(one.find(f"{W}start")), 1),
            value(one.find(f"{W}numFmt")) or "decimal",
            value(one.find(f"{W}lvlText")),
            value(one.find(f"{W}suff")) == "nothing",
            _restart(one.find(f"{W}lvlRestart")),
            value(one.find(f"{W}pStyle")),
            switch(one, "isLgl") or False,
        )
        for one in definition.iter(f"{W}lvl")
    }


def _restart(element: Element | None) -> int | None:
    return None if element is None else _whole(value(element), 0)


def _whole(text: str | None, otherwise: int) -> int:
    """Return a number from 0 to 9999, or another one if the text is none."""
    return min(int(text), _LARGEST) if text and text.isdecimal() else otherwise
