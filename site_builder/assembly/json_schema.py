"""JSON Schemas of headers, site.yaml and catalogue.yaml, with which editors complete keys and mark
mistakes. They are made from the schema by which the headers are read (`schema.py`), from the forms
and from the closed lists of values.

The YAML of an editor makes numbers, dates and truth values of plain scalars, ours reads text: both
are accepted. A schema knows one file only, so what it accepts may still be wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from site_builder.assembly.assemble import FIRST_YEAR
from site_builder.assembly.hold_back import OPENNESSES
from site_builder.assembly.review import STEPS
from site_builder.assembly.schema import (
    ADDRESS,
    AGENCY,
    CELL,
    CORRECTION,
    DATE,
    DISCLOSED_DOCUMENT,
    PAGE,
    REPORT,
    REVIEW_STEP,
    SITE,
    TIME,
    WITHDRAWAL,
    Field,
    Holds,
)
from site_builder.assembly.settings import CHOICES, CODE, DOWNLOADS, LOWEST_TITLE
from site_builder.assembly.statistics_schema import Schema, statistics_schema, years_of_forms
from site_builder.assembly.topics import SLUG
from site_builder.catalogue.read import COLUMNS, DRAFT, ITEMS, LOCAL, SUB_MATTERS, TITLE
from site_builder.forms.versions import FOREVER
from site_builder.model.agency_kinds import KINDS
from site_builder.model.catalogue import CHOICE_COLUMNS, TEXT_COLUMNS, CatalogueForm
from site_builder.model.document_types import TYPES
from site_builder.model.facets import CATEGORIES, GENRES, TOPICS
from site_builder.model.table import Form
from site_builder.text.fill_marks import MARK

SITE_SCHEMA, AGENCY_SCHEMA, CATALOGUE_SCHEMA = "site.json", "agency.json", "catalogue.json"
PAGE_SCHEMA, DOCUMENT_SCHEMA = "page.json", "document.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOTHING = ("", None)
_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
_SOME_TEXT: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
_FLAG: Schema = {"enum": [True, False, "true", "false"]}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_LARGEST_NUMBER = 999_999_999


def schemas(forms: tuple[Form, ...]) -> Iterator[tuple[str, str]]:
    """Yield the name of each file of schemas, and its text."""
    yield SITE_SCHEMA, _file("网站设置 site.yaml", _mapping(SITE, _SITE_KEYS))
    yield AGENCY_SCHEMA, _file("机关的信息栏", _mapping(AGENCY, _KEYS))
    yield DOCUMENT_SCHEMA, _file("公开文件的信息栏", _mapping(DISCLOSED_DOCUMENT, _KEYS))
    yield PAGE_SCHEMA, _file("专页和首页的信息栏", _mapping(PAGE, _KEYS))
    yield CATALOGUE_SCHEMA, _file("政务公开目录 catalogue.yaml", _catalogue())
    for first, last in years_of_forms(forms, FIRST_YEAR):
        years = f"{first}年起" if last == FOREVER else f"{first}—{last}年"
        statistics, definitions = statistics_schema(forms, first)
        header = _mapping(REPORT, {**_KEYS, "statistics": statistics})
        title = f"年度报告的信息栏（{years}）"
        yield report_schema(forms, first), _file(title, header | {"$defs": definitions})


def report_schema(forms: tuple[Form, ...], year: int) -> str:
    """Return the name of the file with the schema of a report on `year`."""
    first = max(first for first, _ in years_of_forms(forms, FIRST_YEAR) if first <= year)
    return f"report-{first}.json"


def _file(title: str, schema: Schema) -> str:
    whole = {"$schema": _DIALECT, "title": title, **schema}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _mapping(fields: Iterable[Field], special: Schema) -> Schema:
    """Return the schema of a mapping with these keys; `special` are the schemas of some of them."""
    fields = tuple(fields)
    schema = _object({one.key: _value(one, special) for one in fields})
    required = [one.key for one in fields if one.required]
    return schema | ({"required": required} if required else {})


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _value(field: Field, special: Schema) -> Schema:
    usual, how = _HELD[field.holds]
    schema: Schema = special.get(field.key, usual)
    if field.required:
        schema = schema | {"type": _SOME_TEXT["type"], "minLength": 1}
    return schema | {"description": field.label + how}


def _written(pattern: str) -> Schema:
    """Return the schema of a text of a pattern, of one that is not written yet, or of nothing."""
    return {"type": ["string", "null"], "pattern": f"^(?:{pattern})?$|{MARK.pattern}"}


def _choice(names: Iterable[str]) -> Schema:
    return {"anyOf": [{"enum": [*names, *_NOTHING]}, {"type": "string", "pattern": MARK.pattern}]}


def _suggested(names: Iterable[str]) -> Schema:
    """Return the schema of a text for which some values are usual."""
    return {"anyOf": [{"enum": [*names]}, _TEXT]}


def _list(entry: Schema) -> Schema:
    return {"anyOf": [{"enum": [*_NOTHING]}, {"type": "array", "items": entry}]}


def _named(pattern: str, value: Schema) -> Schema:
    """Return the schema of a mapping whose keys have a pattern."""
    keys = {f"^(?:{pattern})$": value}
    return {"type": "object", "patternProperties": keys, "additionalProperties": False}


_HELD: dict[Holds, tuple[Schema, str]] = {
    "text": (_TEXT, ""),
    "texts": (_TEXTS, "，几个写成列表，如 [甲, 乙]"),
    "date": (_written(DATE.pattern), "，如 2024-01-31"),
    "moment": (
        _written(f"{DATE.pattern}(?: {TIME.pattern})?"),
        "，如 2024-01-31 或 2024-01-31 09:30",
    ),
    "flag": (_FLAG, "，写 true 或 false"),
    "number": (
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": _LARGEST_NUMBER},
                _written("0|[1-9][0-9]{0,8}"),
            ]
        },
        "，整数",
    ),
    "address": (_written(ADDRESS.pattern), "，以 http:// 或 https:// 开头"),
    "node": ({}, ""),
}
_WAIVERS: Schema = {
    "type": "object",
    "patternProperties": {"^[A-Z][0-9]{3}$": _SOME_TEXT},
    "additionalProperties": False,
}
_ATTACHMENT = (Field("file", "文件", required=True), Field("title", "名称"))
_CELL = _mapping(CELL, {})
_STEP = _suggested(STEPS)
_KEYS: Schema = {
    "openness": _suggested(OPENNESSES),
    "kind": _choice(KINDS),
    "type": _choice(one.name for one in TYPES),
    "category": _choice(word for one in CATEGORIES for word in (one.name, one.clause)),
    "genre": _suggested(one.name for one in GENRES),
    "topic": _suggested(one.name for one in TOPICS),
    "withdrawn": _mapping(WITHDRAWAL, {}),
    "corrections": _list(_mapping(CORRECTION, {"cell": _CELL})),
    "review": _list(_mapping(REVIEW_STEP, {"step": _STEP})),
    "attachments": _list({"anyOf": [_SOME_TEXT, _mapping(_ATTACHMENT, {})]}),
    "waivers": _WAIVERS,
}
_LEVELS = range(1, LOWEST_TITLE + 1)
_SITE_KEYS: Schema = {
    "coverage": _choice(CHOICES["coverage"]),
    "review": _choice(CHOICES["review"]),
    "downloads": _list({"enum": [*DOWNLOADS]}),
    "heading_level": {"enum": [*_LEVELS, *map(str, _LEVELS), *_NOTHING]},
    "regions": _named(CODE.pattern, _SOME_TEXT),
    "topics": _named(SLUG.pattern, _SOME_TEXT),
    "waivers": _WAIVERS,
}


def _catalogue() -> Schema:
    """Return the schema of a catalogue. Its items may have columns of its own, if it names some."""
    form = CatalogueForm()
    cells = {label: _TEXT | {"description": label} for _, label in TEXT_COLUMNS}
    for name, label in CHOICE_COLUMNS:
        choice = _suggested(getattr(form, name))
        cells[label] = {"anyOf": [choice, {"type": "array", "items": choice}], "description": label}
    columns: Schema = {label: _TEXTS for _, label in CHOICE_COLUMNS}
    columns |= {LOCAL: _TEXTS, SUB_MATTERS: _FLAG}
    keys: Schema = {
        TITLE: _TEXT | {"description": "目录的名称，不写就用机关名称"},
        DRAFT: _FLAG | {"description": "草稿，写 true 就不发布"},
        COLUMNS: _object(columns) | {"description": "与标准目录不同的栏"},
        ITEMS: {"type": "array", "minItems": 1, "description": "公开事项，一项一项写"},
    }
    own_columns: Schema = {COLUMNS: {"type": "object", "required": [LOCAL]}}
    own_cells: Schema = {ITEMS: {"items": {"type": "object", "properties": cells}}}
    return _object(keys) | {
        "required": [ITEMS],
        "anyOf": [
            {"properties": {ITEMS: {"items": _object(cells)}}},
            {"properties": own_columns | own_cells, "required": [COLUMNS]},
        ],
    }
