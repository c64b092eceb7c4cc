"""Which of the numbers that Word makes a list of its own would make as well; the others are
text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from site_builder.importers.formats.word.numbers import Number
from site_builder.model.manuscript import Block, Paragraph, Run


class Draft(NamedTuple):
    """A block as it was read, and the number of it that Word makes."""

    block: Block
    number: Number | None = None


def settled(drafts: Iterable[Draft]) -> tuple[Block, ...]:
    """Return the blocks with their numbers as text, but for plain lists (1. 2. 3.) whose items
    follow each other from 1."""
    drafts = [*drafts]
    interrupted = _interrupted(drafts)
    return tuple(_settled(*one, interrupted) for one in drafts)


def _interrupted(drafts: Iterable[Draft]) -> set[tuple[str, int]]:
    """Return the lists, each with a level, that are counted on after something that is no item."""
    found: set[tuple[str, int]] = set()
    last: dict[tuple[str, int], int] = {}
    for block, number in drafts:
        if number is None or not isinstance(block, Paragraph) or block.role not in _ITEMS:
            last.clear()
            continue
        own = number.list, number.level
        if number.is_plain and number.value != last.get(own, 0) + 1:
            found.add(own)
        last = {at: count for at, count in last.items() if at[1] <= number.level}
        last[own] = number.value
    return found


_ITEMS = frozenset({"item", "numbered"})


def _settled(block: Block, number: Number | None, interrupted: set[tuple[str, int]]) -> Block:
    if number is None or not isinstance(block, Paragraph) or not number.text:
        return block
    if block.role == "numbered" and (number.list, number.level) not in interrupted:
        return block
    first, *others = block.runs
    head = (
        (Run(number.text), first)
        if first.link
        else (first._replace(text=number.text + first.text),)
    )
    is_text = block.role == "numbered"
    return block._replace(
        runs=(*head, *others),
        role="text" if is_text else block.role,
        level=0 if is_text else block.level,
    )
