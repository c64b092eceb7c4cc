"""Bad headers: what is no YAML, and what means nothing."""

from __future__ import annotations

import time

import pytest
from conftest import Scenario, codes
from hostile import spot
from texts import EXAMPLE, page


@pytest.mark.parametrize(
    ("header", "code", "line", "column"),
    [
        ("title: 甲\ntitle: 乙\n", "Y114", 3, 1),
        ("title: &a 甲\n", "Y116", 2, 8),
        ("title: *a\n", "Y115", 2, 8),
        ("title: !!python/object:os.system 甲\n", "Y117", 2, 8),
        ("title: 甲\n<<: {summary: 乙}\n", "Y118", 3, 1),
        ("title: " + "[" * 5000 + "\n", "Y119", 2, 39),
        ("".join(" " * n + "a:\n" for n in range(300)), "Y119", 34, 33),
        ("title: 甲\nwaivers:\n\tM101: 乙\n", "Y112", 4, 1),
        ("title: 甲\nwaivers:\n　M101: 乙\n", "Y113", 4, 1),
        ("title: 甲\nwaivers:\n\\u00a0M101: 乙\n", "Y113", 4, 1),
        ("title：甲\n", "Y111", 2, 6),
        ("title: 甲\nsummary：乙\n", "Y111", 3, 8),
        ("title：甲\nsummary: 乙\n", "Y111", 2, 6),
        ("title:甲\n", "Y110", 2, 6),
        ("title:甲\nsummary: 乙\n", "Y110", 2, 6),
        ('title: "甲\n', "Y110", 2, 8),
        ("title: 甲: 乙\n", "Y110", 2, 9),
        ("title: 甲\n  summary: 乙\n", "Y110", 3, 10),
        ("title: [甲\n", "Y110", 2, 8),
        ("title: `甲`\n", "Y110", 2, 8),
        ("title: *重要*\n", "Y110", 2, 9),
        ("- 甲\n", "Y107", 2, 1),
        ("甲\n", "Y107", 2, 1),
        ("? [甲]\n: 乙\ntitle: 丙\n", "Y120", 2, 3),
        ("title: [甲]\n", "H103", 2, 8),
        ("title: {甲: 乙}\n", "H103", 2, 8),
        ("title: 甲\nsumary: 乙\n", "H101", 3, 1),
        ("title: 甲\ndraft: yes\n", "H106", 3, 8),
        ("title: 甲\ndraft: True\n", "H106", 3, 8),
        ("title: 甲\ndraft: 是\n", "H106", 3, 8),
        ("title: 甲\ndraft:\n", "H106", 3, 7),
        ("title: 甲\ndraft: ''\n", "H106", 3, 8),
        ('title: 甲\ndraft: " "\n', "H106", 3, 8),
        ("title: 甲\ndraft: [true]\n", "H103", 3, 8),
        ("title: 甲\norder: 0123\n", "H107", 3, 8),
        ("title: 甲\norder: " + "9" * 5000 + "\n", "H107", 3, 8),
        ("title: 甲\norder: .inf\n", "H107", 3, 8),
        ("summary: 甲\n", "H102", 1, 1),
        ("", "H102", 1, 1),
        ("title:\n", "H102", 1, 1),
        ("title: 甲\nwaivers: M101\n", "H120", 3, 10),
        ("title: 甲\nwaivers:\n  M101:\n", "H121", 4, 3),
    ],
)
def test_a_fault_in_the_header_is_found_in_its_place(
    header: str, code: str, line: int, column: int, site: Scenario
) -> None:
    assert spot(site.check(page("正文。\n", header))) == (code, line, column)


