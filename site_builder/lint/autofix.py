"""Applies repairs to the text of a file."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.model.finding import Repair
from site_builder.text.patterns import regex

# The line ends of `parsing/decode.py`; str.splitlines has seven more.
_LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def repaired(text: str, repairs: Iterable[Repair]) -> tuple[str, int]:
    """Return the text after the repairs, and how many were made. A repair is left out if its place
    no longer has the text `old`."""
    lines = _LINE.findall(text)
    made = 0
    for repair in sorted(set(repairs), key=lambda one: (one.line, one.column), reverse=True):
        if not 1 <= repair.line <= len(lines):
            continue
        line = lines[repair.line - 1]
        start, end = repair.column - 1, repair.column - 1 + len(repair.old)
        if line[start:end] == repair.old:
            lines[repair.line - 1] = line[:start] + repair.new + line[end:]
            made += 1
    return "".join(lines), made
