"""By when an annual report has to be public, under the old law and the new."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.forms.deadline import due, expected_years, is_late
from site_builder.model.site import ReportingBody


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


@pytest.mark.parametrize("kind", ["学校", "医院", "公共企事业单位"])
def test_the_new_law_sets_no_deadline_for_institutions_of_public_service(kind: str) -> None:
    assert not is_late(2023, kind, date(2025, 6, 1))
    assert is_late(2018, kind, date(2019, 4, 1))


def test_a_report_is_expected_from_the_first_to_the_last_deadline_while_the_agency_exists() -> None:
    today = date(2025, 2, 1)
    body = ReportingBody("部门", first=2020)

    assert [*expected_years(body, today)] == [2020, 2021, 2022, 2023, 2024]
    assert [*expected_years(body._replace(kind="政府"), today)] == [2020, 2021, 2022, 2023]
    assert [*expected_years(body._replace(kind="学校"), today)] == [2020, 2021, 2022, 2023]
    assert [*expected_years(body._replace(established=date(2022, 5, 1)), today)] == [
        *(2022, 2023, 2024)
    ]
    assert [*expected_years(body._replace(abolished=date(2023, 1, 31)), today)] == [2020, 2021]
    assert [*expected_years(body._replace(first=0), today)] == []
