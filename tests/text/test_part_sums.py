"""Whether parts can add up to their total, in any reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.numerals import Amount
from site_builder.text.part_sums import Breakdown, Part, SumKind, can_add_up, sums

pytestmark = pytest.mark.interpreter

KINDS = st.sampled_from(("some", "all", "split"))
FIGURES = st.lists(st.integers(0, 500), min_size=1, max_size=9)


def part(
    value: int, name: str = "动态", times: tuple[int, ...] = (1,), separation: int = 1
) -> Part:
    return Part(Amount(value, "条", 0, 0), times, name, separation)


def of(total: int, kind: SumKind, *parts: Part) -> Breakdown:
    return Breakdown(Amount(total, "条", 0, 0), parts, kind)


@given(FIGURES, KINDS)
def test_parts_that_are_the_whole_can_add_up(figures: list[int], kind: SumKind) -> None:
    assert can_add_up(of(sum(figures), kind, *map(part, figures)))


@given(FIGURES, st.integers(1, 500), st.sampled_from(("all", "split")))
def test_all_parts_are_not_less_than_the_whole(figures: list[int], gap: int, kind: SumKind) -> None:
    assert not can_add_up(of(sum(figures) + gap, kind, *map(part, figures)))


@given(FIGURES, KINDS)
def test_parts_are_not_more_than_the_whole(figures: list[int], kind: SumKind) -> None:
    total = max(0, sum(figures) - 1)

    assert can_add_up(of(total, kind, *map(part, figures))) == (total == sum(figures))


@pytest.mark.parametrize(
    ("breakdown", "possible"),
    [
        (of(100, "some", part(60), part(20)), True),
        (of(100, "some", part(120)), False),
        (of(324, "some", *map(part, (50, 87, 56, 77, 44, 9))), False),
        (of(100, "some", part(90, "网站"), part(80, "微信")), True),
        (of(100, "all", part(90, "网站"), part(80, "微信")), True),
        (of(100, "split", part(90, "网站"), part(80, "微信")), False),
        (of(100, "all", part(71, "网站"), part(30, "微信")), False),
        (of(20, "some", part(12, "主办"), part(20, "已答复")), True),
        (of(6, "all", part(2, times=(1, 2)), part(2)), True),
        (of(5, "all", part(2, times=(1, 2)), part(2)), False),
        (of(30, "split", part(20), part(10), part(5, "举办培训", separation=2)), True),
        (of(30, "split", part(20), part(10), part(5)), False),
    ],
    ids=[
        "some are less than the whole",
        "one is more",
        "many are so near to the whole that it is a slip",
        "channels overlap",
        "so do all channels together",
        "what is split does not overlap",
        "channels that are nearly the whole are meant to be it",
        "stages overlap",
        "an amount counts twice",
        "it counts once or twice",
        "what follows is another deed",
        "what follows is another part",
    ],
)
def test_parts_can_add_up_or_not(breakdown: Breakdown, possible: bool) -> None:
    assert can_add_up(breakdown) == possible


def test_a_list_too_long_to_try_is_possible() -> None:
    assert can_add_up(of(1, "all", part(0), *[part(1)] * 60))


def test_amounts_that_count_several_times_have_several_sums() -> None:
    assert sums((part(2, times=(2, 3)), part(1))) == {5, 7}
    assert sums((part(2, times=(2, 3)),) * 5) == {20}, "with many of them, only the likely sum"
