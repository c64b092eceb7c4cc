"""Reads the statutory tables out of an Excel file: our own form, filled in by hand, whatever became
of it on its way; and files of other offices that hold the same tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile, ZipFile

from site_builder.exporters.form_workbook_layout import (
    DEFINED_NAME,
    NOTES_SHEET,
    STAMP,
    form_sheet,
)
from site_builder.forms.versions import forms_for
from site_builder.importers.form.others import read_others
from site_builder.importers.form.places import FoundTable, find_table, lines_of
from site_builder.importers.form.remains import notes_remains, table_remains
from site_builder.importers.form.table import read_table
from site_builder.importers.formats.excel.workbook import check_size, open_workbook
from site_builder.importers.imported import Remark, Remarks, UnreadableFileError
from site_builder.importers.report_draft import ReportDraft, TableDraft
from site_builder.model.table import Form
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MARKS = (DEFINED_NAME, "表号：")
_WORDS = regex(r"xl/(?:workbook|sharedStrings|worksheets/[^/]+)\.xml")  # the parts with texts


class _Pair(NamedTuple):
    """A sheet: with the values of its formulas, and as written; and the report and the table of
    which it says that it is, if it does."""

    shown: Worksheet
    written: Worksheet
    report: tuple[str, int] = ("", 0)
    form: Form | None = None


def is_form_workbook(data: bytes) -> bool:
    """Whether a file is our form, or a workbook into which a sheet of it was copied."""
    try:
        check_size(data)
        with ZipFile(BytesIO(data)) as archive:
            parts = (one for one in archive.namelist() if _WORDS.fullmatch(one))
            texts = (archive.read(one).decode("utf-8", "replace") for one in parts)
            return any(mark in unescape(text) for text in texts for mark in _MARKS)
    except (UnreadableFileError, BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def read_form_workbook(data: bytes, forms: tuple[Form, ...]) -> tuple[ReportDraft, Remarks]:
    """Return the statutory tables in a workbook, with the agency and the year that our form names,
    and what was lost and guessed. `forms` are all versions of the statutory tables.

    Totals that are formulas are added up again, whatever value was saved with them. Raise
    UnreadableFileError if the file cannot be read.
    """
    opened, remarks = open_workbook(data)
    pairs = [_stamped(shown, written, forms) for shown, written in opened.sheets]
    report, said = _report(pairs, opened.names)
    reader = _Reader(report, forms)
    for pair in pairs:
        said += reader.sheet(pair)
    said += reader.others()
    tables = tuple(sorted(reader.tables.values(), key=lambda one: forms.index(one.form)))
    return ReportDraft(*reader.report, "", None, (), (), (), tables), remarks + said


def _stamped(shown: Worksheet, written: Worksheet, forms: tuple[Form, ...]) -> _Pair:
    """Return a sheet with what its stamp says, if it has one."""
    for _, text in chain.from_iterable(lines_of(shown).values()):
        if match := STAMP.search(text):
            known = (
                one
                for one in forms
                if (one.name, f"{one.first_year}") == (match["form"], match["version"])
            )
            return _Pair(shown, written, (match["slug"], int(match["year"])), next(known, None))
    return _Pair(shown, written)


def _report(pairs: list[_Pair], names: Mapping[str, str]) -> tuple[tuple[str, int], Remarks]:
    """Return the agency and the year of the form: what its sheets say, else its hidden name."""
    slug, _, year = names.get(DEFINED_NAME, "").strip('"').rpartition("/")
    named = (slug, int(year)) if slug and year.isdecimal() else None
    stamped = next((pair for pair in pairs if pair.report[0]), None)
    if stamped is None:
        return named or ("", 0), Remarks()
    if named in {None, stamped.report}:
        return stamped.report, Remarks()
    said = f"工作簿里存的是 {slug} {year} 年，这张表写的不同，照表里写的"
    text = f"{stamped.report[0]} {stamped.report[1]}"
    return stamped.report, Remarks(guesses=(Remark(stamped.shown.title, text, said),))


class _Reader:
    """Reads the sheets of the form of a report, one after the other."""

    def __init__(self, report: tuple[str, int], forms: tuple[Form, ...]) -> None:
        self.report, self.forms = report, forms
        self.tables: dict[str, TableDraft] = {}
        self.unknown: list[tuple[Worksheet, Worksheet]] = []

    def sheet(self, pair: _Pair) -> Remarks:
        """Read a sheet; return what was lost and guessed."""
        title = pair.shown.title
        if pair.report[0] and pair.report != self.report:
            why = "这张表属于另一个机关或年度的报告，没有导入：请分开导入"
            return Remarks(lost=(Remark(title, " ".join(map(str, pair.report)), why),))
        if pair.form is None and title.startswith(NOTES_SHEET):
            return notes_remains(pair.shown, self.report[1], self.forms)
        form, found = next(self._candidates(pair), (None, None))
        if form is None or found is None:
            self.unknown.append((pair.shown, pair.written))
            return Remarks()
        if form.name in self.tables:
            return self.second(title, form)
        cells, remarks = read_table(form, found, pair.shown, pair.written)
        is_other = not form.in_force(self.report[1])
        self.tables[form.name] = TableDraft(form, cells, title, is_other)
        return remarks + table_remains(pair.shown, pair.written, form, found)

    def _candidates(self, pair: _Pair) -> Iterator[tuple[Form, FoundTable]]:
        """Yield the forms whose captions stand on a sheet, the most likely first."""
        likely = (*((pair.form,) if pair.form else ()), *forms_for(self.forms, self.report[1]))
        for form in likely:
            if found := find_table(pair.shown, form_sheet(form)):
                yield form, found

    def others(self) -> Remarks:
        """Read the sheets on which the captions of no table of ours are complete."""
        slug, year = self.report
        tables, year, remarks = read_others(self.unknown, year, self.forms)
        self.report = slug, year
        for table in tables:
            if table.form.name in self.tables:
                remarks += self.second(table.place, table.form)
            else:
                self.tables[table.form.name] = table
        return remarks

    def second(self, place: str, form: Form) -> Remarks:
        """Return what is said of a second sheet with the table of a form."""
        why = f"与工作表“{self.tables[form.name].place}”是同一张表，没有导入"
        return Remarks(lost=(Remark(place, form.title, why),))
