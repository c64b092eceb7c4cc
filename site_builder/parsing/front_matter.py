"""Separates front matter from the body."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.model.document import Mapping
from site_builder.model.finding import Problem, Repair
from site_builder.parsing.decode import INVISIBLE
from site_builder.parsing.front_matter_rules import (
    header_closed_by_dots,
    header_is_not_a_mapping,
    header_missing,
    header_not_closed,
    header_not_first,
    header_opened_wrongly,
    second_header,
)
from site_builder.parsing.yaml_nodes import EMPTY, read_yaml
from site_builder.text.patterns import regex

SHOWN = 20

# Invisible characters are reported when the file is decoded.
_OPENING = regex(rf"[{INVISIBLE}]*---[ \t{INVISIBLE}]*(?=\n|\Z)")
_CLOSING = regex(r"\n(---|\.\.\.)[ \t]*(?=\n|\Z)")
_SECOND_HEADER = regex(r"\s*---[ \t]*\n(?:[A-Za-z_]+[:：].*\n)+---[ \t]*(?:\n|$)")
# A line that was meant as `---`, or only needs to be moved.
_FENCE_LIKE = regex(r"[ \t\u3000\xa0]*(?:-+|[‐-―−－─━_*=~+]+)[ \t\u3000\xa0]*(?=\n|\Z)")
_LATER = regex(r"\n---[ \t]*\n[ \t]*[A-Za-z_]+[ \t]*[:：]")
# Lines of a header that was not closed: keys, what is below them, lists and comments.
_KEY = regex(r"[\"']?[^\s:：，。；]{1,20}[\"']?[ \t]*[:：]")
_LATIN_KEY = regex(r"[A-Za-z_]+[ \t]*[:：]")
_BELOW_A_KEY = regex(r"[ \t\u3000\xa0]|-[ \t]|#[^#]")
_PROSE = regex(r"#{2,6}[ \t]|.*。")


class FrontMatter(NamedTuple):
    """A file cut in two. `found` tells whether there is a header, with a first and a last line, and
    `readable` whether it could be read; the body is empty where it could not be found."""

    header: Mapping
    body: str
    body_line: int
    problems: tuple[Problem, ...]
    found: bool = True
    readable: bool = True


def split_front_matter(text: str, path: str) -> FrontMatter:
    """Separate the header of the file at `path` from its body, and read it."""
    opening = _OPENING.match(text)
    if opening is None:
        return _not_found(_no_header(text, path))
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return _not_found(_not_closed(text.split("\n"), path))
    body, body_line = text[closing.end() + 1 :], text.count("\n", 0, closing.end()) + 2
    node, faults = read_yaml(text[opening.end() + 1 : closing.start(1)], path, 2)
    if faults and (line := _prose_in_header(text[: closing.start()].split("\n"))):
        return _not_found(_not_closed_before(line, text.split("\n")[line - 1], path))
    problems = [*_dots(closing[1], body_line - 1, path), *faults]
    if _SECOND_HEADER.match(body):
        problems.append(Problem(second_header, path, body_line, 1))
    readable = node is not EMPTY or not faults
    if not isinstance(node, Mapping):
        problems.append(Problem(header_is_not_a_mapping, path, node.line, node.column))
        node, readable = EMPTY, False
    return FrontMatter(node, body, body_line, tuple(problems), readable=readable)


def _not_found(problem: Problem) -> FrontMatter:
    return FrontMatter(EMPTY, "", 1, (problem,), found=False, readable=False)


def _dots(closing: str, line: int, path: str) -> list[Problem]:
    if closing == "---":
        return []
    repair = Repair(line, 1, closing, "---")
    return [Problem(header_closed_by_dots, path, line, 1, repair=repair)]


def _no_header(text: str, path: str) -> Problem:
    """Return the problem of a file whose first line is not `---`."""
    first = text.split("\n", 1)[0]
    if _FENCE_LIKE.match(first):
        return Problem(header_opened_wrongly, path, 1, 1, opening=first[:SHOWN])
    if not first.strip() and _FENCE_LIKE.match(text.lstrip()):
        return Problem(header_not_first, path, 1, 1, what="空行", how="删去空行")
    if _LATER.search(text):
        what, how = f"文字“{first.strip()[:SHOWN]}”", "把它移到信息栏之后，或者删去"
        return Problem(header_not_first, path, 1, 1, what=what, how=how)
    return Problem(header_missing, path, 1, 1)


def _not_closed(lines: list[str], path: str) -> Problem:
    """Return the problem of a header without a last line, at the first line that is not like one of
    a header, or at the last line of the file."""
    keys = _KEY
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            keys = _LATIN_KEY
        elif not keys.match(line) and not _BELOW_A_KEY.match(line):
            return _not_closed_before(number, line, path)
    last = max(number for number, line in enumerate(lines, 1) if line.strip())
    return Problem(header_not_closed, path, last, 1, how="在这一行之后加一行 ---")


def _not_closed_before(number: int, line: str, path: str) -> Problem:
    shown = line.strip()[:SHOWN]
    how = f"把这一行“{shown}”改成 ---" if _FENCE_LIKE.match(line) else f"在“{shown}”前面加一行 ---"
    return Problem(header_not_closed, path, number, 1, how=how)


def _prose_in_header(lines: list[str]) -> int:
    """Return the number of the first line that is surely of a body, or 0: the header was not
    closed, and ends at a rule `---` in the body."""
    blank = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
    return next(
        (
            number
            for number, line in enumerate(lines[blank:], blank + 1)
            if _PROSE.match(line) and not _LATIN_KEY.match(line) and not _BELOW_A_KEY.match(line)
        ),
        0,
    )
