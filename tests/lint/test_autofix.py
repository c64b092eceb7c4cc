"""Certain repairs change what they name and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.lint.autofix import RepairedFile, repair_files, repaired
from site_builder.model.finding import Finding, Repair
from site_builder.model.limits import MOST_ROUNDS_OF_REPAIRS


def test_a_repair_replaces_its_place_only() -> None:
    assert repaired("a：b\na：b\n", [Repair(2, 2, "：", ": ")]) == ("a：b\na: b\n", 1)


def test_repairs_of_one_line_do_not_shift_each_other() -> None:
    repairs = [Repair(1, 1, "\t", "  "), Repair(1, 3, "：", ": "), Repair(1, 5, "\u200b", "")]

    assert repaired("\ta：b\u200b\n", repairs) == ("  a: b\n", 3)


def test_a_repair_whose_place_has_changed_is_left_alone() -> None:
    repairs = [Repair(1, 2, "x", "y"), Repair(9, 1, "a", "b"), Repair(0, 1, "a", "b")]

    assert repaired("abc\n", repairs) == ("abc\n", 0)


def test_a_repair_that_two_rules_ask_for_is_made_once() -> None:
    repair = Repair(1, 1, "：", ": ")

    assert repaired("：：", [repair, repair]) == (": ：", 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind_are_counted_and_kept(end: str) -> None:
    text = f"a{end}b：c{end}{end}d：e"

    assert repaired(text, [Repair(2, 2, "：", ":"), Repair(4, 2, "：", ":")]) == (
        f"a{end}b:c{end}{end}d:e",
        2,
    )


@pytest.mark.parametrize("odd", ["\x0b", "\x0c", "\x1c", "\x1e", "\x85", "\u2028", "\u2029"])
def test_what_is_no_line_end_for_the_reader_is_none_here(odd: str) -> None:
    repairs = [Repair(1, 2, odd, ""), Repair(1, 4, "：", ":"), Repair(2, 2, "：", ":")]

    assert repaired(f"a{odd}b：c\nd：e", repairs) == ("ab:c\nd:e", 3)


@given(st.text("ab\n\r\x0b\u2028：", max_size=20))
def test_without_repairs_a_text_stays_as_it_is(text: str) -> None:
    assert repaired(text, []) == (text, 0)


def every_tab(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """A finding for the first tab of each file, as a reader that stops at the first fault has."""
    for path, data in files.items():
        for number, line in enumerate(data.decode("utf-8-sig", "replace").split("\n"), 1):
            if "\t" in line:
                column = line.index("\t") + 1
                repair = Repair(number, column, "\t", "  ")
                yield Finding("Y1", "error", path, number, column, "", repair=repair)
                break


def test_repairs_that_bring_others_to_light_reach_their_end() -> None:
    tabs = b"\xef\xbb\xbfa\n\tb\r\n\t\tc\n"

    (one,) = repair_files({"a.md": tabs, "b.md": b"no tab\n"}, every_tab)

    assert one == RepairedFile("a.md", tabs, b"\xef\xbb\xbfa\n  b\r\n    c\n", 3)


def test_repairs_that_undo_each_other_come_to_an_end() -> None:
    rounds: list[bytes] = []

    def look(files: Mapping[str, bytes]) -> Iterator[Finding]:
        rounds.append(files["a.md"])
        letters = ("甲", "乙") if len(rounds) % 2 else ("乙", "甲")
        yield Finding("Y1", "error", "a.md", 1, 1, "", repair=Repair(1, 1, *letters))

    assert repair_files({"a.md": "甲".encode()}, look) == ()
    assert len(rounds) == MOST_ROUNDS_OF_REPAIRS


def test_a_file_that_is_not_text_is_not_repaired() -> None:
    assert repair_files({"a.md": b"\t\xff\n"}, every_tab) == ()


def test_two_repairs_of_one_place_give_the_same_text_every_time() -> None:
    repairs = [Repair(1, 1, "a", new) for new in "xyz"]

    assert {repaired("a", order) for order in permutations(repairs)} == {("z", 1)}
