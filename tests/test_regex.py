"""Patterns of modules, which are compiled late."""

from __future__ import annotations

import copy
import importlib
import pickle
import pkgutil
import re
from collections.abc import Iterator

import pytest

import site_builder
from site_builder.regex import _Late, regex


def test_a_pattern_does_what_re_compile_gives() -> None:
    late, known = regex(r"(?P<n>\d+)\s*件", re.A), re.compile(r"(?P<n>\d+)\s*件", re.A)
    text = "收到12件，办结 9 件"

    assert late.findall(text) == known.findall(text) == ["12", "9"]
    assert late.sub("若干", text) == known.sub("若干", text)
    assert [m.span("n") for m in late.finditer(text)] == [m.span("n") for m in known.finditer(text)]
    assert (late.pattern, late.flags, late.groups) == (known.pattern, known.flags, known.groups)
    assert late.search("无") is None


def test_a_pattern_of_bytes_does_too() -> None:
    assert regex(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_a_pattern_is_not_compiled_before_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    compiled = re.compile

    def compile_it(pattern: str, flags: int) -> re.Pattern[str]:
        asked.append(pattern)
        return compiled(pattern, flags)

    monkeypatch.setattr(re, "compile", compile_it)
    late = regex("甲+")
    assert asked == []

    for _ in range(3):
        late.search("甲甲")
    assert asked == ["甲+"]


def test_a_pattern_can_be_copied_and_sent_to_another_process() -> None:
    fresh, used = regex("甲+"), regex("甲+")
    used.search("甲")

    for late in (fresh, used):
        for twin in (copy.deepcopy(late), pickle.loads(pickle.dumps(late))):
            assert twin.findall("甲乙甲甲") == ["甲", "甲甲"]


def test_every_pattern_of_the_program_is_one() -> None:
    patterns = list(_of_the_program())
    assert len(patterns) > 200

    for place, late in patterns:
        try:
            re.compile(*late._asked)
        except re.error as error:
            pytest.fail(f"{place}: {error}")


def _of_the_program() -> Iterator[tuple[str, _Late]]:
    for module in pkgutil.walk_packages(site_builder.__path__, "site_builder."):
        yield from _within(module.name, vars(importlib.import_module(module.name)), set())


def _within(place: str, value: object, seen: set[int]) -> Iterator[tuple[str, _Late]]:
    if isinstance(value, _Late):
        yield place, value
    elif isinstance(value, (dict, list, tuple, frozenset)) and id(value) not in seen:
        seen.add(id(value))
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, one in items:
            yield from _within(f"{place} {name}", one, seen)
