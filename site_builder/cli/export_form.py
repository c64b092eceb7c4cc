"""The command `export form`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from site_builder.assembly.assemble import FIRST_YEAR
from site_builder.assembly.schema import CONTACTS
from site_builder.build import CONTENT as CONTENT_FOLDER
from site_builder.cli.agency import without_agency
from site_builder.cli.language import say
from site_builder.cli.outcome import CONTENT, DONE, USAGE, Outcome
from site_builder.cli.summary import without_content
from site_builder.exporters.form_workbook import MISSING, form_workbook, table_to_fill
from site_builder.exporters.form_workbook_layout import FilledBy, TableToFill, TooLongError
from site_builder.forms.versions import forms_for, load_forms
from site_builder.model.table import Filing, Form, Meaning
from site_builder.publish.staging import rewrite
from site_builder.scaffold.carry_over import carried_over
from site_builder.scaffold.known import register, tables


def export_form(options: argparse.Namespace, today: date) -> Outcome:
    """Write the statutory tables of the report of an agency on a year as the Excel form that is
    filled in by hand: with what the report says already, else with what the report on the year
    before determines."""
    source, slug, year = options.source, options.agency, options.year
    wrong = without_content(source) or without_agency(source, slug) or _wrong_year(year, today)
    if wrong:
        return Outcome(USAGE, messages=(wrong,))
    forms = load_forms()
    path = f"{CONTENT_FOLDER}/agencies/{slug}/reports/{year}.md"
    filings = tables(source, slug, int(year), forms)
    if not _is_readable(source / path, filings):
        text = "{path} 的统计表有读不懂的地方，没有导出；sitebuild check {path} 看是哪些。"
        return Outcome(CONTENT, messages=(say(text, path=path),))
    before = tables(source, slug, int(year) - 1, forms) or ()
    to_fill = _to_fill(_forms(forms, int(year), filings or ()), filings or (), before)
    if not to_fill:
        first = min(form.first_year for form in forms)
        text = "{year} 年还没有统一的统计表；有表的年度从 {first} 年起。"
        return Outcome(USAGE, messages=(say(text, year=year, first=first),))
    known = register(source, slug)
    contacts = tuple(
        (one.label, known.contacts[one.key]) for one in CONTACTS if known.contacts.get(one.key)
    )
    try:
        made = form_workbook(FilledBy(slug, known.name, int(year), contacts), to_fill)
    except ModuleNotFoundError:
        return Outcome(USAGE, messages=(f"{MISSING}。",))
    except TooLongError as error:
        return Outcome(CONTENT, messages=(f"{error}超过 Excel 一格能放的字数，没有导出。",))
    rewrite(options.output, made)
    said = say(
        "{file}：{count} 张表，从上年带来 {carried} 个数。",
        file=options.output,
        count=len(to_fill),
        carried=sum(_carried(one) for one in to_fill),
    )
    return Outcome(DONE, "" if options.quiet else f"{said}\n")


def _wrong_year(text: str, today: date) -> str:
    is_year = text.isascii() and text.isdigit() and len(text) == len("2024")
    if is_year and FIRST_YEAR <= int(text) <= today.year:
        return ""
    said = "“{year}”不能是报告的年度，应为 {first} 至 {last}。"
    return say(said, year=text, first=FIRST_YEAR, last=today.year)


def _is_readable(report: Path, filings: tuple[Filing, ...] | None) -> bool:
    """Whether all that a report says in its tables is known, if there is a report."""
    if filings is None:
        return not report.exists()
    cells = (cell for one in filings for line in one.cells for cell in line)
    return all(cell.meaning is not Meaning.UNREAD for cell in cells)


def _forms(forms: tuple[Form, ...], year: int, filings: tuple[Filing, ...]) -> tuple[Form, ...]:
    """Return the forms of a report: those in force, or those of another year that it uses."""
    if any(one.is_of_another_year for one in filings):
        return tuple(one.form for one in filings)
    return forms_for(forms, year)


def _to_fill(
    forms: tuple[Form, ...], filings: tuple[Filing, ...], before: tuple[Filing, ...]
) -> tuple[TableToFill, ...]:
    own = {one.form.name: one for one in filings}
    earlier = {one.form.name: one for one in before}
    return tuple(
        table_to_fill(one, own.get(one.name), carried_over(earlier.get(one.name), one))
        for one in forms
    )


def _carried(table: TableToFill) -> int:
    """Return how many cells have the figure that is carried over."""
    return sum(
        table.carried.get((row.key, column.key)) == text
        for row, line in zip(table.form.rows, table.texts, strict=True)
        for column, text in zip(row.columns, line, strict=True)
        if text is not None
    )
