"""Formats findings as lines of text, for a terminal or a log."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from site_builder.model.finding import Finding
from site_builder.model.rule import SEVERITY_WORDS
from site_builder.reporters.entries import overview
from site_builder.text.patterns import regex
from site_builder.text.pii import quotable

Lines = Callable[[str], Sequence[str]]  # the lines of a file, given its path; none if unreadable

_BOLD, _DIM, _RED, _YELLOW = "1", "2", "1;31", "33"
_COLOURS = {"error": _RED, "warning": _YELLOW}
_INDENT = "    "
# An excerpt in columns: before the place, and in all. Characters further away than the margin are
# not looked at; a number that identifies a person is shorter, with the words before it.
_BEFORE, _WIDTH, _MARGIN = 30, 72, 200
# Text breaks before and after each of these, but not before a closing mark or after an opening one.
_UNIT = regex(r"[“‘（《【「『]*(?:[!-~]+|[^ ])[，。、；：？！”’）》】」』…]* *| +")


class Screen(NamedTuple):
    """How lines are shown: the columns at which messages are wrapped, or 0 if they are not, and
    whether colours are used."""

    columns: int = 0
    colour: bool = False


def to_text(findings: Sequence[Finding], lines_of: Lines, screen: Screen) -> Iterator[str]:
    """Yield the lines of a report: for each file its path, then for each cause the place and the
    message, the line of the file with a caret below the place, and the number of further places.
    Each file is read once."""
    shown = overview(findings)
    for path, entries in shown.files:
        yield painted(visible(path), _BOLD, screen)
        lines = lines_of(path)
        for entry in entries:
            yield from _message(entry.first, screen)
            yield from _excerpt(entry.first, lines, screen)
            if entry.summary:
                yield f"{_INDENT}{painted(entry.summary, _DIM, screen)}"
        yield ""
    if shown.rest:
        yield shown.rest


def _message(finding: Finding, screen: Screen) -> Iterator[str]:
    place = ":".join(str(n) for n in (finding.line, finding.column) if n)
    word = SEVERITY_WORDS[finding.severity]
    start = f"  {place} " if place else "  "
    used = width(f"{start}{word} {finding.code} ")
    first, *others = wrapped(visible(finding.message), screen.columns, used)
    level = painted(word, _COLOURS[finding.severity], screen)
    yield f"{start}{level} {painted(finding.code, _DIM, screen)} {first}"
    yield from (f"{_INDENT}{line}" for line in others)


def _excerpt(finding: Finding, lines: Sequence[str], screen: Screen) -> Iterator[str]:
    """Yield the part of a line around the place of a finding, and a caret below the place."""
    if not 0 < finding.line <= len(lines):
        return
    place = max(finding.column - 1, 0)
    begin = max(0, place - _MARGIN)
    line = quotable(lines[finding.line - 1][begin : place + _MARGIN])
    if not line.strip():
        return
    before, rest = visible(line[: place - begin]), visible(line[place - begin :])
    head = _within(before[::-1], _BEFORE)[::-1]
    head = f"…{head}" if len(head) < len(before) else head
    tail = _within(rest, _WIDTH - width(head))
    tail = f"{tail}…" if len(tail) < len(rest) else tail
    number = str(finding.line)
    bar = painted("│", _DIM, screen)
    yield f"{_INDENT}{painted(number, _DIM, screen)} {bar} {head}{tail}"
    caret = painted("^", _COLOURS[finding.severity], screen)
    yield f"{_INDENT}{' ' * len(number)} {bar} {' ' * width(head)}{caret}"


def _within(text: str, columns: int) -> str:
    """Return the beginning of a text that is not wider than `columns`."""
    used = 0
    for number, letter in enumerate(text):
        used += width(letter)
        if used > columns:
            return text[:number]
    return text


def wrapped(text: str, columns: int, used: int) -> list[str]:
    """Break a text into lines of at most `columns`, or of any width if `columns` is 0. The first
    line already holds `used` columns, the others are indented. Words and addresses stay whole."""
    if not columns:
        return [text]
    lines = [""]
    for unit in _UNIT.findall(text):
        if used + width(unit.rstrip(" ")) > columns and lines[-1]:
            lines.append("")
            used = len(_INDENT)
        lines[-1] += unit
        used += width(unit)
    return [line.rstrip(" ") for line in lines]


def visible(text: str) -> str:
    """Escape characters that are not printable, so that content cannot control a terminal."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() or letter == "\u3000" else _escaped(letter)
        for letter in text
    )


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode()


def width(text: str) -> int:
    """Return the number of terminal columns of a text; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def painted(text: str, colour: str, screen: Screen) -> str:
    """Return a text in a colour, an SGR code, if the screen shows colours."""
    return f"\033[{colour}m{text}\033[0m" if screen.colour else text
