"""One cell as written: a number only where nothing is left to guess."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.forms.cells import absent, read_cell, total
from site_builder.model.document import Scalar
from site_builder.model.table import Cell, FigureKind, Meaning

KINDS: tuple[FigureKind, ...] = ("count", "change", "money")


def read(text: str, kind: FigureKind = "count") -> Cell:
    return read_cell(Scalar(text, 3, 5), kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("123456", 123456)])
def test_plain_digits_are_a_number(text: str, number: int, kind: FigureKind) -> None:
    assert read(text, kind) == Cell(text, Meaning.NUMBER, 3, 5, number)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text",
    [
        *("１２", "٣", "²", "½", "Ⅻ", "一百二十", "零", "1,234", "1，234", "1_000", "1e3", "1E3"),
        *("0x1F", "0b1", "012", "00", "0.", ".5", " 3", "3 ", " 3 件", "3件", "约3", "3.14.15"),
        *("1 000", "NaN", "inf", "∞", "True", "~", "null", "O", "1\u200b", "−1", "3+4", "3/4"),
        *("无", "没有", "是", "9" * 19, "9" * 5000),
    ],
)
def test_a_value_that_would_have_to_be_guessed_is_text(text: str, kind: FigureKind) -> None:
    assert read(text, kind) == Cell(text, Meaning.TEXT, 3, 5)


@pytest.mark.parametrize("text", ["12.0", "-1", "+1", "-0", "1.5", "1万元", "5元"])
def test_a_count_is_whole_and_has_neither_sign_nor_unit(text: str) -> None:
    assert read(text).meaning is Meaning.TEXT


@pytest.mark.parametrize(("text", "number"), [("-12", -12), ("+3", 3), ("0", 0), ("-0", 0)])
def test_a_change_may_be_signed(text: str, number: int) -> None:
    assert read(text, "change") == Cell(text, Meaning.NUMBER, 3, 5, number)


@pytest.mark.parametrize("text", ["- 1", "+-1", "--1", "-01", "+", "1.5", "-1万元", "－1"])
def test_a_change_is_still_whole(text: str) -> None:
    assert read(text, "change").meaning is Meaning.TEXT


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("12.5", Decimal("12.5"), ""),
        ("12.50", Decimal("12.50"), ""),
        ("0.00", Decimal("0.00"), ""),
        ("3万元", 3, "万元"),
        ("3.25万元", Decimal("3.25"), "万元"),
        ("30000元", 30000, "元"),
        ("0元", 0, "元"),
    ],
)
def test_money_may_have_decimals_and_a_unit(text: str, number: int | Decimal, unit: str) -> None:
    assert read(text, "money") == Cell(text, Meaning.NUMBER, 3, 5, number, unit)


@pytest.mark.parametrize("text", ["3 万元", "3亿元", "￥3", "-3", "1,000元", "3.元", "万元"])
def test_money_in_another_form_is_text(text: str) -> None:
    assert read(text, "money").meaning is Meaning.TEXT


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_written_is_a_blank_and_not_a_zero(kind: FigureKind) -> None:
    assert read("", kind) == Cell("", Meaning.BLANK, 3, 5)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["/", "／", "-", "－", "—", "——", "–", "不适用", "N/A"])
def test_not_applicable_is_neither_blank_nor_text(text: str, kind: FigureKind) -> None:
    assert read(text, kind) == Cell(text, Meaning.NOT_APPLICABLE, 3, 5)


def test_a_cell_that_is_not_there_is_a_blank_that_nobody_wrote() -> None:
    assert absent(3, 5) == Cell("", Meaning.BLANK, 3, 5, written=False)


def test_a_total_that_was_left_out_is_marked_as_ours() -> None:
    number = Decimal("3.5")

    assert total([1, Decimal("2.5")], 3, 5) == Cell(
        "3.5", Meaning.NUMBER, 3, 5, number, computed=True, written=False
    )


@given(st.text(), st.sampled_from(KINDS))
def test_a_text_is_kept_as_written_and_a_number_is_there_exactly_for_a_number(
    text: str, kind: FigureKind
) -> None:
    cell = read(text, kind)

    assert cell.text == text
    assert (cell.number is not None) == (cell.meaning is Meaning.NUMBER)


@given(st.integers(0, 10**18 - 1), st.sampled_from(KINDS))
def test_every_count_that_is_written_plainly_is_read_back(number: int, kind: FigureKind) -> None:
    assert read(str(number), kind).number == number
