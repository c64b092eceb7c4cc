"""Reads YAML into nodes: every key and value is a string with its line and column.

Scalars are not converted (`no`, `0123`, `12:30` and dates stay text); duplicate keys, anchors, tags
and merge keys are reported. Used for front matter, site.yaml and the forms.

The tables of a report are hundreds of plain lines `key: value`. A text that consists of such lines
only is read line by line, with the same result in a third of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from site_builder.model.document import Entry, Mapping, Node, Scalar, Sequence
from site_builder.model.finding import Problem, Repair
from site_builder.model.rule import Rule
from site_builder.parsing.decode import faulty_characters, named, place
from site_builder.parsing.yaml_rules import (
    alias,
    anchor,
    bad_yaml,
    duplicate_key,
    fullwidth_colon,
    key_is_not_text,
    merge_key,
    second_document,
    tab_indentation,
    tag,
    too_deep,
    wide_space_indentation,
)
from site_builder.text.patterns import regex

DEEPEST = 32
EMPTY = Mapping((), 1, 1)

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# A plain line: nothing in it is special to YAML but the colon and the indentation. It cannot nest
# too deep, and its key is not too long (YAML allows 1024 characters).
_WORD = "0-9A-Za-z\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e—…‘’“”·"
_PLAIN = regex(
    rf"(?m)^( {{0,{DEEPEST - 1}}})([{_WORD}]{{1,99}}):"
    rf"(?: (?![ %()+,./-])([{_WORD} %()+,./-]+)(?<! ))?\n"
)
# Creates a named tuple at half the cost of calling its class; a header has hundreds.
_new = tuple.__new__
_INDENT = regex(r" *([\t\u00a0\u3000][ \t\u00a0\u3000]*)")
_SPACES = {ord("\t"): "  ", 0x3000: "  ", 0xA0: " "}  # as wide as each is meant
_UNREADABLE = regex("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")
_FULLWIDTH_COLON = regex(r"^\s*(?:- )?[\"']?[^\s:#：,，。；]{1,40}：")
_PAIRS = regex(r"(?:[^\s：，。；、]{1,40}：\s?[^\s：，。；]{0,20}(?:\s|$))+")
_NO_SPACE = regex(r"^\s*(?:- )?[^\s:#：,，\"'\[{]{1,40}:(?=[^\s:/\\])")
_TWO_COLONS = "同一行里有两个冒号；含冒号的文字请用引号括起来"
_NO_START = "这一行没有与上面的行对齐；各项都从行首写起"
_NOT_ALIGNED = "缩进没有对齐，或引号没有配对"
_NOT_CLOSED = ("found unexpected end of stream", "did not find expected ',' or")
_PROBLEMS = (
    ("could not find expected ':'", "这一行缺少半角冒号，或冒号后没有空格"),
    ("mapping values are not allowed", _TWO_COLONS),
    ("found unexpected end of stream", "引号没有配对"),
    ("did not find expected <document start>", _NO_START),
    ("did not find expected key", _NOT_ALIGNED),
    ("did not find expected '-' indicator", "列表的缩进没有对齐"),
    ("did not find expected ',' or", "方括号或花括号没有配对"),
    ("found character that cannot start any token", "这里的文字以特殊符号开头，请用引号括起来"),
    ("found unknown escape character", "双引号里的反斜杠写法有误，请改用单引号"),
    ("did not find expected alphabetic", "以 * 或 & 开头的文字请用引号括起来"),
    ("block sequence entries are not allowed", "列表的短横线不能写在这里，请另起一行"),
)


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[Node, tuple[Problem, ...]]:
    """Read one YAML document whose text starts at `first_line` of the file at `path`.

    Return its root node and the problems found. If the text is not valid YAML, the root is `EMPTY`.
    """
    if (plain := read_plain(text, first_line)) is not None:
        return plain, ()
    builder = _Builder(path, first_line - 1, frozenset(text))
    if faults := _indentation_faults(text, builder):
        return EMPTY, faults
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        return EMPTY, (*builder.problems, _describe(error, text, builder))
    except _TooDeepError:
        return EMPTY, tuple(builder.problems)
    if isinstance(builder.root, Scalar):
        lines = enumerate(text.split("\n"), builder.offset + 1)
        if slips := [slip for n, line in lines if (slip := _colon_slip(path, n, line))]:
            return EMPTY, (*builder.problems, *slips)
    return builder.root or EMPTY, tuple(builder.problems)


def read_plain(text: str, first_line: int) -> Mapping | None:
    """Return the mapping in a text of plain lines, or None if the YAML parser has to read it."""
    lines = _PLAIN.findall(text)
    if len(lines) != text.count("\n") or not text.endswith("\n") or lines[0][0]:
        return None
    mapping, end = _mapping(lines, 0, first_line)
    return mapping if end == len(lines) else None


def _mapping(lines: list[tuple[str, str, str]], begin: int, first_line: int) -> tuple[Mapping, int]:
    """Return the mapping whose first key is in the line at `begin`, and the index of the line after
    it, which has another indentation or repeats a key. A line is its indentation, key and value."""
    indent = lines[begin][0]
    key_column = len(indent) + 1
    entries: dict[str, Entry] = {}
    at = begin
    while at < len(lines):
        spaces, key, value = lines[at]
        if spaces != indent or key in entries:
            break
        line = first_line + at
        at += 1
        node: Node
        if value:
            node = _new(Scalar, (value, line, key_column + len(key) + 2))
        elif at < len(lines) and len(lines[at][0]) > len(indent):
            node, at = _mapping(lines, at, first_line)
        else:
            node = Scalar("", line, key_column + len(key) + 1)
        entries[key] = _new(Entry, (_new(Scalar, (key, line, key_column)), node))
    return Mapping(tuple(entries.values()), first_line + begin, key_column), at


def _colon_slip(path: str, number: int, line: str) -> Problem | None:
    """Return the problem of a line whose colon is full-width or has no space after it, or None. To
    YAML, such a line is text and not a key."""
    if match := _FULLWIDTH_COLON.match(line):
        return _fullwidth_colon(path, number, match.end())
    if match := _NO_SPACE.match(line):
        repair = Repair(number, match.end(), ":", ": ")
        return Problem(bad_yaml, path, number, match.end(), repair=repair, why="冒号后面要空一格")
    return None


def _indentation_faults(text: str, builder: _Builder) -> tuple[Problem, ...]:
    """Return a problem for each line indented with tabs, no-break or ideographic spaces. Its repair
    is for the whole indentation."""
    faults = []
    for number, line in enumerate(text.split("\n"), builder.offset + 1):
        match = _INDENT.match(line)
        if match and line.strip(" \t"):
            bad, column = match[1], match.start(1) + 1
            rule = tab_indentation if bad[0] == "\t" else wide_space_indentation
            repair = Repair(number, column, bad, bad.translate(_SPACES))
            faults.append(Problem(rule, builder.path, number, column, repair=repair))
    return tuple(faults)


def _describe(error: yaml.YAMLError, text: str, builder: _Builder) -> Problem:
    """Return the problem for a syntax error; if a line just before it has a faulty colon, that is
    reported as the likelier cause."""
    problem = str(getattr(error, "problem", "") or "")
    mark, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    mark = begun if begun and problem.startswith(_NOT_CLOSED) else mark or begun
    if mark is None:
        odd = _UNREADABLE.search(text)
        line, column = place(text, odd.start()) if odd else (1, 1)
        return _bad_yaml(builder, line, column, "这里有一个看不见的控制字符，请删去")
    line, column = mark.line + 1, mark.column + 1
    lines = text.split("\n")
    for number in range(min(line, len(lines)), max(0, line - 3), -1):
        if slip := _colon_slip(builder.path, builder.offset + number, lines[number - 1]):
            return slip
    why = next((words for start, words in _PROBLEMS if problem.startswith(start)), "")
    if misplaced := _indentation_slip(lines, line, column, why):
        line, column, why = misplaced
    return _bad_yaml(builder, line, column, why or "写法有误；请对照相邻行的缩进、冒号和引号")


def _indentation_slip(
    lines: list[str], line: int, column: int, why: str
) -> tuple[int, int, str] | None:
    """Return the line and column of a faulty indentation for which the parser gave up at `line`,
    and why it is faulty, or None. Each level is indented by two spaces."""
    line = min(line, len(lines))
    there = lines[line - 1]
    above = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), 0)
    deep, higher = _indent(there), _indent(lines[above - 1]) if above else 0
    if why == _NO_START and higher:
        return above, higher + 1, "这一行多空了格；各项都从行首写起"
    if why == _NOT_ALIGNED and deep and not set("\"'") & set(there):
        return line, deep + 1, "这一行与同一层的行没有对齐，多半少空了一格"
    if why == _TWO_COLONS and ":" not in there[: column - 1]:
        if higher % 2 and not deep % 2:
            return above, higher + 1, "这一行少空了一格；请与下面同一层的行对齐"
        return line, column, "这一行缩进得太深；请与上一行的开头对齐"
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _bad_yaml(builder: _Builder, line: int, column: int, why: str) -> Problem:
    return Problem(bad_yaml, builder.path, builder.offset + line, column, why=why)


def _fullwidth_colon(path: str, line: int, column: int) -> Problem:
    repair = Repair(line, column, "：", ": ")
    return Problem(fullwidth_colon, path, line, column, repair=repair)


class _TooDeepError(Exception):
    """Nesting past `DEEPEST`."""


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end event has not been read yet."""

    event: Any
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    key: Scalar | None = None
    reads: bool = True


