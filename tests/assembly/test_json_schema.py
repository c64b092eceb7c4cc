"""The JSON Schemas for editors accept every header that there is, and reject what our reader
does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
import yaml
from conftest import FORMS, TODAY
from hypothesis import given
from hypothesis import strategies as some

from site_builder.assembly.assemble import assemble
from site_builder.assembly.json_schema import (
    AGENCY_SCHEMA,
    CATALOGUE_SCHEMA,
    DOCUMENT_SCHEMA,
    PAGE_SCHEMA,
    SITE_SCHEMA,
    report_schema,
    schemas,
)
from site_builder.assembly.settings import read_settings
from site_builder.content.urls import address
from site_builder.forms.versions import forms_for
from site_builder.model.document import Mapping, Node, Scalar
from site_builder.model.site import Region, Settings
from site_builder.model.source import Content, Source
from site_builder.parsing.document import parse
from site_builder.parsing.yaml_nodes import read_yaml

ROOT = Path(__file__).parent.parent.parent
TEXTS = dict(schemas(FORMS))
ACCEPTS: dict[str, Callable[[Any], Any]] = {
    name: fastjsonschema.compile(json.loads(text)) for name, text in TEXTS.items()
}
PROJECTS = (ROOT / "content", ROOT / "examples/shili/content")
FILES = [
    file
    for content in PROJECTS
    for file in sorted(content.rglob("*"))
    if file.suffix in {".md", ".yaml"}
]
# What is wrong with a header as such: its keys, and the types of their values.
WRONG = {
    *("H101", "H102", "H103", "H104", "H105", "H106", "H107", "H108", "H120", "H121", "H143"),
    *("A104", "P120", "F201", "F203", "F207", "F208", "F211", "F212", "F213"),
}


def schema_of(file: Path) -> str:
    """The name of the schema of a file of a content folder."""
    content = next(folder for folder in PROJECTS if file.is_relative_to(folder))
    path = file.relative_to(content).as_posix()
    if file.suffix == ".yaml":
        return SITE_SCHEMA if path == "site.yaml" else CATALOGUE_SCHEMA
    where = address(path)
    if where.role == "report":
        return report_schema(FORMS, where.year)
    names = {"agency": AGENCY_SCHEMA, "document": DOCUMENT_SCHEMA}
    return names.get(where.role, PAGE_SCHEMA)


def header_of(file: Path) -> str:
    text = file.read_text("utf-8")
    return text if file.suffix == ".yaml" else text.split("---\n")[1]


def typed(value: Any) -> Any:
    """What the YAML of an editor makes of a file, as JSON."""
    if isinstance(value, dict):
        return {str(key): typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [typed(inner) for inner in value]
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else value


def as_text(node: Node) -> Any:
    """What our own reader makes of it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {entry.key.text: as_text(entry.value) for entry in node.entries}
    return [as_text(item) for item in node.items]


def is_accepted(name: str, value: Any) -> bool:
    try:
        ACCEPTS[name](value)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_header_of_ours_is_accepted_typed_and_as_text(file: Path) -> None:
    text = header_of(file)
    node, problems = read_yaml(text, file.name)
    assert not problems

    ACCEPTS[schema_of(file)](typed(yaml.safe_load(text)))
    ACCEPTS[schema_of(file)](as_text(node))


def test_the_same_bytes_come_out_every_time() -> None:
    assert dict(schemas(FORMS)) == TEXTS
    assert all(text.endswith("}\n") for text in TEXTS.values())


def test_a_schema_grows_with_the_rows_of_its_forms_and_no_faster() -> None:
    """Each row is written out once, and once more for each group it is in; the columns that several
    rows have are written out once."""
    for year in {form.first_year for form in FORMS}:
        rows = [row for form in forms_for(FORMS, year) for row in form.rows]
        text = TEXTS[report_schema(FORMS, year)]

        assert text.count('"$ref"') <= 2 * sum(1 + len(row.groups) for row in rows)
        assert text.count("没有写到的各列") <= len({row.columns for row in rows})


