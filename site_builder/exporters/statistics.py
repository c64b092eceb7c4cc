"""The statistics of reports as data for others: what is known of each cell of a statutory table.

Blank, zero, `/`, `—`, 无 and 不适用 stay different things in every format. A cell has a value only
if it is a number; its text is what the report has written, which is nothing where the report omits
a total that was added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from site_builder.forms.cells import printed_unit, read_cell
from site_builder.model.document import Scalar
from site_builder.model.table import (
    BLANK,
    COMPUTED,
    NOT_APPLICABLE,
    TEXT,
    UNREAD,
    WRITTEN,
    Figures,
    Form,
)


class Meaning(NamedTuple):
    """What a cell states: its name in JSON, its name in tables, and an explanation for people."""

    key: str
    label: str
    says: str


MEANINGS = {
    WRITTEN: Meaning("number", "数", "报告写的是数；0 也是数。"),
    COMPUTED: Meaning(
        "computed",
        "计算得出",
        "报告没有填这个合计数，由本站按勾稽关系算出；网页上带“*”。原文一栏为空。",
    ),
    BLANK: Meaning("blank", "空白", "报告没有填写。空白不等于零。"),
    NOT_APPLICABLE: Meaning(
        "not_applicable",
        "不适用",
        "报告写的是“/”“—”“不适用”这类记号，各按原样留在原文一栏。",
    ),
    TEXT: Meaning("text", "文字", "报告写的是其他文字，如“无”。不等于零。"),
    UNREAD: Meaning("unread", "未识读", "报告这一行或这一列的名称无法对应到法定表格，数不可靠。"),
}


_ORDER = ("statistics", "disclosure", "requests", "disputes")  # that of `load_forms`


class ReportStatistics(NamedTuple):
    """The statistics of one report. `page` is the address of its page on the site."""

    agency: str
    slug: str
    region: str
    year: int
    title: str
    page: str
    tables: tuple[Figures, ...]


class Place(NamedTuple):
    """A place in a form: the names of its row and its column, without their numbering, each with
    the captions above it, outermost first, and the unit that the form gives it."""

    row: str
    row_groups: tuple[str, ...]
    column: str
    column_groups: tuple[str, ...]
    unit: str


class Stated(NamedTuple):
    """What a cell states: the digits of its number, or nothing; its unit; its text as written."""

    value: str
    unit: str
    text: str


class Fact(NamedTuple):
    """A cell of a report with all that is known of it. `corrected` is the day of its last
    correction, or empty."""

    place: Place
    stated: Stated
    kind: str
    corrected: str


@lru_cache(maxsize=64)
def places(form: Form) -> tuple[Place, ...]:
    """Return the places of a form in printed order."""
    return tuple(
        Place(
            row.key,
            row.groups,
            column.key,
            column.groups,
            printed_unit(row, column) or row.unit or form.unit,
        )
        for row in form.rows
        for column in row.columns
    )


@lru_cache(maxsize=4096)
def stated(text: str, kind: str, unit: str) -> Stated:
    """Return what a cell with a text of some kind states; `unit` is that of its place."""
    if kind == COMPUTED:
        return Stated(text, unit, "")
    if kind != WRITTEN:
        return Stated("", unit, text)
    if text.isdigit():
        return Stated(text, unit, text)
    cell = read_cell(Scalar(text, 0, 0), "money")
    number = int(text) if cell.number is None else cell.number
    return Stated(str(number), cell.unit or unit, text)


def facts(table: Figures) -> Iterator[Fact]:
    """Yield the cells of a table in printed order."""
    days = dict(table.corrected)
    every = zip(places(table.form), table.texts, table.kinds, strict=True)
    for at, (place, text, kind) in enumerate(every):
        yield Fact(place, stated(text, kind, place.unit), kind, days.get(at, ""))


def in_order(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Return versions of forms in a fixed order: as in a report, the newest version of a form
    first."""
    return tuple(sorted(forms, key=lambda form: (_ORDER.index(form.name), -form.first_year)))


def rows_in(reports: Iterable[ReportStatistics]) -> int:
    """Return the number of cells in the tables of reports."""
    return sum(len(table.texts) for one in reports for table in one.tables)


def changes(before: Form, form: Form) -> Iterator[str]:
    """Yield how a version of a form differs from the one before, in words."""
    old, new = _names(before), _names(form)
    renamed = {a: b for a, b in form.aliases if a in old and b in new}
    added = [name for name in new if name not in old and name not in renamed.values()]
    gone = [name for name in old if name not in new and name not in renamed]
    first = before.first_year
    if renamed:
        pairs = "、".join(f"“{a}”改为“{b}”" for a, b in renamed.items())
        yield f"比{first}年版改名：{pairs}。"
    if added:
        yield f"比{first}年版新增：{'、'.join(added)}；以前年度没有，不是零。"
    if gone:
        yield f"比{first}年版取消：{'、'.join(gone)}。"
    if added or gone:
        yield f"同名的栏，口径也可能随之变了；与{first}年版的数比较时要注意。"
    if not (renamed or added or gone):
        yield f"栏目与{first}年版相同。"


def _names(form: Form) -> dict[str, None]:
    """Return the names of all rows and columns, in order."""
    return {name: None for one in places(form) for name in (one.row, one.column)}
