"""Checks the review record (三审三校) in a header. It is internal: nothing of it is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from site_builder.assembly.history import REVIEW, Entry, read_entries
from site_builder.assembly.history_rules import (
    day_in_the_future,
    review_incomplete,
    review_names_a_person,
    review_out_of_order,
    review_step_unknown,
)
from site_builder.assembly.schema import REVIEW_STEP
from site_builder.model.document import Document
from site_builder.model.finding import Problem
from site_builder.text.labels import hint
from site_builder.text.patterns import regex

STEPS = ("初审", "复审", "终审")
# A common surname that begins no word for a post or an office, and a given name without a sign of
# one; or a name that is called one.
_PERSON = regex(
    r"(?:[王李张刘陈杨黄赵吴周徐孙朱胡郭何罗郑梁谢宋唐许韩邓冯曹彭曾肖董潘袁蔡蒋余叶魏苏吕丁卢姚沈姜崔谭陆汪廖]"
    r"(?:(?![长员科室主任编辑审校处局部办岗股干事负责领导秘书组队委会站所中心院])[\u4e00-\u9fff]){1,2}"
    r"|[\u4e00-\u9fff]{2,4}(?:同志|先生|女士))"
)


def check_review(
    document: Document, values: Mapping[str, Any], today: date, is_required: bool
) -> Iterator[Problem]:
    """Yield the problems of the review record of a document that is published; `values` are those
    of its header. If it `is_required`, it must be complete."""
    entries, wrong = read_entries(document, REVIEW, REVIEW_STEP)
    yield from wrong
    unknown = [one for one in entries if one.values["step"] not in STEPS]
    path = document.path
    for one in unknown:
        step = one.values["step"]
        place = one.node.place("step")
        yield Problem(review_step_unknown, path, *place, step=step, hint=hint(step, STEPS))
    for one in entries:
        if one.values["date"] > today:
            day = one.values["date"].isoformat()
            yield Problem(day_in_the_future, path, *one.node.place("date"), day=day)
        if _PERSON.fullmatch(one.values["by"]):
            name = one.values["by"]
            yield Problem(review_names_a_person, path, *one.node.place("by"), name=name)
    if unknown or wrong:
        return
    yield from _out_of_order(path, entries, values.get("published"))
    missing = [step for step in STEPS if step not in {one.values["step"] for one in entries}]
    if is_required and missing:
        place = document.header.place(REVIEW)
        yield Problem(review_incomplete, path, *place, steps="、".join(missing))


def _out_of_order(
    path: str, entries: tuple[Entry, ...], published: date | None
) -> Iterator[Problem]:
    """Yield a problem for each entry that is not after the one before, or after publication."""
    for before, one in pairwise(entries):
        first, second = before.values, one.values
        place = one.node.place("step")
        if STEPS.index(second["step"]) <= STEPS.index(first["step"]):
            why = f"“{second['step']}”写在“{first['step']}”之后"
            yield Problem(review_out_of_order, path, *place, why=why)
        elif second["date"] < first["date"]:
            why = f"{second['step']}的日期{second['date']}早于{first['step']}的{first['date']}"
            yield Problem(review_out_of_order, path, *place, why=why)
    if entries and published and entries[-1].values["date"] > published:
        step, day = entries[-1].values["step"], entries[-1].values["date"]
        why = f"{step}的日期{day}晚于发布日期{published}"
        yield Problem(review_out_of_order, path, *entries[-1].node.place("date"), why=why)
