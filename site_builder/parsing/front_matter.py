"""Separates front matter from the body."""

from __future__ import annotations

from site_builder.model.document import Mapping
from site_builder.model.finding import Problem, Repair
from site_builder.parsing.front_matter_rules import (
    header_after_blank_lines,
    header_closed_by_dots,
    header_is_not_a_mapping,
    header_missing,
    header_not_closed,
    header_opened_wrongly,
    second_header,
)
from site_builder.parsing.yaml_nodes import EMPTY, read_yaml
from site_builder.text.patterns import regex

_FENCE = regex(r"(?m)^(?:---|\.\.\.)[ \t]*$")
_OPENING = regex(r"---[ \t]*(?=\n|\Z)")
_CLOSING = regex(r"\n(---|\.\.\.)[ \t]*(?=\n|\Z)")
_OTHER_FENCE = regex(r"\s*(?:-{2,}|—+|－+|\+{3,})[ \t]*(?:\n|$)")
_SECOND_HEADER = regex(r"\s*---[ \t]*\n(?:[A-Za-z_]+[:：].*\n)+---[ \t]*(?:\n|$)")


def split_front_matter(
    text: str, path: str, problems: list[Problem]
) -> tuple[Mapping, str, int, bool]:
    """Return the header, the body, the first line of the body, and whether the header was readable.
    Problems are appended to `problems`."""
    opening = _OPENING.match(text)
    if opening is None:
        problems.append(_no_header(text, path))
        return EMPTY, text, 1, False
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        problems.append(Problem(header_not_closed, path, 1, 1))
        return EMPTY, "", 1, False
    if closing[1] == "...":
        line = text.count("\n", 0, closing.start()) + 2
        repair = Repair(line, 1, "...", "---")
        problems.append(Problem(header_closed_by_dots, path, line, 1, repair=repair))
    node, faults = read_yaml(text[opening.end() + 1 : closing.start(1)], path, 2)
    problems.extend(faults)
    body = text[closing.end() + 1 :]
    body_line = text.count("\n", 0, closing.end()) + 2
    if _SECOND_HEADER.match(body):
        problems.append(Problem(second_header, path, body_line, 1))
    if not isinstance(node, Mapping):
        problems.append(Problem(header_is_not_a_mapping, path, node.line, node.column))
        return EMPTY, body, body_line, False
    return node, body, body_line, node is not EMPTY or not faults


def _no_header(text: str, path: str) -> Problem:
    fence = _FENCE.search(text)
    if fence and not text[: fence.start()].strip():
        return Problem(header_after_blank_lines, path, 1, 1)
    if _OTHER_FENCE.match(text):
        return Problem(header_opened_wrongly, path, 1, 1, opening=text.split("\n", 1)[0])
    return Problem(header_missing, path, 1, 1)
