"""Rules about years in the text of a report that contradict the year of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.site import Report
from site_builder.text.patterns import regex
from site_builder.text.plain_text import ReportContext, TextBlock

_NUMBERED = regex(r"[〔\[［【（(]((?:19|20)\d\d)[〕\]］】）)]\s*第?\d{1,5}\s*号")
_OWN = regex(
    r"(?:公布|更新|公开|发布)[^。；\d]{0,10}[我本](?:局|厅|委|办|站|中心|单位|机关|部门|镇|乡|街道)在?"
    r"((?:19|20)\d\d)年度?(?:发生|产生|形成|有关业务|关于业务|的有关业务)"
)
_PLANNED = regex(
    r"(?<!\d)((?:19|20)\d\d)年度?[，,]?(?:[我本全]?[局厅委办县市区镇乡]|[我本]单位|[我本]机关|[我本]部门)?"
    r"(?:将|拟|计划)(?:进一步|继续|重点|着力|着重|从以下|围绕|深入|持续|加大|加强|不断|认真|切实)"
)
_WILL = regex(r"年度?[^。；]{0,8}(?:将|拟|计划)")
_PLAN_TITLE = regex(
    r"(?<!\d)((?:19|20)\d\d)年度?(?:政府信息公开|政务公开)?(?:重点)?工作(?:计划|打算|安排|思路)(?:和措施)?$"
)
_SELF = regex(r"(?<!\d)((?:19|20)\d\d)年度?(?:政府信息公开|政务公开)(?:工作)?(?:情况)?年度报告")
_PERIOD = regex(
    r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日(?:零时)?(?:起|开始)?[，,]?(?:至|到|[-－—~～]+)"
    r"(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日"
)
_DATE = regex(r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_DONE = regex(r"[，,]?[^。；，将拟前止]{0,16}(?:召开|印发|发布|公布|举办|成立|上线|刊登|审议通过)")
_NOT_YET = regex(r"[至到自从－—~～-]$")
_YEAR = regex(r"(20\d\d)年")


@rule("D104", "“{text}”是{year}年的文件，{known}；请核对文号的年份。", "warning")
def document_from_later(context: ReportContext) -> Iterator[Violation]:
    """引用了成文以后才有的文件。

    某年的报告在次年年初成文，不会引用更晚的文件。多半是文号的年份打错了，或从后来的
    报告里抄来。

    Bad:
        -- 2018年度报告 --
        ---
        signed: 2019-03-01
        ---
        按照《关于做好年度报告工作的通知》（卫政办发〔2020〕5号）编制。
    Good:
        -- 2018年度报告 --
        ---
        signed: 2019-03-01
        ---
        按照《关于做好年度报告工作的通知》（卫政办发〔2019〕5号）编制。
    """
    report = context.report
    day = _public(report)
    last = max(day.year, report.year) if day else report.year + 1
    known = f"而报告的日期是{day}" if day else f"而报告说的是{report.year}年"
    for block in context.words.blocks:
        if "号" not in block.text:
            continue
        for found in _NUMBERED.finditer(block.text):
            if int(found[1]) > last:
                yield _violation(
                    context, block, found.start(1), text=found[0], year=found[1], known=known
                )


@rule("D105", "{year}年的报告里写着“{text}”；请核对是不是沿用了别的年份的文字。", "warning")
def year_left_over(context: ReportContext) -> Iterator[Violation]:
    """留着别的年份的文字。

    在上年报告上改写，年份常常漏改：开头的报告名称、本机关“在某年发生的”业务、
    下一年的计划写成了已经过去的年份。

    Bad:
        -- 2018年度报告 --
        公布、更新本局在2016年发生的行政执法信息。
    Bad:
        -- 2018年度报告 --
        2018年，我局将进一步完善公开目录。
    Bad:
        -- 2018年度报告 --
        现将本局2017年政府信息公开工作年度报告公布如下。
    Good:
        -- 2018年度报告 --
        公布、更新本局在2018年发生的行政执法信息，公开2017年部门决算。2019年，我局将进一步完善公开目录。
    """
    report, headings = context.report, context.report.article.headings
    for heading in headings:
        found = _PLAN_TITLE.search(heading.text) if "年" in heading.text else None
        if found and int(found[1]) <= report.year:
            yield Violation(
                report.article.path, heading.line, 1, year=str(report.year), text=found[0]
            )
    if _is_of_its_year(context.words.text, report.year):
        return
    for block in context.words.blocks:
        opening = not headings or block.first_line < headings[0].line
        for found in _left_over(block.text, report.year, opening):
            yield _violation(context, block, found.start(), year=str(report.year), text=found[0])


def _is_of_its_year(text: str, year: int) -> bool:
    """Return whether a text names no other year, and announces nothing for this one."""
    years = set(_YEAR.findall(text))
    return not years or (years == {str(year)} and not _WILL.search(text))


def _left_over(text: str, year: int, opening: bool) -> Iterator[re.Match[str]]:
    if _is_of_its_year(text, year):
        return
    yield from (found for found in _OWN.finditer(text) if int(found[1]) != year)
    yield from (found for found in _PLANNED.finditer(text) if int(found[1]) <= year)
    if opening and "年度报告" in text:
        yield from (found for found in _SELF.finditer(text) if int(found[1]) != year)


@rule("D107", "“{text}”晚于报告的日期{day}，写的却是已经办了的事；请核对两处日期。", "warning")
def event_after_the_report(context: ReportContext) -> Iterator[Violation]:
    """写了成文以后的事。

    成文日期或发布日期之后的事，报告里不会当作已经办了的事来写。

    Bad:
        -- 2018年度报告 --
        ---
        signed: 2019-03-01
        ---
        2019年12月3日召开了政务公开工作会议。
    Good:
        -- 2018年度报告 --
        ---
        signed: 2019-03-01
        ---
        2018年12月3日召开了政务公开工作会议，2019年12月3日前再召开一次。
    """
    day = _public(context.report)
    if day is None or day <= date(context.report.year, 12, 31):
        return
    for block in context.words.blocks:
        if "日" not in block.text:
            continue
        for found in _DATE.finditer(block.text):
            done = _DONE.match(block.text, found.end())
            open_end = _NOT_YET.search(block.text[: found.start()])
            if done and not open_end and tuple(map(int, found.groups())) > day.timetuple()[:3]:
                yield _violation(context, block, found.start(), text=found[0], day=day.isoformat())


@rule("D108", "统计期限写的是“{text}”，应为{year}年1月1日至12月31日；请改正。", "warning")
def period_is_not_the_year(context: ReportContext) -> Iterator[Violation]:
    """统计期限不是报告所说的那一年。

    年度报告的统计期限是当年1月1日至12月31日。

    Bad:
        -- 2018年度报告 --
        本报告所列数据的统计期限为2017年1月1日至2017年12月31日。
    Good:
        -- 2018年度报告 --
        本报告所列数据的统计期限为2018年1月1日至12月31日。
    """
    year = context.report.year
    whole = (year, 1, 1, year, 12, 31)
    for block in context.words.blocks:
        at = block.text.find("统计")
        if at < 0:
            continue
        plain = "".join(block.text.split())
        found = _PERIOD.search(plain, plain.find("统计"))
        if found and "。" not in plain[plain.find("统计") : found.start()]:
            first, last = found[1], found[4] or found[1]
            parts = (first, found[2], found[3], last, found[5], found[6])
            if tuple(map(int, parts)) != whole:
                yield _violation(context, block, at, text=found[0], year=str(year))


def _public(report: Report) -> date | None:
    """Return the latest date of the report."""
    days = [day for day in (report.metadata.signed, report.metadata.published) if day]
    return max(days, default=None)


def _violation(context: ReportContext, block: TextBlock, index: int, **values: Any) -> Violation:
    return Violation(context.report.article.path, *block.place(index), **values)


YEAR_RULES = (
    document_from_later,
    year_left_over,
    event_after_the_report,
    period_is_not_the_year,
)
