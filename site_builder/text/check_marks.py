"""Marks in a header where a human still has to compare a figure with the original: the comment
`# 待核对`, which an import writes behind what it could only conclude."""

from __future__ import annotations

from site_builder.text.patterns import regex

TO_CHECK = "待核对"
_MARK = regex(rf"(?:^|(?<=[ \t]))#[ \t]*{TO_CHECK}")

Places = tuple[tuple[int, int], ...]


def to_check(text: str, body_line: int) -> Places:
    """Return the line and the column of every mark in the header of a file, whose body begins at
    `body_line`; both are counted from 1."""
    if TO_CHECK not in text:
        return ()
    return tuple(
        (number, found.start() + 1)
        for number, line in enumerate(text.split("\n", body_line)[: body_line - 1], 1)
        if TO_CHECK in line
        for found in _MARK.finditer(line)
    )
