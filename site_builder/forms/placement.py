"""The statutory tables of a report: reads them from its header and places them in its body."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.forms.filing import fill
from site_builder.forms.filing_rules import (
    statistics_not_a_mapping,
    table_not_in_force,
    table_unknown,
    table_written_twice,
)
from site_builder.forms.table_html import render_table
from site_builder.forms.versions import forms_for
from site_builder.model.document import Document, Mapping, Node, Scalar, Sequence, Slot
from site_builder.model.finding import Problem
from site_builder.model.table import Filing, Form, RenderedTable
from site_builder.parsing.body_rules import slot_without_table
from site_builder.text.labels import hint, key_of, without_numbering


@dataclass(frozen=True, slots=True)
class Statistics:
    """The tables of a report in the order of the forms, the required forms that are missing, and
    the problems found."""

    filings: tuple[Filing, ...]
    missing: tuple[Form, ...]
    problems: tuple[Problem, ...]


def read_statistics(path: str, year: int, node: Node | None, forms: tuple[Form, ...]) -> Statistics:
    """Read the value `node` of `statistics` in the header of the report on `year` at `path`."""
    in_force = forms_for(forms, year)
    problems: list[Problem] = []
    written: dict[str, Node] = {}
    if isinstance(node, Mapping):
        written = _by_form(node, path, year, forms, problems)
    elif node is not None and not (isinstance(node, Scalar) and not node.text):
        problems.append(Problem(statistics_not_a_mapping, path, node.line, node.column))
    filings = []
    for form in in_force:
        if form.name in written:
            filing, faults = fill(form, written[form.name], path)
            problems.extend(faults)
            if not isinstance(written[form.name], Sequence):
                filings.append(filing)
    missing = tuple(f for f in in_force if not f.optional and f.name not in written)
    return Statistics(tuple(filings), missing, tuple(problems))


def _by_form(
    node: Mapping, path: str, year: int, forms: tuple[Form, ...], problems: list[Problem]
) -> dict[str, Node]:
    """Return the values written for the forms in force, by name of the form."""
    written: dict[str, Node] = {}
    in_force = forms_for(forms, year)
    for entry in node.entries:
        form = form_called(entry.key.text, in_force)
        if form is None:
            problems.append(_unknown_table(path, entry.key, year, forms))
        elif form.name in written:
            place = entry.key.line, entry.key.column
            problems.append(Problem(table_written_twice, path, *place, table=form.title))
        else:
            written[form.name] = entry.value
    return written


def _unknown_table(path: str, label: Scalar, year: int, forms: tuple[Form, ...]) -> Problem:
    titles = [form.title for form in forms_for(forms, year)]
    question = hint(key_of(label.text), titles)
    rule = table_not_in_force if form_called(label.text, forms) else table_unknown
    return Problem(
        rule, path, label.line, label.column, table=label.text, year=str(year), hint=question
    )


def compose(
    document: Document, filings: tuple[Filing, ...], forms: tuple[Form, ...]
) -> tuple[tuple[str | RenderedTable, ...], tuple[Problem, ...]]:
    """Return the body of a document with its tables inserted, and the problems found.

    A table is placed at its slot `【表：…】`, else at the end of the chapter that it belongs to,
    else at the end of the body.
    """
    slots = [part for c in document.chapters for part in c.parts if isinstance(part, Slot)]
    claimed = {form.name for slot in slots if (form := form_called(slot.table, forms))}
    left = {filing.form.name: filing for filing in filings}
    body: list[str | RenderedTable] = []
    problems: list[Problem] = []
    for chapter in document.chapters:
        for part in chapter.parts:
            if isinstance(part, str):
                body.append(part)
                continue
            form = form_called(part.table, forms)
            filing = left.pop(form.name, None) if form else None
            if filing:
                body.append(render_table(filing))
            else:
                problems.append(
                    Problem(slot_without_table, document.path, part.line, 1, table=part.table)
                )
        title = without_numbering(chapter.heading.text) if chapter.heading else ""
        for name in [n for n, f in left.items() if n not in claimed and title in f.form.chapters]:
            body.append(render_table(left.pop(name)))
    return (*body, *map(render_table, left.values())), tuple(problems)


def form_called(name: str, forms: tuple[Form, ...]) -> Form | None:
    """Return the form that has `name` as its title or as the title of its chapter, or None."""
    key = without_numbering(name)
    return next((form for form in forms if key in {form.title, *form.chapters}), None)
