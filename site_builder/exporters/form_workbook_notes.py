"""Writes the first sheet of the Excel form: who fills in what, and what the colours mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.editing.form_table import relation_in_words
from site_builder.exporters.form_workbook_layout import (
    FAILS,
    HOLDS,
    NOTES_SHEET,
    OPEN,
    SHEETS,
    FilledBy,
)
from site_builder.exporters.form_workbook_style import (
    CARRIED,
    LINE,
    MARKS,
    SUMMED,
    TO_FILL,
    Styles,
    lines_of,
)
from site_builder.model.table import Form

_LABELS, _TEXTS = 16.0, 84.0  # widths of the two columns
FIRST_RULE, _COLOURED = "谁来填", "颜色"
_COLOURS = (
    (TO_FILL, "浅黄：要填的格。"),
    (CARRIED, "浅蓝：上年年报决定的数，已经带过来；与上年年报不一致时才改，并说明原因。"),
    (SUMMED, "灰色：合计，由公式算出，不用填。带“*”的合计报告里没有写，也不用写。"),
    ("#FFC7CE", "红色：不是这一格能填的数，或者勾稽关系不符。"),
)


def own_texts(year: int, forms: tuple[Form, ...]) -> frozenset[str]:
    """Return the texts that we write below the first lines of the sheet, which name the agency."""
    rules = (text for pair in _rules(forms) for text in pair)
    return frozenset((*rules, _title(year), _COLOURED, *(text for _, text in _COLOURS)))


def _title(year: int) -> str:
    return f"{year}年政府信息公开工作年度报告统计表填表说明"


def _facts(who: FilledBy, forms: tuple[Form, ...]) -> Iterator[tuple[str, str]]:
    """Yield the first lines below the title, a label and a text each: for whom the form is."""
    yield "机关全称", who.name
    yield "机关代号", who.slug
    yield "报告年度", f"{who.year}年（{who.year}年1月1日至12月31日）"
    for form in forms:
        yield SHEETS.get(form.name, ""), f"{form.title}（{form.basis}）"
    yield from who.contacts
    yield "", ""


def _rules(forms: tuple[Form, ...]) -> Iterator[tuple[str, str]]:
    """Yield the lines below: how the form is filled in."""
    yield (
        FIRST_RULE,
        "各表由掌握数据的科室填写，例如收费、许可和处罚由承办科室，依申请公开由受理科室，"
        "复议诉讼由法制科室；政务公开工作机构汇总、核对，负责人审核。",
    )
    yield (
        "空白不是零",
        "没有发生的填 0；还没有统计出来的留空。不适用于本机关的，填 "
        f"{'、'.join(f'“{mark}”' for mark in MARKS)}；它们都不等于零。",
    )
    yield (
        "怎么填数",
        "件数填 0 或正整数，不带单位和千位分隔号；“本年增/减”减少的在前面加“-”；金额可以有小数。",
    )
    yield (
        "勾稽关系",
        f"表右边和下面的“{HOLDS}”“{FAILS}N”说明勾稽关系是否相符、相差多少，"
        f"“{OPEN}”是还有格子不是数。",
    )
    for form in forms:
        for words in dict.fromkeys(relation_in_words(form, one) for one in form.equations):
            yield SHEETS.get(form.name, ""), f"{words}。"
    yield "锁定的格子", "标签和公式是锁定的，没有密码：要改，点“审阅”里的“撤消工作表保护”。"
    yield "填好以后", "保存为 .xlsx 交回政务公开工作机构，由其导入：sitebuild import 文件名"


def write_notes(book: Any, styles: Styles, who: FilledBy, forms: tuple[Form, ...]) -> None:
    """Add the sheet to the workbook `book`."""
    sheet = book.add_worksheet(NOTES_SHEET)
    sheet.set_column(0, 0, _LABELS)
    sheet.set_column(1, 1, _TEXTS)
    title = styles.text(font_name="黑体", font_size=16, align="center")
    sheet.merge_range(0, 0, 0, 1, "", title)
    sheet.write_string(0, 0, _title(who.year), title)
    sheet.set_row(0, 36)
    row = 1
    for label, text in (*_facts(who, forms), *_rules(forms)):
        sheet.write_string(row, 0, label, styles.text(bold=True, valign="top"))
        sheet.write_string(row, 1, text, styles.text(valign="top"))
        sheet.set_row(row, LINE * lines_of(text, _TEXTS) + 4)
        row += 1
    sheet.write_string(row, 0, _COLOURED, styles.text(bold=True, valign="top"))
    for colour, text in _COLOURS:
        sheet.write_string(row, 1, text, styles.boxed(align="left", bg_color=colour))
        sheet.set_row(row, LINE + 4)
        row += 1
    sheet.protect("")
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
