"""The rules about personal data take work in proportion to the text, whatever is in it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from types import FrameType

import pytest
from conftest import Scenario
from texts import listing, page

from site_builder.lint.rule import RuleSubject
from site_builder.lint.runner import run_rules
from site_builder.rules.privacy.attachments import PRIVATE_FILE_RULES
from site_builder.rules.privacy.privacy import PRIVACY_RULES
from site_builder.text.plain_text import read_plain_text


def text_of(line: str, count: int) -> str:
    """A page, and a text attached to it with so many of a line."""
    lines = f"{line}\n" * count
    return f"-- content/pages/a.txt --\n{lines}{listing('a.txt')}"


SHAPES: dict[str, Callable[[int], str]] = {
    "a number on each line": lambda n: page("甲13812345678\n" * n),
    "a number in each paragraph": lambda n: page("甲13812345678\n\n" * n),
    "numbers in one line": lambda n: page("甲13812345678" * n + "\n"),
    "numbers in code": lambda n: page("```\n" + "甲13812345678\n" * n + "```\n"),
    "numbers in links": lambda n: page("[甲13812345678](https://a.cn)\n" * n),
    "marks of secrecy": lambda n: page("机密★10年\n\n" * n),
    "private mailboxes": lambda n: page("甲a@qq.com\n" * n),
    "numbers in a text": lambda n: text_of("13812345678", n),
    "marks in a text": lambda n: text_of("机密★10年", n),
}


def steps(subjects: Iterable[RuleSubject]) -> int:
    """The number of calls that the rules make."""
    count = 0

    def called(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        for _ in run_rules(subjects, (*PRIVACY_RULES, *PRIVATE_FILE_RULES)):
            pass
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_twice_as_much_of_anything_takes_twice_as_many_steps(
    shape: Callable[[int], str], site: Scenario
) -> None:
    def steps_for(count: int) -> int:
        whole = site.site(shape(count))
        return steps((whole, *(read_plain_text(one) for one in whole.documents)))

    one, two, four = (steps_for(count) for count in (250, 500, 1_000))

    assert two <= 2.2 * one
    assert four <= 2.2 * two
