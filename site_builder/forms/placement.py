"""The statutory tables of a report: reads them from its header and places them in its body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from site_builder.forms.filing import fill
from site_builder.forms.filing_rules import (
    form_of_another_year,
    label_of_another_form,
    statistics_not_a_mapping,
    table_not_in_force,
    table_unknown,
    table_written_twice,
    unknown_column,
    unknown_row,
)
from site_builder.forms.table_html import render_table
from site_builder.forms.versions import FOREVER, forms_for
from site_builder.model.document import Document, Entry, Mapping, Node, Scalar, Sequence, Slot
from site_builder.model.finding import Problem
from site_builder.model.table import Filing, Form, RenderedTable
from site_builder.parsing.body_rules import slot_without_table
from site_builder.text.labels import hint, key_of, without_numbering

# The numbers of the corrections of cells, by the name of the form, then by the index of the cell in
# printed order.
Corrected = dict[str, dict[int, int]]

STRANGE = (table_unknown, table_not_in_force, unknown_row, unknown_column)
MOST_LABELS = 300  # more than all forms of a year have: whoever writes more is not filling them in


@dataclass(frozen=True, slots=True)
class Statistics:
    """The tables of a report in the order of the forms, the required forms that are missing, and
    the problems found."""

    filings: tuple[Filing, ...]
    missing: tuple[Form, ...]
    problems: tuple[Problem, ...]


def read_statistics(path: str, year: int, node: Node | None, forms: tuple[Form, ...]) -> Statistics:
    """Read the value `node` of `statistics` in the header of the report on `year` at `path`.

    If the forms of other years explain its labels better than those in force, it is read with
    these, and that is reported instead of each label.
    """
    in_force = forms_for(forms, year)
    if node is None or (isinstance(node, Scalar) and not node.text):
        return Statistics((), _required(in_force), ())
    if not isinstance(node, Mapping):
        place = node.line, node.column
        problem = Problem(statistics_not_a_mapping, path, *place)
        return Statistics((), _required(in_force), (problem,))
    reader = _Reader(path, year, forms)
    read = reader.read(node, in_force)
    if not 0 < _strange(read) <= MOST_LABELS:
        return read
    others = ((forms, reader.read(node, forms)) for forms in _sets_of_forms(forms))
    best, reread = min(others, key=lambda pair: _strange(pair[1]))
    return reader.of_another_year(node, best, reread) if _strange(reread) < _strange(read) else read


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the statistics of the report on `year` at `path`."""

    path: str
    year: int
    forms: tuple[Form, ...]

    def read(self, node: Mapping, forms: tuple[Form, ...]) -> Statistics:
        """Read the tables in `node` as `forms`, each a version of another form."""
        problems: list[Problem] = []
        written: dict[str, Entry] = {}
        for entry in node.entries:
            label = entry.key
            form = form_called(label.text, forms)
            if form is None:
                problems.append(self.unknown_table(label, forms))
            elif form.name in written:
                place = label.line, label.column
                problems.append(Problem(table_written_twice, self.path, *place, table=form.title))
            else:
                written[form.name] = entry
        filings = []
        for form in forms:
            if form.name in written:
                label, value = written[form.name]
                filing, faults = fill(form, value, self.path, label)
                problems.extend(faults)
                if not isinstance(value, Sequence):
                    filings.append(filing)
        missing = tuple(form for form in _required(forms) if form.name not in written)
        return Statistics(tuple(filings), missing, tuple(problems))

    def of_another_year(
        self, node: Mapping, forms: tuple[Form, ...], read: Statistics
    ) -> Statistics:
        """Return statistics that were read with the forms of other years: they say so, instead of
        what is missing or named otherwise."""
        first = max(form.first_year for form in forms)
        last = min(form.last_year for form in forms)
        years = f"{first}年起" if last == FOREVER else f"{first}至{last}年"
        place = node.line, node.column
        problem = Problem(form_of_another_year, self.path, *place, year=str(self.year), years=years)
        filings = (replace(filing, is_of_another_year=True) for filing in read.filings)
        others = (one for one in read.problems if one.rule is not label_of_another_form)
        return Statistics(tuple(filings), (), (problem, *others))

    def unknown_table(self, label: Scalar, forms: tuple[Form, ...]) -> Problem:
        question = hint(key_of(label.text), [form.title for form in forms])
        return Problem(
            table_not_in_force if form_called(label.text, self.forms) else table_unknown,
            self.path,
            label.line,
            label.column,
            table=label.text,
            year=str(self.year),
            hint=question,
        )


def _required(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    return tuple(form for form in forms if not form.optional)


def _strange(read: Statistics) -> int:
    """Return the number of labels that forms do not explain."""
    return sum(problem.rule in STRANGE for problem in read.problems)


def _sets_of_forms(forms: tuple[Form, ...]) -> Iterator[tuple[Form, ...]]:
    """Yield the forms that are in force together, set by set."""
    for year in sorted({form.first_year for form in forms}):
        yield forms_for(forms, year)


def compose(
    document: Document,
    filings: tuple[Filing, ...],
    forms: tuple[Form, ...],
    corrected: Corrected,
) -> tuple[tuple[str | RenderedTable, ...], tuple[Problem, ...]]:
    """Return the body of a document with its tables inserted, and the problems found. Cells
    that were `corrected` are marked.

    A table is placed at its slot `【表：…】`, else at the end of the chapter that it belongs to,
    else at the end of the body.
    """
    slots = [part for c in document.chapters for part in c.parts if isinstance(part, Slot)]
    claimed = {form.name for slot in slots if (form := form_called(slot.table, forms))}
    left = {one.form.name: render_table(one, corrected.get(one.form.name, {})) for one in filings}
    body: list[str | RenderedTable] = []
    problems: list[Problem] = []
    for chapter in document.chapters:
        for part in chapter.parts:
            if isinstance(part, str):
                body.append(part)
                continue
            form = form_called(part.table, forms)
            table = left.pop(form.name, None) if form else None
            if table:
                body.append(table)
            else:
                problems.append(
                    Problem(slot_without_table, document.path, part.line, 1, table=part.table)
                )
        title = without_numbering(chapter.heading.text) if chapter.heading else ""
        for name in [n for n, t in left.items() if n not in claimed and title in t.form.chapters]:
            body.append(left.pop(name))
    return (*body, *left.values()), tuple(problems)


def form_called(name: str, forms: tuple[Form, ...]) -> Form | None:
    """Return the form that has `name` as its title or as the title of its chapter, or None."""
    key = without_numbering(name)
    return next((form for form in forms if key in {form.title, *form.chapters}), None)
