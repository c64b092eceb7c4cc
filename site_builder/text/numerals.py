"""Finds amounts in running text: 152条, １５２条, 1,234件, 2.5万人次, 一百二十份, 两件.

An amount is a number followed by a unit that counts something. Years, dates, 文号, telephone
numbers, ordinals (第三条), percentages and periods of time are not amounts. Approximate numbers
(约100条, 20余条) are amounts with `exact` set to false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from site_builder.text.patterns import regex

LOOK_BACK = 16  # characters before a number that are examined

_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．％", "0123456789,.%")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_SCALES = _TENS | _MYRIADS
_GROUPED = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")

# Longer units come first. A negative lookahead excludes words that begin with the character of a
# unit but count nothing.
_UNITS = (
    r"人次|家次|户次|场次|批次|班次|条次|件次|篇次|个(?!百分点|工作日|月|小时|交易日|自然日|年|季度)"
    r"|条(?!例|款)|件(?!套)|次(?![性序要日年])|项(?!目(?!标))|份(?![额子])|篇(?!幅)|期(?![间限末初货])"
    r"|家(?![庭族])|人(?![民大员])|起(?![草诉来初到])|宗|例(?!如|外)|部(?!门|分|署|委|级)|类(?![似别型])"
    r"|场(?![所合景])|批(?![准复示评])|户(?!外)|册|本(?![局年级机市县区单次月季])|张|则|幅|元"
)
_DIGIT = "[0-9０-９]"
_HAN = "[〇零一二两三四五六七八九十百千万亿]"
# The first character of a number is matched before its groups: a pattern that begins with a
# character set is searched for much faster than one that begins with an alternation.
_AMOUNT = regex(
    rf"[0-9０-９{_HAN[1:]}(?:"
    rf"(?<=(?<!{_DIGIT}){_DIGIT})(?P<digits>[0-9０-９,，.．]{{0,20}}(?<![,，.．]))"
    r" ?(?P<scale>[十百千万亿]*)(?P<more> ?[余多来])?(?P<scale_after>[万亿]?) ?"
    rf"|(?<=(?<!{_HAN}){_HAN})(?P<han>{_HAN}{{0,19}})(?P<han_more>[余多来])?(?P<han_scale>[万亿]?)"
    rf")(?P<unit>{_UNITS})"
)
_N = "[0-9０-９〇零一二三四五六七八九十百]"
_NOT_BEFORE = regex(
    r"(?:第|[A-Za-z〔\[/+]|[0-9０-９][-—–－~～至到.．:：/]{1,2}|[一二两三四五六七八九十百千][至到]"
    rf"|第{_N}+[条款项号期批次]?(?:[、和至到及—-]第?{_N}+[条款项号期批次]?)*[、和至到及—-])\s*$"
)
_NOT_BEFORE_ENDS = "第〔—–－～至到．：、和及"  # characters the pattern can end with: a fast check
_NOT_BEFORE_HAN = regex(r"[每同统逐唯单某任之其专第归合不进这那哪]$")
_NOT_AFTER_HAN = ("性", "龙", "带一路", "把手", "律", "样")
_ABOUT = regex(
    r"(?:约|近|超|超过|逾|多达|不少于|不低于|至少|最多|每|平均|多于|少于|不足|(?<!其)余)\s*$"
)
_ABOUT_ENDS = "约近超过逾达于低少多每均足余 "
_ABOUT_HAN = regex(r"[数几][十百千万亿]|上[百千万亿]")
_AFTER_ABOUT = ("左右", "上下", "以上", "以内", "以下", "多")
_HUNDREDTHS = "[零一二三四五六七八九十百]{1,9}"
_PERCENT = regex(
    rf"(?P<figure>[0-9０-９]{{1,9}}(?:[.．][0-9０-９]{{1,9}})?) ?[%％]|百分之(?P<han>{_HUNDREDTHS})"
)


class Amount(NamedTuple):
    """A number of some unit, from `start` to `end` of the text; not `exact` with 约, 余, 以上."""

    value: int | Decimal
    unit: str
    start: int
    end: int
    exact: bool = True


class Percentage(NamedTuple):
    """A percentage as written, in the text from `start` to `end`: `98.50%` has the value
    `Decimal("98.50")`, with both decimal places."""

    value: Decimal
    start: int
    end: int


def amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts in a text, in order."""
    for found in _AMOUNT.finditer(text):
        if amount := _amount(found):
            yield amount


