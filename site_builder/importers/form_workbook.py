"""Reads the statutory tables out of an Excel file: our own form, filled in by hand, whatever became
of it on its way; and files of other offices that hold the same tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile, ZipFile

from site_builder.exporters.form_workbook_layout import (
    DEFINED_NAME,
    STAMP,
    FormSheet,
    Place,
    form_sheet,
    said_by_all,
    summed,
    totals,
)
from site_builder.importers.form_figures import FormFigure, form_figure
from site_builder.importers.form_places import FoundTable, find_table
from site_builder.importers.form_remains import remains
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.report_draft import ReportDraft, TableCell, TableDraft
from site_builder.importers.workbook import OpenWorkbook, check_size, hidden_columns, open_workbook
from site_builder.model.table import Form

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MARKS = (DEFINED_NAME.encode(), "表号：".encode())


class _Pair(NamedTuple):
    """A sheet: with the values of its formulas, and as written; the table for which it says it is,
    if it does."""

    shown: Worksheet
    written: Worksheet
    slug: str = ""
    year: int = 0
    form: Form | None = None


def is_form_workbook(data: bytes) -> bool:
    """Whether a file is our form, or a workbook into which a sheet of it was copied."""
    try:
        check_size(data)
        with ZipFile(BytesIO(data)) as archive:
            parts = [name for name in archive.namelist() if name.startswith("xl/")]
            texts = (archive.read(name) for name in parts if name.endswith(".xml"))
            return any(mark in text for text in texts for mark in _MARKS)
    except (UnreadableFileError, BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def read_form_workbook(data: bytes, forms: tuple[Form, ...]) -> tuple[ReportDraft, Remarks]:
    """Return the statutory tables in a workbook, and for whom and which year they were filled in;
    and everything else in it, as lost. `forms` are all versions of the statutory tables.

    Totals that are formulas are added up again, whatever value was saved with them. Raise
    UnreadableFileError if the file cannot be read.
    """
    opened, remarks = open_workbook(data)
    pairs = [_stamped(shown, written, forms) for shown, written in opened.sheets]
    slug, year, said = _who(pairs, opened.names)
    remarks += said
    tables: dict[str, TableDraft] = {}
    for pair in pairs:
        if pair.form and (pair.slug, pair.year) != (slug, year):
            why = f"这张表是 {pair.slug} {pair.year} 年的，与前面的不是同一份报告，请分开导入"
            remarks += Remarks(lost=(Remark(pair.shown.title, "", why),))
        ...
    return ReportDraft(slug, year, "", None, (), (), (), tuple(tables.values())), remarks
