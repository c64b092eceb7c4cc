"""Days, moments and years as they are written."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.importers.recognition.dates import day, moment, year_in, year_of_period


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年1月26日", date(2024, 1, 26)),
        ("（2024 年 1 月 26 日）", date(2024, 1, 26)),
        ("2024-01-26", date(2024, 1, 26)),
        ("二〇二四年一月二十六日", date(2024, 1, 26)),
        ("二○一九年十二月三十一日", date(2019, 12, 31)),
        ("二〇二〇年十月十日", date(2020, 10, 10)),
        ("2024年2月30日", None),
        ("2024年1月", None),
        ("2024年1月26日印发", None),
        ("", None),
    ],
)
def test_a_day_is_read(text: str, expected: date | None) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-26 09:30:15", "2024-01-26 09:30:15"),
        ("2024-01-26T09:30", "2024-01-26 09:30"),
        ("2024/1/6 9:30", "2024-01-06 09:30"),
        ("2024年1月6日", "2024-01-06"),
        ("[2024-01-06]", "2024-01-06"),
        ("2024-01-06 29:30", "2024-01-06"),
        ("2024-13-06", ""),
        ("不详", ""),
    ],
)
def test_a_moment_is_read(text: str, expected: str) -> None:
    assert moment(text) == expected


def test_the_year_of_a_text_is_its_first() -> None:
    assert year_in("关于2022年（2021年补报）") == 2022
    assert year_in("二〇一五年度报告") == 2015
    assert year_in("640522005") == 0


@pytest.mark.parametrize(
    "text",
    [
        "2023年1月1日至12月31日",
        "2023 年 1 月 1 日起至 2023 年 12 月 31 日止",
        "2023年1月1日—2023年12月31日",
        "2023年01月01日起，至12月31日",
    ],
)
def test_the_year_of_a_period_is_read(text: str) -> None:
    assert year_of_period(f"统计期限为{text}。") == 2023


def test_a_period_over_two_years_is_that_of_none() -> None:
    assert year_of_period("2022年1月1日至2023年12月31日") == 0
