"""The same cell is the same value on the page of a report and in every file of data."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from io import BytesIO, StringIO
from random import Random
from typing import Any, NamedTuple

import fastjsonschema
import openpyxl
import pytest
from figures import CHANCE
from filled_in import YEARS, assembled, random_report
from hypothesis import given
from hypothesis import strategies as st

from site_builder.exporters.statistics import MEANINGS
from site_builder.exporters.statistics_csv import (
    COLUMNS,
    column_names,
    tidy,
    unguarded,
    wide,
    wide_row,
)
from site_builder.exporters.statistics_json import schema, to_json
from site_builder.exporters.statistics_workbook import to_xlsx
from site_builder.model.site import Report
from site_builder.model.table import FIGURE_END, RenderedTable
from site_builder.pages.statistics import statistics_of

accepts = fastjsonschema.compile(schema())


class Known(NamedTuple):
    """What a format says of a cell: its number, its text as written, what it states, and the unit
    that the report has written."""

    number: Decimal | None
    text: str
    meaning: str


def cells(report: Report) -> list[Known]:
    """The cells of a report as it was read."""
    return [
        Known(
            None if cell.number is None else Decimal(cell.number),
            "" if cell.computed else cell.text,
            "computed" if cell.computed else cell.meaning.value.replace(" ", "_"),
        )
        for filing in report.filings
        for row in filing.cells
        for cell in row
    ]


def on_page(report: Report) -> list[str]:
    """The texts that the page shows in its tables."""
    tables = [part for part in report.article.body if isinstance(part, RenderedTable)]
    tables.sort(key=lambda table: [one.form.name for one in report.filings].index(table.form.name))
    shown = [figure for table in tables for figure in table.figures.split(FIGURE_END)]
    return [unescape(re.sub(r"<sup.*?</sup>|<[^>]*>", "", figure)) for figure in shown]


def in_csv(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    assert text.count("\n") == text.count("\r\n")
    return [*csv.DictReader(StringIO(text, newline=""))]


def of_rows(rows: Iterator[dict[str, Any]]) -> list[Known]:
    """The cells of rows with the columns of the tidy shape."""
    keys = {one.label: one.key for one in MEANINGS.values()}
    return [
        Known(
            None if row["值"] in {"", None} else Decimal(str(row["值"])),
            row["原文"] or "",
            keys[row["含义"]],
        )
        for row in rows
    ]


def in_json(data: bytes) -> list[Known]:
    known = json.loads(data, parse_float=Decimal)
    accepts(json.loads(data))
    return [
        Known(
            None if cell["value"] is None else Decimal(cell["value"]), cell["text"], cell["meaning"]
        )
        for report in known["reports"]
        for table in report["tables"]
        for row in table["rows"]
        for cell in row["cells"]
    ]


def sheets(data: bytes) -> Iterator[list[dict[str, Any]]]:
    """The sheets of an Excel file but for that of the notes, as rows by their headings."""
    book = openpyxl.load_workbook(BytesIO(data))
    for sheet in book.worksheets[1:]:
        assert not sheet.merged_cells.ranges
        head, *rows = sheet.iter_rows(values_only=True)
        yield [dict(zip(map(str, head), row, strict=True)) for row in rows]


@given(st.sampled_from(YEARS), CHANCE)
def test_the_same_cell_is_the_same_value_in_every_format(year: int, chance: Random) -> None:
    report = random_report(year, chance)
    whole = (statistics_of(report),)
    expected = cells(report)
    assert len(expected) > 10

    shown = [cell.text or ("" if cell.number is None else f"{cell.number}") for cell in expected]
    assert on_page(report) == shown
    rows = in_csv(tidy(whole))
    assert of_rows(iter([{**row, "原文": unguarded(row["原文"])} for row in rows])) == expected
    assert in_json(to_json(whole)) == expected
    in_excel = [row for sheet in sheets(to_xlsx(whole, "题")) for row in sheet]
    order = [table.form.title for table in report.figures]
    in_excel.sort(key=lambda row: order.index(row["表"]))
    assert of_rows(iter(in_excel)) == expected
    (across,) = in_csv(wide(map(wide_row, whole)))
    names = [name for table in report.figures for name in column_names(table.form)]
    assert [unguarded(across[name]) for name in names] == [
        "（未识读）" if cell.meaning == "unread" else text
        for cell, text in zip(expected, shown, strict=True)
    ]


SIX = {"空白": "", "零": "0", "斜线": "/", "横线": "—", "无": "无", "不适用": "不适用"}


def test_blank_nought_slash_dash_none_and_not_applicable_stay_six_things() -> None:
    columns = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    row = ", ".join(
        f'{column}: "{text}"' for column, text in zip(columns, SIX.values(), strict=True)
    )
    table = f"  收到和处理政府信息公开申请情况:\n    予以公开: {{{row}}}\n    其余: 0"
    whole = (statistics_of(assembled(f"statistics:\n{table}")),)

    rows = [row for row in in_csv(tidy(whole)) if row["行"] == "予以公开"][:6]
    assert [(row["值"], row["原文"], row["含义"]) for row in rows] == [
        ("", "", "空白"),
        ("0", "0", "数"),
        ("", "/", "不适用"),
        ("", "—", "不适用"),
        ("", "无", "文字"),
        ("", "不适用", "不适用"),
    ]
    assert {*in_json(to_json(whole))} == {
        Known(None, "", "blank"),
        Known(Decimal(0), "0", "number"),
        *(Known(None, text, "not_applicable") for text in ("/", "—", "不适用")),
        Known(None, "无", "text"),
        Known(Decimal(0), "", "computed"),
    }
    (across,) = in_csv(wide(map(wide_row, whole)))
    seen = [across[name] for name in across if "：予以公开，" in name][:6]
    assert seen == [*SIX.values()]


@pytest.mark.parametrize("text", ["=1+1", "+1件", "@sum", "－1件", "\t=1", "'=1", "-1-1"])
def test_no_text_of_a_report_runs_as_a_formula(text: str) -> None:
    written = json.dumps(text, ensure_ascii=False)
    table = f"  收到和处理政府信息公开申请情况:\n    予以公开: {{其他: {written}}}\n    其余: 0"
    report = assembled(f"statistics:\n{table}", name="=cmd()局")
    rows = in_csv(tidy((statistics_of(report),)))

    found = next(row for row in rows if row["含义"] == "文字")
    assert found["原文"].startswith("'")
    assert unguarded(found["原文"]) == report.filings[0].cell("予以公开", "其他").text
    assert found["机关"] == "'=cmd()局"


def test_an_amount_has_the_unit_that_the_report_has_written_or_that_of_the_form() -> None:
    def row(written: str) -> dict[str, str]:
        table = f"  主动公开政府信息情况:\n    行政事业性收费: {written}\n    其余: 0"
        rows = in_csv(tidy((statistics_of(assembled(f"statistics:\n{table}")),)))
        return next(row for row in rows if row["行"] == "行政事业性收费")

    assert (row("35000元")["值"], row("35000元")["单位"]) == ("35000", "元")
    assert (row("3.5")["值"], row("3.5")["单位"]) == ("3.5", "万元")


def test_a_computed_total_has_a_value_and_no_text() -> None:
    table = "  收到和处理政府信息公开申请情况:\n    予以公开: {自然人: 2, 其余: 0}\n    其余: 0"
    whole = (statistics_of(assembled(f"statistics:\n{table}")),)

    total = next(
        row for row in in_csv(tidy(whole)) if (row["行"], row["列"]) == ("予以公开", "总计")
    )

    assert (total["值"], total["原文"], total["含义"]) == ("2", "", "计算得出")
    (across,) = in_csv(wide(map(wide_row, whole)))
    assert "：予以公开，总计" in across["计算得出的栏"]


def test_a_corrected_cell_has_its_present_value_and_the_day_of_the_correction() -> None:
    header = (
        "corrections:\n  - date: 2024-05-06\n    what: 数\n    why: 误\n"
        "    old: '3'\n    new: '2'\n"
        "    cell: {table: 收到和处理政府信息公开申请情况, row: 予以公开, column: 自然人}\n"
        "statistics:\n  收到和处理政府信息公开申请情况:\n"
        "    予以公开: {自然人: 2, 其余: 0}\n    其余: 0"
    )
    whole = (statistics_of(assembled(header)),)

    rows = in_csv(tidy(whole))

    found = [row for row in rows if row["更正日期"]]
    assert [(row["行"], row["列"], row["值"], row["更正日期"]) for row in found] == [
        ("予以公开", "自然人", "2", "2024-05-06")
    ]
    assert b'"corrected":"2024-05-06"' in to_json(whole)


def test_a_table_that_a_report_lacks_is_no_blank() -> None:
    first = statistics_of(assembled("statistics:\n  主动公开政府信息情况:\n    其余: ''"))
    second = statistics_of(
        assembled("statistics:\n  政府信息公开行政复议、行政诉讼情况:\n    其余: 0", 2022)
    )

    rows = in_csv(wide(map(wide_row, (first, second))))

    name = next(name for name in rows[0] if name.endswith("：规章，现行有效件数"))
    assert [row[name] for row in rows] == ["", "（无此表）"]


@given(st.sampled_from(YEARS), CHANCE)
def test_the_same_report_makes_the_same_bytes(year: int, chance: Random) -> None:
    whole = (statistics_of(random_report(year, chance)),)

    assert to_xlsx(whole, "题") == to_xlsx(whole, "题")
    head, *rows = tidy(whole).decode("utf-8-sig").splitlines()
    assert head == ",".join(COLUMNS)
    assert len(rows) >= sum(len(table.texts) for table in whole[0].tables)
