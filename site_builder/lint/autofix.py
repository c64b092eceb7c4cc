"""Certain repairs, applied to the text of a file."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.model.finding import Repair
from site_builder.text.patterns import regex

# Line ends as decode counts them; str.splitlines knows seven more.
_LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def repaired(text: str, repairs: Iterable[Repair]) -> tuple[str, int]:
    """The text with every repair made whose `old` still stands in its place, and how many were."""
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
