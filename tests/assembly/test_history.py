"""What a header says of the history of a document: corrections, withdrawal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from conftest import TODAY, Scenario
from texts import document, page

from site_builder.model.site import Correction

A = "agencies/zhongwei-kjj"
TOMORROW = TODAY + timedelta(1)
TABLE = "主动公开政府信息情况"
REQUESTS = "收到和处理政府信息公开申请情况"


def corrected_report(*corrections: str, more: str = "") -> str:
    """The report on 2023 with corrections, each the text of a mapping."""
    items = "".join(f"  - {{{one}}}\n" for one in corrections)
    return f"-- 2023年度报告 --\n---\n{more}corrections:\n{items}---\n（正文：六个部分）\n"


def in_cell(row: str = "行政许可", *, new: str = "0", day: str = "2024-05-06", **cell: str) -> str:
    where = ", ".join(f"{k}: {v}" for k, v in ({"table": TABLE, "row": row} | cell).items())
    return f"date: {day}, what: 改数, why: 漏报, cell: {{{where}}}, old: '7', new: '{new}'"


def found(scenario: Scenario, text: str) -> list[tuple[str, int, int]]:
    return [(one.code, one.line, one.column) for one in scenario.check(text)]


def test_corrections_are_read_in_the_order_of_their_days(site: Scenario) -> None:
    text = corrected_report(
        in_cell(), "date: 2024-03-01, what: 第一段, why: 笔误", more="published: 2024-01-20\n"
    )

    (report,) = site.site(text).reports

    cell = (TABLE, "行政许可", "本年处理决定数量")
    assert [one.day.isoformat() for one in report.article.corrections] == [
        "2024-03-01",
        "2024-05-06",
    ]
    assert report.article.corrections[1] == Correction(
        report.article.corrections[1].day, "改数", "漏报", cell, "7", "0"
    )


@pytest.mark.parametrize("corrections", ["", "[]"])
def test_without_corrections_there_are_none(corrections: str, site: Scenario) -> None:
    assert found(site, page("正文。\n", f"title: 示例\ncorrections: {corrections}\n")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("改了", ("H143", 3, 14)),
        ("[改了]", ("H143", 3, 15)),
        ("{date: 2024-03-01, what: 一, why: 二}", ("H143", 3, 14)),
        ("[{date: 2024-03-01, what: 一}]", ("H102", 3, 15)),
        ("[{date: 2024-03-01, what: 一, why: ''}]", ("H102", 3, 15)),
        ("[{date: 三月, what: 一, why: 二}]", ("H105", 3, 22)),
        ("[{date: 2024-03-01, what: 一, why: 二, who: 三}]", ("H101", 3, 51)),
        (f"[{{date: {TOMORROW}, what: 一, why: 二}}]", ("H144", 3, 22)),
        ("[{date: 2024-03-01, what: 一, why: 二, cell: {table: 表, row: 行}}]", ("H146", 3, 57)),
    ],
)
def test_a_correction_that_cannot_be_read_is_told_at_its_place(
    text: str, expected: tuple[str, int, int], site: Scenario
) -> None:
    assert found(site, page("正文。\n", f"title: 示例\ncorrections: {text}\n")) == [expected]


def test_a_correction_before_publication_is_a_finding(site: Scenario) -> None:
    text = corrected_report(in_cell(day="2024-01-19"), more="published: 2024-01-20\n")

    assert [code for code, *_ in found(site, text)] == ["H145"]


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        (in_cell("行政许克"), "行政许可"),
        (in_cell(table="主动公开政府情况"), TABLE),
        (in_cell(column="本年处理决定"), "本年处理决定数量"),
        (in_cell("本年新收政府信息公开申请数量", table=REQUESTS), "没有。"),
        (in_cell("本年新收政府信息公开申请数量", table=REQUESTS, column="自然"), "自然人"),
    ],
)
def test_a_correction_of_a_cell_that_is_not_there_names_a_like_one(
    correction: str, expected: str, site: Scenario
) -> None:
    (one,) = site.check(corrected_report(correction))

    assert one.code == "H147"
    assert expected in one.message


@pytest.mark.parametrize("missing", ["old: '7', ", "new: '0'"])
def test_a_corrected_cell_has_an_old_and_a_new_text(missing: str, site: Scenario) -> None:
    text = corrected_report(in_cell().replace(missing, "").rstrip(", "))

    assert [code for code, *_ in found(site, text)] == ["H143"]


def test_a_cell_may_be_named_with_its_numbering_and_by_the_title_of_its_chapter(
    site: Scenario,
) -> None:
    text = corrected_report(
        in_cell("行政处罚", table=f"二、{TABLE}"),
        in_cell("一、本年新收政府信息公开申请数量", table=f"三、{REQUESTS}", column="自然人"),
    )

    assert found(site, text) == []


def test_a_table_holds_what_the_latest_correction_of_a_cell_says(site: Scenario) -> None:
    twice = (in_cell(new="3", day="2024-03-01"), in_cell(new="0", day="2024-05-06"))
    wrong = (in_cell(new="0", day="2024-03-01"), in_cell(new="3", day="2024-05-06"))

    assert found(site, corrected_report(*reversed(twice))) == []
    (one,) = site.check(corrected_report(*wrong))
    assert (one.code, one.line) == ("W160", 5)
    assert "改成了“3”，表里现在是“0”" in one.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", ("H143", 3, 12)),
        ("", ("H143", 3, 11)),
        ("[]", ("H143", 3, 12)),
        ("2024-03-01", ("H143", 3, 12)),
        ("{date: 2024-03-01}", ("H102", 3, 12)),
        ("{reason: 有误}", ("H102", 3, 12)),
        ("{date: 2024-03-01, reason: ''}", ("H102", 3, 12)),
        (f"{{date: {TOMORROW}, reason: 有误}}", ("H144", 3, 19)),
    ],
)
def test_a_withdrawal_that_cannot_be_read_stops_the_build(
    text: str, expected: tuple[str, int, int], site: Scenario
) -> None:
    built = site.build(page("正文。\n", f"title: 示例\nwithdrawn: {text}\n"))

    assert built.stopped == "content"
    assert [(one.code, one.line, one.column) for one in built.findings] == [expected]


def test_a_withdrawal_before_publication_is_a_finding(site: Scenario) -> None:
    header = "title: 通知\npublished: 2024-03-11\nwithdrawn: {date: 2024-03-01, reason: 有误}\n"

    assert [one[0] for one in found(site, document(f"{A}/documents/a.md", header))] == ["H145"]


def test_nothing_of_a_withdrawn_document_is_known_but_its_withdrawal(site: Scenario) -> None:
    header = (
        "title: 通知\nsummary: 概述\nindex_number: 1-2\nattachments: [a.txt]\n"
        "withdrawn: {date: 2024-03-01, reason: 有误}\n"
    )
    text = document(f"{A}/documents/a.md", header, "## 一、正文\n见[附件](b.txt)。\n")

    whole = site.site(text)

    (article,) = whole.withdrawn
    assert article == article._replace(title="", body=(), headings=(), digest="", attachments=())
    (bare,) = (one for one in whole.documents if one.path == article.path)
    assert [entry.key.text for entry in bare.header.entries] == ["withdrawn"]
    assert (bare.paragraphs, bare.links, bare.headings, bare.chapters) == ((), (), (), ())
    assert whole.collections[0].documents == ()
    assert whole.listed == ()
