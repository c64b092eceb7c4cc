"""A catalogue and what the agency has disclosed agree."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from conftest import Scenario
from hypothesis import given
from hypothesis import strategies as st
from texts import bureau, catalogue, document

from site_builder.rules.catalogue.fulfilment import after_working_days

A = "agencies/zhongwei-kjj"
SECOND = """\
- 序号: 2
  一级事项: 同上
  二级事项: 领导信息
  公开内容（要素）: 姓名
  公开依据: 同上
  公开时限: 20个工作日
  公开主体: 同上
  公开渠道和载体: 同上
  公开对象: 同上
  公开方式: 同上
  公开层级: 同上
"""
ONLY_FIRST = document(f"{A}/index.md", "title: 中卫市科学技术局\nregion: 640500\nitems: [1]\n")
TWO = catalogue("", SECOND) + ONLY_FIRST


def notice(header: str) -> str:
    return document(f"{A}/documents/a.md", f"title: 通知\n{header}")


def found(site: Scenario, text: str) -> list[tuple[str, str, int, int]]:
    """The code and the place of everything that is wrong."""
    findings = site.check(text)
    return [(f.code, f.path.removeprefix(f"content/{A}/"), f.line, f.column) for f in findings]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("items: [2]\n", []),
        ("items: [2]\npublish_until: 2024-01-01\n", []),
        ("items: [2]\ndraft: true\n", [("J121", "catalogue.yaml", 13, 1)]),
        ("items: [2]\nopenness: 不予公开\n", [("J121", "catalogue.yaml", 13, 1)]),
        (
            "items: [2]\nwithdrawn: {date: 2024-03-01, reason: 有误}\n",
            [("J121", "catalogue.yaml", 13, 1)],
        ),
        ("items: [1, 2, 12]\n", [("J123", "documents/a.md", 3, 15)]),
        (
            "items: [02]\n",
            [("J121", "catalogue.yaml", 13, 1), ("J123", "documents/a.md", 3, 9)],
        ),
        ("", [("J121", "catalogue.yaml", 13, 1), ("J122", "documents/a.md", 1, 1)]),
        ("publish_until: 2024-01-01\n", [("J121", "catalogue.yaml", 13, 1)]),
    ],
)
def test_only_what_is_published_fulfils_an_item(
    site: Scenario, header: str, expected: list[tuple[str, str, int, int]]
) -> None:
    relevant = [one for one in found(site, TWO + notice(header)) if one[0].startswith("J")]

    assert relevant == expected


def test_a_joint_document_counts_where_it_lies(site: Scenario) -> None:
    other = bureau("zhongwei-jyj", "中卫市教育局") + document(
        "agencies/zhongwei-jyj/documents/b.md", "title: 通知\nagencies: [zhongwei-kjj]\n"
    )

    assert [code for code, *_ in found(site, TWO + other)] == ["J121"]


def test_a_catalogue_that_cannot_be_read_has_no_consequences(site: Scenario) -> None:
    broken = f"-- content/{A}/catalogue.yaml --\nitems: [\n"

    assert [code for code, *_ in found(site, TWO + notice("items: [2]\n") + broken)] == ["Y110"]


@pytest.mark.parametrize(
    ("header", "is_late"),
    [
        ("signed: 2024-03-04\npublished: 2024-04-01\n", False),
        ("signed: 2024-03-04\npublished: 2024-04-15\n", False),
        ("signed: 2024-03-04\npublished: 2024-04-16\n", True),
        ("generated: 2024-03-04\npublished: 2024-04-16\n", True),
        ("signed: 2024-03-04\ngenerated: 2024-04-01\npublished: 2024-04-16\n", False),
        ("published: 2024-04-16\n", False),
        ("signed: 2024-03-04\n", False),
    ],
)
def test_a_document_is_late_only_if_holidays_cannot_be_the_reason(
    site: Scenario, header: str, is_late: bool
) -> None:
    late = [one for one in found(site, TWO + notice(f"items: [2]\n{header}")) if one[0] == "J125"]

    line = header.count("\n") + 3
    assert late == ([("J125", "documents/a.md", line, 12)] if is_late else [])


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_working_days_are_those_from_monday_to_friday(day: date, count: int) -> None:
    last = after_working_days(day, count)

    between = (day + timedelta(n) for n in range(1, (last - day).days + 1))
    assert sum(one.weekday() < 5 for one in between) == count
    assert count == 0 or last.weekday() < 5


def test_an_item_is_looked_up_however_many_are_wrong(site: Scenario) -> None:
    text = "".join(
        document(f"{A}/documents/d{n}.md", f"title: 通知{n}\nitems: [1, x9]\n") for n in range(30)
    )

    codes = [code for code, *_ in found(site, catalogue() + text)]

    assert codes.count("J123") == 30
