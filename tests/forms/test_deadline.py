"""By when an annual report has to be public, under the old law and the new."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.forms.deadline import due, is_late


@pytest.mark.parametrize(
    ("year", "kind", "day"),
    [
        (2018, "部门", date(2019, 3, 31)),
        (2018, "政府", date(2019, 3, 31)),
        (2019, "部门", date(2020, 1, 31)),
        (2019, "政府", date(2020, 3, 31)),
        (2023, "", date(2024, 1, 31)),
    ],
)
def test_a_report_is_late_the_day_after_its_last_day(year: int, kind: str, day: date) -> None:
    assert due(year, kind) == day
    assert not is_late(year, kind, day)
    assert is_late(year, kind, date(day.year, day.month + 1, 1))


def test_a_report_without_a_day_is_not_called_late() -> None:
    assert not is_late(2023, "部门", None)
