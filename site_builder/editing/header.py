"""The header of a file with the place where everything in it begins and ends, and the changes that
can be made there: each is a few spans of text that are replaced.

A change is made on the lines of its entry; comments on them stay, if need be on lines of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any, NamedTuple

import yaml

from site_builder.editing.cannot_edit import CannotEditError, unread
from site_builder.editing.notation import QUOTED_BLANK, Written, block, inline
from site_builder.lint.autofix import split_lines
from site_builder.model.document import Entry, Mapping, Node, Scalar, Sequence
from site_builder.model.finding import Problem
from site_builder.parsing.decode import decode
from site_builder.parsing.front_matter import split_front_matter
from site_builder.text.patterns import regex

Place = tuple[int, int]  # line and column, from 1

STEP = 2  # spaces of indentation for each level, where a header shows no other
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OTHER_LINE_ENDS = regex("[\x85\u2028\u2029]")  # to YAML, but to nothing else here
_COMMENT = regex(r"(?:^|(?<=[ \t]))#")
_COLON = regex(r"\s*:")


class Edit(NamedTuple):
    """The text between two places, and what is written there instead."""

    start: Place
    end: Place
    text: str


@dataclass(frozen=True, slots=True)
class Header:
    """A file whose header was read. `lines` are all its lines with their ends; `scalars` are the
    places of the texts in the header, each with its end, `collections` those of mappings and lists,
    `flows` those within braces or brackets. The body begins at the line `body_line`."""

    lines: tuple[str, ...]
    root: Mapping
    body: str
    body_line: int
    problems: tuple[Problem, ...]
    scalars: dict[Place, Place]
    collections: dict[Place, Place]
    flows: frozenset[Place]

    @property
    def step(self) -> int:
        """The spaces by which a level of the header is indented."""
        nodes: list[Node] = [self.root]
        while nodes:
            node = nodes.pop(0)
            for entry in node.entries if isinstance(node, Mapping) else ():
                inner = entry.value
                is_block = isinstance(inner, Mapping) and not self.is_flow(inner)
                if is_block and inner.line > entry.key.line:
                    return inner.column - entry.key.column
                nodes.append(inner)
        return STEP

    def is_flow(self, node: Node) -> bool:
        """Whether a mapping or list is written within braces or brackets."""
        return (node.line, node.column) in self.flows and not isinstance(node, Scalar)

    def ends(self, entry: Entry) -> Place:
        """Return where an entry ends."""
        value = entry.value
        if self._is_nothing(value):
            return self._behind_colon(entry)
        known = self.scalars if isinstance(value, Scalar) else self.collections
        try:
            return known[value.line, value.column]
        except KeyError:
            raise CannotEditError(f"第{value.line}行的写法特殊，请在文件里改。") from None

    def has_comment(self, entry: Entry) -> bool:
        """Whether there are comments on the lines of an entry."""
        return bool(self._comments(entry.key.line, self.ends(entry)[0]))

    def set_value(self, mapping: Mapping, entry: Entry, value: Written) -> list[Edit]:
        """Return the edits after which an entry of `mapping` has another value."""
        in_flow = self.is_flow(mapping)
        indent = entry.key.column - 1
        colon, end = self._behind_colon(entry), self.ends(entry)
        is_deep = isinstance(value, dict) and bool(value) and not in_flow
        text = "" if is_deep else inline(value, in_flow)
        lines = [*block("a", value, indent, self.step)][1:] if is_deep else []
        margin = " " * (indent + self.step if is_deep else indent)
        if self._is_nothing(entry.value) or entry.value.line == colon[0]:
            kept = self._comments(colon[0], end[0] - 1)
            first = self._in_line(entry, colon, end, text, in_flow)
            below = (end[0] + 1, 1)
        else:
            kept = self._comments(colon[0] + 1, end[0])
            first = Edit(colon, colon, f" {text}" if text else "")
            below = (colon[0] + 1, 1)
        if in_flow and kept:
            raise CannotEditError(f"第{colon[0]}行的花括号里有注释，请在文件里改。")
        rest = [f"{margin}{comment}" for comment in kept] + lines
        last = (end[0] + 1, 1)
        return [first, Edit(below, last, "".join(f"{line}\n" for line in rest))]

    def _in_line(self, entry: Entry, colon: Place, end: Place, text: str, in_flow: bool) -> Edit:
        """Return the edit that replaces a value on the line of its key."""
        value = entry.value
        if not self._is_nothing(value):
            start = (value.line, value.column)
            return Edit(start, end, text) if text or in_flow else Edit(colon, end, "")
        if not text:
            return Edit(colon, colon, "")
        behind = self.lines[colon[0] - 1][colon[1] - 1 :].rstrip("\r\n")
        blanks = len(behind) if not behind.strip() else in_flow and behind.startswith(" ")
        return Edit(colon, (colon[0], colon[1] + blanks), f" {text}")

    def insert(self, mapping: Mapping, after: Entry | None, key: str, value: Written) -> list[Edit]:
        """Return the edits after which `mapping` has an entry more, after another or at first."""
        first = mapping.entries[0] if mapping.entries else None
        if self.is_flow(mapping):
            text = f"{inline(key, True)}: {inline(value, True)}"
            if after:
                return [_at(self.ends(after), f", {text}")]
            place = (first.key.line, first.key.column) if first else _next(mapping)
            return [_at(place, f"{text}, " if first else text)]
        indent = first.key.column - 1 if first else 0
        lines = "".join(f"{line}\n" for line in block(key, value, indent, self.step))
        if after:
            return [_at((self.ends(after)[0] + 1, 1), lines)]
        return [_at((first.key.line if first else self.body_line - 1, 1), lines)]

    def set_items(
        self, mapping: Mapping, entry: Entry, old: Sequence, texts: tuple[str, ...]
    ) -> list[Edit]:
        """Return the edits after which a list of texts has other items. One in block style changes
        line by line."""
        if self.is_flow(old) or not texts:
            return self.set_value(mapping, entry, texts)
        before = [item.text for item in old.items if isinstance(item, Scalar)]
        first = old.items[0]
        dash = self.lines[first.line - 1][: first.column - 1]
        edits: list[Edit] = []
        for what, i, j, m, n in SequenceMatcher(None, before, texts).get_opcodes():
            if what == "equal":
                continue
            new = "".join(f"{dash}{inline(text) or QUOTED_BLANK}\n" for text in texts[m:n])
            begin = (old.items[i].line if i < len(before) else self.ends(entry)[0] + 1, 1)
            if i == j:
                edits.append(_at(begin, new))
                continue
            last = self.scalars[old.items[j - 1].line, old.items[j - 1].column][0]
            margin = dash.rstrip("- ")
            kept = "".join(f"{margin}{comment}\n" for comment in self._comments(begin[0], last))
            edits.append(Edit(begin, (last + 1, 1), new + kept))
        return edits

    def remove(self, mapping: Mapping, entry: Entry) -> list[Edit]:
        """Return the edits after which `mapping` has one of its entries less. Comments beside it
        become lines of their own."""
        start, end = (entry.key.line, entry.key.column), self.ends(entry)
        if not self.is_flow(mapping):
            margin = self.lines[start[0] - 1][: start[1] - 1]
            if margin.strip():
                raise CannotEditError(f"第{start[0]}行的写法特殊，请在文件里改。")
            kept = self._comments(start[0], end[0])
            text = "".join(f"{margin}{comment}\n" for comment in kept)
            return [Edit((start[0], 1), (end[0] + 1, 1), text)]
        at = mapping.entries.index(entry)
        if at + 1 < len(mapping.entries):
            following = mapping.entries[at + 1].key
            end = (following.line, following.column)
        elif at:
            start = self.ends(mapping.entries[at - 1])
        if self._comments(start[0], end[0] - 1):
            raise CannotEditError(f"第{start[0]}行的花括号里有注释，请在文件里改。")
        return [Edit(start, end, "")]

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """Return the file after some edits. Raise CannotEditError if they overlap."""
        text = "".join(self.lines)
        newline = self.newline
        begins = [0, *accumulate(map(len, self.lines))]
        pieces: list[str] = []
        at = 0
        for start, end, new in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            first, last = (begins[line - 1] + column - 1 for line, column in (start, end))
            if first < at:
                raise CannotEditError(f"第{start[0]}行的写法特殊，请在文件里改。")
            pieces += (text[at:first], new.replace("\n", newline))
            at = last
        return ("".join(pieces) + text[at:]).encode()

    @property
    def newline(self) -> str:
        """The line end of the file: that of its first line."""
        return self.lines[0][len(self.lines[0].rstrip("\r\n")) :]

    def _is_nothing(self, node: Node) -> bool:
        """Whether nothing is written, not even quotes."""
        here = (node.line, node.column)
        return isinstance(node, Scalar) and not node.text and self.scalars.get(here, here) == here

    def _behind_colon(self, entry: Entry) -> Place:
        """Return the place behind the colon of an entry."""
        line, column = self.scalars[entry.key.line, entry.key.column]
        match = _COLON.match(self.lines[line - 1], column - 1)
        if match is None:
            raise CannotEditError(f"第{line}行的写法特殊，请在文件里改。")
        return line, match.end() + 1

    def _comments(self, first: int, last: int) -> list[str]:
        """Return the comments on the lines from `first` to `last`."""
        found = []
        for number in range(first, last + 1):
            line = self.lines[number - 1].rstrip("\r\n")
            for match in _COMMENT.finditer(line):
                if not self._in_text((number, match.start() + 1)):
                    found.append(line[match.start() :].rstrip())
                    break
        return found

    def _in_text(self, place: Place) -> bool:
        return any(start <= place < end for start, end in self.scalars.items())


def _at(place: Place, text: str) -> Edit:
    return Edit(place, place, text)


def _next(node: Node) -> Place:
    return node.line, node.column + 1


def read_header(data: bytes) -> Header:
    """Return the header of a file with the places in it. Raise CannotEditError if it cannot be
    read."""
    text, faults = decode(data, "")
    if not text:
        raise unread(faults[0]) if faults else CannotEditError("文件是空的。")
    front = split_front_matter(text, "")
    if not front.readable:
        raise unread(front.problems[0])
    lines = tuple(split_lines(data.decode()))
    header = "\n".join(text.split("\n")[1 : front.body_line - 2])
    if odd := _OTHER_LINE_ENDS.search(header):
        line = header.count("\n", 0, odd.start()) + 2
        raise CannotEditError(f"第{line}行有看不见的换行符，请先删去。")
    scalars: dict[Place, Place] = {}
    collections: dict[Place, Place] = {}
    flows: set[Place] = set()
    _find_ends(header + "\n", scalars, collections, flows)
    return Header(
        lines,
        front.header,
        front.body,
        front.body_line,
        front.problems,
        scalars,
        collections,
        frozenset(flows),
    )


def _find_ends(
    text: str, scalars: dict[Place, Place], collections: dict[Place, Place], flows: set[Place]
) -> None:
    """Find where each text, mapping and list of a header ends. A mapping in block style ends where
    the last thing in it ends."""
    lines = text.split("\n")
    open_: list[Place] = []
    last: Place = (1, 1)
    event: Any
    for event in yaml.parse(text, Loader=_LOADER):
        start = (event.start_mark.line + 2, event.start_mark.column + 1)
        end = (event.end_mark.line + 2, event.end_mark.column + 1)
        if isinstance(event, yaml.CollectionStartEvent):
            open_.append(start)
            if event.flow_style:
                flows.add(start)
        elif isinstance(event, yaml.CollectionEndEvent):
            begun = open_.pop()
            last = end if begun in flows else last
            collections.setdefault(begun, last)
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            last = _without_blank_lines(end, lines) if getattr(event, "style", "") else end
            scalars[start] = last


def _without_blank_lines(end: Place, lines: list[str]) -> Place:
    """Return the end of a text in block style: YAML counts the blank lines behind it."""
    line, column = end
    if column > 1:
        return end
    while not lines[line - 3].strip():
        line -= 1
    return line - 1, len(lines[line - 3]) + 1


def shape(node: Node) -> Any:
    """Return what a node says without where it says it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [shape(item) for item in node.items]
    return [(entry.key.text, shape(entry.value)) for entry in node.entries]


def entry_before(
    mapping: Mapping, order: Callable[[str], float | None], place: float
) -> Entry | None:
    """Return the entry after which another belongs: the last of those that `order` puts before
    `place`. It returns the place of a key, or None for one that has none."""
    placed = [(order(entry.key.text), entry) for entry in mapping.entries]
    before = [(at, entry) for at, entry in placed if at is not None and at < place]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def named(problem: Problem) -> tuple[str, Any]:
    """Return what a problem is about, without places and numbers, which other lines change."""
    values = {key: text for key, text in problem.values.items() if key not in {"first", "count"}}
    return problem.rule.code, tuple(values.items())
