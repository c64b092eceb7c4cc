"""Decodes source files, and reports characters that do not belong in a published text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any

from site_builder.model.finding import Problem, Repair
from site_builder.model.limits import LARGEST_MARKDOWN, MOST_LINES, MOST_PLACES
from site_builder.model.rule import Rule
from site_builder.parsing.text_rules import (
    broken_utf8,
    compatibility_character,
    control_character,
    file_too_large,
    garbled_text,
    gb18030,
    invisible_character,
    merge_conflict,
    private_character,
    too_many_lines,
    utf16,
)
from site_builder.text.patterns import regex

_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_PRIVATE = "\ue000-\uf8ff\ufdd0-\ufdef\ufffd\ufffe\uffff\U000f0000-\U0010ffff"
_COMPATIBLE = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_NEVER = (
    (control_character, regex(f"[{_CONTROL}]+")),
    (invisible_character, regex(f"[{INVISIBLE}]+")),
)
_RARELY = (
    (private_character, regex(f"[{_PRIVATE}]+")),
    (compatibility_character, regex(f"[{_COMPATIBLE}]+")),
)
# Characters that are rare in Chinese, but begin ， 。 的 是 国 政 中 文 if UTF-8 is read as GBK.
_BEGINNINGS = "锛銆鐨鏄鍥鏀涓鏂"
_GARBLED = regex(f"[{_BEGINNINGS}]")
_NOT_GARBLED = "".join(  # the ranges of Chinese characters between those
    f"{chr(ord(before) + 1)}-{chr(ord(behind) - 1)}"
    for before, behind in pairwise(["\u4dff", *sorted(_BEGINNINGS), "\u9fa6"])
)
_CONFLICT = regex(r"(?m)^(?:<{7}|>{7})(?: .*)?$")
_USUAL = regex(
    r"[\t\n\x20-\x7e\u00a0-\u00ac\u00ae-\u024f\u2000-\u200a\u2010-\u2027\u202f-\u205f"
    rf"\u2100-\u23ff\u2460-\u27bf\u3000-\u303f\u3400-\u4dbf{_NOT_GARBLED}\uff01-\uff5e\uffe0-\uffe6]*"
)


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Decode the file at `path` as UTF-8, with or without BOM, and line ends of any kind.

    Return the text and the problems found. Another encoding is never converted: it is reported,
    and the text is empty.
    """
    if len(data) > LARGEST_MARKDOWN:
        return "", (Problem(file_too_large, path, limit=f"{LARGEST_MARKDOWN // 1_000_000}"),)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or data[1:2] == b"\x00" or data[:1] == b"\x00":
        return "", (Problem(utf16, path),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", (_not_utf8(data, error, path),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if fault := _not_a_text(text, path):
        return "", (fault,)
    return text, tuple(_odd_characters(text, path))


def _not_a_text(text: str, path: str) -> Problem | None:
    """Return why a file is not to be read at all, or None."""
    lines = text.count("\n")
    if lines > MOST_LINES:
        return Problem(too_many_lines, path, lines=str(lines), limit=str(MOST_LINES))
    if not (first := _CONFLICT.search(text)):
        return None
    line, _ = place(text, first.start())
    return Problem(merge_conflict, path, line, 1, mark=first[0][:20])


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    line = data.count(b"\n", 0, error.start) + 1
    if _mostly_utf8(data) or not _is_gb18030(data):
        return Problem(broken_utf8, path, line, 1, offset=str(error.start))
    return Problem(gb18030, path, line, 1)


def _mostly_utf8(data: bytes) -> bool:
    """Whether most of the non-ASCII characters are valid UTF-8: such a file was truncated within a
    character, even if it happens to be valid GB18030."""
    beyond = re.sub(r"[\x00-\x7f]", "", data.decode("utf-8", "replace"))
    return beyond.count("\ufffd") * 2 < len(beyond)


def _is_gb18030(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _odd_characters(text: str, path: str) -> Iterator[Problem]:
    if _USUAL.fullmatch(text):
        return
    for rule, pattern in _NEVER:
        for line, column, bad in islice(_runs(text, pattern), MOST_PLACES):
            repair = Repair(line, column, bad, "")
            yield Problem(rule, path, line, column, repair=repair, **named(bad))
    for rule, pattern in _RARELY:
        for line, column, bad in islice(_runs(text, pattern), MOST_PLACES):
            plain = unicodedata.normalize("NFKC", bad)
            certain = Repair(line, column, bad, plain) if plain != bad else None
            yield Problem(rule, path, line, column, repair=certain, **named(bad, plain))
    yield from _unassigned(text, path)
    yield from _garbled_lines(text, path)


def faulty_characters(text: str, known: frozenset[str]) -> Iterator[tuple[Rule, str]]:
    """Yield each character of `text` that does not belong in a published text, with the rule that
    says so. `text` was made by escapes or character references from a source whose characters are
    `known`; those are reported by `decode`."""
    if _USUAL.fullmatch(text):
        return
    for rule, pattern in (*_NEVER, *_RARELY):
        for character in sorted(set("".join(pattern.findall(text)))):
            if character not in known:
                # Markdown replaces references to control characters by U+FFFD.
                yield control_character if character == "\ufffd" else rule, character


def _runs(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the line, the column and the text of each match of `pattern`."""
    if not pattern.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        for match in pattern.finditer(line):
            yield number, match.start() + 1, match[0]


def named(bad: str, plain: str = "") -> dict[str, Any]:
    """Return the values with which a message names a character that may be invisible."""
    meant = f"请改成“{plain}”。" if plain and plain != bad else "请改用普通汉字。"
    return {"character": f"U+{ord(bad[0]):04X}", "shown": bad[:20], "meant": meant}


def _unassigned(text: str, path: str) -> Iterator[Problem]:
    """Report each character that is unassigned in Unicode, at its first occurrence."""
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        for column, letter in enumerate(line, 1):
            if letter in seen or unicodedata.category(letter) != "Cn":
                continue
            seen.add(letter)
            if not _RARELY[0][1].match(letter):
                yield Problem(private_character, path, number, column, **named(letter))


def _garbled_lines(text: str, path: str) -> Iterator[Problem]:
    """Report lines of UTF-8 that were once decoded as GBK: encoded as GB18030, they are valid UTF-8
    with Chinese characters again."""
    for number, line in enumerate(text.split("\n"), 1):
        if not _GARBLED.search(line):
            continue
        for match in re.finditer(r"[\u2000-\uffef]{4,}", line):
            data = match[0].encode("gb18030", "ignore")
            original = data.decode("utf-8", "ignore")
            if len(original.encode()) * 10 >= len(data) * 8 and re.search(r"[一-龥]", original):
                yield Problem(garbled_text, path, number, match.start() + 1, meant=original[:20])
                break


def place(text: str, index: int) -> tuple[int, int]:
    """Return the line and column of the character at `index`, counted from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
