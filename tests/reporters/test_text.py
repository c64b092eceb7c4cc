"""The report for a terminal, or for a log."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.finding import CellAddress, Finding, Repair
from site_builder.model.limits import MOST_ENTRIES
from site_builder.reporters.text import Screen, to_text, width, wrapped

FINDING = Finding("F230", "error", "content/报告.md", 3, 7, "勾稽关系不符：1≠2。")
CELL = FINDING._replace(severity="warning", cell=CellAddress("表三", "予以公开", "总计"))
LOG, TERMINAL = Screen(), Screen(80, colour=True)


def shown(*findings: Finding, lines: Sequence[str] = (), screen: Screen = LOG) -> list[str]:
    """The lines of a report; every file has the same text."""
    return [*to_text(findings, lambda _: lines, screen)]


def third(line: str) -> list[str]:
    """The lines of a file of which only the third matters."""
    return ["", "", line]


def test_text_says_where_what_and_which_rule() -> None:
    assert shown(FINDING) == ["content/报告.md", "  3:7 错误 F230 勾稽关系不符：1≠2。", ""]
    assert shown(CELL._replace(line=0, column=0))[1] == "  警告 F230 勾稽关系不符：1≠2。"
    assert shown(FINDING._replace(column=0))[1].startswith("  3 错误")


def test_findings_are_grouped_by_file() -> None:
    other = FINDING._replace(path="content/b.md")

    assert [line for line in shown(FINDING, other, CELL) if line.startswith("c")] == [
        "content/报告.md",
        "content/b.md",
    ]


def test_equal_findings_of_a_file_are_one_entry_with_its_places() -> None:
    repair = Repair(1, 1, "a", "b")
    colons = [FINDING._replace(line=n // 2 + 3, column=n, repair=repair) for n in range(58)]
    other = FINDING._replace(path="content/b.md")

    lines = shown(*colons, other, other._replace(line=9))

    assert lines == [
        "content/报告.md",
        "  3 错误 F230 勾稽关系不符：1≠2。",
        "    共58处，可用 --fix 改正：第3、4、5、6、7、8、9、10、11、12行等。",
        "",
        "content/b.md",
        "  3:7 错误 F230 勾稽关系不符：1≠2。",
        "    共2处：第3、9行。",
        "",
    ]


def test_what_can_be_repaired_in_part_says_so() -> None:
    repaired = FINDING._replace(line=5, repair=Repair(5, 1, "a", "b"))

    assert shown(FINDING, repaired)[2] == "    共2处，其中 1 处可用 --fix 改正：第3、5行。"
    assert shown(*[FINDING._replace(line=0, column=0)] * 2)[2] == "    共2处。"


def test_a_file_is_read_once_however_many_findings_it_has() -> None:
    read: list[str] = []
    many = [FINDING._replace(line=n, message=str(n), path=f"{n % 3}.md") for n in range(99)]

    def lines_of(path: str) -> list[str]:
        read.append(path)
        return ["甲"] * 99

    lines = [*to_text(many, lines_of, LOG)]

    assert read == ["0.md", "1.md", "2.md"]
    assert len([line for line in lines if "^" in line]) == 98


@pytest.mark.parametrize("times", [1, 2, 4])
def test_a_report_does_not_grow_with_the_number_of_findings_but_counts_them(times: int) -> None:
    warnings = [CELL._replace(message=str(n)) for n in range(300)]
    errors = [FINDING._replace(path="content/z.md", message=str(n)) for n in range(times * 200)]

    lines = shown(*warnings, *errors, lines=third("甲" * 9))

    assert len([line for line in lines if "F230" in line]) == MOST_ENTRIES
    assert "警告" not in lines[1]
    assert lines[-1] == (
        f"另有 {times * 200 + 200} 处没有列出（错误 {times * 200 - 100}，警告 300）"
        "；请先改正上面的，再检查一遍。"
    )


@pytest.mark.parametrize(
    ("line", "column"),
    [("title: 报告", 8), ("标题：报告", 3), ("ａb中c", 4), ("x" * 100, 90), ("中" * 60, 50)],
)
def test_the_caret_stands_under_the_letter_that_is_meant(line: str, column: int) -> None:
    _, _, excerpt, caret, _ = shown(FINDING._replace(column=column), lines=third(line))

    before = excerpt[: _at_width(excerpt, width(caret) - 1)]
    assert caret.strip("0123456789 │") == "^"
    assert line[: column - 1].endswith(before.partition(" │ ")[2].removeprefix("…"))
    assert excerpt[len(before)] == line[column - 1]
    assert width(excerpt) <= 80


def _at_width(text: str, columns: int) -> int:
    return next(n for n in range(len(text) + 1) if width(text[:n]) >= columns)


def test_a_place_in_a_line_of_a_megabyte_is_shown_with_what_is_near_it() -> None:
    line = "甲" * 500_000 + "乙" + "丙" * 500_000

    _, _, excerpt, caret, _ = shown(FINDING._replace(column=500_001), lines=third(line))

    assert excerpt.startswith("    3 │ …甲")
    assert excerpt[_at_width(excerpt, width(caret) - 1)] == "乙"
    assert len(excerpt) < 60


@pytest.mark.parametrize("before", [0, 1, 3, 15, 40, 199, 200, 201])
def test_a_number_near_the_place_is_masked_wherever_the_excerpt_begins(before: int) -> None:
    line = f"{'甲' * before}手机13812345678{'乙' * 300}"

    for column in range(1, len(line), 7):
        assert "12345678" not in "".join(shown(FINDING._replace(column=column), lines=third(line)))


def test_what_content_says_cannot_steer_a_terminal() -> None:
    finding = FINDING._replace(path="a\x1b.md", message="甲\x1b[31m\u202e乙\n\u3000丙\x9b")

    assert shown(finding, lines=third("a\t\x1b[2J\x07b\u200bc")) == [
        "a\\x1b.md",
        "  3:7 错误 F230 甲\\x1b[31m\\u202e乙\\n\u3000丙\\x9b",
        "    3 │ a\\t\\x1b[2J\\x07b\\u200bc",
        "      │           ^",
        "",
    ]


def test_a_line_that_is_gone_or_blank_is_not_shown() -> None:
    for lines in ((), third(""), third("   ")):
        assert len(shown(FINDING, lines=lines)) == 3


def test_on_a_terminal_a_message_keeps_to_its_width_and_to_the_rules_of_line_breaks() -> None:
    words = (
        "“现行有效”应为 3 件，见 https://www.example.gov.cn/a/b；请核对（原件如此的，写明豁免）。"
    )
    for columns in range(40, 100):
        lines = shown(FINDING._replace(message=words * 3), screen=Screen(columns))[1:-1]

        assert all(width(line) <= columns for line in lines)
        assert not any(line.strip()[0] in "，。；）”" for line in lines)
        assert not any(line[-1] in "“（" for line in lines)
        assert (
            "".join(line.strip() for line in lines)
            .replace(" ", "")
            .endswith((words * 3).replace(" ", ""))
        )


def test_colours_are_added_and_nothing_else_is_changed() -> None:
    findings = [FINDING, CELL, CELL._replace(line=9, column=2)]

    plain = shown(*findings, lines=third("一二三四五六七八九"), screen=Screen(80))
    coloured = shown(*findings, lines=third("一二三四五六七八九"), screen=TERMINAL)

    assert [re.sub(r"\033\[[0-9;]*m", "", line) for line in coloured] == plain
    assert "\033[1;31m错误\033[0m" in coloured[1]
    assert not [line for line in plain if "\033" in line]


@given(st.text(st.characters(categories=["L", "N", "P"])))
def test_a_width_counts_two_for_wide_letters(text: str) -> None:
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)

    assert width(text) == len(text) + wide
    assert width("中文，ａb1") == 10


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])), st.integers(0, 100))
def test_a_text_that_is_wrapped_loses_nothing_but_spaces(text: str, columns: int) -> None:
    lines = wrapped(text, columns, 20)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
