"""Reads YAML as it is written: every key and value a string with its line and column.

No scalar is guessed at (`no`, `0123`, `12:30`, a date all stay the text they are); what YAML lets
pass in silence (duplicate keys, anchors, tags, merge keys) is reported. Used for front matter,
for site.yaml and for the forms alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from site_builder.decode import place
from site_builder.model import Entry, Mapping, Node, Repair, Scalar, Sequence, Unread

DEEPEST = 32
EMPTY = Mapping((), 1, 1)

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INDENT_TAB = re.compile(r"^[ \u00a0\u3000]*\t", re.M)
_INDENT_WIDE = re.compile(r"^[ \t]*[\u00a0\u3000]", re.M)
_FULLWIDTH_COLON = re.compile(r"^\s*(?:- )?[\"']?[^\s:#：,，。；]{1,40}：", re.M)
_PROBLEMS = (
    ("could not find expected ':'", "这一行缺少半角冒号，或冒号后没有空格"),
    ("mapping values are not allowed", "同一行里出现了两个冒号；含冒号的文字请用引号括起来"),
    ("found unexpected end of stream", "引号没有配对"),
    ("did not find expected key", "缩进没有对齐，或引号没有配对"),
    ("did not find expected '-' indicator", "列表的缩进没有对齐"),
    ("did not find expected ',' or", "方括号或花括号没有配对"),
    ("found character that cannot start any token", "出现了 YAML 不允许的开头字符，请用引号括起来"),
    ("found unknown escape character", "双引号里的反斜杠写法有误，请改用单引号"),
    ("block sequence entries are not allowed", "列表的短横线不能写在这里，请另起一行"),
)


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[Node, tuple[Unread, ...]]:
    """Read one YAML document whose text starts at `first_line` of the file at `path`.

    Returns its root and all that is wrong with it; where it cannot be read at all, the root is an
    empty mapping.
    """
    builder = _Builder(path, first_line - 1)
    if faults := _indentation_faults(text, builder):
        return EMPTY, faults
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        return EMPTY, (*builder.unread, _describe(error, text, builder))
    except _TooDeepError:
        return EMPTY, tuple(builder.unread)
    return builder.root or EMPTY, tuple(builder.unread)


def _indentation_faults(text: str, builder: _Builder) -> tuple[Unread, ...]:
    """Tabs and wide spaces before the first letter of a line."""
    found = [("tab_indentation", match) for match in _INDENT_TAB.finditer(text)]
    found += [("wide_space_indentation", match) for match in _INDENT_WIDE.finditer(text)]
    faults = []
    for rule, match in found:
        line, column = place(text, match.end() - 1)
        bad = text[match.end() - 1]
        repair = Repair(builder.offset + line, column, bad, "  ")
        faults.append(
            Unread(rule, builder.path, builder.offset + line, column, repair=repair),
        )
    return tuple(sorted(faults, key=lambda fault: (fault.line, fault.column)))


def _describe(error: yaml.YAMLError, text: str, builder: _Builder) -> Unread:
    """A syntax error in words; a full-width colon just before it is the likelier cause."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    for number in range(min(line, len(lines)), max(0, line - 3), -1):
        if match := _FULLWIDTH_COLON.match(lines[number - 1]):
            return _fullwidth_colon(builder, builder.offset + number, match.end())
    problem = str(getattr(error, "problem", "") or "")
    why = next((words for start, words in _PROBLEMS if problem.startswith(start)), "")
    return Unread(
        "bad_yaml",
        builder.path,
        builder.offset + line,
        column,
        (("why", why or "不合 YAML 的写法，请对照相邻行的缩进、冒号和引号"),),
    )


def _fullwidth_colon(builder: _Builder, line: int, column: int) -> Unread:
    repair = Repair(line, column, "：", ": ")
    return Unread("fullwidth_colon", builder.path, line, column, repair=repair)


class _TooDeepError(Exception):
    """Nesting past `DEEPEST`."""


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet."""

    event: Any
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    key: Scalar | None = None


@dataclass(slots=True)
class _Builder:
    """Builds nodes from parser events, in one pass and without recursion."""

    path: str
    offset: int
    root: Node | None = None
    unread: list[Unread] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._note_properties(event)
            mark = event.start_mark
            self._check_colon(event)
            self._add(Scalar(event.value, self.offset + mark.line + 1, mark.column + 1))
        elif kind in {yaml.MappingStartEvent, yaml.SequenceStartEvent}:
            self._note_properties(event)
            if len(self.stack) >= DEEPEST:
                self._report("too_deep", event)
                raise _TooDeepError
            self.stack.append(_Open(event))
        elif kind in {yaml.MappingEndEvent, yaml.SequenceEndEvent}:
            self._close()
        elif kind is yaml.AliasEvent:
            self._report("alias", event, (("name", event.anchor),))
            mark = event.start_mark
            self._add(Scalar("", self.offset + mark.line + 1, mark.column + 1))
        elif kind is yaml.DocumentStartEvent and self.root is not None:
            self._report("second_document", event)

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
            top.entries.append(Entry(top.key, node))
            top.key = None

    def _key(self, top: _Open, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self.unread.append(Unread("key_is_not_text", self.path, node.line, node.column))
            return Scalar("", node.line, node.column)
        if node.text == "<<":
            self.unread.append(Unread("merge_key", self.path, node.line, node.column))
        if node.text in top.keys:
            values = (("key", node.text), ("first", str(top.keys[node.text])))
            self.unread.append(Unread("duplicate_key", self.path, node.line, node.column, values))
        top.keys.setdefault(node.text, node.line)
        return node

    def _check_colon(self, event: Any) -> None:
        """A plain value on the line below its key that holds a full-width colon was meant as
        a mapping: YAML takes it for text without a word."""
        if event.style is not None or "：" not in event.value or not self.stack:
            return
        key = self.stack[-1].key
        line = self.offset + event.start_mark.line + 1
        if key is not None and line > key.line:
            column = event.start_mark.column + 1 + event.value.index("：")
            self.unread.append(_fullwidth_colon(self, line, column))

    def _note_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._report("anchor", event, (("name", event.anchor),))
        if event.tag is not None:
            self._report("tag", event, (("tag", event.tag),))

    def _report(self, rule: str, event: Any, values: tuple[tuple[str, str], ...] = ()) -> None:
        mark = event.start_mark
        line, column = self.offset + mark.line + 1, mark.column + 1
        self.unread.append(Unread(rule, self.path, line, column, values))