@dataclass(slots=True)
class _Builder:
    """Builds nodes from parser events, in one pass and without recursion."""

    path: str
    offset: int
    known: frozenset[str]  # the characters of the text
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind in {yaml.MappingStartEvent, yaml.SequenceStartEvent}:
            self._note_properties(event)
            if len(self.stack) >= DEEPEST:
                self._report(too_deep, event)
                raise _TooDeepError
            self.stack.append(_Open(event))
        elif kind in {yaml.MappingEndEvent, yaml.SequenceEndEvent}:
            self._close()
        elif kind is yaml.AliasEvent:
            self._report(alias, event, name=event.anchor)
            mark = event.start_mark
            self._add(Scalar(f"*{event.anchor}", self.offset + mark.line + 1, mark.column + 1))
        elif kind is yaml.DocumentStartEvent and self.root is not None:
            self._report(second_document, event)

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._note_properties(event)
        if not event.style and "：" in event.value:
            self._check_colon(event)
        if event.style == '"':
            for rule, character in faulty_characters(event.value, self.known):
                self._report(rule, event, **named(character))
        mark = event.start_mark
        self._add(Scalar(event.value, self.offset + mark.line + 1, mark.column + 1))

    def _close(self) -> None:
        done = self.stack.pop()
        mark = done.event.start_mark
        line, column = self.offset + mark.line + 1, mark.column + 1
        if type(done.event) is yaml.MappingStartEvent:
            self._add(Mapping(tuple(done.entries), line, column))
        else:
            self._add(Sequence(tuple(done.items), line, column))

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node if self.root is None else self.root
            return
        top = self.stack[-1]
        if type(top.event) is yaml.SequenceStartEvent:
            top.items.append(node)
        elif top.key is None:
            top.key = self._key(top, node)
        else:
            if top.reads:
                top.entries.append(Entry(top.key, node))
            top.key = None

    def _key(self, top: _Open, node: Node) -> Scalar:
        """Return the key of an entry. The value of an invalid key is ignored: one problem is
        enough."""
        rule: Rule | None = None
        values: dict[str, Any] = {}
        key = node if isinstance(node, Scalar) else Scalar("", node.line, node.column)
        if key is not node:
            rule = key_is_not_text
        elif key.text == "<<":
            rule = merge_key
        elif key.text in top.keys:
            rule, values = duplicate_key, {"key": key.text, "first": str(top.keys[key.text])}
        top.keys.setdefault(key.text, key.line)
        top.reads = rule is None
        if rule:
            self.problems.append(Problem(rule, self.path, key.line, key.column, **values))
        return key

    def _check_colon(self, event: Any) -> None:
        """Report a plain value below its key that consists of names and full-width colons: it was
        meant as a mapping, but is valid text to YAML."""
        key = self.stack[-1].key if self.stack else None
        line = self.offset + event.start_mark.line + 1
        if key is not None and line > key.line and _PAIRS.fullmatch(event.value):
            column = event.start_mark.column + 1 + event.value.index("：")
            self.problems.append(_fullwidth_colon(self.path, line, column))

    def _note_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._report(anchor, event, name=event.anchor)
        if event.tag is not None:
            self._report(tag, event, tag=event.tag)

    def _report(self, rule: Rule, event: Any, **values: Any) -> None:
        mark = event.start_mark
        line, column = self.offset + mark.line + 1, mark.column + 1
        self.problems.append(Problem(rule, self.path, line, column, **values))
