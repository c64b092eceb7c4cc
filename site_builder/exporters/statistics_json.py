"""Statistics as JSON: keys in English, which stay, and the names of the law's own tables, rows and
columns in Chinese. Every file has one shape, a list of reports, which `schema` describes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Any

from site_builder.exporters.statistics import EXPLAINED, MEANINGS, ReportStatistics, places, stated
from site_builder.model.table import WRITTEN, Figures, Form

_BEGIN, _BETWEEN, _END = b'{"reports":[\n', b",\n", b"\n]}\n"


def to_json(reports: Iterable[ReportStatistics]) -> bytes:
    """Return reports as JSON, one a line."""
    return _BEGIN + _BETWEEN.join(map(_report, reports)) + _END


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _report(one: ReportStatistics) -> bytes:
    agency = {"id": one.slug, "name": one.agency, "region": one.region}
    about = {"agency": agency, "year": one.year, "title": one.title, "page": one.page}
    begins = f'{_text(about).removesuffix("}")},"tables":['.encode()
    return begins + b",".join(map(_table, one.tables)) + b"]}"


# As in the other module.
@lru_cache(maxsize=64)
def _table(table: Figures) -> bytes:
    every = zip(_heads(table.form), table.texts, table.kinds, strict=True)
    known = _SMALL if not table.kinds.strip(WRITTEN) else {}
    parts = [head + (known.get(text) or _cell(text, kind)) for head, text, kind in every]
    for at, day in table.corrected:
        parts[at] += f',"corrected":"{day}"'.encode()
    return b"".join(parts) + b"}]}]}"


@lru_cache(maxsize=64)
def _heads(form: Form) -> tuple[bytes, ...]:
    """Return what stands before the value of each cell of a form: the end of the cell before it,
    and where one begins, the beginning of the table or of the row."""
    heads: list[str] = []
    table = {"form": form.name, "version": form.first_year, "title": form.title}
    begins = f'{_text(table).removesuffix("}")},"rows":['
    for (name, groups), cells in groupby(places(form), key=lambda one: (one.row, one.row_groups)):
        for number, place in enumerate(cells):
            row = {"row": name, "groups": groups, "unit": place.unit}
            if number == 0:
                begins += f'{_text(row).removesuffix("}")},"cells":['
            heads.append(f'{begins}{{"column":{_text(place.column)},')
            begins = "},"
        begins = "}]},"
    return tuple(head.encode() for head in heads)


@lru_cache(maxsize=64)
def usual_size(form: Form) -> int:
    """Return how many bytes a table takes if every figure has one digit."""
    return sum(map(len, _heads(form))) + len(_cell("0", WRITTEN)) * len(places(form))


@lru_cache(maxsize=4096)
def _cell(text: str, kind: str) -> bytes:
    """Return a cell from its value on, with the unit that is written with it."""
    one = stated(text, kind)
    unit = f',"unit":{_text(one.unit)}' if one.unit else ""
    key = MEANINGS[kind].key
    value = one.value or "null"
    return f'"value":{value},"text":{_text(one.text)},"meaning":"{key}"{unit}'.encode()


# Nearly all cells hold small numbers.
_SMALL = {text: _cell(text, WRITTEN) for text in map(str, range(50))}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of these files."""
    text, day = {"type": "string"}, {"type": "string", "format": "date"}
    cell = _object(
        {
            "column": text | {"description": "列的名称，不带序号"},
            "value": {"type": ["number", "null"], "description": "数；不是数的格为 null"},
            "text": text | {"description": "报告的原文；空白和计算得出的为空"},
            "meaning": {
                "enum": [one.key for one in EXPLAINED],
                "description": "；".join(f"{one.key}：{one.says}" for one in EXPLAINED),
            },
            "unit": text | {"description": "报告另写的单位"},
            "corrected": day | {"description": "发布后最近一次更正的日期"},
        },
        optional=("unit", "corrected"),
    )
    row = _object(
        {
            "row": text | {"description": "行的名称，不带序号"},
            "groups": {"type": "array", "items": text, "description": "行上面的各级标题"},
            "unit": text | {"description": "表格规定的单位"},
            "cells": {"type": "array", "items": cell},
        }
    )
    table = _object(
        {
            "form": text | {"description": "表的代号"},
            "version": {"type": "integer", "description": "表的版本：从哪一年度的报告起使用"},
            "title": text,
            "rows": {"type": "array", "items": row},
        }
    )
    agency = _object(
        {
            "id": text | {"description": "机关代码：网址里的名字"},
            "name": text,
            "region": {"type": "string", "pattern": "^[0-9]{6}$"},
        }
    )
    report = _object(
        {
            "agency": agency,
            "year": {"type": "integer"},
            "title": text,
            "page": text | {"description": "报告的网页，相对于网站的根"},
            "tables": {"type": "array", "items": table},
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告统计数",
        **_object({"reports": {"type": "array", "items": report}}),
    }


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
