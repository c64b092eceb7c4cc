"""Rules about the numbers of headings and paragraphs: 一、 then （一） then 1. then （1）."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from site_builder.lint.rule import rule
from site_builder.model.document import Heading
from site_builder.model.finding import Violation
from site_builder.rules.structure.chapters import items_of_the_first_chapter
from site_builder.rules.structure.outline import CHAPTER, NUMERALS, number_of
from site_builder.text.patterns import regex
from site_builder.text.plain_text import PlainText, ReportContext, TextBlock

SHOWN = 20

Lead = tuple[int, str]  # the line and the text of a heading or paragraph

_FIRST_LEVEL = regex(r"[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十\d])")
_SECOND_LEVEL = regex(r"[（(]([一二三四五六七八九十]{1,3})[）)]")
_FAULTS = (
    (
        regex(r"[一二三四五六七八九十]{1,3}、\s*\d{1,2}[、.．](?!\d)"),
        "编了两个号，只留一个，下一层另起一段",
    ),
    (regex(r"[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]\s*、"), "括号后面不加顿号"),
    (regex(r"\d{1,2}、(?!\d)"), "数字后面用圆点，不用顿号，如“1.”"),
)


@rule(
    "S205",
    "“{text}”与各部分用了同一层编号（本部分共{count}处）；部分之内请从（一）编起。",
    "warning",
)
def chapter_number_inside_a_chapter(context: ReportContext) -> Iterator[Violation]:
    """部分之内又编“一、二、三”。

    “一、”是各部分的编号，里面再用一遍，读者就分不清哪是部分、哪是小节。层次依次是
    “一、”“（一）”“1.”“（1）”（GB/T 9704—2012）。

    Bad:
        -- 2018年度报告 --
        ## 一、概述
        **一、加强领导。**成立了领导小组。

        **二、健全制度。**完善了审查制度。
        ## 二、主动公开情况
        正文。
    Good:
        -- 2018年度报告 --
        ## 一、概述
        **（一）加强领导。**成立了领导小组。

        **（二）健全制度。**完善了审查制度。
        ## 二、主动公开情况
        正文。
    """
    for chapter, headings, blocks in _numbered(context, _FIRST_LEVEL):
        found = headings + blocks
        if found and number_of(chapter.text):
            line, text = min(found)
            yield Violation(
                context.report.article.path, line, 1, text=_short(text), count=str(len(found))
            )


@rule("S206", "“{text}”的编号不规范：{fault}（共{count}处）。", "warning")
def number_badly_written(plain: PlainText) -> Iterator[Violation]:
    """编号的写法不规范。

    四层编号依次写“一、”“（一）”“1.”“（1）”：“一、”后面有顿号，带括号的后面没有标点，
    数字后面是圆点（GB/T 9704—2012）。

    Bad:
        -- 专页 --
        ## 一、说明
        1、受理。收到申请后登记。
    Bad:
        -- 专页 --
        ## 一、说明
        ### （一）、受理
        收到申请后登记。
    Good:
        -- 专页 --
        ## 一、说明
        ### （一）受理
        1.收到申请后登记。1、2月份的申请另作统计。
    """
    leads = [(h.line, h.text) for h in plain.document.headings]
    leads += _alone([p for p in plain.blocks if "、" in p.text[:8]], plain)
    leads.sort()
    for pattern, fault in _FAULTS:
        found = [(line, text) for line, text in leads if pattern.match(text)]
        if found:
            line, text = found[0]
            yield Violation(
                plain.document.path, line, 1, text=_short(text), fault=fault, count=str(len(found))
            )


@rule(
    "S214",
    "“{text}”接在“{before}”之后，编号不连续；请核对是不是漏了一节或忘了改号。",
    "warning",
    unless=items_of_the_first_chapter,
)
def items_not_in_sequence(context: ReportContext) -> Iterator[Violation]:
    """（一）（二）（三）的编号不连续。

    Bad:
        -- 2018年度报告 --
        ## 一、概述
        ### （一）加强领导
        正文。
        ### （三）健全制度
        正文。
    Good:
        -- 2018年度报告 --
        ## 一、概述
        ### （一）加强领导
        正文。
        ### （二）健全制度
        正文。
    """
    for chapter, headings, blocks in _numbered(context, _SECOND_LEVEL):
        items = [(line, text, _second_level(text)) for line, text in headings or blocks]
        for (_, text_before, before), (line, text, number) in pairwise(items):
            if number not in {1, before + 1}:
                yield Violation(
                    context.report.article.path,
                    line,
                    1,
                    since=chapter.line,
                    text=_short(text),
                    before=_short(text_before),
                )


def _numbered(
    context: ReportContext, number: re.Pattern[str]
) -> Iterator[tuple[Heading, list[Lead], list[Lead]]]:
    """Yield every chapter, with its headings and its paragraphs that begin with a number."""
    headings = context.report.article.headings
    blocks = _alone([p for p in context.words.blocks if number.match(p.text)], context.words)
    starts = [n for n, heading in enumerate(headings) if heading.level == CHAPTER]
    for start, end in pairwise([*starts, len(headings)]):
        below = [(h.line, h.text) for h in headings[start + 1 : end] if number.match(h.text)]
        first = headings[start].line
        last = headings[end].line if end < len(headings) else math.inf
        yield headings[start], below, [lead for lead in blocks if first < lead[0] < last]


def _alone(blocks: list[TextBlock], text: PlainText) -> list[Lead]:
    """Return the blocks with a line of their own, which cells of tables do not have."""
    times = Counter(block.first_line for block in text.blocks) if blocks else {}
    return [(p.first_line, p.text) for p in blocks if times[p.first_line] == 1]


def _second_level(text: str) -> int:
    """Return the number of a text that begins with （一） or the like."""
    found = _SECOND_LEVEL.match(text)
    return NUMERALS.get(found[1], 0) if found else 0


def _short(text: str) -> str:
    """Return the beginning of a text, up to its first punctuation mark."""
    return re.split("[。：，；]", text, maxsplit=1)[0][:SHOWN]


NUMBERING_RULES = (
    chapter_number_inside_a_chapter,
    number_badly_written,
    items_not_in_sequence,
)
