"""Dates that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_builder.lint import Hit, rule
from site_builder.model import Report


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


DATE_RULES = (signed_before_the_year_ends,)
