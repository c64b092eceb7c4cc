"""The schema of headers: their keys, the type of each value, and the conversion from text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from site_builder.assembly.header_rules import (
    address_not_valid,
    date_not_valid,
    flag_not_valid,
    number_not_valid,
    required_key_missing,
    unknown_key,
    value_is_not_a_list,
    value_is_not_text,
)
from site_builder.lint.waiver_rules import waiver_without_reason, waivers_not_a_mapping
from site_builder.model.document import Mapping, Node, Scalar, Sequence
from site_builder.model.finding import Problem
from site_builder.model.rule import Rule
from site_builder.model.site import Waiver
from site_builder.text.fill_marks import unfilled
from site_builder.text.labels import nearest
from site_builder.text.patterns import regex

Holds = Literal["text", "date", "moment", "flag", "texts", "number", "address", "node"]


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a header. `label` is its name on Chinese portals, `holds` the type of its value."""

    key: str
    label: str
    holds: Holds = "text"
    required: bool = False


TITLE = Field("title", "标题", required=True)
COMMON = (
    TITLE,
    Field("summary", "内容概述"),
    Field("draft", "草稿", "flag"),
    Field("publish_from", "上线日期", "date"),
    Field("publish_until", "归档日期", "date"),
    Field("withdrawn", "撤下", "node"),
    Field("corrections", "更正说明", "node"),
    Field("review", "审核记录", "node"),
    Field("items", "目录序号", "texts"),
    Field("redirect_from", "原地址", "texts"),
    Field("attachments", "附件", "node"),
    Field("waivers", "豁免", "node"),
)
OPENNESS = Field("openness", "公开方式")
METADATA = (
    Field("index_number", "索引号"),
    Field("document_number", "文号"),
    Field("signed", "成文日期", "date"),
    Field("generated", "生成日期", "moment"),
    Field("published", "发布日期", "moment"),
    OPENNESS,
    Field("department", "责任部门"),
    Field("topic", "主题分类"),
    Field("genre", "体裁"),
    Field("validity", "有效性"),
    Field("source", "资料来源"),
)
PAGE = (*COMMON, OPENNESS, Field("order", "顺序", "number"))
REPORT = (
    *COMMON,
    *METADATA,
    Field("year", "报告年度", "number"),
    Field("statistics", "统计表", "node"),
)
DISCLOSED_DOCUMENT = (
    *COMMON,
    *METADATA,
    Field("type", "信息类型"),
    Field("category", "法定公开内容"),
    Field("agencies", "联合发布机构", "texts"),
    Field("interprets", "解读的文件", "texts"),
    Field("ended_by", "废止或修改依据"),
    Field("opens", "征集开始日期", "date"),
    Field("closes", "征集截止日期", "date"),
    Field("result", "采纳情况"),
    Field("asked", "提问日期", "date"),
    Field("answered", "答复日期", "date"),
)
CONTACTS = (
    Field("address", "办公地址"),
    Field("postcode", "邮政编码"),
    Field("hours", "办公时间"),
    Field("phone", "联系电话"),
    Field("fax", "传真"),
    Field("email", "电子邮箱"),
)
AGENCY = (
    *COMMON,
    OPENNESS,
    *CONTACTS,
    Field("region", "行政区划代码", required=True),
    Field("kind", "机关类别"),
    Field("established", "成立日期", "date"),
    Field("abolished", "撤销日期", "date"),
    Field("short_name", "简称"),
    Field("aliases", "其他名称", "texts"),
    Field("code", "统一社会信用代码"),
    Field("website", "网站地址", "address"),
    Field("website_name", "网站名称"),
    Field("index_pattern", "索引号格式"),
)
SITE = (
    TITLE,
    Field("organizer", "主办单位"),
    Field("maintainer", "承办单位"),
    Field("description", "说明"),
    Field("notice", "声明"),
    Field("base_url", "部署地址"),
    Field("theme", "主题"),
    Field("site_id", "政府网站标识码"),
    Field("icp", "ICP备案编号"),
    Field("police", "公安机关备案编号"),
    Field("contact", "联系方式"),
    Field("mark_url", "党政机关网站标识", "address"),
    Field("mistakes_url", "“我为政府网站找错”入口", "address"),
    Field("coverage", "收录范围"),
    Field("review", "三审三校"),
    Field("heading_level", "片段标题级别", "number"),
    Field("downloads", "下载格式", "texts"),
    Field("regions", "行政区划", "node"),
    Field("topics", "主题分类", "node"),
    Field("waivers", "豁免", "node"),
)
# What is written below a key of a header.
WITHDRAWAL = (
    Field("date", "撤下日期", "date", required=True),
    Field("reason", "撤下原因", required=True),
)
CORRECTION = (
    Field("date", "更正日期", "date", required=True),
    Field("what", "更正内容", required=True),
    Field("why", "更正原因", required=True),
    Field("cell", "更正的格", "node"),
    Field("old", "更正前"),
    Field("new", "更正后"),
)
CELL = (
    Field("table", "统计表", required=True),
    Field("row", "行", required=True),
    Field("column", "列"),
)
REVIEW_STEP = (
    Field("step", "环节", required=True),
    Field("by", "岗位", required=True),
    Field("date", "审核日期", "date", required=True),
)
THEME = (
    Field("name", "名称"),
    Field("summary", "说明"),
    Field("extends", "继承"),
    Field("styles", "样式表", "texts"),
)