def test_every_key_is_described_in_chinese() -> None:
    for text in TEXTS.values():
        for key, value in json.loads(text)["properties"].items():
            assert value.get("description") or key == "statistics", key


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """All places in a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inner if isinstance(value, dict | list) else ():
        yield (*path, key)
        yield from paths_in(one, (*path, key))


def changed(value: Any, path: tuple[Any, ...], what: object) -> Any:
    """The value with something else at a place; a text is a new name of the key."""
    key, *rest = path
    copy = dict(value) if isinstance(value, dict) else list(value)
    if rest:
        copy[key] = changed(copy[key], tuple(rest), what)
    elif isinstance(what, str) and isinstance(copy, dict):
        copy[f"{key}{what}"] = copy.pop(key)
    else:
        copy[key] = what
    return copy


CHANGES = ("x", {"x": {"y": "z"}}, ["a", {"b": "c"}], [["a"]])
HEADERS = [file for file in FILES if file.suffix == ".md"]


def found_in(path: str, header: Any) -> set[str]:
    """The codes of what our reader rejects in a header, written as YAML."""
    text = yaml.safe_dump(header, allow_unicode=True, default_style='"')
    data = f"---\n{text}---\n正文。\n".encode()
    index = f"agencies/{address(path).agency}/index.md"
    sources = [Source(path, data, "")]
    if path.startswith("agencies/") and path != index:
        sources.append(Source(index, b"---\ntitle: a\nregion: 990100\n---\n", ""))
    settings = Settings("a", regions=(Region("990100", "b"),))
    content = Content(tuple(sources), (), ())
    site = assemble(settings, FORMS, content, parse(sources), TODAY)
    problems = (*site.problems, *(one for document in site.documents for one in document.problems))
    return {one.rule.code for one in problems if one.path == path}


@given(some.sampled_from(HEADERS), some.randoms(use_true_random=False), some.sampled_from(CHANGES))
def test_what_our_reader_rejects_as_such_a_schema_rejects_too(
    file: Path, random: Any, what: object
) -> None:
    node, _ = read_yaml(header_of(file), file.name)
    before = as_text(node)
    header = changed(before, random.choice([*paths_in(before)]), what)
    content = next(folder for folder in PROJECTS if file.is_relative_to(folder))
    path = file.relative_to(content).as_posix()

    found = found_in(path, header) & WRONG

    if found:
        assert not is_accepted(schema_of(file), header), (found, header)


@pytest.mark.parametrize("file", [PROJECTS[0] / "site.yaml", PROJECTS[1] / "site.yaml"])
@pytest.mark.parametrize("what", CHANGES, ids=str)
def test_what_is_wrong_in_settings_a_schema_rejects_too(
    file: Path, what: object, tmp_path: Path
) -> None:
    before = as_text(read_yaml(file.read_text("utf-8"), file.name)[0])
    for place in paths_in(before):
        settings = changed(before, place, what)
        text = yaml.safe_dump(settings, allow_unicode=True, default_style='"')
        (tmp_path / "site.yaml").write_text(text, "utf-8")

        if read_settings(tmp_path)[1]:
            assert not is_accepted(SITE_SCHEMA, settings), settings


@pytest.mark.parametrize(
    ("header", "is_right"),
    [
        ("draft: maybe", False),
        ("draft: true", True),
        ("draft: 'true'", True),
        ("published: 2024-01-02 09:30", True),
        ("published: 2024年1月2日", False),
        ("published:", True),
        ("signed: 2024-01-02", True),
        ("kind: 部门", False),
        ("openness: 主动公开（全文）", True),
        ("statistics: 0", False),
        ("statistics: {主动公开政府信息情况: 0}", True),
        ("statistics: {主动公开政府信息情况: 1}", False),
        ("statistics: {主动公开政府信息情况: {一、规章: 0}}", True),
        ("statistics: {主动公开政府信息情况: {规章: {本年制发件数: 一件}}}", True),
        ("statistics: {主动公开政府信息情况: {规章: {本年制发: 1}}}", False),
        ("statistics: {收到和处理政府信息公开申请情况: {不予公开: {属于国家秘密: /}}}", True),
        ("statistics: {收到和处理政府信息公开申请情况: {不予公开: {予以公开: 0}}}", False),
        ("statistics: {收到和处理政府信息公开申请情况: {其余: {予以公开: 0}}}", True),
        ("attachments: [a.pdf, {file: b.pdf, title: 乙}]", True),
        ("attachments: [{title: 乙}]", False),
        ("corrections: [{date: 2024-01-02, what: 甲, why: 乙}]", True),
        ("corrections: [{date: 2024-01-02, what: 甲}]", False),
        ("waivers: {S207: 原文如此}", True),
        ("waivers: {S207: }", False),
    ],
)
def test_a_header_of_a_report_is_accepted_if_it_is_right(header: str, is_right: bool) -> None:
    value = typed(yaml.safe_load(f"title: 报告\n{header}"))

    assert is_accepted(report_schema(FORMS, 2023), value) == is_right


@pytest.mark.parametrize(
    ("catalogue", "is_right"),
    [
        ("items: [{序号: 1, 一级事项: 甲, 公开层级: [县级]}]", True),
        ("items: [{序号: 1, 五公开: 甲}]", False),
        ("columns: {其他: [五公开]}\nitems: [{序号: 1, 五公开: 甲}]", True),
        ("columns: {公开层级: [市级]}\nitems: [{序号: 1, 五公开: 甲}]", False),
        ("columns: {别的: [市级]}\nitems: [{序号: 1}]", False),
        ("title: 甲", False),
        ("items: []", False),
        ("draft: true\nitems: [{序号: 0505, 公开渠道和载体: 其他（热线）}]", True),
    ],
)
def test_a_catalogue_is_accepted_if_it_is_right(catalogue: str, is_right: bool) -> None:
    assert is_accepted(CATALOGUE_SCHEMA, typed(yaml.safe_load(catalogue))) == is_right
