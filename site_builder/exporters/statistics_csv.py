"""Statistics as CSV: UTF-8 with a byte order mark, which Excel needs, and CRLF.

There are two shapes. The tidy one, for programs, has a row for each cell. The wide one, for people,
has a row for each report and a column for each cell. Whatever depends on a form alone is made once:
a report has two hundred cells, and a site ten thousand reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from site_builder.exporters.statistics import (
    MEANINGS,
    ReportStatistics,
    in_order,
    places,
    stated,
)
from site_builder.model.table import AMOUNT, COMPUTED, UNREAD, WRITTEN, Figures, Form

BOM = b"\xef\xbb\xbf"
WHO = ("机关", "机关代码", "行政区划", "年度")
CELL = ("表", "表版本", "行分组", "行", "列分组", "列", "单位", "值", "原文", "含义", "更正日期")
COLUMNS = (*WHO, *CELL)
BETWEEN_GROUPS = "/"

NO_TABLE = "（无此表）"
UNREADABLE = "（未识读）"
COMPUTED_COLUMN = "计算得出的栏"

_END = b"\r\n"
# What Excel takes for a formula at the beginning of a cell, in full width too. The quotation mark
# is the one that is put before it.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")
_QUOTED = frozenset(',"\r\n')


def field(text: str) -> str:
    """Return a text as a field of CSV. Before a text that Excel would run as a formula stands a
    quotation mark; a single character, such as `-` for “not applicable”, is no formula."""
    if text.startswith(_RUNS) and len(text) > 1:
        text = f"'{text}"
    if _QUOTED.isdisjoint(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def unguarded(text: str) -> str:
    """Return the text of a field as the report has it: the opposite of what `field` does."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_RUNS) else text


def tidy(reports: Iterable[ReportStatistics]) -> bytes:
    """Return reports in the tidy shape."""
    parts = [_head(COLUMNS)]
    for report in reports:
        begins = who(report).encode()
        for table in report.tables:
            parts.append(begins)
            parts.append(begins.join(_rows(table)))
    return b"".join(parts)


def table(names: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Return any table as CSV."""
    lines = (",".join(map(field, row)).encode() + _END for row in rows)
    return b"".join([_head(tuple(names)), *lines])


@lru_cache(maxsize=64)
def usual_size(form: Form) -> int:
    """Return how many bytes a table takes in the tidy shape if every figure has one digit, without
    the fields that say whose its cells are."""
    tails = sum(len(_tail("0", WRITTEN)) for _ in places(form))
    return sum(map(len, _heads(form))) + tails


def who(report: ReportStatistics) -> str:
    """Return the fields that say whose a cell is, up to the next field."""
    return fields_of(report.agency, report.slug, report.region, report.year)


def fields_of(agency: str, slug: str, region: str, year: int) -> str:
    """Return the same fields from what they hold."""
    return f"{field(agency)},{slug},{region},{year},"


@lru_cache(maxsize=64)
def _head(names: tuple[str, ...]) -> bytes:
    return BOM + ",".join(map(field, names)).encode() + _END


# The rows of a report are in the files of its agency too.
@lru_cache(maxsize=64)
def _rows(table: Figures) -> tuple[bytes, ...]:
    """Return the rows of a table without the fields that say whose they are."""
    form, kinds = table.form, table.kinds
    every = zip(_heads(form), table.texts, kinds, strict=True)
    known = _SMALL if not kinds.strip(WRITTEN) else {}
    rows = [head + (known.get(text) or _tail(text, kind)) for head, text, kind in every]
    for at in [at for at, kind in enumerate(kinds) if kind == AMOUNT] if AMOUNT in kinds else ():
        unit = f"{field(places(form)[at].unit)},".encode()
        own = f"{field(stated(table.texts[at], AMOUNT).unit)},".encode()
        rows[at] = _heads(form)[at].removesuffix(unit) + own + _tail(table.texts[at], AMOUNT)
    for at, day in table.corrected:
        rows[at] = rows[at].removesuffix(_END) + day.encode() + _END
    return tuple(rows)


@lru_cache(maxsize=64)
def _heads(form: Form) -> tuple[bytes, ...]:
    """Return what every row about a place of the form has before its value."""
    return tuple(
        "".join(
            f"{field(text)},"
            for text in (
                form.title,
                f"{form.first_year}",
                BETWEEN_GROUPS.join(one.row_groups),
                one.row,
                BETWEEN_GROUPS.join(one.column_groups),
                one.column,
                one.unit,
            )
        ).encode()
        for one in places(form)
    )


@lru_cache(maxsize=4096)
def _tail(text: str, kind: str) -> bytes:
    """Return what a row has from its value on, without the day of a correction. A number is no
    formula, with its sign too."""
    one = stated(text, kind)
    written = one.text if one.value else field(one.text)
    return f"{one.value},{written},{MEANINGS[kind].label},\r\n".encode()


# Nearly all cells hold small numbers.
_SMALL = {text: _tail(text, WRITTEN) for text in map(str, range(50))}


# ------------------------------------------------------------------ the wide shape


class WideRow(NamedTuple):
    """A row of the wide shape: the fields that say whose it is, those of each table, by its form,
    and the names of the cells whose numbers the report omits."""

    who: str
    parts: Mapping[Form, str]
    computed: tuple[str, ...]


def wide_row(report: ReportStatistics) -> WideRow:
    """Return the row of a report, which takes a tenth of the memory that its figures take."""
    parts = {one.form: "".join(map(_wide_field, one.texts, one.kinds)) for one in report.tables}
    return WideRow(who(report), parts, tuple(chain.from_iterable(map(computed, report.tables))))


def wide(rows: Iterable[WideRow]) -> bytes:
    """Return a table in the wide shape. The last column names the cells whose numbers the reports
    omit. A version of a form that no report of these uses has no columns."""
    rows = tuple(rows)
    forms = in_order({form for row in rows for form in row.parts})
    columns = (name for form in forms for name in column_names(form))
    lines = [_head((*WHO, *columns, COMPUTED_COLUMN))]
    for row in rows:
        parts = [row.parts.get(form) or f"{NO_TABLE}," * len(places(form)) for form in forms]
        lines.append(f"{row.who}{''.join(parts)}{field('；'.join(row.computed))}\r\n".encode())
    return b"".join(lines)


def usual_wide_size(forms: Iterable[Form]) -> tuple[int, int]:
    """Return how many bytes the head of the wide shape takes, and a row without the fields that say
    whose it is, if every figure has one digit."""
    forms = in_order(forms)
    columns = (name for form in forms for name in column_names(form))
    head = _head((*WHO, *columns, COMPUTED_COLUMN))
    return len(head), 2 * sum(len(places(form)) for form in forms) + len(_END)


@lru_cache(maxsize=64)
def column_names(form: Form) -> tuple[str, ...]:
    """Return the names of the columns for the cells of a form in the wide shape."""
    table = f"{form.title}（{form.first_year}年版）"
    return tuple(f"{table}：{one.row}，{one.column}" for one in places(form))


def shown(text: str, kind: str) -> str:
    """Return what the wide shape has in a cell: the text as the page of the report shows it."""
    return UNREADABLE if kind == UNREAD else text


@lru_cache(maxsize=4096)
def _wide_field(text: str, kind: str) -> str:
    return (text if stated(text, kind).value else field(shown(text, kind))) + ","


def computed(table: Figures) -> list[str]:
    """Return the names of the columns whose numbers a report omits."""
    if COMPUTED not in table.kinds:
        return []
    names = column_names(table.form)
    return [name for name, kind in zip(names, table.kinds, strict=True) if kind == COMPUTED]