DATE = regex(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
ADDRESS = regex(r"https?://[^\s/@\\?#]+(?:[/?#][^\s\\]*)?")
TIME = regex(r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is invalid: the name of the rule violated, and the text."""

    rule: Rule
    text: str = ""


def read_header(
    header: Mapping, path: str, fields: tuple[Field, ...], place: tuple[int, int] = (1, 1)
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return the values of a header, or of a mapping in it, by key, and its problems: unknown keys,
    missing required keys (at `place`) and invalid values. Keys with an empty or invalid value are
    omitted."""
    known = {field.key: field for field in fields}
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for entry in header.entries:
        field = known.get(entry.key.text)
        if field is None:
            problems.append(_unknown(entry.key, path, fields))
            continue
        value = read_value(entry.value, field.holds)
        if isinstance(value, Fault):
            where = entry.value if entry.value.line else entry.key
            problems.append(
                Problem(
                    value.rule,
                    path,
                    where.line,
                    where.column,
                    key=field.key,
                    label=field.label,
                    text=value.text,
                )
            )
        elif value not in {"", None} if not isinstance(value, Mapping | Sequence) else True:
            values[field.key] = value
    problems.extend(_missing(known, values, problems, path, place))
    return values, tuple(problems)


def _unknown(key: Scalar, path: str, fields: tuple[Field, ...]) -> Problem:
    """Return the problem for an unknown key, with the most similar key or that of a Chinese
    label."""
    by_label = {field.label: field.key for field in fields}
    near = by_label.get(key.text) or nearest(key.text, [field.key for field in fields])
    near = near or by_label.get(nearest(key.text, by_label), "")
    question = f"，是不是“{near}”？" if near else "。"
    return Problem(unknown_key, path, key.line, key.column, key=key.text, hint=question)


def _missing(
    known: dict[str, Field],
    values: dict[str, Any],
    problems: list[Problem],
    path: str,
    place: tuple[int, int],
) -> Iterator[Problem]:
    faulty = {fault.values.get("key") for fault in problems}
    for field in known.values():
        if field.required and field.key not in values and field.key not in faulty:
            yield Problem(required_key_missing, path, *place, key=field.key, label=field.label)


def read_value(node: Node, holds: Holds) -> Any:
    """Convert a node to a value of the type `holds`, or return a `Fault`. A mark `（填写）` instead
    of a date, a number or an address is no value, as a blank is: another rule reports it."""
    if holds == "node":
        return node
    if holds == "texts":
        return _texts(node)
    if not isinstance(node, Scalar):
        return Fault(value_is_not_text)
    text = node.text.strip()
    if holds == "text":
        return text
    if holds != "flag" and (not text or unfilled(text)):
        return ""
    return _READERS[holds](text)


def _texts(node: Node) -> tuple[str, ...] | Fault:
    if isinstance(node, Scalar):
        return (node.text,) if node.text else ()
    if isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return Fault(value_is_not_a_list)


def _date(text: str) -> date | Fault:
    match = DATE.fullmatch(text)
    try:
        return date(*map(int, match.groups())) if match else Fault(date_not_valid, text)
    except ValueError:
        return Fault(date_not_valid, text)


def _moment(text: str) -> str | Fault:
    """Check a date with or without a time of day; return it as written."""
    day, _, time = text.partition(" ")
    if isinstance(_date(day), Fault) or (time and not TIME.fullmatch(time)):
        return Fault(date_not_valid, text)
    return text


def split_moment(text: str) -> tuple[date | None, str]:
    """Return the day of a moment, or None if the text is empty, and its time of day (`09:30`) or
    the empty string."""
    day, _, time = text.partition(" ")
    return (date.fromisoformat(day) if day else None), time[:5]


def _flag(text: str) -> bool | Fault:
    """Read true or false; an empty value is neither, because it would publish a draft."""
    what = f"写的是“{text}”" if text else "没有写"
    return {"true": True, "false": False}.get(text, Fault(flag_not_valid, what))


def _number(text: str) -> int | Fault:
    if re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
        return int(text)
    return Fault(number_not_valid, text)


def _address(text: str) -> str | Fault:
    """Check an http or https URL without user information."""
    return text if ADDRESS.fullmatch(text) else Fault(address_not_valid, text)


_READERS: dict[Holds, Callable[[str], Any]] = {
    "date": _date,
    "moment": _moment,
    "flag": _flag,
    "number": _number,
    "address": _address,
}


def read_waivers(node: Node | None, path: str) -> tuple[tuple[Waiver, ...], tuple[Problem, ...]]:
    """Return the waivers of a header, which maps codes of rules to reasons, and the problems."""
    if node is None:
        return (), ()
    if not isinstance(node, Mapping):
        return (), (Problem(waivers_not_a_mapping, path, node.line, node.column),)
    waivers: list[Waiver] = []
    problems: list[Problem] = []
    for entry in node.entries:
        code = entry.key
        if isinstance(entry.value, Scalar) and entry.value.text.strip():
            waivers.append(Waiver(code.text, entry.value.text.strip(), code.line))
        else:
            problems.append(
                Problem(waiver_without_reason, path, code.line, code.column, code=code.text)
            )
    return tuple(waivers), tuple(problems)
