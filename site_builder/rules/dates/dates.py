"""Rules about impossible dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from site_builder.forms.deadline import article, due, is_late
from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.site import DisclosedDocument, Report, Site
from site_builder.text.patterns import regex
from site_builder.text.plain_text import PlainText, ReportContext

MONTHS = 12
SHORTEST = 28
LEAP_YEAR = 2024
DATES = {"published": "发布日期", "signed": "成文日期"}

_MONTH = regex(r"月(?<=\d月)(?:(\d{1,3})日)?")
_BEFORE_MONTH = regex(r"(?:(?<!\d)((?:19|20)\d\d)年)?(?<![\d.．])(\d{1,2})$")


@rule("D101", "成文日期是{signed}，而{year}年到{end}才结束；请核对是不是写错了年份。", "warning")
def signed_before_the_year_ends(context: ReportContext) -> Iterator[Violation]:
    """成文日期早于统计期限结束之日。

    年度报告的统计期限是1月1日至12月31日，成文不会早于年底。多半是把年份写成了上一年。

    Bad:
        -- 2018年度报告 --
        ---
        signed: 2018-03-26
        ---
        正文。
    Good:
        -- 2018年度报告 --
        ---
        signed: 2019-03-26
        ---
        正文。
    """
    report = context.report
    signed, end = report.metadata.signed, date(report.year, 12, 31)
    if signed and signed < end:
        yield Violation(
            report.article.path,
            *context.words.document.header.place("signed"),
            signed=signed.isoformat(),
            year=str(report.year),
            end=end.isoformat(),
        )


@rule("D102", "成文日期是{day}，还没有到；请核对日期。")
def date_in_the_future(site: Site) -> Iterator[Violation]:
    """日期在将来。

    成文日期不会晚于今天；日期不实属于“弄虚作假”，是网站检查的单项否决情形（国办秘函
    〔2019〕19号）。发布日期可以在将来：到那一天才发布。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        signed: 2098-01-01
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        signed: 2024-01-01
        ---
        正文。
    """
    headers = {document.path: document.header for document in site.documents}
    for collection in site.collections:
        published: tuple[Report | DisclosedDocument, ...] = (
            *collection.reports,
            *collection.documents,
        )
        for item in published:
            path, day = item.article.path, item.metadata.signed
            if day and day > site.today:
                yield Violation(path, *headers[path].place("signed"), day=day.isoformat())


@rule(
    "D103",
    "{label}是{day}，过了{due}的期限（{article}）；请核对日期，确实迟了的，说明豁免理由。",
    "warning",
)
def deadline_missed(context: ReportContext) -> Iterator[Violation]:
    """年度报告过了法定期限才公布。

    2019年起的报告，政府部门、乡镇、街道应当在次年1月31日前公布，县级以上政府在3月31日前公布
    （《政府信息公开条例》第四十九条）；2018年及以前的报告，都在次年3月31日前公布
    （原条例第三十一条）。学校等公共企事业单位，2019年起条例没有规定期限（第五十五条）。
    机关类别写在机关信息栏的 kind 里。没有写发布日期的，看成文日期：成文之前不会发布。

    Bad:
        -- 2018年度报告 --
        ---
        published: 2019-04-01
        ---
        正文。
    Good:
        -- 2018年度报告 --
        ---
        published: 2019-03-31
        ---
        正文。
    """
    report = context.report
    key = "published" if report.metadata.published else "signed"
    day = report.metadata.published or report.metadata.signed
    if day and is_late(report.year, report.agency.kind, day):
        yield Violation(
            report.article.path,
            *context.words.document.header.place(key),
            related=(report.agency.article.path,),
            label=DATES[key],
            day=day.isoformat(),
            due=due(report.year, report.agency.kind).isoformat(),
            article=article(report.year),
        )


@rule("D106", "没有“{text}”这一天（{why}）；请核对日期。", "warning")
def no_such_day(text: PlainText) -> Iterator[Violation]:
    """正文里的日期不存在。

    一年没有13月，2月没有30日。多半是打错了一个数字。

    Bad:
        -- 专页 --
        2023年2月30日召开会议。
    Good:
        -- 专页 --
        2024年2月29日召开会议，历时13个月，比1.13月略长。
    """
    for block in text.blocks:
        if "月" not in block.text:
            continue
        for found in _MONTH.finditer(block.text):
            at = found.start()
            before = _BEFORE_MONTH.search(block.text, max(0, at - 8), at)
            why = before and _why_not(before[1], int(before[2]), found[1])
            if before and why:
                written = block.text[before.start() : found.end()]
                yield Violation(
                    text.document.path, *block.place(before.start()), text=written, why=why
                )


def _why_not(year: str | None, month: int, day: str | None) -> str:
    """Return why there is no such day, or an empty text if there is. A month without a day is
    checked only after a year."""
    if not 1 <= month <= MONTHS:
        return f"没有{month}月" if year or day else ""
    if day is None or 1 <= int(day) <= SHORTEST:
        return ""
    last = (date(int(year or LEAP_YEAR), month, 28) + timedelta(days=4)).replace(day=1)
    days = (last - timedelta(days=1)).day
    if 1 <= int(day) <= days:
        return ""
    return f"{year + '年' if year else ''}{month}月只有{days}日"


DATE_RULES = (
    signed_before_the_year_ends,
    date_in_the_future,
    deadline_missed,
    no_such_day,
)
