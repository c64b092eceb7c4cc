"""Writes the statutory tables of a report as the Excel form that offices know: a sheet for each
table, to be filled in by hand and read back by `importers/form_workbook.py`.

xlsxwriter is imported here only: it is in the extra `office`. The same tables make the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from site_builder.exporters.form_workbook_layout import DEFINED_NAME, FilledBy, TableToFill
from site_builder.exporters.form_workbook_notes import write_notes
from site_builder.exporters.form_workbook_style import Styles
from site_builder.exporters.form_workbook_table import write_table
from site_builder.model.table import Filing, Form

MISSING = "写 Excel 文件需要 xlsxwriter：请运行 pip install 'sitebuild[office]'"
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  # Excel knows no time zones


def table_to_fill(
    form: Form, filing: Filing | None, carried: Mapping[tuple[str, str], str]
) -> TableToFill:
    """Return a table with what the report says in `filing`; where there is none, with the figures
    carried over, and else blank."""
    if filing is None:
        blank = [[carried.get((row.key, one.key), "") for one in row.columns] for row in form.rows]
        return TableToFill(form, blank, carried)
    texts = [[cell.text if cell.written else None for cell in line] for line in filing.cells]
    return TableToFill(form, texts, carried)


def form_workbook(who: FilledBy, tables: tuple[TableToFill, ...]) -> bytes:
    """Return the Excel form with these tables. Raise ModuleNotFoundError without xlsxwriter, and
    TooLongError if a text does not fit."""
    from xlsxwriter import Workbook

    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(made, options)
    book.set_properties({"title": f"{who.name}{who.year}年统计表", "created": _CREATED})
    book.set_calc_mode("auto")
    book.define_name(DEFINED_NAME, f'="{who.slug}/{who.year}"')
    book.defined_names[-1][-1] = True  # hidden: define_name has no parameter for it
    styles = Styles(book)
    write_notes(book, styles, who, tuple(one.form for one in tables))
    for table in tables:
        write_table(book, styles, who, table)
    book.close()
    return made.getvalue()
