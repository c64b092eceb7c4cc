"""Finds what a style sheet loads from other hosts, reading it as CSS: with comments, strings and
escapes.

Every string is taken for an address, since functions, custom properties and rules not known today
may load it; except in a selector, where it stands behind an equals sign, and in `@namespace`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.text.patterns import regex

_COMMENT = r"/\*.*?(?:\*/|\Z)"
_STRING = r"""(?:"(?:[^"\\\n\f\r]|\\.)*"?|'(?:[^'\\\n\f\r]|\\.)*'?)"""
_HEX = r"\\[0-9a-fA-F]{1,6}[ \t\n\f\r]?"
_TOKEN = regex(
    rf"{_COMMENT}"
    rf"|(?i:@namespace)(?:{_COMMENT}|{_STRING}|\\.|[^;{{}}\"'\\])*"
    rf"|=[ \t\n\f\r]*{_STRING}"
    rf"|(?P<string>{_STRING})"
    rf"|(?P<name>(?:[\w-]|[^\x00-\x7f]|{_HEX}|\\[^\n\f\r])+)(?P<open>\([ \t\n\f\r]*)?",
    re.S,
)
_BARE = regex(r"(?![\"'])(?:[^)\\]|\\.)*", re.S)
_ESCAPE = regex(r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\n\f\r])?|(?:\r\n|[\n\f\r])|(.))", re.S)
_OUTSIDE = regex(r"(?:https?|ftp|wss?):|[/\\]{2}", re.I)

_SURROGATES = 0xD800  # No character from here on matters in the beginning of an address.


def requests(css: str) -> tuple[str, ...]:
    """Return the addresses on other hosts that a style sheet, or a value in it, can load."""
    return tuple(one for one in map(_address, _texts(css)) if _OUTSIDE.match(one))


def _texts(css: str) -> Iterator[str]:
    """Yield the strings, and the addresses in `url(…)` that are written without quotes."""
    at = 0
    while found := _TOKEN.search(css, at):
        at = found.end()
        if found["string"]:
            yield found["string"].strip("\"'")
        elif found["open"] and _without_escapes(found["name"]).lower() == "url":
            bare = _BARE.match(css, at)
            if bare:
                at = bare.end()
                yield bare[0]


def _address(text: str) -> str:
    """Return an address without escapes and without what browsers ignore in it."""
    return re.sub(r"[\t\n\r]", "", _without_escapes(text).strip(" \t\n\f\r"))


def _without_escapes(text: str) -> str:
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(found: re.Match[str]) -> str:
    if not found[1]:
        return found[2] or ""
    number = int(found[1], 16)
    return chr(number) if number < _SURROGATES else "\ufffd"
