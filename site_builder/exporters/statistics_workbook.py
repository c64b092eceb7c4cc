"""Statistics as an Excel file: a sheet that explains, then a sheet for each version of a table: one
row of headings, no merged cells, so that it can be sorted, filtered and added up.

The figures of one agency have a row for each cell, those of several a row for each report. The same
reports make the same bytes. xlsxwriter is imported here only: it is in the extra `office`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from site_builder.exporters.data_notes import COLUMNS, USE_NOTE
from site_builder.exporters.statistics import (
    MEANINGS,
    ReportStatistics,
    facts,
    in_order,
    stated,
)
from site_builder.exporters.statistics_csv import (
    BETWEEN_GROUPS,
    COMPUTED_COLUMN,
    WHO,
    column_names,
    computed,
    shown,
)
from site_builder.model.table import Figures, Form

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  # Excel knows no time zones
_NOTES = "说明"
_MOST_DIGITS = 15  # that a number of Excel keeps
_WIDTHS = (24, 16, 10, 8, 32, 8, 28, 32, 24, 16, 8, 10, 16, 10, 12)
_USUAL_WIDTH = 14


def to_xlsx(reports: Iterable[ReportStatistics], title: str) -> bytes:
    """Return an Excel file. Raise ModuleNotFoundError without xlsxwriter."""
    from xlsxwriter import Workbook

    reports = tuple(reports)
    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(made, options)
    book.set_properties({"title": title, "created": _CREATED})
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    is_one = len({report.slug for report in reports}) == 1
    _write_notes(book.add_worksheet(_NOTES), title, is_one, heading, wrapped)
    for form in in_order({table.form for report in reports for table in report.tables}):
        sheet = book.add_worksheet(f"{form.title}{form.first_year}")
        rows = _tidy_rows(form, reports) if is_one else _wide_rows(form, reports)
        names = tuple(COLUMNS) if is_one else (*WHO, *column_names(form), COMPUTED_COLUMN)
        _write_table(sheet, names, rows, heading)
    book.close()
    return made.getvalue()


def _write_notes(sheet: Any, title: str, is_one: bool, heading: Any, wrapped: Any) -> None:
    shape = "一格一行" if is_one else "一份报告一行，一格一栏；空白的格就是报告没有填"
    lines = [
        ("数据", title),
        ("排法", f"每张法定统计表的每个版本一个工作表，{shape}。"),
        ("使用", USE_NOTE),
        *(COLUMNS.items() if is_one else ()),
        *((f"含义：{one.label}", one.says) for one in MEANINGS.values()),
    ]
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 80)
    for row, (name, says) in enumerate(lines):
        sheet.write_string(row, 0, name, heading)
        sheet.write_string(row, 1, says, wrapped)


def _write_table(
    sheet: Any, names: tuple[str, ...], rows: Iterator[tuple[str | int | float, ...]], heading: Any
) -> None:
    for number, name in enumerate(names):
        width = _WIDTHS[number] if len(names) == len(_WIDTHS) else _USUAL_WIDTH
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, name, heading)
    last = 0
    for last, row in enumerate(rows, 1):
        for number, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(last, number, value) if value else None
            else:
                sheet.write_number(last, number, value)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(names) - 1)


def _tidy_rows(
    form: Form, reports: tuple[ReportStatistics, ...]
) -> Iterator[tuple[str | int | float, ...]]:
    for report, table in _tables(form, reports):
        for one in facts(table):
            yield (
                *_who(report),
                form.title,
                form.first_year,
                BETWEEN_GROUPS.join(one.place.row_groups),
                one.place.row,
                BETWEEN_GROUPS.join(one.place.column_groups),
                one.place.column,
                one.stated.unit,
                _number(one.stated.value),
                one.stated.text,
                MEANINGS[one.kind].label,
                one.corrected,
            )


def _wide_rows(
    form: Form, reports: tuple[ReportStatistics, ...]
) -> Iterator[tuple[str | int | float, ...]]:
    for report, table in _tables(form, reports):
        cells = (
            _number(text) if stated(text, kind, "").value == text else shown(text, kind)
            for text, kind in zip(table.texts, table.kinds, strict=True)
        )
        yield (*_who(report), *cells, "；".join(computed(table)))


def _tables(
    form: Form, reports: tuple[ReportStatistics, ...]
) -> Iterator[tuple[ReportStatistics, Figures]]:
    """Yield the tables that use a version of a form, each with its report."""
    for report in reports:
        for table in report.tables:
            if table.form.key == form.key:
                yield report, table


def _who(report: ReportStatistics) -> tuple[str | int, ...]:
    return report.agency, report.slug, report.region, report.year


def _number(digits: str) -> str | int | float:
    """Return the number that digits stand for; the digits, if Excel cannot keep all of them."""
    if not digits or len(digits) > _MOST_DIGITS:
        return digits
    return float(digits) if "." in digits else int(digits)
