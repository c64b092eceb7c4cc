"""Findings counted by rule."""

from __future__ import annotations

import json
from typing import Any

from site_builder.model.finding import Finding, Repair
from site_builder.reporters.statistics import statistics, to_json, to_table
from site_builder.rules import RULES


def finding(code: str, path: str, **others: Any) -> Finding:
    return Finding(code, "error" if code == "L105" else "warning", path, 1, 1, "话", **others)


FINDINGS = [
    finding("M101", "a.md", repair=Repair(1, 1, "甲", "")),
    finding("L105", "a.md"),
    finding("L105", "b.md"),
    finding("M101", "a.md"),
    finding("M101", "a.md", repair=Repair(2, 1, "甲", "")),
]


def test_rules_are_counted_and_the_largest_count_comes_first() -> None:
    counts = statistics(FINDINGS, RULES)

    assert [(one.code, one.findings, one.repairable, one.files) for one in counts] == [
        ("M101", 3, 2, 1),
        ("L105", 2, 0, 2),
    ]
    assert [one.severity for one in counts] == ["warning", "error"]


def test_equal_counts_are_in_the_order_of_their_codes() -> None:
    counts = statistics([finding("M101", "a"), finding("L105", "a")], RULES)

    assert [one.code for one in counts] == ["L105", "M101"]


def test_counts_are_a_table_with_even_columns() -> None:
    head, first, second = to_table(statistics(FINDINGS, RULES)).splitlines()

    assert head.split() == ["处数", "可改正", "文件", "代码", "程度", "规则"]
    assert first.split()[:5] == ["3", "2", "1", "M101", "警告"]
    assert second.split()[:5] == ["2", "0", "2", "L105", "错误"]
    assert first.index("M101") == second.index("L105")


def test_counts_are_a_list_for_programs() -> None:
    first, _ = json.loads(to_json(statistics(FINDINGS, RULES)))

    assert first == {
        "code": "M101",
        "severity": "warning",
        "findings": 3,
        "repairable": 2,
        "files": 1,
        "summary": next(one.summary for one in RULES if one.code == "M101"),
    }


def test_no_findings_are_no_table_and_an_empty_list() -> None:
    assert to_table(()) == ""
    assert to_json(()) == "[]\n"


def test_each_finding_is_looked_at_once() -> None:
    asked = 0

    class Counted(Finding):
        @property
        def path(self) -> str:
            nonlocal asked
            asked += 1
            return "a.md"

    many = [Counted("M101", "warning", "a.md", 1, 1, "话") for _ in range(1000)]

    assert statistics(many, RULES)[0].findings == 1000
    assert asked == 1000
