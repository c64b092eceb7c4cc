"""What a rule is, and how rules are run."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest
from conftest import TODAY, Scenario, codes
from texts import page

from site_builder.content.partition import REST
from site_builder.lint.rule import rule
from site_builder.lint.runner import check_partition, describe, run_rules
from site_builder.lint.waivers import EVERYWHERE, apply_waivers, count_unwaived, waivers_of
from site_builder.model.document import Document
from site_builder.model.finding import CellAddress, Finding, Problem, Repair, Violation
from site_builder.model.portal import PartitionSummary, Portal
from site_builder.model.rule import Rule, problem_rule
from site_builder.model.site import Report, Settings, Waiver


@rule("X001", "{path} 里有“{word}”。", "warning")
def word_is_there(document: Document) -> Iterator[Violation]:
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
    yield Violation(document.path, 2, 1, word="{甲}")


@rule("X002", "{cell}：{year}。")
def year_is_there(report: Report) -> Iterator[Violation]:
    """年度。"""
    yield Violation(
        report.article.path, 1, 1, cell=CellAddress("表", "行", ""), year=str(report.year)
    )


@problem_rule("X003", "读不懂“{text}”。")
def not_understood() -> None:
    """读不懂。"""


@rule("X004", "站名“{title}”。")
def site_has_a_name(settings: Settings) -> Iterator[Violation]:
    """站名。"""
    yield Violation("site.yaml", 1, 1, title=settings.title)


@rule("X005", "“{name}”有两个。", "warning")
def name_is_there_twice(portal: Portal) -> Iterator[Violation]:
    """重名。"""
    names = [summary.title for summary in portal.summaries]
    yield from (
        Violation(c.path, 1, 1, name=c.title) for c in portal.summaries if names.count(c.title) > 1
    )


RULES = (word_is_there, year_is_there, not_understood)


def check(scenario: Scenario, rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    """Return what rules find in a whole project."""
    site = scenario.site()
    waivers = [(EVERYWHERE, waiver) for waiver in site.settings.waivers]
    return apply_waivers(check_partition(site, REST, rules), [*waivers, *waivers_of(site)], rules)


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
    findings = check(site, RULES)

    assert [(one.code, one.path) for one in findings] == [
        ("X001", "agencies/zhongwei-kjj/index.md"),
        ("X002", "agencies/zhongwei-kjj/reports/2023.md"),
        ("X001", "agencies/zhongwei-kjj/reports/2023.md"),
    ]


def test_values_are_put_into_the_words_and_are_no_words_themselves(site: Scenario) -> None:
    said = [one.message for one in check(site, RULES)]

    assert said[:2] == ["agencies/zhongwei-kjj/index.md 里有“{甲}”。", "表，行：2023。"]


def test_a_problem_gets_its_message_from_its_rule() -> None:
    problem = Problem(not_understood, "a.md", 3, 4, text="x")

    assert list(describe([problem])) == [Finding("X003", "error", "a.md", 3, 4, "读不懂“x”。")]


def test_a_problem_comes_back_from_another_process_as_it_was() -> None:
    repair = Repair(3, 4, "x", "y")
    problem = Problem(not_understood, "a.md", 3, 4, repair=repair, text="x")

    returned = pickle.loads(pickle.dumps(problem))

    assert returned == problem
    assert list(describe([returned])) == list(describe([problem]))


def test_a_violation_is_left_out_if_another_rule_reports_its_cause() -> None:
    @rule("X007", "甲")
    def first(settings: Settings) -> Iterator[Violation]:
        yield from (Violation(settings.title, line, 1) for line in (3, 9))

    @rule("X008", "乙", unless=first)
    def second(settings: Settings) -> Iterator[Violation]:
        yield Violation(settings.title, 5, 1)
        yield Violation(settings.title, 5, 1, since=4)
        yield Violation(settings.title, 5, 1, since=3)
        yield Violation(settings.title, 9, 7)
        yield Violation("another.md", 9, 7)

    found = [one for one in run_rules([Settings("a.md")], (second, first)) if one.code == "X008"]

    assert [(one.path, one.line) for one in found] == [("a.md", 5), ("a.md", 5), ("another.md", 9)]


def test_a_draft_is_not_judged_by_what_it_says(site: Scenario) -> None:
    site.lay(page("正文\n", "title: 示例\ndraft: true\n"))

    assert "pages/example.md" not in {one.path for one in check(site, RULES)}


def test_a_waiver_needs_the_code_and_the_file_to_be_the_same(site: Scenario) -> None:
    site.lay(page("正文\n", "title: 示例\nwaivers:\n  X001: 照录\n  X002: 照录\n"))

    waived = {one.path: one.waived for one in check(site, RULES) if one.code == "X001"}

    assert waived.pop("pages/example.md") == "照录"
    assert set(waived.values()) == {""}


@pytest.mark.parametrize("count", [1, 3])
def test_findings_come_in_the_order_of_their_places(site: Scenario, count: int) -> None:
    rules: tuple[Rule, ...] = RULES[:count]
    findings = check(site, tuple(reversed(rules)))

    assert findings == check(site, rules)
    assert list(findings) == sorted(findings, key=lambda one: (one.path, one.line, one.column))


def test_the_settings_are_checked_once_and_not_with_every_partition(site: Scenario) -> None:
    found = site.site()

    rules = (site_has_a_name,)
    assert [one.message for one in check_partition(found, REST, rules)] == [
        "站名“政府信息公开工作年度报告”。"
    ]
    assert check_partition(found, "zhongwei-kjj", rules) == ()


def test_a_rule_about_all_partitions_is_run_on_the_portal_and_nothing_else() -> None:
    summaries = tuple(PartitionSummary(slug, f"{slug}.md", title="局") for slug in ("a", "b"))
    portal = Portal((*summaries, PartitionSummary("c", "c.md", title="厅")), (), TODAY)

    found = run_rules([portal], (*RULES, name_is_there_twice))

    assert [(one.code, one.path) for one in found] == [("X005", "a.md"), ("X005", "b.md")]
    assert [*run_rules([], (name_is_there_twice,))] == []


def test_a_waiver_that_no_finding_of_any_partition_needs_is_reported() -> None:
    found = [
        Finding("X005", "warning", "a.md", 1, 1, ""),
        Finding("X005", "warning", "b.md", 1, 1, ""),
    ]
    waivers = [
        ("b.md", Waiver("X005", "两个机关", 3)),
        ("c.md", Waiver("X005", "没有", 4)),
        (EVERYWHERE, Waiver("X001", "没有", 5)),
    ]
    rules = (*RULES, name_is_there_twice)

    applied = apply_waivers(found, waivers, rules)

    assert [(one.code, one.path, one.line, one.waived) for one in applied] == [
        ("X005", "a.md", 1, ""),
        ("X005", "b.md", 1, "两个机关"),
        ("H123", "c.md", 4, ""),
        ("H123", "site.yaml", 5, ""),
    ]
    assert apply_waivers(reversed(found), reversed(waivers), rules) == applied


def test_a_waiver_for_everywhere_waives_warnings_of_every_partition_and_no_error() -> None:
    found = [
        Finding("X005", "warning", "a.md", 1, 1, ""),
        Finding("X005", "warning", "b.md", 1, 1, ""),
        Finding("X002", "error", "b.md", 1, 1, ""),
    ]
    waivers = [(EVERYWHERE, Waiver(code, "都如此", 3)) for code in ("X005", "X002")]

    applied = apply_waivers(found, waivers, RULES)

    assert {(one.code, one.path): one.waived for one in applied} == {
        ("X005", "a.md"): "都如此",
        ("X005", "b.md"): "都如此",
        ("X002", "b.md"): "",
    }


def test_strict_counts_warnings_as_errors_and_waived_ones_not_at_all() -> None:
    error = Finding("X002", "error", "a.md", 1, 1, "")
    warning = Finding("X001", "warning", "a.md", 1, 1, "")
    waived = Finding("X001", "warning", "a.md", 1, 1, "", waived="照录")

    assert count_unwaived([error, warning, waived]) == (1, 1)
    assert count_unwaived([error, warning, waived], strict=True) == (2, 0)
    assert codes((error, waived)) == {"X002"}
