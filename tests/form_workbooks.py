"""Statutory tables with any text in their cells, and the Excel form that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from random import Random
from typing import Any

from figures import FORMS, balanced, form
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from site_builder.exporters.form_workbook import form_workbook, table_to_fill
from site_builder.exporters.form_workbook_layout import FilledBy, totals
from site_builder.forms.cells import absent, read_cell
from site_builder.forms.filing import with_totals
from site_builder.importers.form.read import read_form_workbook
from site_builder.importers.imported import Remarks
from site_builder.importers.report_draft import ReportDraft
from site_builder.model.document import Scalar
from site_builder.model.table import Filing, Form

WHO = FilledBy("kjj", "示例市科学技术局", 2023, (("联系电话", "0955-1234567"),))
EMPTY = ("", "0", "/", "—", "无", "不适用")
SAID = (*EMPTY, "－", "——", "N/A", "见说明", "=1+2", "3 件", "012", "1e3", "'5", "@a")
Texts = list[list[str | None]]


@st.composite
def texts_of(draw: st.DrawFn, one: Form) -> Texts:
    """The texts of a table as a report may have them: balanced figures, some cells of which say
    something else, and totals that are not written."""
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    texts: Texts = [[f"{n}" for n in line] for line in balanced(one, chance)]
    defined = totals(one)
    changes, left_out = draw(st.sampled_from([(0, 0.0), (0, 1.0), (3, 0.3), (40, 0.5)]))
    places = [(r, c) for r, line in enumerate(texts) for c, _ in enumerate(line)]
    for r, c in chance.choices(places, k=changes):
        texts[r][c] = chance.choice((*SAID, f"{chance.randint(0, 10**9)}"))
        if one.rows[r].columns[c].kind == "money" and chance.random() < 0.7:
            texts[r][c] = chance.choice(("1.50", "0.05", "12.3456", "3.00", "3万元", "100"))
        if one.rows[r].columns[c].kind == "change" and chance.random() < 0.7:
            texts[r][c] = chance.choice(("-3", "+3", "-12", "7"))
    for r, c in defined:
        if chance.random() < left_out:
            texts[r][c] = None
    return texts


def filing_of(one: Form, texts: Sequence[Sequence[str | None]]) -> Filing:
    """The table that a report with these texts has."""
    cells = tuple(
        tuple(
            absent(0, 0) if text is None else read_cell(Scalar(text, 0, 0), column.kind)
            for text, column in zip(line, row.columns, strict=True)
        )
        for line, row in zip(texts, one.rows, strict=True)
    )
    return Filing(one, "", with_totals(one, cells))


def exported(*filings: Filing, who: FilledBy = WHO) -> bytes:
    return form_workbook(who, tuple(table_to_fill(one.form, one, {}) for one in filings))


def blank(*forms: Form, carried: Mapping[tuple[str, str], str] | None = None) -> bytes:
    """The form without any figure but those carried over."""
    return form_workbook(WHO, tuple(table_to_fill(one, None, carried or {}) for one in forms))


def filled(data: bytes, values: Mapping[str, Any]) -> bytes:
    """The form with other values in cells, named as `表三!F12`."""
    book = opened(data)
    for place, value in values.items():
        sheet, _, address = place.partition("!")
        book[sheet][address] = value
    return saved(book)


def zeros(one: Form) -> Texts:
    return [["0" for _ in row.columns] for row in one.rows]


def opened(data: bytes, *, with_values: bool = False) -> Workbook:
    """A workbook; with the saved values of formulas instead of these if `with_values` is set."""
    return load_workbook(BytesIO(data), data_only=with_values)


def saved(book: Workbook) -> bytes:
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def read(data: bytes) -> tuple[ReportDraft, Remarks]:
    return read_form_workbook(data, FORMS)


def read_texts(data: bytes, name: str) -> Texts:
    """The texts of a table in a form that was read, None where nothing is to be written."""
    (table,) = (one for one in read(data)[0].tables if one.form.name == name)
    return [[cell.text for cell in line] for line in table.cells]


REQUESTS = form("requests", 2023)
DISCLOSURE = form("disclosure", 2023)
DISPUTES = form("disputes", 2023)
