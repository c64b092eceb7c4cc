"""Splits a body into blocks: plain headings and paragraphs, and blocks with markup.

Nearly all of a report is plain headings and paragraphs with an occasional `**…**`. One regular
expression recognises these, with the same result as the Markdown parser, which tries all its rules
on every line and word. Everything else is left to the Markdown parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from site_builder.text.patterns import regex

PARAGRAPH = 0
MARKED = -1

# Chinese characters and punctuation, without the ideographic space.
_LETTERS = (
    "\u2e80-\u2fdf\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003fffd"
)
_QUOTES = "—…‘’“”·"
CHINESE = regex(f"[\u3000{_LETTERS}]")
_PUNCTUATION = regex(f"[\u3001-\u303f\uff01-\uff0f\uff1a-\uff1f\uff3b-\uff3d{_QUOTES}]")

# Plain text. No character of _PLAIN begins inline markup or is escaped in HTML. A line neither
# begins with block markup nor begins or ends with a space. Strong text has letters next to its
# asterisks, so that the first pair always opens and the second closes. _NO_SIGN and _LETTER are
# negated sets because a set with the Chinese ranges takes a millisecond to compile.
_SIGNS = r" %()+,./:;?@~\-"
_PLAIN = f"[0-9A-Za-z{_LETTERS}{_QUOTES}{_SIGNS}]*"
_NO_SIGN = rf"[^{_SIGNS}\n]"
_LETTER = rf"[^{_SIGNS}{_QUOTES}*\n]"
_STRONG = rf"\*\*(?={_LETTER}){_PLAIN}(?<={_LETTER})\*\*(?!\*)"
_LINE = rf"(?={_NO_SIGN})(?![0-9]+[.)]){_PLAIN}(?:{_STRONG}{_PLAIN})*(?<! )"
# What may follow a run of _PLAIN is never in _PLAIN, so a line matches in one way only and a failed
# match is linear. Possessive groups would express this, but CPython before 3.11.5 matches them
# wrongly (gh-106052).
_BLOCK = regex(
    rf"\n*((#{{1,6}}) (?={_NO_SIGN})({_PLAIN})(?<! )(?=\n|\Z)"
    rf"|{_LINE}(?:\n{_LINE})*(?=\n\n|\n?\Z))"
)
_BLANK = regex(r"\n\n+")
# Markup that can have effect beyond a blank line: code fences, link reference definitions,
# footnotes.
_FAR = regex(r"```|~~~|\]:|\^\[")


class Block(NamedTuple):
    """A block that begins at `line`, counted from 0. `level` is that of a plain heading,
    `PARAGRAPH` for a plain paragraph, or `MARKED` for text that the Markdown parser must read."""

    text: str
    line: int = 0
    level: int = MARKED


def split_blocks(text: str) -> list[Block]:
    """Split a body into blocks.

    This is correct because a blank line ends all other markup and a plain block continues none.
    If a block contains markup that can have effect further on, the whole body is one block.
    """
    blocks: list[Block] = []
    behind = line = 0  # where the last plain block ends
    for match in _plain_blocks(text):
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


def _plain_blocks(text: str) -> Iterator[re.Match[str]]:
    """Yield a match for each plain block. One can begin at the start of the text, after another
    plain block, and after a blank line."""
    at = 0
    while at < len(text):
        if match := _BLOCK.match(text, at):
            yield match
            at = match.end()
        else:
            blank = _BLANK.search(text, at)
            at = blank.end() if blank else len(text)


def paragraph_html(text: str) -> str:
    """Return the inner HTML of a plain paragraph."""
    lines = text.replace("。\n", "。").split("\n")  # fast path for most lines
    joined = [lines[0]]
    for before, line in pairwise(lines):
        if not no_space(before.rstrip("*")[-1], line.lstrip("*")[0]):
            joined.append("\n")
        joined.append(line)
    parts = "".join(joined).split("**")
    parts[1::2] = [f"<strong>{part}</strong>" for part in parts[1::2]]
    return "".join(parts)


def no_space(last: str, first: str) -> bool:
    """Whether a line break between the characters `last` and `first` is removed instead of becoming
    a space: between two Chinese characters, between one and a digit, and next to Chinese
    punctuation."""
    if _PUNCTUATION.match(last) or _PUNCTUATION.match(first):
        return True
    chinese = [bool(CHINESE.match(letter)) for letter in (last, first)]
    return any(chinese) and all(
        c or x.isdigit() for c, x in zip(chinese, (last, first), strict=True)
    )
