"""What stands on a sheet of the Excel form beside its table: nothing of it is imported, and what we
did not write ourselves is said to be lost."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from site_builder.editing.form_table import relation_in_words
from site_builder.exporters.form_workbook_layout import (
    CHECKS,
    FAILS,
    HOLDS,
    OPEN,
    SIGNED,
    STAMP,
)
from site_builder.exporters.form_workbook_notes import FIRST_RULE, own_texts
from site_builder.importers.form.places import FoundTable, bare, lines_of
from site_builder.importers.imported import Remark, Remarks
from site_builder.model.table import Form
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_CHECKED = regex(f"(?:{HOLDS}|{FAILS}[\\d.]+|{OPEN})?")
_AGENCY = regex(r"填报机关：.*报告年度：(?P<year>\d{4})年.*")
NOT_OF_THE_TABLE = "不是表里的格，没有导入"
COMMENT = "批注，没有导入"
_COLUMNS_OF_NOTES = 2
_LONGEST_NAME = 4  # of a sheet, before the title of its table


def table_remains(shown: Worksheet, written: Worksheet, form: Form, found: FoundTable) -> Remarks:
    """Return what stands on a sheet beside the table at `found`, and the comments."""
    ours = our_texts((form,)) | {bare(form.title)}
    known = {*found.captions, *(place for line in found.figures for place in line)}
    lost: list[Remark] = []
    for cells in written.iter_rows():
        for cell in cells:
            place = f"{shown.title}!{cell.coordinate}"
            if cell.comment:
                lost.append(Remark(place, cell.comment.text, COMMENT))
            at = cell.row or 0, cell.column or 0
            value = shown.cell(*at).value
            if at not in known and not is_ours(cell, value, ours):
                text = f"{cell.value if value is None else value}"
                lost.append(Remark(place, text, NOT_OF_THE_TABLE))
    return Remarks(tuple(lost))


def our_texts(forms: tuple[Form, ...]) -> frozenset[str]:
    """Return the texts, without white space, that stand on the sheets of these forms beside their
    tables."""
    balances = (f"{CHECKS}：{relation_in_words(form, e)}" for form in forms for e in form.equations)
    return frozenset(map(bare, (CHECKS, SIGNED, *balances)))


def is_ours(cell: Any, value: object, ours: Collection[str]) -> bool:
    """Whether a cell, whose formula came to `value`, is blank or has what the form had when it was
    exported; `ours` are texts that end it."""
    if cell.data_type == "f":
        return value is None or _CHECKED.fullmatch(f"{value}") is not None
    text = bare(f"{cell.value if cell.value is not None else ''}")
    return (
        not text
        or any(text.endswith(one) and len(text) <= len(one) + _LONGEST_NAME for one in ours)
        or STAMP.search(text) is not None
        or _AGENCY.fullmatch(text) is not None
    )


def notes_remains(sheet: Worksheet, year: int, forms: tuple[Form, ...]) -> Remarks:
    """Return what was written into the first sheet of the form, below the lines that name the
    agency, and the comments."""
    ours = {bare(text) for text in own_texts(year, forms)}
    lines = lines_of(sheet)
    first = next((row for row, line in lines.items() if (1, FIRST_RULE) in line), 0)
    lost = [
        Remark(f"{sheet.title}!{cell.coordinate}", f"{cell.value}", NOT_OF_THE_TABLE)
        for cells in sheet.iter_rows()
        for cell in cells
        if cell.value is not None
        and bare(f"{cell.value}") not in ours
        and ((cell.row or 0) > first or (cell.column or 0) > _COLUMNS_OF_NOTES)
    ]
    lost += [
        Remark(f"{sheet.title}!{cell.coordinate}", cell.comment.text, COMMENT)
        for cells in sheet.iter_rows()
        for cell in cells
        if cell.comment
    ]
    return Remarks(tuple(lost))
