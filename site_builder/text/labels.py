"""Labels of statutory tables and chapters: stripping numbering, and guessing at misspelt ones."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from site_builder.text.patterns import regex

_NUMBERING = regex(
    r"^\s*(?:第[一二三四五六七八九十]+(?:部分|章)[、\s]*|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十]+[）)]、?|\d+[.．、](?!\d))\s*"
)
_REMARK = regex(r"\s*（[^（）]*）\s*$")


def without_numbering(label: str) -> str:
    """Return `label` without its first numbering: `（三）不予公开` → `不予公开`."""
    return _NUMBERING.sub("", label, count=1).strip()


def key_of(label: str) -> str:
    """Return the name that editors use for a row or column: the label without its numbering,
    without a leading “其中：” and without a trailing remark in parentheses.

    `（二）部分公开（区分处理的，…）` → `部分公开`.
    """
    bare = without_numbering(label).removeprefix("其中：")
    return _REMARK.sub("", bare) or bare


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the word of `known` that is most similar to `word`, or the empty string."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def hint(word: str, known: Iterable[str]) -> str:
    """Return the end of a message about an unknown word: a “did you mean” question if a word of
    `known` is similar, a full stop otherwise."""
    near = nearest(word, known)
    return f"，是不是“{near}”？" if near else "。"
