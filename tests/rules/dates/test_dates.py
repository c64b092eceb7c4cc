"""Dates and years: what is found, and what is left alone."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from conftest import Scenario
from hypothesis import given
from hypothesis import strategies as st

from site_builder.forms.deadline import article, due
from site_builder.rules.dates.dates import _why_not

NAME = "中卫市科学技术局"


def written(body: str, header: str = "", year: int = 2018, slug: str = "zhongwei-kjj") -> str:
    """A report with a body and further lines of its header."""
    path = f"content/agencies/{slug}/reports/{year}.md"
    title = f"{NAME}{year}年政府信息公开工作年度报告"
    return f"-- {path} --\n---\ntitle: {title}\n{header}---\n{body}"


def dated(site: Scenario, text: str) -> list[str]:
    """The codes of this family that are found."""
    return [f.code for f in site.check(text) if f.code.startswith("D")]


SIGNED = "signed: 2019-03-01\n"
FOUND = {
    "a day that February has not": ("D106", "2018年2月30日召开会议。", ""),
    "a day of no leap year": ("D106", "2018年2月29日召开会议。", ""),
    "a thirteenth month": ("D106", "2018年13月份召开会议。", ""),
    "a day without a year": ("D106", "6月31日召开会议。", ""),
    "a day nought": ("D106", "6月0日召开会议。", ""),
    "a document of the year after next": ("D104", "按照卫政办发〔2020〕5号文件。", ""),
    "a document of a year after the signature": (
        "D104",
        "按照卫政办发[2020]5号文件。",
        SIGNED,
    ),
    "work of another year": ("D105", "更新本局2016年产生的业务信息。", ""),
    "a plan for the year that is over": ("D105", "2018年，将继续完善目录。", ""),
    "a plan in a heading": ("D105", "## 一、2018年工作计划\n正文。", ""),
    "last year's report in the opening": ("D105", "现公布本局2017年政府信息公开工作年度报告。", ""),
    "a meeting after the signature": ("D107", "2019年4月2日，召开了专题会议。", SIGNED),
    "the period of the year before": (
        "D108",
        "统计期限：2017年1月1日至12月31日。",
        "",
    ),
    "a period that is too long": ("D108", "统计期限为2017年1月1日起至2018年12月31日止。", ""),
    "a period with blanks": ("D108", "统计时限为 2018 年 1 月 1 日至 2018 年 11 月 30 日。", ""),
    "a report too late": ("D103", "正文。", "published: 2019-04-10\n"),
    "a signature too late": ("D103", "正文。", "signed: 2019-04-10\n"),
}
CLEAN = {
    "a leap day": ("2016年2月29日召开会议。", ""),
    "a leap day of no year": ("2月29日召开会议。", ""),
    "months that are counted": ("历时13个月，第1至13月，增长1.5倍，比2.13月多。", ""),
    "a document of the year the report is made in": ("按照卫政办发〔2019〕5号文件。", ""),
    "a document of the year of a late signature": (
        "按照卫政办发〔2019〕5号文件。",
        SIGNED,
    ),
    "a year in brackets that is no document": ("（2025）年远景目标的编号。", ""),
    "a target of a later year": ("到2025年建成体系，2020年12月31日前完成。", SIGNED),
    "accounts of the year before": ("公开本局2017年部门决算和2018年部门预算。", ""),
    "a plan for the next year": ("2019年，将继续完善目录。\n\n## 一、2019年工作计划\n正文。", ""),
    "将 that is no future": ("2018年，我局将科技信息全部公开，2018年将公开目录调整一次。", ""),
    "a plan of that year that is a document": (
        "印发《2018年工作计划》，并落实2018年工作安排。",
        "",
    ),
    "last year's report behind a heading": (
        "## 一、概述\n按时公布2017年政府信息公开工作年度报告。",
        "",
    ),
    "an event before the signature": ("2019年2月2日，召开了专题会议。", SIGNED),
    "an event to come": ("2019年5月2日将召开会议，至2019年6月1日公布名单。", SIGNED),
    "the period": ("统计期限自2018年1月1日起，至2018年12月31日止。", ""),
    "the period with blanks": ("统计期限为 2018 年 1 月 1 日至 12 月 31 日。", ""),
    "another period in another sentence": (
        "统计数据由办公室提供。2017年3月1日至2018年2月1日开展整改。",
        "",
    ),
    "the last day": ("正文。", "published: 2019-03-31\nsigned: 2019-03-30\n"),
}


@pytest.mark.parametrize("case", FOUND)
def test_a_date_that_cannot_be_is_found_once(case: str, site: Scenario) -> None:
    code, body, header = FOUND[case]
    assert dated(site, written(f"{body}\n", header)) == [code]


@pytest.mark.parametrize("case", CLEAN)
def test_a_date_that_can_be_is_left_alone(case: str, site: Scenario) -> None:
    body, header = CLEAN[case]
    assert dated(site, written(f"{body}\n", header)) == []


@pytest.mark.parametrize(
    ("year", "kind", "day", "codes"),
    [
        (2018, "部门", "2019-03-31", []),
        (2023, "部门", "2024-02-01", ["D103"]),
        (2023, "", "2024-01-31", []),
        (2023, "政府", "2024-03-31", []),
        (2023, "政府", "2024-04-01", ["D103"]),
        (2023, "乡镇", "2024-02-01", ["D103"]),
        (2023, "学校", "2024-10-31", []),
        (2018, "学校", "2019-04-01", ["D103"]),
    ],
)
def test_a_deadline_depends_on_the_year_and_the_kind_of_body(
    year: int, kind: str, day: str, codes: list[str], site: Scenario
) -> None:
    site.lay(
        f"-- content/agencies/zhongwei-kjj/index.md --\n---\ntitle: {NAME}\nregion: 640500\n"
        f"kind: {kind}\n---\n"
    )
    assert dated(site, written("正文。\n", f"published: {day}\n", year)) == codes


def test_the_message_names_the_law_of_the_year(site: Scenario) -> None:
    messages = [
        f.message
        for year in (2018, 2019)
        for f in site.check(written("正文。\n", f"published: {year + 1}-05-01\n", year))
        if f.code == "D103"
    ]
    assert "第492号）第三十一条" in messages[0]
    assert any("第711号）第四十九条" in message for message in messages)


def test_a_finding_points_at_the_year_in_its_line(site: Scenario) -> None:
    text = written("全年按计划推进，\n依照卫政办发〔2022〕5号文件办理。\n")
    (finding,) = (f for f in site.check(text) if f.code == "D104")
    line = text.split("\n")[finding.line]
    assert line[finding.column - 1 :].startswith("2022")


@pytest.mark.parametrize(
    ("code", "key", "day", "column"),
    [
        ("D101", "signed", "2018-03-26", 9),
        ("D102", "signed", "2098-03-26", 9),
        ("D103", "published", "2019-05-01", 12),
        ("D103", "signed", "2019-05-01", 9),
    ],
)
def test_a_finding_about_a_date_points_at_it(
    code: str, key: str, day: str, column: int, site: Scenario
) -> None:
    header = f"index_number: 1/2019-1\n{key}: {day}\n"

    found = [one for one in site.check(written("正文。\n", header)) if one.code == code]

    assert [(one.line, one.column) for one in found] == [(4, column)]


@given(st.integers(1900, 2099), st.integers(0, 19), st.integers(0, 120))
def test_a_day_is_in_the_calendar_or_is_found(year: int, month: int, day: int) -> None:
    try:
        date(year, month, day)
        real = True
    except ValueError:
        real = False
    assert (_why_not(str(year), month, str(day)) == "") == real


@given(st.integers(1, 12))
def test_the_last_day_of_a_month_is_one_and_the_next_is_none(month: int) -> None:
    last = max(calendar.monthrange(year, month)[1] for year in (2023, 2024))
    assert _why_not(None, month, str(last)) == ""
    assert _why_not(None, month, str(last + 1)) != ""


@given(st.integers(2008, 2100), st.sampled_from(("政府", "部门", "")))
def test_a_deadline_is_the_end_of_a_month_of_the_next_year(year: int, kind: str) -> None:
    last = due(year, kind)
    assert last.year == year + 1
    assert (last + timedelta(days=1)).day == 1
    assert ("711" in article(year)) == (year >= 2019)
