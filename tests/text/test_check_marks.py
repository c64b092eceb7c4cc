"""Marks of what a human still has to compare with the original."""

from __future__ import annotations

import pytest

from site_builder.text.check_marks import to_check


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("自然人: 1  # 待核对", 9),
        ("自然人:  #待核对，原件少一格", 7),
        ("  # 待核对", 3),
        ("# 待核对", 1),
        ("自然人: 1  # 已核对", 0),
        ("自然人: 待核对", 0),
        ("title: 甲#待核对", 0),
    ],
)
def test_a_mark_is_a_comment(line: str, column: int) -> None:
    assert to_check(f"---\n{line}\n---\n正文\n", 4) == (((2, column),) if column else ())


def test_the_same_words_in_the_body_are_no_mark() -> None:
    assert to_check("---\ntitle: 甲\n---\n# 待核对\n", 4) == ()


def test_every_mark_of_a_header_has_its_place() -> None:
    text = "---\n甲: 1 # 待核对\n乙: 2\n丙: # 待核对\n---\n"

    assert to_check(text, 6) == ((2, 6), (4, 4))
