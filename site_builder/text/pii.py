"""Finds numbers that identify a person, and verifies codes that identify an organisation.

Everything found comes with a masked form of the same length that may be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from site_builder.text.patterns import has, regex

NumberKind = Literal["身份证号", "手机号", "银行卡号", "护照号"]

# Maps full-width digits, letters and signs to ASCII, one character to one.
_WIDE = "０１２３４５６７８９＋－＠．＿"
_NARROW = (
    dict(zip(map(ord, _WIDE), "0123456789+-@._", strict=True))
    | {0xFF21 + n: 0x41 + n for n in range(26)}
    | {0xFF41 + n: 0x61 + n for n in range(26)}
    | {ord("\u3000"): " ", ord("—"): "-", ord("–"): "-"}
)
_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
# Fast tests for whether a text may contain a number at all. Each pattern begins with literal
# characters, which are searched for quickly; most texts contain none.
_CENTURIES = ("19", "20")
_GAP = "[ －—–\u3000-]?"
_SIGNS_OF_IDENTITY = tuple(
    regex(f"{first}{_GAP}[0-9]{_GAP}[0-9]{_GAP}[01]{_GAP}[0-9]{_GAP}[0-3]{_GAP}[0-9]")
    for first in _CENTURIES
)
_SIGN_OF_MOBILE = regex(f"1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}")
_SIGNS_OF_CARD = tuple(
    regex(f"{first}{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}")
    for first in ("62[0-9]{2}", "9558", "60[0-9]{2}")
)
_CARD_WORDS = ("卡号", "账号", "帐号", "账户", "帐户", "银行", "开户")
# The birthday is part of the pattern, so that few other numbers match.
_IDENTITY = regex(
    rf"{_START}(?=([1-8](?:[ -]?[0-9]){{5}}[ -]?(?:1[ -]?9|2[ -]?0)(?:[ -]?[0-9]){{2}}"
    rf"[ -]?[01][ -]?[0-9][ -]?[0-3](?:[ -]?[0-9]){{4}}[ -]?[0-9Xx]){_END})"
)
_MOBILE = regex(
    r"(?<![0-9A-Za-z])(?<![0-9]\.)(?:\+?86[ -]?)?"
    rf"(1[3-9][0-9]([ -]?)[0-9]{{4}}\2[0-9]{{4}}){_END}"
)
_CARD = regex(
    rf"{_START}(?:[1-9][0-9]{{15,18}}|"
    rf"[1-9][0-9]{{3}}([ -])[0-9]{{4}}(?:\1[0-9]{{4}}){{2}}(?:\1[0-9]{{1,3}})?){_END}"
)
_PASSPORT = regex(
    rf"{_START}(?:E[A-HJ-NP-Z][0-9]{{7}}|[EG][0-9]{{8}}|[PSD][0-9]{{7,8}}|[PSD]E[0-9]{{7}}){_END}"
)
_BODY = regex("[0-9A-HJ-NP-RTUWXY]{18}")
_MAILBOX = regex(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@([A-Za-z0-9.-]{3,60}[A-Za-z])", re.A)

_PROVINCES = regex("1[1-5]|2[123]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]")
_ISSUERS = ("62", "9558", "60")  # 银联, 工商银行, 农村信用社
_ISSUERS_IF_CALLED_CARD = (*_ISSUERS, "4", "51", "52", "53", "54", "55", "35")
_PRIVATE_HOST = regex(
    r"(?:vip\.)?(?:163|126|188|qq|sina|sohu)\.com|(?:vip\.)?sina(?:\.com)?\.cn|yeah\.net|263\.net"
    r"|(?:foxmail|tom|21cn|139|aliyun|gmail|googlemail|hotmail|outlook|live|msn|icloud|yahoo)\.com"
    r"|(?:189|live|msn|wo|yahoo)\.cn|(?:wo|yahoo)\.com\.cn",
    re.I,
)
# _THING matches words before the number of a thing rather than a person, _AMOUNT what follows an
# amount; each _CALLED_… pattern matches words that name the number after them.
_THING = regex(
    "(?:编号|编码|代码|索引号|文号|序号|备案号|登记号|申请号|专利号|批号|单号|合同号|流水号|条形码|序列号|QQ[群号]{0,2}|群号)"
    r"[:： 是为]{0,3}$"
)
_NEAR = 12  # characters, enough for any of those words
_URL = regex(r"(?:https?://|www\.)[!-~]*$")
_AMOUNT = regex(r" ?(?:[%％元万亿件条份吨亩]|平方|千瓦|人次)|\.[0-9]|/(?:19|20)[0-9]{2}")
_BEFORE = 80
_CALLED_BODY = regex("(?:信用|机构)代码[^0-9]{0,6}$")
_CALLED_PHONE = regex("(?:电话|手机|联系|致电|拨打|热线)[^0-9]{0,12}(?:[0-9-]{7,13}[、,，/ ]+)?$")
_CALLED_CARD = regex(f"(?:{'|'.join(_CARD_WORDS)})[^0-9]{{0,12}}$")
_CALLED_PASSPORT = regex("护照[^0-9A-Za-z，。；、,;]{0,12}$")
_MARKS = regex(r"[*_`\\]+")

_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"
_BODY_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BODY_WEIGHTS = tuple(3**n % 31 for n in range(17))
_KEPT: dict[NumberKind, tuple[int, int]] = {
    "身份证号": (6, 2),
    "手机号": (3, 4),
    "银行卡号": (0, 4),
    "护照号": (1, 2),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A number in a text from `start` to `end`; `shown` is its masked form. A
    mark of secrecy is given in the same form."""

    kind: NumberKind | Literal["标志"]
    start: int
    end: int
    shown: str


