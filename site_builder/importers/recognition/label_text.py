"""Labels of statutory tables as manuscripts have them: what tells them apart, whatever the spaces,
the brackets and quotation marks, the numbering, and the form of the characters."""

from __future__ import annotations

import unicodedata
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
    plain = _SPACE.sub("", unicodedata.normalize("NFKC", text))
    numbering = _NUMBERING.match(plain)
    bare = plain[numbering.end() :] if numbering else plain
    return _OTHER.sub("", bare.removeprefix("其中:"))


def likeness(one: str, other: str) -> float:
    """Return how alike two labels are, from 0 to 1; 0 if they are not alike enough to be the same
    label misspelt."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0.0
