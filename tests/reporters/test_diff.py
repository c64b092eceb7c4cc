"""What repairs change, to be read before they are made."""

from __future__ import annotations

import difflib
import re

from hypothesis import given
from hypothesis import strategies as st

from site_builder.reporters.diff import to_diff
from site_builder.reporters.text import Screen

LOG = Screen()
LINES = st.lists(st.sampled_from("甲乙丙"), max_size=30)


def test_a_change_is_shown_with_three_lines_around_it() -> None:
    before = "".join(f"{n}\n" for n in range(1, 20))

    diff = [*to_diff("content/a.md", before, before.replace("9\n", "九\n", 1), LOG)]

    assert diff == [
        *("--- content/a.md", "+++ content/a.md", "@@ -6,7 +6,7 @@"),
        *(" 6", " 7", " 8", "-9", "+九", " 10", " 11", " 12"),
    ]


def test_invisible_characters_are_seen_and_numbers_of_persons_are_not() -> None:
    before = "手机13812345678\n甲\u200b乙\x1b\r\n1381234**5678**"

    diff = [*to_diff("a.md", before, before.replace("\u200b", ""), LOG)]

    assert diff[3:] == [
        " 手机138****5678",
        *("-甲\\u200b乙\\x1b", "+甲乙\\x1b"),
        " （这一行有个人信息，不显示）",
    ]


def test_on_a_terminal_a_diff_has_colours() -> None:
    diff = [*to_diff("a.md", "a\nb\n", "a\nc\n", Screen(80, colour=True))]

    assert diff[3:] == [" a", "\033[31m-b\033[0m", "\033[32m+c\033[0m"]


@given(LINES, LINES)
def test_a_diff_has_both_versions_of_every_line_it_shows(old: list[str], new: list[str]) -> None:
    before, after = ("".join(f"{line}\n" for line in lines) for lines in (old, new))

    diff = [*to_diff("a.md", before, after, LOG)][2:]

    assert bool(diff) == (old != new)
    for number, line in enumerate(diff):
        if found := re.match(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@", line):
            hunk = "\n".join(diff[number + 1 :]).split("\n@@")[0].split("\n")
            for lines, sign, at in ((old, "-", 1), (new, "+", 3)):
                first = int(found[at]) - 1
                assert [one[1:] for one in hunk if one[0] in f" {sign}"] == (
                    lines[first : first + int(found[at + 1])]
                )


@given(st.integers(0, 40), st.sets(st.integers(0, 39)))
def test_a_diff_of_changed_lines_has_the_hunks_of_the_standard_library(
    count: int, changed: set[int]
) -> None:
    """That one is not used because it is quadratic in the number of changes."""
    old = [f"{number}" for number in range(count)]
    new = [f"{line}改" if int(line) in changed else line for line in old]

    ours = [*to_diff("a", "\n".join(old), "\n".join(new), LOG)][2:]
    theirs = [line.rstrip("\n") for line in difflib.unified_diff(old, new, lineterm="")][2:]

    assert sorted(ours) == sorted(re.sub(r"(?<=[-+]\d)(?= )", ",1", line) for line in theirs)
