"""Skeletons of new files in the content folder: an agency, a report, a document, a catalogue.

What a human must write is marked `（填写）`; each is a draft, so nothing of it is published yet.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from site_builder.assembly.json_schema import (
    AGENCY_SCHEMA,
    CATALOGUE_SCHEMA,
    DOCUMENT_SCHEMA,
    report_schema,
    schemas,
)
from site_builder.assembly.schema import CONTACTS, DISCLOSED_DOCUMENT
from site_builder.build import CONTENT
from site_builder.catalogue.write import yaml_scalar
from site_builder.forms.outline import chapters_for, contents_for
from site_builder.forms.versions import forms_for
from site_builder.model.agency_kinds import KINDS
from site_builder.model.catalogue import CHOICE_COLUMNS, CatalogueForm, CatalogueItem
from site_builder.model.document_types import TYPES, type_called
from site_builder.model.table import Filing, Form
from site_builder.rules.structure.outline import numeral
from site_builder.scaffold.blank_tables import blank_tables
from site_builder.scaffold.new_files import NewFile
from site_builder.scaffold.templates import fill

MARK = "（填写）"
NAME_MARK = "（填写：机关全称）"
SCHEMAS = ".schemas"
# Without these nobody can reach an agency (条例第十二条); the others may stay blank.
_NEEDED = ("address", "hours", "phone")
_REACHED = ("地址", "电话", "电子邮箱")
_LAW = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
_ALWAYS = "及时更新"
# The items that every catalogue has, and one to be written.
_ITEMS = (
    CatalogueItem(
        "1",
        "机构信息",
        "机构职能",
        "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名",
        f"{_LAW}第二十条第（二）项",
        "自信息形成或者变更之日起20个工作日内",
    ),
    CatalogueItem(
        "2",
        "政府信息公开",
        "政府信息公开指南",
        "信息分类、获取方式、工作机构",
        f"{_LAW}第十二条",
        _ALWAYS,
    ),
    CatalogueItem("3", *(MARK,) * 5),
)


class Register(NamedTuple):
    """What the register says of an agency: its name, its contacts by their header keys, and its
    other names."""

    name: str
    contacts: Mapping[str, str]
    other_names: tuple[str, ...] = ()


class _Chapter(NamedTuple):
    """A chapter of a report: its heading, those below it, and whether a table belongs to it."""

    title: str
    topics: tuple[str, ...]
    has_table: bool


def schema_files(forms: tuple[Form, ...]) -> tuple[NewFile, ...]:
    """Return the files of the JSON Schemas that the headers of new files name."""
    return tuple(NewFile(f"{SCHEMAS}/{name}", text) for name, text in schemas(forms))


def new_agency(slug: str, values: Mapping[str, str]) -> NewFile:
    """Return the document of a new agency; `values` are those of its header that are known."""
    path = f"{CONTENT}/agencies/{slug}/index.md"
    contacts = [
        (one.key, _scalar(values, one.key, MARK if one.key in _NEEDED else ""), one.label)
        for one in CONTACTS
    ]
    return NewFile(
        path,
        fill(
            "content/agency.md",
            schema=_schema(path, AGENCY_SCHEMA),
            title=yaml_scalar(values.get("title") or NAME_MARK),
            region=_scalar(values, "region", MARK),
            kind=_scalar(values, "kind", MARK),
            kinds="、".join(KINDS),
            short_name=_scalar(values, "short_name", ""),
            contacts=contacts,
        ),
    )


def new_report(
    slug: str,
    register: Register,
    year: int,
    forms: tuple[Form, ...],
    before: Iterable[Filing] = (),
) -> NewFile:
    """Return the report of an agency on `year`, with the outline and the tables in force then. The
    figures that must be the same are taken from the tables of the year `before`."""
    path = f"{CONTENT}/agencies/{slug}/reports/{year}.md"
    return NewFile(
        path,
        fill(
            "content/report.md",
            schema=_schema(path, report_schema(forms, year)),
            title=yaml_scalar(f"{register.name}{year}年政府信息公开工作年度报告"),
            name=register.name,
            year=year,
            lines=list(blank_tables(forms, year, before)),
            contacts=_reached(register),
            chapters=_chapters(year, forms),
        ),
    )


def new_document(slug: str, name: str, title: str, kind: str, year: int) -> NewFile:
    """Return a disclosed document: `name` is its path below `documents/`, `kind` its type or the
    empty string; `year` is that of the dates in the hints."""
    path = f"{CONTENT}/agencies/{slug}/documents/{name}.md"
    type_ = type_called(kind)
    return NewFile(
        path,
        fill(
            "content/document.md",
            schema=_schema(path, DOCUMENT_SCHEMA),
            title=yaml_scalar(title or "（填写：标题）"),
            year=year,
            type=kind,
            types="、".join(one.name for one in TYPES),
            category=type_.category if type_ else "",
            keys=[
                (one.key, one.label, "" if one.holds == "text" else MARK)
                for one in DISCLOSED_DOCUMENT
                if type_ and one.key in type_.keys
            ],
        ),
    )


def new_catalogue(slug: str, register: Register) -> NewFile:
    """Return the catalogue of an agency, with the columns of the standard form."""
    path = f"{CONTENT}/agencies/{slug}/catalogue.yaml"
    form = CatalogueForm()
    return NewFile(
        path,
        fill(
            "content/catalogue.yaml",
            schema=_schema(path, CATALOGUE_SCHEMA),
            name=yaml_scalar(register.name),
            items=_ITEMS,
            columns=[(label, "、".join(getattr(form, name))) for name, label in CHOICE_COLUMNS],
        ),
    )


def _schema(path: str, name: str) -> str:
    """Return the path of a schema relative to the file at `path`."""
    return posixpath.relpath(f"{SCHEMAS}/{name}", posixpath.dirname(path))


def _scalar(values: Mapping[str, str], key: str, otherwise: str) -> str:
    text = values.get(key) or otherwise
    return yaml_scalar(text) if text else ""


def _reached(register: Register) -> list[tuple[str, str]]:
    """Return the contacts that the opening of a report names, by their short labels."""
    keys = ("address", "phone", "email")
    known = [
        (label, register.contacts.get(key, "")) for label, key in zip(_REACHED, keys, strict=True)
    ]
    return [one for one in known if one[1]] or [("电话", MARK)]


def _chapters(year: int, forms: tuple[Form, ...]) -> list[_Chapter]:
    """Return the chapters of a report on `year`: the prescribed ones, or one for each prescribed
    content where there was no outline."""
    tables = {title for form in forms_for(forms, year) for title in form.chapters}
    outline = [(one.title, tuple(topic for topic, _ in one.items)) for one in chapters_for(year)]
    outline += [(topic, ()) for topic, _ in contents_for(year)]
    return [
        _Chapter(
            f"{numeral(number)}、{title}",
            tuple(f"（{numeral(n)}）{topic}" for n, topic in enumerate(topics, 1)),
            title in tables,
        )
        for number, (title, topics) in enumerate(outline, 1)
    ]
