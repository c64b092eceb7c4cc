"""What a rule is, and how rules are run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import TODAY, Scenario, codes, page, silent

from site_builder.build import load
from site_builder.lint import Hit, Rule, check, describe, rule, standing, unread_rule
from site_builder.model import CellAddress, Document, Finding, Report, Site, Unread


@rule("X001", "{path} 里有“{word}”。", "warning")
def word_is_there(document: Document) -> Iterator[Hit]:
    """一句话的说明。

    为什么。

    Bad:
        甲
          乙
    Bad:
        丙
    Good:
        丁
    """
    yield Hit(document.path, 2, 1, (("word", "{甲}"),))


@rule("X002", "{cell}：{year}。")
def year_is_there(report: Report) -> Iterator[Hit]:
    """年度。"""
    yield Hit(report.article.path, 1, 1, (("year", str(report.year)),), CellAddress("表", "行", ""))


@unread_rule("X003", "读不懂“{text}”。")
def not_understood() -> None:
    """读不懂。"""


RULES = (word_is_there, year_is_there, not_understood)


def loaded(scenario: Scenario) -> Site:
    site = load(scenario.root, TODAY, silent).site
    assert site
    return site


def test_a_rule_is_made_of_its_function() -> None:
    assert (word_is_there.code, word_is_there.name) == ("X001", "word_is_there")
    assert word_is_there.subject is Document
    assert word_is_there.summary == "一句话的说明。"
    assert (word_is_there.severity, year_is_there.severity) == ("warning", "error")


def test_the_examples_of_a_rule_stand_in_its_docstring() -> None:
    assert word_is_there.examples("Bad") == ("甲\n  乙\n", "丙\n")
    assert word_is_there.examples("Good") == ("丁\n",)
    assert year_is_there.examples("Bad") == ()


def test_a_rule_is_run_over_everything_of_the_type_of_its_parameter(site: Scenario) -> None:
    findings = check(loaded(site), RULES)

    assert [(one.code, one.path) for one in findings] == [
        ("X001", "agencies/zhongwei-kjj/index.md"),
        ("X002", "agencies/zhongwei-kjj/reports/2023.md"),
        ("X001", "agencies/zhongwei-kjj/reports/2023.md"),
    ]


def test_values_are_put_into_the_words_and_are_no_words_themselves(site: Scenario) -> None:
    said = [one.message for one in check(loaded(site), RULES)]

    assert said[:2] == ["agencies/zhongwei-kjj/index.md 里有“{甲}”。", "表，行：2023。"]


def test_what_a_stage_could_not_read_gets_its_words_from_its_rule() -> None:
    unread = Unread("not_understood", "a.md", 3, 4, (("text", "x"),))

    assert list(describe([unread], RULES)) == [
        Finding("X003", "error", "a.md", 3, 4, "读不懂“x”。")
    ]


def test_a_draft_is_not_judged_by_what_it_says(site: Scenario) -> None:
    site.lay(page("正文\n", "title: 示例\ndraft: true\n"))

    assert "pages/example.md" not in {one.path for one in check(loaded(site), RULES)}


def test_a_waiver_needs_the_code_and_the_file_to_be_the_same(site: Scenario) -> None:
    site.lay(page("正文\n", "title: 示例\nwaivers:\n  X001: 照录\n  X002: 照录\n"))

    waived = {one.path: one.waived for one in check(loaded(site), RULES) if one.code == "X001"}

    assert waived.pop("pages/example.md") == "照录"
    assert set(waived.values()) == {""}


@pytest.mark.parametrize("count", [1, 3])
def test_findings_come_in_the_order_of_their_places(site: Scenario, count: int) -> None:
    rules: tuple[Rule, ...] = RULES[:count]
    findings = check(loaded(site), tuple(reversed(rules)))

    assert findings == check(loaded(site), rules)
    assert list(findings) == sorted(findings, key=lambda one: (one.path, one.line, one.column))


def test_strict_counts_warnings_as_errors_and_waived_ones_not_at_all() -> None:
    error = Finding("X002", "error", "a.md", 1, 1, "")
    warning = Finding("X001", "warning", "a.md", 1, 1, "")
    waived = Finding("X001", "warning", "a.md", 1, 1, "", waived="照录")

    assert standing([error, warning, waived]) == (1, 1)
    assert standing([error, warning, waived], strict=True) == (2, 0)
    assert codes((error, waived)) == {"X002"}
