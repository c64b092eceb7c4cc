"""Marks in a source text where a human still has to write something: `（填写）`, `（填写：电话）`.

The brackets may be full-width or half-width, round or square, and a colon may be followed by what
is to be written. A mark counts wherever it stands in the file, in code and in comments too: whoever
leaves one there has not finished. `（填写申请表）`, without a colon, is prose.
"""

from __future__ import annotations

from site_builder.text.patterns import regex

_WORD = "填写"
MARK = regex(rf"[（(〔【\[][ \u3000]*{_WORD}[ \u3000]*[）)〕】\]：:]")

Places = tuple[tuple[int, int], ...]


def unfilled(text: str) -> Places:
    """Return the line and the column of every mark in a text, counted from 1."""
    if _WORD not in text:
        return ()
    return tuple(
        (number, found.start() + 1)
        for number, line in enumerate(text.split("\n"), 1)
        if _WORD in line
        for found in MARK.finditer(line)
    )
