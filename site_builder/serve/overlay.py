"""What the desk has to say about a page: its findings, each with its place on the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from site_builder.content.urls import address
from site_builder.forms.placement import form_called
from site_builder.forms.versions import forms_for
from site_builder.model.document import Document
from site_builder.model.finding import CellAddress, Finding, Repair
from site_builder.model.limits import MOST_LAID_OVER
from site_builder.model.rule import SEVERITY_WORDS
from site_builder.model.table import Column, Form, Row
from site_builder.reporters.text import visible
from site_builder.text.labels import key_of
from site_builder.text.plain_text import read_plain_text

# By its first letters a paragraph is found on the page, whatever the theme makes of it.
LETTERS = 16

Place = dict[str, Any]


class Counts(NamedTuple):
    """How many errors and warnings there are."""

    errors: int = 0
    warnings: int = 0

    def __str__(self) -> str:
        return f"错误 {self.errors}，警告 {self.warnings}"


def count(findings: Iterable[Finding]) -> Counts:
    """Count findings."""
    severities = [one.severity for one in findings]
    return Counts(severities.count("error"), severities.count("warning"))


def laid_over(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that are shown on a page, in order: errors first, not more than fit."""
    return sorted(findings, key=lambda one: one.severity)[:MOST_LAID_OVER]


def entries(findings: Sequence[Finding], places: Places) -> list[dict[str, Any]]:
    """Return findings for the script of the desk."""
    return [
        {
            "code": one.code,
            "severity": one.severity,
            "word": SEVERITY_WORDS[one.severity],
            "message": visible(one.message),
            "line": one.line,
            "place": places.of(one),
            "repair": one.repair and one.repair._asdict(),
            "means": repair_words(one.repair) if one.repair else "",
        }
        for one in laid_over(findings)
    ]


def repair_words(repair: Repair) -> str:
    """Return what a repair does, in Chinese."""
    old, new = visible(repair.old), visible(repair.new)
    if not repair.new:
        return f"删去“{old}”"
    return f"把“{old}”改成“{new}”" if repair.old else f"补上“{new}”"


def as_json(overlay: dict[str, Any]) -> bytes:
    """Return an overlay as JSON that can stand in a page."""
    return json.dumps(overlay, ensure_ascii=False).replace("<", "\\u003c").encode()


class Places:
    """Where findings about one source file are on its page: at a cell, a heading, or a paragraph.

    A paragraph is told by the anchor of the heading above, its first letters and digits, and its
    number among those that begin so.
    """

    def __init__(self, path: str, document: Document | None, forms: tuple[Form, ...]) -> None:
        in_force = forms_for(forms, address(path).year)
        self._forms = (*in_force, *(one for one in forms if one not in in_force))
        self._headings = document.headings if document else ()
        self._blocks = [*_blocks(document)] if document else []

    def of(self, finding: Finding) -> Place | None:
        """Return the place of a finding, or None if it has none on the page."""
        if finding.cell and (form := form_called(finding.cell.table, self._forms)):
            size = sum(len(row.columns) for row in form.rows)
            return {"table": form.name, "size": size, "cells": cells_of(form, finding.cell)}
        if any(heading.line == finding.line for heading in self._headings):
            return {"id": self._above(finding.line)}
        for block in self._blocks:
            if block.first <= finding.line <= block.last:
                above = self._above(block.first)
                return {"id": above, "text": block.letters, "number": block.number}
        above = self._above(finding.line)
        return {"id": above} if above else None

    def _above(self, line: int) -> str:
        return _anchor_above(self._headings, line)


class _Block(NamedTuple):
    """A paragraph: its lines, its first letters, and its number among those that have these."""

    first: int
    last: int
    letters: str
    number: int


def _blocks(document: Document) -> Iterable[_Block]:
    """Yield the paragraphs of a document that can be found by their letters."""
    seen: dict[tuple[str, str], int] = {}
    for block in read_plain_text(document).blocks:
        letters = "".join(letter for letter in block.text if letter.isalnum())[:LETTERS]
        if letters:
            key = _anchor_above(document.headings, block.first_line), letters
            number = seen.get(key, 0)
            seen[key] = number + 1
            last = block.first_line + len(block.lines) - 1
            yield _Block(block.first_line, last, letters, number)


def _anchor_above(headings: Sequence[Any], line: int) -> str:
    """Return the anchor of the nearest heading at or above a line, or an empty text."""
    return next((one.id for one in reversed(headings) if one.line <= line), "")


def cells_of(form: Form, cell: CellAddress) -> list[int]:
    """Return the numbers of the cells at an address, in printed order from 0: one, those of a whole
    row, or none for a whole table."""
    columns = [(row, column) for row in form.rows for column in row.columns]
    return [
        number
        for number, (row, column) in enumerate(columns)
        if cell.row
        and _is_called(row, cell.row)
        and (not cell.column or _is_called(column, cell.column))
    ]


def _is_called(one: Row | Column, label: str) -> bool:
    return label in {one.key, one.label} or key_of(label) == one.key
