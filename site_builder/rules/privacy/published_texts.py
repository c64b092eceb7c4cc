"""The published texts of a document, with their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from site_builder.text.plain_text import PlainText, TextBlock, outside

_HEAD = 3  # the number of paragraphs at the head of a document


def published_texts(plain: PlainText) -> Iterator[tuple[str, Callable[[int], tuple[int, int]]]]:
    """Yield everything that is published of a document, each text with a function from an index in
    it to line and column."""
    for block in plain.blocks:
        text = _by_lines(block)
        yield text, _in_block(block, text)
    for text, (line, column) in outside(plain.document):
        yield text, _fixed(line, column)


def short_lines(plain: PlainText, length: int) -> Iterator[tuple[str, bool, tuple[int, int]]]:
    """Yield every line of at most `length` characters, whether it is at the head of the document,
    and its line and column."""
    for at, block in enumerate(plain.blocks):
        if len(block.text) <= length or len(block.starts) > 1:
            for start, end in _ends(block):
                if end - start <= length:
                    yield block.text[start:end], at < _HEAD, block.place(start)
    for text, place in outside(plain.document):
        if len(text) <= length:
            yield text, False, place


def _by_lines(block: TextBlock) -> str:
    """Return the text of a block with line ends, so that a number at the end of a line is not
    joined with the next line."""
    return "\n".join([block.text[start:end] for start, end in _ends(block)])


def _ends(block: TextBlock) -> Iterator[tuple[int, int]]:
    return zip(block.starts, (*block.starts[1:], len(block.text)), strict=True)


def _in_block(block: TextBlock, text: str) -> Callable[[int], tuple[int, int]]:
    return lambda at: block.place(at - text.count("\n", 0, at))


def _fixed(line: int, column: int) -> Callable[[int], tuple[int, int]]:
    return lambda at: (line, column + at)
