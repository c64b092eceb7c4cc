"""Rules about figures that a report states twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.rules.prose.against_tables import stated_documents, stated_requests
from site_builder.rules.prose.sentences import Number, Sentence, number, of_the_year, sentences
from site_builder.text.patterns import regex
from site_builder.text.plain_text import ReportContext

_WHOLE_YEAR = r"(?:^|[，：；])(?:20[0-9]{2}年度?|全年|本年度?|一年来)，?(?P<who>[^，。；、]{0,14}?)"
_SCOPED = regex(
    r"通过|利用|借助|依托|网站|平台|微信|微博|以|在|[科处股]室?$|部门|县区|上半年|季度|月"
)
_HOW_MANY = r"(?P<n>[0-9０-９][0-9０-９,，]{0,15}|[〇零一二三四五六七八九十百千两]{1,15})\s*[条件]"
_ARE = r"(?:数量|总数|条数|数|总量)?(?:共计|共有|共|总计|合计|累计)?(?:为|是|有|达)?\s*"
_DISCLOSED = regex(
    rf"{_WHOLE_YEAR}(?:共|总共|共计|累计|合计|总计)?(?P<what>(?:主动)?公开)(?:了|各类|的)?"
    rf"(?:政府|政务)?信息{_ARE}{_HOW_MANY}"
)
_PREFILTER = ("公开信息", "公开政府信息", "公开政务信息", "公开各类", "公开了", "公开的")
_TABLES = ("收到和处理政府信息公开申请情况", "主动公开政府信息情况")


@rule(
    "R107",
    "同一份报告里，{what}这里说是{value}，第{line}行说是{first}；请核对，改成一致。",
    "warning",
)
def restated_figure_differs(context: ReportContext) -> Iterator[Violation]:
    """同一个数在报告里前后说得不一样。

    只核对全年、全机关的：公开信息条数、收到的申请数、现行有效规范性文件数；分渠道、分时段、分部门的
    不核对。有统计表的申请数、文件数，与表核对，不在这里重复。

    Bad:
        -- 2023年度报告 --
        ---
        summary: 全年主动公开政府信息152条。
        ---
        2023年，本局共主动公开政府信息125条。

        （正文：六个部分）
    Good:
        -- 2023年度报告 --
        ---
        summary: 全年主动公开政府信息152条。
        ---
        2023年，本局共主动公开政府信息152条。全年通过网站公开信息125条。

        （正文：六个部分）
    """
    said: dict[str, tuple[Number, int]] = {}
    for what, sentence, at, value in sorted(_statements(context), key=_in_order):
        if value is None:
            continue
        line, column = sentence.block.place(sentence.start + at)
        first, where = said.setdefault(what, (value, line))
        if first != value:
            yield Violation(
                context.words.document.path,
                line,
                column,
                what=what,
                value=str(value),
                line=str(where),
                first=str(first),
            )


# The subject, the sentence, the index in the sentence, the number.
Statement = tuple[str, Sentence, int, Number | None]


def _in_order(statement: Statement) -> tuple[int, int]:
    _, sentence, at, _ = statement
    return sentence.block.first_line, sentence.start + at


def _statements(context: ReportContext) -> Iterator[Statement]:
    tables = {one.form.title for one in context.report.filings}
    requests = () if _TABLES[0] in tables else stated_requests(context)
    documents = () if _TABLES[1] in tables else _in_force(context)
    asked = (("收到的申请", s, at, value) for s, at, _, value in requests)
    return chain(_disclosed(context), asked, documents)


def _disclosed(context: ReportContext) -> Iterator[Statement]:
    for sentence in sentences(context, *_PREFILTER):
        for found in _DISCLOSED.finditer(sentence.text):
            whole = not _SCOPED.search(found["who"])
            if whole and of_the_year(sentence, found.start("n"), context.report.year):
                yield f"{found['what']}的信息", sentence, found.start("n"), number(found)


def _in_force(context: ReportContext) -> Iterator[Statement]:
    for sentence in sentences(context, "规范性文件"):
        for found, deed, value in stated_documents(sentence):
            if deed == "现行有效" and of_the_year(sentence, found.start(), context.report.year):
                yield "现行有效的规范性文件", sentence, found.start(), value


RESTATED_RULES = (restated_figure_differs,)
