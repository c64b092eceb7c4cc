"""Patterns of modules, which are compiled late."""

from __future__ import annotations

import copy
import importlib
import pickle
import pkgutil
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import site_builder
from site_builder.text.patterns import _LazyPattern, has, regex

pytestmark = pytest.mark.interpreter


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
            re.compile(*late._arguments)
        except re.error as error:
            pytest.fail(f"{place}: {error}")


def test_no_pattern_depends_on_the_patch_release_of_python() -> None:
    """Possessive and atomic groups match wrongly in early releases of 3.11 (gh-106052), and groups
    that a lookaround captures within a repeat have (gh-101955)."""
    for place, late in _of_the_program():
        pattern, flags = late._arguments
        assert not _risky(re._parser.parse(pattern, flags)), place  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "pattern", ["a*+", "(?:ab?)++", "x(?>ab)", "(?:(?=(a))a)*", "(x(?!a|(b)))+"]
)
def test_what_depends_on_the_patch_release_is_seen(pattern: str) -> None:
    assert _risky(re._parser.parse(pattern))  # type: ignore[attr-defined]


_REPEATS = {"MAX_REPEAT", "MIN_REPEAT"}
_LOOKAROUNDS = {"ASSERT", "ASSERT_NOT"}


def _risky(pattern: Iterable[tuple[Any, Any]], within: frozenset[str] = frozenset()) -> bool:
    """Whether a parsed pattern, `within` those operations, has a possessive or atomic group, or a
    lookaround that captures within a repeat."""
    for operation, value in pattern:
        name = operation.name
        if name in {"POSSESSIVE_REPEAT", "ATOMIC_GROUP"}:
            return True
        captures = name == "SUBPATTERN" and value[0] is not None
        if captures and within & _REPEATS and within & _LOOKAROUNDS:
            return True
        if any(_risky(inner, within | {name}) for inner in _inner(value)):
            return True
    return False


def _inner(value: object) -> Iterator[Any]:
    """The patterns within what an operation of a parsed pattern holds."""
    if type(value).__name__ == "SubPattern":
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _inner(one)


def _of_the_program() -> Iterator[tuple[str, _LazyPattern]]:
    for module in pkgutil.walk_packages(site_builder.__path__, "site_builder."):
        yield from _within(module.name, vars(importlib.import_module(module.name)), set())


def _within(place: str, value: object, seen: set[int]) -> Iterator[tuple[str, _LazyPattern]]:
    if isinstance(value, _LazyPattern):
        yield place, value
    elif isinstance(value, (dict, list, tuple, frozenset)) and id(value) not in seen:
        seen.add(id(value))
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, one in items:
            yield from _within(f"{place} {name}", one, seen)


LETTERS = st.text("公开ab9", max_size=8)


@given(LETTERS, LETTERS.filter(bool))
def test_a_text_has_the_words_that_stand_in_it(text: str, word: str) -> None:
    assert has(text, word) == (word in text)
