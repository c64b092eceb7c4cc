"""Dates that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_builder.lint import Hit, rule
from site_builder.model import Record, Report, Site


@rule("D101", "成文日期是{signed}，而{year}年到{end}才结束；请核对是不是写错了年份。", "warning")
def signed_before_the_year_ends(report: Report) -> Iterator[Hit]:
    """成文日期早于统计期限结束之日。

    年度报告的统计期限是1月1日至12月31日，成文不会早于年底。多半是把年份写成了上一年。

    Bad:
        -- content/agencies/zhongwei-kjj/reports/2018.md --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        signed: 2018-03-26
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/reports/2018.md --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        signed: 2019-03-26
        ---
        正文。
    """
    signed, end = report.register.signed, date(report.year, 12, 31)
    if signed and signed < end:
        values = (
            ("signed", signed.isoformat()),
            ("year", str(report.year)),
            ("end", end.isoformat()),
        )
        yield Hit(report.article.path, 1, 1, values)


@rule("D102", "{label}是{day}，还没有到；请核对日期。")
def date_in_the_future(site: Site) -> Iterator[Hit]:
    """日期在将来。

    成文日期、发布日期不会晚于今天；日期不实属于“弄虚作假”，是网站检查的单项否决情形
    （国办秘函〔2019〕19号）。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        published: 2098-01-01
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        published: 2024-01-01
        ---
        正文。
    """
    for catalogue in site.catalogues:
        published: tuple[Report | Record, ...] = (*catalogue.reports, *catalogue.records)
        for item in published:
            register = item.register
            days = (("成文日期", register.signed), ("发布日期", register.published))
            for label, day in days:
                if day and day > site.today:
                    values = (("label", label), ("day", day.isoformat()))
                    yield Hit(item.article.path, 1, 1, values)


DATE_RULES = (signed_before_the_year_ends, date_in_the_future)
