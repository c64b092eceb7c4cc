"""Describes the data of a site for programs: as a Data Package (Frictionless), and in the words of
DCAT and schema.org."""

from __future__ import annotations

import json
from typing import Any, Literal, NamedTuple

from site_builder.exporters import statistics_csv
from site_builder.exporters.data_notes import COLUMNS, USE_NOTE
from site_builder.exporters.statistics import EXPLAINED, places
from site_builder.exporters.statistics_csv import NO_TABLE, UNREADABLE
from site_builder.forms.versions import FOREVER
from site_builder.model.table import Form

TIDY_SCHEMA = "tidy.schema.json"


Kind = Literal["tidy", "wide", "forms", "json"]


class Resource(NamedTuple):
    """A file in the folder of data: its path there, a title, which of the four kinds of files it
    is, and for the wide shape the versions of forms in it."""

    path: str
    title: str
    kind: Kind
    year: int = 0
    forms: tuple[Form, ...] = ()


def as_json(value: object) -> bytes:
    """Return a value as JSON."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def data_package(title: str, base_url: str, resources: tuple[Resource, ...]) -> dict[str, Any]:
    """Return the description of some files as a Data Package."""
    homepage = {"homepage": f"{base_url}data/index.html"} if base_url else {}
    return {
        "profile": "data-package",
        "name": "statistics",
        "title": f"{title}：年度报告统计数",
        "description": USE_NOTE,
        **homepage,
        "resources": [_resource(one) for one in resources],
    }


def _resource(one: Resource) -> dict[str, Any]:
    name = one.path.replace("/", "-").replace(".", "-").lower()
    about: dict[str, Any] = {"name": name, "path": one.path, "title": one.title}
    if one.kind == "json":
        return {**about, "format": "json", "mediatype": "application/json", "encoding": "utf-8"}
    schema: object = TIDY_SCHEMA  # the same for many files
    if one.kind != "tidy":
        schema = forms_schema() if one.kind == "forms" else wide_schema(one.forms)
    return {
        **about,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": schema,
    }


_YEAR = {"type": "integer", "constraints": {"required": True, "minimum": 2000, "maximum": 2099}}
_TEXT: dict[str, Any] = {"type": "string"}
_NEEDED: dict[str, Any] = {"type": "string", "constraints": {"required": True}}
_REGION = {"type": "string", "constraints": {"required": True, "pattern": "^[0-9]{6}$"}}
_SLUG = {"type": "string", "constraints": {"required": True, "pattern": "^[a-z0-9-]+$"}}


def _fields(types: dict[str, dict[str, Any]], says: dict[str, str]) -> list[dict[str, Any]]:
    return [{"name": name, **kind, "description": says[name]} for name, kind in types.items()]


def tidy_schema() -> dict[str, Any]:
    """Return the Table Schema of the tidy shape. An empty value is missing; what it means is in
    another column, and no mark of a report stands for a missing value."""
    meanings = [one.label for one in EXPLAINED]
    types = {
        "机关": _NEEDED,
        "机关代码": _SLUG,
        "行政区划": _REGION,
        "年度": _YEAR,
        "表": _NEEDED,
        "表版本": _YEAR,
        "行分组": _TEXT,
        "行": _NEEDED,
        "列分组": _TEXT,
        "列": _NEEDED,
        "单位": _TEXT,
        "值": {"type": "number"},
        "原文": _TEXT,
        "含义": {"type": "string", "constraints": {"required": True, "enum": meanings}},
        "更正日期": {"type": "date"},
    }
    return {
        "fields": _fields(types, COLUMNS),
        "missingValues": [""],
        "primaryKey": ["机关代码", "年度", "表", "表版本", "行", "列"],
    }


def wide_schema(forms: tuple[Form, ...]) -> dict[str, Any]:
    """Return the Table Schema of the wide shape with some versions of forms. Its cells are texts,
    so that a blank is an empty text; missing is only what no table of a report has."""
    names = [name for form in forms for name in statistics_csv.column_names(form)]
    who = {"机关": _NEEDED, "机关代码": _SLUG, "行政区划": _REGION, "年度": _YEAR}
    says = {name: COLUMNS[name] for name in who}
    added = "报告没有填、由本站按勾稽关系算出的栏。"
    return {
        "fields": [
            *_fields(who, says),
            *({"name": name, **_TEXT} for name in names),
            {"name": statistics_csv.COMPUTED_COLUMN, **_TEXT, "description": added},
        ],
        "missingValues": [NO_TABLE, UNREADABLE],
        "primaryKey": ["机关代码", "年度"],
    }


FORM_COLUMNS = {
    "表代号": "表在 JSON 里的名字（form）。",
    "表": "法定统计表的名称。",
    "表版本": "格式从哪一年度的报告起使用。",
    "截止年度": "格式用到哪一年度的报告；还在用的为空。",
    "依据": "规定这种格式的文件。",
    "行分组": COLUMNS["行分组"],
    "行": COLUMNS["行"],
    "列分组": COLUMNS["列分组"],
    "列": COLUMNS["列"],
    "单位": "表格规定的单位。",
    "宽表栏名": "这一格在宽表里的栏名。",
}


def forms_schema() -> dict[str, Any]:
    """Return the Table Schema of the list of all places of all forms."""
    types = dict.fromkeys(FORM_COLUMNS, _NEEDED)
    types |= {"表版本": _YEAR, "截止年度": {"type": "integer"}}
    types |= dict.fromkeys(("行分组", "列分组", "单位"), _TEXT)
    return {
        "fields": _fields(types, FORM_COLUMNS),
        "missingValues": [""],
        "primaryKey": ["表代号", "表版本", "行", "列"],
    }


def dcat(
    title: str, base_url: str, publisher: str, resources: tuple[Resource, ...]
) -> dict[str, Any]:
    """Return the description of some files as JSON-LD. Without a base URL, addresses are relative
    to the file."""
    folder = f"{base_url}data/" if base_url else ""
    datasets: dict[int, list[Resource]] = {}
    for one in resources:
        datasets.setdefault(one.year, []).append(one)
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "schema": "https://schema.org/",
        },
        "@id": f"{folder}dcat.jsonld",
        "@type": ["dcat:Catalog", "schema:DataCatalog"],
        "dct:title": f"{title}：开放数据",
        "schema:name": f"{title}：开放数据",
        "dct:language": "zh-CN",
        "dct:publisher": {"@type": "schema:Organization", "schema:name": publisher or title},
        "dct:rights": USE_NOTE,
        "dcat:dataset": [
            _dataset(year, folder, members) for year, members in datasets.items() if year
        ],
    }


def _dataset(year: int, folder: str, members: list[Resource]) -> dict[str, Any]:
    title = f"{year}年政府信息公开工作年度报告统计数"
    return {
        "@id": f"{folder}datapackage.json#{year}",
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dct:title": title,
        "schema:name": title,
        "schema:description": f"各机关{year}年年度报告的法定统计表，原样保留空白和各种记号。",
        "dct:temporal": {"@type": "dct:PeriodOfTime", "schema:temporalCoverage": f"{year}"},
        "dct:rights": USE_NOTE,
        "dcat:distribution": [_distribution(one, folder) for one in members],
    }


def _distribution(one: Resource, folder: str) -> dict[str, Any]:
    kind = "application/json" if one.kind == "json" else "text/csv"
    return {
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dct:title": one.title,
        "dcat:downloadURL": {"@id": f"{folder}{one.path}"},
        "schema:contentUrl": {"@id": f"{folder}{one.path}"},
        "dcat:mediaType": kind,
        "schema:encodingFormat": kind,
    }


def forms_csv(forms: tuple[Form, ...]) -> bytes:
    """Return the list of all places of all forms as CSV."""
    return statistics_csv.table(FORM_COLUMNS, (row for form in forms for row in _form_rows(form)))


def _form_rows(form: Form) -> list[tuple[str, ...]]:
    last = "" if form.last_year == FOREVER else f"{form.last_year}"
    about = (form.name, form.title, f"{form.first_year}", last, form.basis)
    between = statistics_csv.BETWEEN_GROUPS
    return [
        (
            *about,
            between.join(one.row_groups),
            one.row,
            between.join(one.column_groups),
            one.column,
            one.unit,
            name,
        )
        for one, name in zip(places(form), statistics_csv.column_names(form), strict=True)
    ]
