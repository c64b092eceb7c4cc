"""The running text of a document for the rules about language: its paragraphs, its headings and the
values of its header that readers see; and repairs of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from site_builder.model.document import Heading
from site_builder.model.finding import Repair, Violation
from site_builder.text.patterns import regex
from site_builder.text.plain_text import PlainText, TextBlock, shown_in_header


def texts(text: PlainText) -> Iterator[TextBlock]:
    """Yield the running text as blocks with places: header values, headings, paragraphs."""
    for scalar in shown_in_header(text.document):
        line = " " * (scalar.column - 1) + scalar.text
        yield TextBlock(scalar.text, "", scalar.line, (0,), (line,))
    for heading in text.document.headings:
        yield _as_block(heading)
    yield from text.blocks


def found(text: PlainText, pattern: re.Pattern[str]) -> Iterator[tuple[TextBlock, re.Match[str]]]:
    """Yield every match of a pattern in the running text, with its block."""
    for block in texts(text):
        for match in pattern.finditer(block.text):
            yield block, match


def any_of(halves: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """Return a pattern that matches any of many words, each given as two halves. It first searches
    for the two characters where the halves meet. An alternation of the words takes twice as long,
    because it is tried at the first character of every word."""
    words = [*halves]
    lasts = "".join(sorted({left[-1] for left, _ in words}))
    firsts = "".join(sorted({right[0] for _, right in words}))
    around = "|".join(f"(?<={left}{right[0]}){right[1:]}" for left, right in words)
    return regex(f"[{lasts}][{firsts}](?:{around})")


def violation(
    text: PlainText,
    block: TextBlock,
    index: int,
    /,
    *,
    repair: Repair | None = None,
    **values: Any,
) -> Violation:
    """Return a violation at the character `index` of a block, with the values for its message."""
    line, column = block.place(index)
    if repair:  # its place is more precise if there is markup in the line
        line, column = repair.line, repair.column + repair.old.find(block.text[index])
    return Violation(text.document.path, line, column, repair=repair, **values)


def certain(block: TextBlock, index: int, old: str, new: str) -> Repair | None:
    """Return the repair of `old` at `index`, or None if its place in the line is ambiguous, or if
    there is markup within it. The repair includes a neighbouring character, so that in a wrong
    place it would change nothing."""
    line, _ = block.place(index)
    number = line - block.first_line
    start = block.starts[number]
    ends = (*block.starts, len(block.text))
    plain, raw = block.text[start : ends[number + 1]], block.lines[number]
    if plain.count(old) != raw.count(old):
        return None
    at = -1
    for _ in range(plain.count(old, 0, index - start) + 1):
        at = raw.find(old, at + 1 if at < 0 else at + len(old))
    if at < 0:
        return None
    before, behind = raw[max(at - 1, 0) : at], raw[at + len(old) : at + len(old) + 1]
    return Repair(line, at + 1 - len(before), before + old + behind, before + new + behind)


def _as_block(heading: Heading) -> TextBlock:
    line = "#" * heading.level + " " + heading.text
    return TextBlock(heading.text, heading.text, heading.line, (0,), (line,))
