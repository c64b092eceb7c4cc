"""What stands before the year and the running number of an 索引号."""

from __future__ import annotations

import pytest

from site_builder.lint.index_numbers import prefix_of


@pytest.mark.parametrize(
    ("number", "prefix"),
    [
        ("640521005/2019-00008", "640521005/"),
        ("lyg001-01-2022-0012", "lyg001-01-"),
        ("3302-015-20190311-0001", "3302-015-"),
        ("卫科2024012", "卫科"),
        ("第1号", "第1号"),
        ("1-2", ""),
        ("", ""),
    ],
)
def test_the_prefix_is_told_without_the_form(number: str, prefix: str) -> None:
    assert prefix_of(number) == prefix
