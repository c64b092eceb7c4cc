"""Rules about the title in a header."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.content.urls import address
from site_builder.lint.rule import rule
from site_builder.model.document import Document, Scalar
from site_builder.model.finding import Violation
from site_builder.text.patterns import regex

_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@rule("H111", "标题里是{years}年，报告却是{year}年的（见文件名）；请核对标题和文件名。", "warning")
def year_not_in_title(document: Document) -> Iterator[Violation]:
    """标题里的年份不是报告的年份。

    多半是照上一年的报告改写时，忘了改标题。

    Bad:
        -- 2018年度报告 --
        ---
        title: 中卫市科学技术局2017年政府信息公开工作年度报告
        ---
        正文。
    Good:
        -- 2018年度报告 --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        ---
        正文。
    """
    title = document.header.get("title")
    years = _YEAR.findall(title.text) if isinstance(title, Scalar) else []
    if not years or document.path.endswith(tuple(f"/{year}.md" for year in years)):
        return
    where = address(document.path)
    if where.role == "report" and isinstance(title, Scalar):
        yield Violation(
            document.path, title.line, title.column, years="、".join(years), year=str(where.year)
        )


TITLE_RULES = (year_not_in_title,)