def identity_check(first: str) -> str:
    """Return the check character for the first 17 digits of a 身份证号 (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(first, _IDENTITY_WEIGHTS, strict=True))
    return _IDENTITY_CHECKS[total % 11]


def body_check(first: str) -> str:
    """Return the check character for the first 17 characters of a 统一社会信用代码 (GB 32100), or
    the empty string if one of them is outside the alphabet of the standard."""
    if not set(first) <= set(_BODY_LETTERS):
        return ""
    values = (_BODY_LETTERS.index(letter) for letter in first)
    total = sum(value * weight for value, weight in zip(values, _BODY_WEIGHTS, strict=True))
    return _BODY_LETTERS[-total % 31]


def is_body_code(code: str) -> bool:
    """Whether `code` is a 统一社会信用代码 with the right check character."""
    return _BODY.fullmatch(code) is not None and body_check(code[:17]) == code[17]


def luhn_check(first: str) -> str:
    """Return the check digit (Luhn algorithm) for the other digits of a bank card number."""
    doubled = (int(d) * (2 if n % 2 == 0 else 1) for n, d in enumerate(reversed(first)))
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def identity_numbers(text: str) -> Iterator[Found]:
    """Yield every 身份证号 with a valid province, birthday and check character. It may be written
    with spaces or hyphens, and in full-width digits."""
    if not (_any(_SIGNS_OF_IDENTITY, text) or has(text, "１９") or has(text, "２０")):
        return
    narrow = text.translate(_NARROW)
    for match in _IDENTITY.finditer(narrow):
        number = _compact(match[1]).upper()
        if _is_identity(number) and not (
            is_body_code(number)
            and _CALLED_BODY.search(narrow, _from(match.start()), match.start())
        ):
            yield _found("身份证号", text, match.start(1), match.end(1))


def _any(signs: tuple[re.Pattern[str], ...], text: str) -> bool:
    return any(sign.search(text) for sign in signs)


def _is_identity(number: str) -> bool:
    if len(number) != len(_IDENTITY_WEIGHTS) + 1 or not _PROVINCES.match(number):
        return False
    if not number.startswith(_CENTURIES, 6) or identity_check(number[:17]) != number[17]:
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return True


def mobile_numbers(text: str) -> Iterator[Found]:
    """Yield every mobile phone number that is not part of a longer number, an amount, a URL or the
    code of something else."""
    if not _SIGN_OF_MOBILE.search(text) and "１" not in text:
        return
    narrow = text.translate(_NARROW)
    for match in _MOBILE.finditer(narrow):
        before = narrow[_from(match.start()) : match.start()]
        alone = match[2] != " " and not _is_of_a_thing(narrow, before, match.end())
        if alone or _CALLED_PHONE.search(before):
            yield _found("手机号", text, match.start(1), match.end(1))


def bank_cards(text: str) -> Iterator[Found]:
    """Yield every bank card number: one with the prefix of an issuer and the right check digit that
    is not a 身份证号 and not named as the number of something else by the words before it."""
    if not (_any(_SIGNS_OF_CARD, text) or _may_be_called_card(text)):
        return
    narrow = text.translate(_NARROW)
    for match in _CARD.finditer(narrow):
        number = _compact(match[0])
        if luhn_check(number[:-1]) != number[-1] or _is_identity(number):
            continue
        before = narrow[_from(match.start()) : match.start()]
        if _CALLED_CARD.search(before):
            certain = number.startswith(_ISSUERS_IF_CALLED_CARD)
        else:
            certain = number.startswith(_ISSUERS) and not _is_of_a_thing(
                narrow, before, match.end()
            )
        if certain:
            yield _found("银行卡号", text, match.start(), match.end())


def _may_be_called_card(text: str) -> bool:
    return any(has(text, word) for word in (*_CARD_WORDS, "６", "９５５８"))


def _is_of_a_thing(text: str, before: str, end: int) -> bool:
    return (
        _THING.search(before, max(0, len(before) - _NEAR)) is not None
        or (("://" in before or "www." in before) and _URL.search(before) is not None)
        or _AMOUNT.match(text, end) is not None
    )


def _from(start: int) -> int:
    return max(0, start - _BEFORE)


def passports(text: str) -> Iterator[Found]:
    """Yield every passport number. Its format alone is ambiguous, so 护照 must stand shortly before
    it."""
    if "护照" not in text:
        return
    narrow = text.translate(_NARROW)
    for match in _PASSPORT.finditer(narrow):
        if _CALLED_PASSPORT.search(narrow, _from(match.start()), match.start()):
            yield _found("护照号", text, match.start(), match.end())


def private_mailboxes(text: str) -> Iterator[tuple[int, str]]:
    """Yield the index and the host of every e-mail address at a provider for private persons."""
    if "@" not in text and "＠" not in text:
        return
    for match in _MAILBOX.finditer(text.translate(_NARROW)):
        if _PRIVATE_HOST.fullmatch(match[1]):
            yield match.start(), match[1].lower()


def personal_numbers(text: str) -> Iterator[Found]:
    """Yield all numbers in a text that identify a person, kind by kind."""
    yield from identity_numbers(text)
    yield from mobile_numbers(text)
    yield from bank_cards(text)
    yield from passports(text)


def masked(text: str) -> str:
    """Return `text`, at the same length, with every number that identifies a person masked."""
    for found in tuple(personal_numbers(text)):
        text = text[: found.start] + found.shown + text[found.end :]
    return text


def quotable(line: str) -> str:
    """Return a line of Markdown in a form that may be quoted: masked, or the empty string if markup
    between the digits splits a number that readers of the page would see whole."""
    bare = _MARKS.sub("", line)
    seen = sum(1 for _ in personal_numbers(line))
    if bare != line and seen < sum(1 for _ in personal_numbers(bare)):
        return ""
    return masked(line)


def _found(kind: NumberKind, text: str, start: int, end: int) -> Found:
    head, tail = _KEPT[kind]
    number = text[start:end]
    places = [at for at, letter in enumerate(number) if letter.isalnum()]
    hidden = set(places[head : len(places) - tail])
    shown = "".join("*" if at in hidden else letter for at, letter in enumerate(number))
    return Found(kind, start, end, shown)


def _compact(number: str) -> str:
    return number.replace(" ", "").replace("-", "")
