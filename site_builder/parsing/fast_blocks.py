"""A body cut into blocks: headings and paragraphs in plain words, and what Markdown has to read.

Nearly all of a report is headings and paragraphs in plain words with some `**…**`. Here these come
to the same in one step as by all the rules for marks, which look for them at every line and word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from site_builder.text.patterns import regex

PARAGRAPH = 0
MARKED = -1

# Chinese letters and punctuation; the wide space is no part of a word.
_LETTERS = (
    "\u2e80-\u2fdf\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003fffd"
)
_QUOTES = "—…‘’“”·"
CHINESE = regex(f"[\u3000{_LETTERS}]")
_PUNCTUATION = regex(f"[\u3001-\u303f\uff01-\uff0f\uff1a-\uff1f\uff3b-\uff3d{_QUOTES}]")

# Plain words. No letter of _PLAIN begins a mark within a line, or is written otherwise in HTML. A
# line does not begin with the mark of a block, nor begin or end with a space. Strong words have
# letters next to their asterisks, so that the first pair always opens and the second closes. What
# is plain is said once and then what is left out of it: a set of Chinese letters takes a
# millisecond to compile.
_SIGNS = r" %()+,./:;?@~\-"
_PLAIN = f"[0-9A-Za-z{_LETTERS}{_QUOTES}{_SIGNS}]*"
_NO_SIGN = rf"[^{_SIGNS}\n]"
_LETTER = rf"[^{_SIGNS}{_QUOTES}*\n]"
_STRONG = rf"\*\*(?={_LETTER}){_PLAIN}(?<={_LETTER})\*\*(?!\*)"
_LINE = rf"(?={_NO_SIGN})(?![0-9]+[.)]){_PLAIN}(?:{_STRONG}{_PLAIN})*(?<! )"
# What may follow a run of plain words is never plain itself, so that a line reads in one way only
# and a failed match costs one look at each letter. Possessive groups would say the same; before
# CPython 3.11.5 they match wrongly (gh-106052).
_BLOCK = regex(
    rf"\n*((#{{1,6}}) (?={_NO_SIGN})({_PLAIN})(?<! )(?=\n|\Z)"
    rf"|{_LINE}(?:\n{_LINE})*(?=\n\n|\n?\Z))"
)
_BLANK = regex(r"\n\n+")
# Marks that can mean something beyond a blank line: fences of code, addresses of links that are
# written elsewhere, footnotes.
_FAR = regex(r"```|~~~|\]:|\^\[")


class Block(NamedTuple):
    """A block in plain words: a heading of a `level`, or a `PARAGRAPH`. Or else a stretch of text
    that Markdown has to read: `MARKED`. It begins at `line`, counted from 0."""

    text: str
    line: int = 0
    level: int = MARKED


def cut(text: str) -> list[Block]:
    """The blocks of a body. A blank line ends whatever mark there is, and a block in plain words
    goes on with none; where marks may reach farther, all is one block."""
    blocks: list[Block] = []
    behind = line = 0  # where the last block in plain words ends
    for match in _in_plain_words(text):
        words, marks, heading = match.groups()
        between = text[behind : match.start(1)]
        if between.strip("\n"):
            blocks.append(Block(between, line))
        line += between.count("\n")
        blocks.append(Block(heading, line, len(marks)) if marks else Block(words, line, PARAGRAPH))
        line += words.count("\n")
        behind = match.end()
    if text[behind:].strip("\n"):
        blocks.append(Block(text[behind:], line))
    if any(block.level == MARKED and _FAR.search(block.text) for block in blocks):
        return [Block(text)]
    return blocks


def _in_plain_words(text: str) -> Iterator[re.Match[str]]:
    """The blocks in plain words. One can begin where the text does, behind another one, and behind
    a blank line."""
    at = 0
    while at < len(text):
        if match := _BLOCK.match(text, at):
            yield match
            at = match.end()
        else:
            blank = _BLANK.search(text, at)
            at = blank.end() if blank else len(text)


def drawn(text: str) -> str:
    """A paragraph in plain words as HTML."""
    lines = text.replace("。\n", "。").split("\n")  # as nearly all lines end
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        if not no_space(before.rstrip("*")[-1], line.lstrip("*")[0]):
            pieces.append("\n")
        pieces.append(line)
    parts = "".join(pieces).split("**")
    parts[1::2] = [f"<strong>{part}</strong>" for part in parts[1::2]]
    return "".join(parts)


def no_space(last: str, first: str) -> bool:
    """Whether a line break between two letters leaves no space: between Chinese characters,
    between one and a digit, and beside Chinese punctuation."""
    if _PUNCTUATION.match(last) or _PUNCTUATION.match(first):
        return True
    chinese = [bool(CHINESE.match(letter)) for letter in (last, first)]
    return any(chinese) and all(
        c or x.isdigit() for c, x in zip(chinese, (last, first), strict=True)
    )
