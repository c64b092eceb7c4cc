"""Drafts of reports, as the stages before make them of a manuscript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from site_builder.forms.versions import load_forms
from site_builder.importers.report_draft import (
    ReportDraft,
    TableCell,
    TableDraft,
)
from site_builder.model.manuscript import Block, Paragraph, Role, Run
from site_builder.model.table import Form

FORMS = load_forms()
DISCLOSURE, REQUESTS, DISPUTES = (
    next(form for form in FORMS if form.name == name and form.in_force(2023))
    for name in ("disclosure", "requests", "disputes")
)
BUREAU = "示例县科学技术局"
TITLE = f"{BUREAU}2023年政府信息公开工作年度报告"
SIX = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)


def paragraph(text: str, role: Role = "text", level: int = 0, place: str = "第1段") -> Paragraph:
    return Paragraph((Run(text),), role, level, place=place)


def six_chapters() -> tuple[Block, ...]:
    """The body of a report that nothing is wrong with."""
    said = {
        0: "2023年，本局依法做好主动公开和依申请公开，加强信息管理、平台建设和监督保障。",
        4: "公开的内容还不够丰富，今后逐项充实。",
        5: "本年度没有收取信息处理费。",
    }
    opening = (
        "根据《中华人民共和国政府信息公开条例》编制本报告，统计期限为2023年1月1日至12月31日。"
        "联系电话：0955-1234567。"
    )
    blocks: list[Block] = [paragraph(opening)]
    for number, title in enumerate(SIX):
        blocks.append(paragraph(f"{'一二三四五六'[number]}、{title}", "heading", 2))
        blocks += [paragraph(said[number])] if number in said else []
    return tuple(blocks)


def table(
    form: Form,
    texts: Mapping[tuple[str, str], str | None] | None = None,
    to_check: Iterable[tuple[str, str]] = (),
) -> TableDraft:
    """A table of zeros but for some cells, by the keys of row and column."""
    known, marked = texts or {}, {*to_check}
    return TableDraft(
        form,
        tuple(
            tuple(
                TableCell(known.get((row.key, one.key), "0"), (row.key, one.key) in marked)
                for one in row.columns
            )
            for row in form.rows
        ),
        "表1",
    )


ZEROS = (table(DISCLOSURE), table(REQUESTS), table(DISPUTES))


def draft(**changes: Any) -> ReportDraft:
    """The report of a bureau on 2023, with other values in some fields."""
    signed = date(2024, 1, 26)
    whole = ReportDraft("kjj", 2023, TITLE, signed, (), (), six_chapters(), ZEROS)
    return whole._replace(**changes)
