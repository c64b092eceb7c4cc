"""The published texts of a document, with their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from math import inf

from site_builder.text.plain_text import PlainText, TextBlock, outside

Line = tuple[str, bool, tuple[int, int]]
_HEAD = 3  # the number of paragraphs at the head of a document


def published_texts(plain: PlainText) -> Iterator[tuple[str, Callable[[int], tuple[int, int]]]]:
    """Yield everything that is published of a document, each text with a function from an index in
    it to line and column: the texts as written, then those that readers get otherwise."""
    for block in plain.blocks:
        text = _by_lines(block)
        yield text, _in_block(block)
    for text, (line, column) in outside(plain.document):
        yield text, _fixed(line, column)
    for shown in plain.document.shown:
        yield shown.text, _in_line(shown.line)


def short_lines(plain: PlainText, length: int) -> Iterator[Line]:
    """Yield every line of at most `length` characters, whether it is at the head of the document,
    and its line and column: those as written, then those that readers get otherwise."""
    written = [line for line in _written_lines(plain) if len(line[0]) <= length]
    yield from written
    seen = {(text, place[0]) for text, _, place in written}
    behind_head = plain.blocks[_HEAD].first_line if len(plain.blocks) > _HEAD else inf
    for text, number in plain.document.shown:
        if len(text) <= length and (text.strip(), number) not in seen:
            yield text, number < behind_head, (number, 1)


def _written_lines(plain: PlainText) -> Iterator[Line]:
    for at, block in enumerate(plain.blocks):
        for start, end in _ends(block):
            yield block.text[start:end], at < _HEAD, block.place(start)
    for text, place in outside(plain.document):
        yield text, False, place


def _by_lines(block: TextBlock) -> str:
    """Return the text of a block with line ends, so that a number at the end of a line is not
    joined with the next line."""
    return "\n".join([block.text[start:end] for start, end in _ends(block)])


def _ends(block: TextBlock) -> Iterator[tuple[int, int]]:
    return zip(block.starts, (*block.starts[1:], len(block.text)), strict=True)


def _in_block(block: TextBlock) -> Callable[[int], tuple[int, int]]:
    starts = [start + number for number, start in enumerate(block.starts)]
    return lambda at: block.place(at - (bisect_right(starts, at) - 1))


def _in_line(line: int) -> Callable[[int], tuple[int, int]]:
    return lambda _: (line, 1)


def _fixed(line: int, column: int) -> Callable[[int], tuple[int, int]]:
    return lambda at: (line, column + at)
