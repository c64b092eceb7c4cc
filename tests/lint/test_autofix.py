"""Certain repairs change what they name and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.lint.autofix import repaired
from site_builder.model.finding import Repair


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
