"""The fields of a header as controls of a form: in which order, with which choices and hints."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from site_builder.assembly.hold_back import OPENNESSES
from site_builder.assembly.schema import CONTACTS, Field
from site_builder.editing.fields import Value
from site_builder.model.agency_kinds import KINDS
from site_builder.model.document_types import TYPES
from site_builder.model.facets import CATEGORIES, GENRES, TOPICS
from site_builder.model.relations import ENDS
from site_builder.serve.form.subject import ATTACHMENTS, Subject

Kind = Literal["line", "text", "flag", "choice", "list"]

_LONG = frozenset({"summary", "result"})
# What nearly every document has, in the order in which editors know it; the rest is below.
_FIRST = (
    *("title", "draft", "type", "category", "document_number", "index_number"),
    *("signed", "published", "openness", "department", "genre", "topic", "validity"),
    *("short_name", "region", "kind", *(field.key for field in CONTACTS), "website"),
    *("summary", "order"),
)
_NOT_IN_REPORTS = frozenset({"genre", "topic", "validity", "department", "index_number"})
_CHOICES: dict[str, tuple[str, ...]] = {
    "openness": OPENNESSES,
    "type": tuple(one.name for one in TYPES),
    "category": tuple(one.name for one in CATEGORIES),
    "genre": tuple(one.name for one in GENRES),
    "topic": tuple(one.name for one in TOPICS),
    "validity": ("有效", *ENDS),
    "kind": tuple(KINDS),
}
_HINTS = {
    "date": "如 2024-01-20",
    "moment": "如 2024-01-20，或 2024-01-20 09:30",
    "texts": "每行一个",
    "number": "只写数字",
    "address": "以 http:// 或 https:// 开头",
}
_OWN_HINTS = {
    "draft": "勾上的不发布，只在编辑台里看得到",
    "document_number": "如 卫科发〔2024〕3号",
    "attachments": "列在网页“附件”里的文件，每行一个文件名",
}
_REPORT_TITLE = "如 某某局{year}年政府信息公开工作年度报告"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PATTERNS = {
    "date": _DATE,
    "moment": rf"{_DATE}( [0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}})?)?",
    "number": "[0-9]+",
}


@dataclass(frozen=True, slots=True)
class FormField:
    """A field to be filled in. `value` is as `edit_fields` takes it, None if it is not written;
    `choices` are the usual values, of which it is one if `is_usual`; `pattern` is what a text must
    look like, as HTML has it."""

    key: str
    label: str
    kind: Kind
    value: Value | None
    hint: str
    choices: tuple[str, ...] = ()
    pattern: str = ""
    is_required: bool = False

    @property
    def is_usual(self) -> bool:
        """Whether the value is one of the choices, or none."""
        return self.value is None or self.value in self.choices

    @property
    def text(self) -> str:
        """The value as a text, that of a list with a line for each."""
        return "\n".join(self.value) if isinstance(self.value, tuple) else self.value or ""


@dataclass(frozen=True, slots=True)
class FormFields:
    """The fields of a header: the `first`, those seldom needed, and the list of attachments, if it
    can be edited. `others` are the labels of what is written there, but not to be edited here."""

    first: tuple[FormField, ...]
    rest: tuple[FormField, ...]
    attachments: FormField | None
    others: tuple[str, ...]

    @property
    def all(self) -> tuple[FormField, ...]:
        """All that can be edited."""
        return (*self.first, *self.rest, *filter(None, (self.attachments,)))


def form_fields(subject: Subject, values: dict[str, Value], written: Collection[str]) -> FormFields:
    """Return the fields of a file that has these `values` to be edited; `written` are all keys in
    its header."""
    known = {field.key: field for field in subject.fields}
    nested = {key for key in written if key not in values}
    editable = {
        key: _field(one, values, _hint(one, subject))
        for key, one in known.items()
        if one.holds != "node" and key not in nested
    }
    attachments = editable.pop(ATTACHMENTS, None)
    usual = [key for key in _FIRST if not (subject.year and key in _NOT_IN_REPORTS)]
    first = [key for key in usual if key in editable]
    first += [key for key in editable if key not in first and key in values]
    others = (key for key in known if key in nested and key != "statistics")
    return FormFields(
        tuple(editable[key] for key in first),
        tuple(one for key, one in editable.items() if key not in first),
        attachments,
        tuple(known[key].label for key in others),
    )


def _hint(field: Field, subject: Subject) -> str:
    if field.key == "title":
        return _REPORT_TITLE.format(year=subject.year) if subject.year else ""
    return _OWN_HINTS.get(field.key, _HINTS.get(field.holds, ""))


def _field(field: Field, values: dict[str, Value], hint: str) -> FormField:
    value = values.get(field.key)
    return FormField(
        field.key,
        field.label,
        _kind(field, value),
        value,
        hint,
        _CHOICES.get(field.key, ()),
        _PATTERNS.get(field.holds, ""),
        field.required,
    )


def _kind(field: Field, value: Value | None) -> Kind:
    if isinstance(value, tuple) or field.holds == "texts":
        return "list"
    if field.holds == "flag" and value in {None, "true", "false"}:
        return "flag"
    if value and "\n" in value:
        return "text"
    if field.key in _CHOICES:
        return "choice"
    return "text" if field.key in _LONG else "line"
