"""The JSON Schema of `statistics` in the header of a report: the tables in force for some years,
their rows and columns by label."""

from __future__ import annotations

from typing import Any

from site_builder.forms.cells import NOT_APPLICABLE
from site_builder.forms.filing import REST
from site_builder.forms.versions import FOREVER, forms_for
from site_builder.model.table import Column, Form, Row
from site_builder.text.labels import key_of

Schema = dict[str, Any]

_FIGURE: Schema = {"type": ["string", "number", "null"]}
# What one text can stand for in several cells: nothing, zero, and “not applicable”.
_SHARED: Schema = {"enum": [None, "", 0, "0", "无", *sorted(NOT_APPLICABLE)]}
# Labels as they are printed, with numbers and remarks, are read too; they are not looked into.
_PRINTED = (
    r"^(?:其中：|第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十]+[）)]|[0-9]+[.．、])|（[^（）]*）\s*$"
)
_KINDS = {"count": "", "change": "，可以是负数", "money": "，金额"}


def years_of_forms(forms: tuple[Form, ...], first: int) -> tuple[tuple[int, int], ...]:
    """Return the years, from `first` on, in which the same forms are in force: first and last."""
    begins = {first, *(form.first_year for form in forms)}
    begins |= {form.last_year + 1 for form in forms if form.last_year != FOREVER}
    years = sorted(year for year in begins if year >= first)
    return tuple(zip(years, [year - 1 for year in years[1:]] + [FOREVER], strict=True))


def statistics_schema(forms: tuple[Form, ...], year: int) -> tuple[Schema, dict[str, Schema]]:
    """Return the schema of `statistics` in a report on `year`, and the definitions it refers to."""
    definitions: dict[str, Schema] = {}
    tables: Schema = {}
    for form in forms_for(forms, year):
        definitions |= _of_form(form)
        unit = f"（单位：{form.unit}）" if form.unit else ""
        for name in dict.fromkeys((form.title, *form.chapters)):
            tables[name] = _ref(form.name, f"{form.title}{unit}")
    return {"anyOf": [{"enum": [None, ""]}, _object(tables)]}, definitions


def _of_form(form: Form) -> dict[str, Schema]:
    """Return the definitions of a table, by name: the table itself, its groups, and the columns
    that several of its rows have."""
    layouts = {row.columns: "" for row in form.rows}
    layouts = {columns: f"{form.name}-columns-{n}" for n, columns in enumerate(layouts, 1)}
    groups = {key: f"{form.name}-rows-{n}" for n, (key, _) in enumerate(form.groups, 1)}
    definitions = {name: _columns(columns) for columns, name in layouts.items()}
    rows = {row.key: _ref(layouts[row.columns], _described(row, form)) for row in form.rows}
    for key, members in form.groups:
        inner = [name for name, own in form.groups if name != key and {*own} <= {*members}]
        properties = {one: _ref(groups[one], one) for one in inner} | {r: rows[r] for r in members}
        definitions[groups[key]] = _table(groups[key], properties)
    whole = {key: _ref(groups[key], key) for key in groups} | rows
    definitions[form.name] = _table(form.name, whole)
    return definitions


def _columns(columns: tuple[Column, ...]) -> Schema:
    """Return the schema of a row with these columns. One figure is enough for one column."""
    properties: Schema = {
        one.key: _FIGURE | {"description": f"{one.label}{_KINDS[one.kind]}"} for one in columns
    }
    whole = _FIGURE if len(columns) == 1 else _SHARED
    properties[REST] = _SHARED | {"description": "没有写到的各列，总计除外"}
    return {"anyOf": [whole, _object(properties)]}


def _table(name: str, rows: Schema) -> Schema:
    return {"anyOf": [_SHARED, _object({**rows, REST: _ref(name, "没有写到的各行")})]}


def _described(row: Row, form: Form) -> str:
    groups = "".join(f"{key_of(group)} › " for group in row.groups)
    unit = row.unit or form.unit
    return f"{groups}{row.label}" + (f"（单位：{unit}）" if unit else "")


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "patternProperties": {_PRINTED: {}},
        "additionalProperties": False,
    }


def _ref(name: str, description: str) -> Schema:
    return {"$ref": f"#/$defs/{name}", "description": description}
