"""Shows what repairs change, as a unified diff to be read.

Numbers that identify a person are masked and invisible characters are written as escapes, as in all
reports, so it is not a patch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.lint.autofix import split_lines
from site_builder.reporters.text import Screen, painted, visible
from site_builder.text.pii import masked, quotable

_CONTEXT = 3  # lines before and after a change
_HIDDEN = "（这一行有个人信息，不显示）"

Row = tuple[Sequence[str], Sequence[str]]  # the same lines in both versions, or other ones


def to_diff(path: str, before: str, after: str, screen: Screen) -> Iterator[str]:
    """Yield the lines of a unified diff of a file in two versions, in a time that is linear in its
    length."""
    name = visible(masked(path))
    yield painted(f"--- {name}", "1", screen)
    yield painted(f"+++ {name}", "1", screen)
    rows = _rows(split_lines(before), split_lines(after))
    done, old_line, new_line = 0, 1, 1
    for start, end in _hunks(rows):
        old_line += sum(len(old) for old, _ in rows[done:start])
        new_line += sum(len(new) for _, new in rows[done:start])
        done, hunk = start, rows[start:end]
        olds, news = sum(len(old) for old, _ in hunk), sum(len(new) for _, new in hunk)
        yield painted(f"@@ -{old_line},{olds} +{new_line},{news} @@", "36", screen)
        for old, new in hunk:
            if old == new:
                yield from (f" {_shown(line)}" for line in old)
            else:
                yield from (painted(f"-{_shown(line)}", "31", screen) for line in old)
                yield from (painted(f"+{_shown(line)}", "32", screen) for line in new)


def _rows(old: list[str], new: list[str]) -> list[Row]:
    """Align two versions: line by line if they have as many lines; else what is between their
    common beginning and their common end is one row."""
    if len(old) == len(new):
        return [((a,), (b,)) for a, b in zip(old, new, strict=True)]
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    begin, end = old[:head], old[len(old) - tail :]
    middle = (old[head : len(old) - tail], new[head : len(new) - tail])
    same: list[Row] = [((line,), (line,)) for line in begin]
    return [*same, middle, *(((line,), (line,)) for line in end)]


def _hunks(rows: list[Row]) -> Iterator[tuple[int, int]]:
    """Yield the first row of each group of changes with their context, and the row behind it."""
    start = end = -1
    for number, (old, new) in enumerate(rows):
        if old == new:
            continue
        if start >= 0 and number - _CONTEXT > end:
            yield start, end
            start = -1
        if start < 0:
            start = max(0, number - _CONTEXT)
        end = min(len(rows), number + 1 + _CONTEXT)
    if start >= 0:
        yield start, end


def _shown(line: str) -> str:
    text = line.rstrip("\r\n")
    quoted = quotable(text)
    return visible(quoted) if quoted or not text else _HIDDEN
