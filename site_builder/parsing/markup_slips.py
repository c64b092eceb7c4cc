"""Finds in the text of a body what was meant as markup, or hides in it."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from html import unescape

from site_builder.text.patterns import regex

_REPLACED = "\ufffd"  # for references to control characters and to no character
_NO_TEXT = frozenset({"Cc", "Cs", "Cn"})
_ALMOST_LINK = regex(
    r"(?:\[([^\[\]\n]{1,99})\]|【([^【】\n]{1,99})】|［([^［］\n]{1,99})］)[ \u3000]?"
    r"[(（]([^()（）\n]{1,200})[)）]"
)
_LIKE_AN_ADDRESS = regex(
    r"\s*(?:https?://|www\.|mailto:|tel:|\.{0,2}/|#)|[^，。；]*\.[A-Za-z][A-Za-z0-9]{1,4}(?:#.*)?\s*$"
)
_REFERENCE = regex(r"&(?:#[xX][0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")


def almost_links(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield what looks like a link but is shown as text: its index, its text, and how it should be
    written."""
    for match in _ALMOST_LINK.finditer(text):
        words = match[1] or match[2] or match[3]
        address = match[4].strip()
        if _LIKE_AN_ADDRESS.match(address):
            target = f"<{address}>" if " " in address else address
            yield match.start(), match[0], f"[{words}]({target})"


def references(source: str) -> dict[str, str]:
    """Return the character references in a text, such as `&#8238;` and `&shy;`, by the character
    that each stands for."""
    written = dict.fromkeys(match[0] for match in _REFERENCE.finditer(source))
    return {_decoded(one): one for one in reversed(written)}


def _decoded(reference: str) -> str:
    if reference[1] != "#":
        return unescape(reference)
    digits = reference[2:-1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    character = chr(code) if code <= sys.maxunicode else _REPLACED
    is_text = character in "\t\n\f\r" or unicodedata.category(character) not in _NO_TEXT
    return character if is_text else _REPLACED
