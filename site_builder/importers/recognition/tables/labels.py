"""Labels of statutory tables as manuscripts have them: what tells them apart, whatever the spaces,
the brackets and quotation marks, the numbering, and the form of the characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher

from site_builder.text.patterns import regex

ALIKE = 0.7  # the least likeness of a misspelt label

_SPACE = regex(r"\s+")
_NUMBERING = regex(
    r"(?:[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.,:]+|[(](?:[一二三四五六七八九十]{1,3}|\d{1,2})(?=[^\W\d])"
    r"|\d{1,2}(?=[^\W\d]))+"
)
_OTHER = regex(r"[\W_]+")


def core(text: str) -> str:
    """Return what is left of a label without spaces, numbering and punctuation, in plain forms of
    the characters: `（三） 不 予公开` → `不予公开`. A numbering alone leaves nothing."""
    if text.isascii() and text.isalnum():
        return text
    plain = _SPACE.sub("", unicodedata.normalize("NFKC", text))
    numbering = _NUMBERING.match(plain)
    bare = plain[numbering.end() :] if numbering else plain
    return _OTHER.sub("", bare.removeprefix("其中:"))


def nearest(name: str, known: Mapping[str, frozenset[str]]) -> tuple[str, float] | None:
    """Return the known label that is most like a misspelt one, and how alike they are, from 0 to 1;
    None if none is. `known` holds the characters of each label: those that share few of them with
    `name` are not compared."""
    letters = frozenset(name)
    best = ("", ALIKE)
    for label, own in known.items():
        if 2 * len(letters & own) >= ALIKE * (len(letters) + len(own)):
            ratio = SequenceMatcher(None, label, name, autojunk=False).ratio()
            best = max(best, (label, ratio), key=lambda pair: pair[1])
    return best if best[0] else None
