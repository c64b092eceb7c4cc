"""Writes a 政务公开目录 as offices know it: an Excel table with the two rows of headings of the
standard form; the same as CSV or JSON.

xlsxwriter is imported here only: it is in the extra `office`. The same catalogue makes the same
bytes.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any, NamedTuple

from site_builder.model.catalogue import (
    CHOICE_COLUMNS,
    TEXT_COLUMNS,
    Catalogue,
    CatalogueForm,
    CatalogueItem,
)

CHOSEN = "√"
MISSING = "写 Excel 文件需要 xlsxwriter：请运行 pip install 'sitebuild[office]'"
_LABELS = dict((*TEXT_COLUMNS, *CHOICE_COLUMNS))
_AFTER_MATTERS = ("content", "basis", "time_limit", "publisher", "channels")
_MARKED = ("audience", "means", "levels")  # a column for each choice
_MARKED_LABELS = frozenset(_LABELS[name] for name in _MARKED)
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  # Excel knows no time zones
_LONGEST = 32_767  # characters in a cell
_WIDTH = {"序号": 6, "公开内容（要素）": 32, "公开依据": 32, "公开渠道和载体": 24, "公开时限": 16}
_USUAL_WIDTH, _CHOICE_WIDTH = 14, 7
_TITLE_ROW, _FIRST_HEADING, _SECOND_HEADING, _FIRST_ITEM = range(4)


class Column(NamedTuple):
    """A column of the table: its heading, and the one below if it has two."""

    top: str
    sub: str = ""

    @property
    def label(self) -> str:
        """Both headings in one."""
        return f"{self.top}：{self.sub}" if self.sub else self.top


class TooLongError(Exception):
    """A text is longer than a cell of Excel can be; the text says which."""


def columns(form: CatalogueForm) -> tuple[Column, ...]:
    """Return the columns of the standard form with the choices of a catalogue."""
    matters = ("matter", "sub_matter") if form.sub_matters else ("matter",)
    return (
        Column(_LABELS["number"]),
        *(Column("公开事项", _LABELS[name]) for name in matters),
        *(Column(_LABELS[name]) for name in _AFTER_MATTERS),
        *(Column(_LABELS[name], choice) for name in _MARKED for choice in getattr(form, name)),
        *map(Column, form.others),
    )


def cells(item: CatalogueItem, form: CatalogueForm) -> tuple[str, ...]:
    """Return the texts of the row of an item, one for each column."""
    others = dict(item.others)
    return (
        item.number,
        item.matter,
        *((item.sub_matter,) if form.sub_matters else ()),
        *(item.content, item.basis, item.time_limit, item.publisher),
        "\n".join(_boxes(item, form)),
        *(_mark(item, column, name) for column in _MARKED for name in getattr(form, column)),
        *(others.get(name, "") for name in form.others),
    )


def to_xlsx(catalogue: Catalogue, title: str) -> bytes:
    """Return an Excel file. Raise ModuleNotFoundError without xlsxwriter, and TooLongError if a
    text does not fit."""
    from xlsxwriter import Workbook

    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(made, options)
    book.set_properties({"title": title, "created": _CREATED})
    sheet = book.add_worksheet("目录")
    heading = book.add_format(
        {"bold": True, "align": "center", "valign": "vcenter", "border": 1, "text_wrap": True}
    )
    text = book.add_format({"valign": "top", "border": 1, "text_wrap": True, "num_format": "@"})
    mark = book.add_format({"align": "center", "valign": "vcenter", "border": 1, "text_wrap": True})
    form = catalogue.form
    across = columns(form)
    sheet.merge_range(_TITLE_ROW, 0, _TITLE_ROW, len(across) - 1, title, heading)
    _write_headings(sheet, across, heading)
    for row, item in enumerate(catalogue.items, _FIRST_ITEM):
        for number, content in enumerate(cells(item, form)):
            if len(content) > _LONGEST:
                raise TooLongError(f"第 {item.number} 项的“{across[number].label}”")
            is_choice = across[number].top in _MARKED_LABELS
            sheet.write_string(row, number, content, mark if is_choice else text)
    last = max(len(catalogue.items), 1) + _FIRST_ITEM - 1
    for number, column in enumerate(across):
        width = _WIDTH.get(column.top, _CHOICE_WIDTH if column.sub else _USUAL_WIDTH)
        sheet.set_column(number, number, _USUAL_WIDTH if column.top == "公开事项" else width)
        if column.top in _MARKED_LABELS:
            choices = {"validate": "list", "source": [CHOSEN], "error_type": "warning"}
            sheet.data_validation(_FIRST_ITEM, number, last, number, choices)
    sheet.freeze_panes(_FIRST_ITEM, 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST_HEADING, _SECOND_HEADING)
    book.close()
    return made.getvalue()


def to_csv(catalogue: Catalogue) -> bytes:
    """Return a table in CSV: UTF-8 with a byte order mark, which Excel needs, and one row of
    headings."""
    made = StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(column.label for column in columns(catalogue.form))
    rows = (cells(item, catalogue.form) for item in catalogue.items)
    writer.writerows([_no_formula(text) for text in row] for row in rows)
    return b"\xef\xbb\xbf" + made.getvalue().encode()


def _no_formula(text: str) -> str:
    """Return a text that Excel does not run as a formula when it opens a CSV file."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def to_json(catalogue: Catalogue, title: str) -> bytes:
    """Return the catalogue as JSON, with the labels of the standard form as keys."""
    items = [_as_json(item, catalogue.form) for item in catalogue.items]
    text = json.dumps({"标题": title, "事项": items}, ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _write_headings(sheet: Any, across: tuple[Column, ...], style: Any) -> None:
    """Write the two rows of headings, with their merged cells."""
    start = 0
    while start < len(across):
        top = across[start].top
        end = start
        while end + 1 < len(across) and across[end + 1].top == top and across[start].sub:
            end += 1
        if not across[start].sub:
            sheet.merge_range(_FIRST_HEADING, start, _SECOND_HEADING, start, top, style)
        else:
            for number in range(start, end + 1):
                sheet.write_string(_SECOND_HEADING, number, across[number].sub, style)
            if end > start:
                sheet.merge_range(_FIRST_HEADING, start, _FIRST_HEADING, end, top, style)
            else:
                sheet.write_string(_FIRST_HEADING, start, top, style)
        start = end + 1


def _boxes(item: CatalogueItem, form: CatalogueForm) -> Iterator[str]:
    """Yield the channels, a black box before those that are chosen."""
    for name in form.channels:
        made = item.chosen("channels", name)
        yield f"■{made}" if made else f"□{name}"


def _mark(item: CatalogueItem, column: str, name: str) -> str:
    """Return the mark of a choice, with its note; nothing if it was not made."""
    made = item.chosen(column, name)
    return CHOSEN + made.removeprefix(name) if made else ""


def _as_json(item: CatalogueItem, form: CatalogueForm) -> dict[str, object]:
    """Return the values of an item by the labels of the form; columns that it lacks are left
    out."""
    lacks = {"sub_matter": not form.sub_matters, "levels": not form.levels}
    own = {label: getattr(item, name) for name, label in _LABELS.items() if not lacks.get(name)}
    return {**own, **dict(item.others)}
