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
        yield TextBlock(scalar.text, "", scalar.line, (0,), (line,), marked=False)
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
    """Return the repair of `old` at `index`, or None if there is markup within it. The repair
    includes a neighbouring character, so that in a wrong place it would change nothing."""
    number, at = block.source(index)
    raw = block.lines[number]
    if raw[at : at + len(old)] != old:
        return None
    before, behind = raw[max(at - 1, 0) : at], raw[at + len(old) : at + len(old) + 1]
    line, column = block.first_line + number, at + 1 - len(before)
    return Repair(line, column, before + old + behind, before + new + behind)


def _as_block(heading: Heading) -> TextBlock:
    line = "#" * heading.level + " " + heading.text
    return TextBlock(heading.text, heading.text, heading.line, (0,), (line,), marked=False)