def test_an_unknown_key_is_answered_with_the_one_that_was_meant(site: Scenario) -> None:
    (finding,) = site.check(page("正文。\n", "title: 甲\nsumary: 乙\n"))
    assert "是不是“summary”？" in finding.message
    (finding,) = site.check(page("正文。\n", "title: 甲\n内容概述: 乙\n"))
    assert "是不是“summary”？" in finding.message


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("正文。\n", "Y101", 1),
        ("----\ntitle: 甲\n----\n", "Y102", 1),
        ("———\ntitle: 甲\n———\n", "Y102", 1),
        ("+++\ntitle = 'x'\n+++\n", "Y102", 1),
        ("\n\n---\ntitle: 甲\n---\n", "Y103", 1),
        ("---\ntitle: 甲\n\n正文。\n", "Y104", 4),
        ("---\ntitle: 甲\n...\n正文。\n", "Y105", 3),
        ("---\ntitle: 甲\n---\n---\nsummary: 乙\n---\n", "Y106", 4),
        ("---\ntitle: 甲\n---\n\n---\ndate：乙\n---\n", "Y106", 4),
    ],
)
def test_a_header_without_good_ends_is_found(
    text: str, code: str, line: int, site: Scenario
) -> None:
    site.lay(page(""))
    (site.root / EXAMPLE).write_text(text, "utf-8")
    assert spot(site.check())[:2] == (code, line)


@pytest.mark.parametrize(
    "date", ["2023-02-30", "2023-2-3", "12:30:45", "2023年2月3日", "~", "0000-01-01"]
)
def test_a_day_that_is_none_is_found(date: str, site: Scenario) -> None:
    notice = f"---\ntitle: 通知\nsigned: {date}\n---\n"
    findings = site.check(f"-- content/agencies/zhongwei-kjj/documents/a.md --\n{notice}")
    assert spot(findings) == ("H105", 3, 9)


def test_an_alias_bomb_is_over_at_once(site: Scenario) -> None:
    rows = ["a0: &a0 [甲, 甲, 甲]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    started = time.process_time()
    findings = site.check(page("正文。\n", "title: 示例\n" + "\n".join(rows) + "\n"))
    assert time.process_time() - started < 1
    assert {"Y115", "Y116"} <= codes(findings)


def test_a_list_that_holds_itself_is_found(site: Scenario) -> None:
    assert {"Y115", "Y116"} <= codes(site.check(page("正文。\n", "title: &a [*a]\n")))


@pytest.mark.parametrize(
    "text", ["no", "on", "0123", "12:30:45", "2023-02-30", "~", "null", ".inf", "1e3"]
)
def test_a_value_is_shown_as_it_is_written(text: str, site: Scenario) -> None:
    assert site.build(page("正文。\n", f"title: {text}\n")).findings == ()
    heading = site.main().h1
    assert heading
    assert heading.text == text


def test_a_year_that_differs_from_the_file_name_is_found_in_header_and_title(
    site: Scenario,
) -> None:
    old = "---\ntitle: 某局2017年报告\nyear: 2016\n---\n"
    findings = site.check(f"-- content/agencies/zhongwei-kjj/reports/2018.md --\n{old}")
    assert [(f.code, f.line, f.column) for f in findings] == [("H111", 2, 8), ("H110", 3, 7)]


def test_a_title_that_names_the_year_among_others_is_no_fault(site: Scenario) -> None:
    title = "title: 某局2018年报告（2019年发布）\n"
    text = f"-- content/agencies/zhongwei-kjj/reports/2018.md --\n---\n{title}---\n"
    assert site.check(text) == ()


@pytest.mark.parametrize(
    ("path", "header", "code"),
    [
        ("agencies/nobody/guide.md", "title: 指南\n", "A101"),
        ("agencies/nobody/reports/2023.md", "title: 报告\n", "A101"),
        ("agencies/zhongwei-kj/index.md", "title: 中卫市科学技术局\nregion: 640500\n", "A103"),
        ("agencies/other/index.md", "title: 某局\nregion: 640599\n", "A102"),
        ("agencies/Other/index.md", "title: 某局\nregion: 640500\n", "P110"),
        ("agencies/zhongwei-kjj/reports/2023-2.md", "title: 报告\n", "P107"),
        ("agencies/zhongwei-kjj/2023.md", "title: 报告\n", "P107"),
        ("readme.md", "title: 说明\n", "P107"),
    ],
)
def test_a_file_that_belongs_nowhere_is_found(
    path: str, header: str, code: str, site: Scenario
) -> None:
    findings = site.check(f"-- content/{path} --\n---\n{header}---\n正文。\n")
    assert codes(findings) - {"W107"} == {code}
    assert {finding.path for finding in findings} <= {f"content/{path}", path} | {
        "content/agencies/zhongwei-kjj/index.md",
        "agencies/zhongwei-kjj/index.md",
    }
