"""Where findings about a file stand in its form: beside a cell, a field, or the body."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from site_builder.forms.placement import form_called
from site_builder.forms.versions import forms_for
from site_builder.model.document import Document
from site_builder.model.finding import Finding
from site_builder.model.rule import SEVERITY_WORDS
from site_builder.model.table import Form
from site_builder.reporters.text import visible
from site_builder.serve.form.subject import Subject
from site_builder.serve.overlay import cells_of, repair_words

Place = dict[str, Any]


def placed(
    findings: Iterable[Finding], subject: Subject, document: Document, forms: tuple[Form, ...]
) -> list[dict[str, Any]]:
    """Return findings that are not waived as the script of the form shows them, errors first.
    `document` is the file that they are about."""
    in_force = forms_for(forms, subject.year)
    every = (*in_force, *(one for one in forms if one not in in_force))
    shown = sorted((one for one in findings if not one.waived), key=lambda one: one.severity)
    return [
        {
            "code": one.code,
            "severity": one.severity,
            "word": SEVERITY_WORDS[one.severity],
            "message": visible(one.message),
            "place": _place(one, subject, document, every),
            "means": repair_words(one.repair) if one.repair else "",
            "repair": one.repair
            and {
                "line": one.repair.line - document.body_line + 1,
                "column": one.repair.column,
                "old": one.repair.old,
                "now": one.repair.new,
            },
        }
        for one in shown
    ]


def _place(
    finding: Finding, subject: Subject, document: Document, forms: tuple[Form, ...]
) -> Place:
    """Return the place of a finding: its kind, what it is called, and beside what it is shown."""
    cell = finding.cell
    if cell and subject.year and (form := form_called(cell.table, forms)):
        label = "，".join(filter(None, (cell.row, cell.column))) or form.title
        return {
            "kind": "cells",
            "table": form.name,
            "cells": cells_of(form, cell),
            "label": label,
            "beside": f"table:{form.name}",
        }
    if not finding.line:
        return {"kind": "file", "label": "", "beside": ""}
    if finding.line >= document.body_line:
        line = finding.line - document.body_line + 1
        return {"kind": "body", "line": line, "label": "", "beside": "body"}
    above = [one.key.text for one in document.header.entries if one.key.line <= finding.line]
    key = above[-1] if above else ""
    label = next((field.label for field in subject.fields if field.key == key), key)
    return {"kind": "field", "key": key, "label": label, "beside": f"field:{key}"}
