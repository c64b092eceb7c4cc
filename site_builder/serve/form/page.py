"""What the page of a form shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from site_builder.editing.form_table import Figure, FormTable, table_for_form
from site_builder.forms.layout import Box
from site_builder.forms.versions import forms_for
from site_builder.model.document import Document
from site_builder.model.limits import LARGEST_ATTACHMENT, LARGEST_REQUEST
from site_builder.model.site import Report
from site_builder.model.table import Filing, Form
from site_builder.serve.form.fields import FormFields, form_fields
from site_builder.serve.form.subject import Contents, Subject


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A box of a table as it is printed; one for a figure has a control `id` and the `figure`."""

    box: Box
    id: str = ""
    figure: Figure | None = None

    @property
    def address(self) -> str:
        """The address of the figure, as JSON."""
        return _as_json([*self.figure.address]) if self.figure else ""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as it is printed: the first year of its form (`version`), and its blocks of lines.
    `is_written` tells whether the report has it, `is_of_another_year` whether its form is not in
    force for the report."""

    table: FormTable
    version: int
    blocks: tuple[tuple[bool, tuple[tuple[PrintedCell, ...], ...]], ...]
    is_written: bool
    is_of_another_year: bool

    @property
    def balances(self) -> str:
        """The figures on both sides of each balance, and whether it defines a total, as JSON."""
        return _as_json(
            [
                {
                    "left": one.left,
                    "right": one.right,
                    "total": len(one.left) == 1 and one.relation == "equal",
                }
                for one in self.table.balances
            ]
        )


@dataclass(frozen=True, slots=True)
class FormPage:
    """The form of one file."""

    subject: Subject
    title: str
    contents: Contents
    fields: FormFields
    tables: tuple[PrintedTable, ...]
    before: int

    @property
    def is_draft(self) -> bool:
        """Whether the header says that it is a draft."""
        return self.contents.values.get("draft") == "true"

    @property
    def package(self) -> str:
        """The name of the package for the office."""
        return f"{package_name(self.subject)}.zip"

    @property
    def largest_request(self) -> int:
        """The largest request, in bytes."""
        return LARGEST_REQUEST

    @property
    def largest(self) -> int:
        """The largest attachment, in bytes."""
        return LARGEST_ATTACHMENT


def form_page(
    subject: Subject,
    contents: Contents,
    document: Document,
    forms: tuple[Form, ...],
    before: Report | None,
) -> FormPage:
    """Return the form of a file; `document` is the same file as parsed, `before` the report on the
    year before, if there is one."""
    written = [entry.key.text for entry in document.header.entries]
    title = contents.values.get("title", "")
    return FormPage(
        subject,
        title if isinstance(title, str) and title else subject.path,
        contents,
        form_fields(subject, contents.values, written),
        tuple(_tables(subject, contents, forms, before)),
        before.year if before else 0,
    )


def forms_shown(
    subject: Subject, tables: tuple[Filing, ...], forms: tuple[Form, ...]
) -> list[Form]:
    """Return the forms that a report fills in, or has to: those it has, in whichever version, and
    the others that are in force."""
    own = {filing.form.name: filing.form for filing in tables}
    in_force = {form.name: form for form in forms_for(forms, subject.year)} if subject.year else {}
    order = list(dict.fromkeys(form.name for form in forms))
    return [(in_force | own)[name] for name in order if name in in_force or name in own]


def as_values(contents: Contents, source: str) -> dict[str, Any]:
    """Return what a file holds, for the script: to tell what changed."""
    return {
        "digest": contents.digest,
        "source": source,
        "body": contents.body,
        "fields": contents.values,
        "cells": [
            [filing.form.title, row.key, column.key, cell.text if cell.written else None]
            for filing in contents.tables
            for row, cells in zip(filing.form.rows, filing.cells, strict=True)
            for column, cell in zip(row.columns, cells, strict=True)
        ],
    }


def package_name(subject: Subject) -> str:
    """Return a name for all that belongs to a file, made of its path."""
    return subject.path.removeprefix("agencies/").removesuffix(".md").replace("/", "-")


def _tables(
    subject: Subject, contents: Contents, forms: tuple[Form, ...], before: Report | None
) -> Iterator[PrintedTable]:
    filings = {filing.form.name: filing for filing in contents.tables}
    earlier = {filing.form.name: filing for filing in before.filings} if before else {}
    for form in forms_shown(subject, contents.tables, forms):
        filing = filings.get(form.name)
        table = table_for_form(form, filing, earlier.get(form.name))
        figures = iter(enumerate(table.figures))
        blocks = tuple(
            (
                block.is_head,
                tuple(tuple(_cell(form, box, figures) for box in line) for line in block.lines),
            )
            for block in table.grid.blocks
        )
        is_of_another_year = filing is not None and filing.is_of_another_year
        yield PrintedTable(table, form.first_year, blocks, filing is not None, is_of_another_year)


def _cell(form: Form, box: Box, figures: Iterator[tuple[int, Figure]]) -> PrintedCell:
    if box.kind != "figure":
        return PrintedCell(box)
    number, figure = next(figures)
    return PrintedCell(box, f"{form.name}-{number}", figure)


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
