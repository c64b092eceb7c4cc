"""Checks the items of a statutory chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from site_builder.forms.outline import Statutory
from site_builder.model.document import Heading
from site_builder.rules.structure.outline import headings_within, number_of, within
from site_builder.text.patterns import regex
from site_builder.text.plain_text import ReportContext, TextBlock

STUB = 60
SHORT = 24
_ITEM = regex(r"[（(][一二三四五六七八九十]{1,2}[）)]")


def item_faults(
    context: ReportContext, chapter: Heading, statutory: Statutory
) -> Iterator[tuple[int, str]]:
    """Yield the faults of the items of a chapter: the line, and the fault in Chinese."""
    blocks = within(context, chapter)
    heads = [*_heads(context, chapter, blocks)]
    at = {name: _first(heads, words) for name, words in statutory.items}
    found = [i for i in at.values() if i >= 0]
    text = "" if found else "".join(block.text for block in blocks)
    if not found and len(text) < STUB:
        return
    missing = [
        name
        for name, words in statutory.items
        if at[name] < 0 and not any(word in text for word in words)
    ]
    if missing:
        yield chapter.line, f"这里没有写{'、'.join(missing)}"
    for (before, i), (name, j) in pairwise((name, i) for name, i in at.items() if i >= 0):
        if j < i:
            yield heads[j][0], f"“{name}”应在“{before}”之后"
            return
    bare = next((heads[i] for i in found if not _numbered(heads[i][1])), None)
    if bare:
        yield bare[0], f"“{bare[1]}”没有这样编号"


def _first(heads: list[tuple[int, str]], words: tuple[str, ...]) -> int:
    """Return the index of the first head that contains one of some words, or -1."""
    for number, (_, text) in enumerate(heads):
        for word in words:
            if word in text:
                return number
    return -1


def _heads(
    context: ReportContext, chapter: Heading, blocks: tuple[TextBlock, ...]
) -> Iterator[tuple[int, str]]:
    """Yield the headings directly below a chapter and the paragraphs that begin like one, in
    order. Headings of a lower level count if a level is skipped, which another rule reports."""
    below = headings_within(context, chapter)
    highest = min((h.level for h in below), default=0)
    found = [(h.line, h.text) for h in below if h.level == highest]
    found += [
        (p.first_line, re.split("[。：:，]", p.text, maxsplit=1)[0][:SHORT])
        for p in blocks
        if _ITEM.match(p.text)
    ]
    return iter(sorted(found))


def _numbered(text: str) -> bool:
    """Return whether a head has its （一）. Another rule is about heads numbered like chapters."""
    return bool(_ITEM.match(text)) or number_of(text) > 0