def amount_at(text: str, start: int) -> Amount | None:
    """Return the amount that begins exactly at index `start`, or None."""
    for found in _AMOUNT.finditer(text):
        if found.start() == start:
            return _amount(found)
    return None


def percentages(text: str) -> Iterator[Percentage]:
    """Yield the percentages in a text, in order."""
    for found in _PERCENT.finditer(text):
        if found["figure"]:
            yield Percentage(Decimal(_narrow(found["figure"])), found.start(), found.end())
        elif (value := chinese(found["han"])) is not None:
            yield Percentage(Decimal(value), found.start(), found.end())


def chinese(word: str) -> int | None:
    """Return the value of a Chinese numeral, or None if it is not in the standard form: a year
    (二〇二三), a colloquial 一百二, or two adjacent numbers (三五)."""
    total = section = digit = 0
    unit, myriad, pending = 10**4, 10**12, False
    for place, letter in enumerate(word):
        if letter in _DIGITS:
            if pending and digit:
                return None
            digit, pending = _DIGITS[letter], True
        elif letter in _TENS:
            if _TENS[letter] >= unit or (place and not digit and letter != "十"):
                return None
            unit = _TENS[letter]
            section += (digit or 1) * unit
            digit, pending = 0, False
        else:
            if _MYRIADS[letter] >= myriad or not section + digit:
                return None
            myriad = _MYRIADS[letter]
            total += (section + digit) * myriad
            section, digit, unit, pending = 0, 0, 10**4, False
    value = total + section + digit
    return value if _standard(word, value, digit) else None


def _standard(word: str, value: int, last: int) -> bool:
    """Whether a numeral is complete: a final digit after 百, 千, 万 or 亿 needs a 零 before it."""
    if last and len(word) > 1 and word[-2] in "百千万亿":
        return False
    return value > 0 or word in {"零", "〇"}


def _amount(found: re.Match[str]) -> Amount | None:
    text = found.string
    start, end = found.span()
    before = text[max(0, start - LOOK_BACK) : start]
    han = text[start : found.end("han")] if found["digits"] is None else ""
    value = _in_han(found, han) if han else _in_digits(found)
    if value is None or _counts_nothing(before, han, text, end):
        return None
    about = (
        found["more"]
        or found["han_more"]
        or (before[-1:] in _ABOUT_ENDS and _ABOUT.search(before))
        or (han and _ABOUT_HAN.match(before[-1:] + han))
        or text.startswith(_AFTER_ABOUT, end)
    )
    return Amount(value, found["unit"], start, end, not about)


def _in_han(found: re.Match[str], han: str) -> int | None:
    number = chinese(han)
    return number and number * _SCALES.get(found["han_scale"], 1)


def _in_digits(found: re.Match[str]) -> int | Decimal | None:
    number = _figure(found.string[found.start() : found.end("digits")])
    if number is None:
        return None
    for letter in found["scale"] + found["scale_after"]:
        number *= _SCALES[letter]
    return _whole(number) if isinstance(number, Decimal) else number


def _figure(digits: str) -> int | Decimal | None:
    if digits.isdecimal():
        return int(digits)
    digits = _narrow(digits)
    if "," in digits:
        if not _GROUPED.fullmatch(digits):
            return None
        digits = digits.replace(",", "")
    if "." not in digits:
        return int(digits)
    return Decimal(digits) if digits.count(".") == 1 else None


def _whole(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number


def _narrow(text: str) -> str:
    return text.translate(_FULL_WIDTH)


def _counts_nothing(before: str, han: str, text: str, end: int) -> bool:
    """Whether a number is an ordinal, the end of a range, part of a name or of a set phrase."""
    if (before[-1:] in _NOT_BEFORE_ENDS or before[-1:].isascii()) and _NOT_BEFORE.search(before):
        return True
    return bool(han and (_NOT_BEFORE_HAN.search(before) or text.startswith(_NOT_AFTER_HAN, end)))
