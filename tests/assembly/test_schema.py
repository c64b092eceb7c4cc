"""What a header may hold, and how its text becomes a value."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.assembly.schema import (
    AGENCY,
    DISCLOSED_DOCUMENT,
    PAGE,
    REPORT,
    SITE,
    Field,
    read_header,
)
from site_builder.model.document import Mapping
from site_builder.model.finding import Problem
from site_builder.parsing.yaml_nodes import read_yaml

FIELDS = (
    Field("title", "标题", required=True),
    Field("signed", "成文日期", "date"),
    Field("generated", "生成日期", "moment"),
    Field("draft", "草稿", "flag"),
    Field("aliases", "其他名称", "texts"),
    Field("order", "顺序", "number"),
    Field("website", "网站地址", "address"),
    Field("statistics", "统计表", "node"),
)


def read(
    yaml: str, fields: tuple[Field, ...] = FIELDS
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    node, faults = read_yaml(yaml, "a.md", 2)
    assert isinstance(node, Mapping)
    assert not faults
    return read_header(node, "a.md", fields)


@pytest.mark.parametrize(
    ("yaml", "value"),
    [
        ("title: 报告", "报告"),
        ("title: 2023", "2023"),
        ("title: no", "no"),
        ("title: '  报告 '", "报告"),
        ("signed: 2023-01-31", date(2023, 1, 31)),
        ("generated: 2023-01-31", "2023-01-31"),
        ("generated: 2023-01-31 09:30", "2023-01-31 09:30"),
        ("generated: 2023-01-31 09:30:59", "2023-01-31 09:30:59"),
        ("draft: true", True),
        ("draft: false", False),
        ("aliases: 甲", ("甲",)),
        ("aliases: [甲, 乙]", ("甲", "乙")),
        ("order: 12", 12),
        ("website: http://www.nxzw.gov.cn/a?b=1#c", "http://www.nxzw.gov.cn/a?b=1#c"),
    ],
)
def test_a_good_value_is_read(yaml: str, value: object) -> None:
    key = yaml.partition(":")[0]
    values, problems = read(f"title: 题\n{yaml}" if key != "title" else yaml)

    assert not problems
    assert values[key] == value


@pytest.mark.parametrize(
    ("yaml", "rule"),
    [
        ("signed: 2023-02-29", "date_not_valid"),
        ("signed: 2023-1-31", "date_not_valid"),
        ("signed: 2023/01/31", "date_not_valid"),
        ("signed: 2023年1月31日", "date_not_valid"),
        ("signed: '２０２３-01-31'", "date_not_valid"),
        ("signed: 0000-01-01", "date_not_valid"),
        ("generated: 2023-01-31 24:00", "date_not_valid"),
        ("generated: 2023-01-31T09:30", "date_not_valid"),
        ("draft: yes", "flag_not_valid"),
        ("draft: 是", "flag_not_valid"),
        ("draft: True", "flag_not_valid"),
        ("order: -1", "number_not_valid"),
        ("order: 01", "number_not_valid"),
        ("order: 一", "number_not_valid"),
        ("order: 1234567890", "number_not_valid"),
        ("aliases: {甲: 乙}", "value_is_not_a_list"),
        ("aliases: [[甲]]", "value_is_not_a_list"),
        ("signed: [2023-01-31]", "value_is_not_text"),
        ("website: www.nxzw.gov.cn", "address_not_valid"),
        ("website: javascript:alert(1)", "address_not_valid"),
        ("website: https://bank@evil.example/", "address_not_valid"),
        ("website: 'https://a.example/ b'", "address_not_valid"),
    ],
)
def test_a_value_that_holds_something_else_is_reported_where_it_stands(
    yaml: str, rule: str
) -> None:
    values, (what,) = read(f"title: 题\n{yaml}")

    key = yaml.partition(":")[0]
    assert key not in values
    assert (what.rule.name, what.path, what.line, what.column) == (rule, "a.md", 3, len(key) + 3)


def test_a_value_of_nothing_is_no_value() -> None:
    values, problems = read("title: 题\nsigned:\norder: ''\naliases:")

    assert not problems
    assert set(values) <= {"title", "aliases"}
    assert not values.get("aliases")


def test_a_required_key_that_is_missing_or_empty_is_reported_once() -> None:
    for yaml in ("order: 1", "title:"):
        assert [what.rule.name for what in read(yaml)[1]] == ["required_key_missing"]


def test_a_required_key_with_a_bad_value_is_not_also_missing() -> None:
    assert [what.rule.name for what in read("title: [题]")[1]] == ["value_is_not_text"]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("tilte", "，是不是“title”？"),
        ("成文日期", "，是不是“signed”？"),
        ("成文时期", "，是不是“signed”？"),
        ("zzzzzz", "。"),
    ],
)
def test_an_unknown_key_is_answered_with_the_one_that_was_meant(key: str, hint: str) -> None:
    _, (what,) = read(f"title: 题\n{key}: 1")

    assert (what.rule.name, what.line, what.column) == ("unknown_key", 3, 1)
    assert dict(what.values) == {"key": key, "hint": hint}


@pytest.mark.parametrize("fields", [PAGE, REPORT, DISCLOSED_DOCUMENT, AGENCY, SITE])
def test_keys_are_plain_english_and_labels_are_the_portals_own(fields: tuple[Field, ...]) -> None:
    keys = [field.key for field in fields]
    labels = [field.label for field in fields]

    assert len(keys) == len(set(keys))
    assert len(labels) == len(set(labels))
    assert all(
        key.isascii() and not label.isascii() for key, label in zip(keys, labels, strict=True)
    )
