"""The law's own labels, with and without their numbering."""

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
    """`（三）不予公开` → `不予公开`; only the first numbering is taken off."""
    return _NUMBERING.sub("", label, count=1).strip()


def key_of(label: str) -> str:
    """The name by which an editor calls a row or column: no numbering, no “其中：”, no remark in
    parentheses behind. `（二）部分公开（区分处理的，…）` → `部分公开`."""
    bare = without_numbering(label).removeprefix("其中：")
    return _REMARK.sub("", bare) or bare


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was most likely meant to be, or the empty string."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def hint(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: a question if it is like a known one."""
    near = nearest(word, known)
    return f"，是不是“{near}”？" if near else "。"
