"""Rules about the channels by which information was disclosed."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.text.part_sums import CHANNEL
from site_builder.text.patterns import regex
from site_builder.text.plain_text import ReportContext

_OTHER = regex("其[他它](?:途径|渠道|方式)(?:主动)?公开")
_BESIDE = regex(
    r"公开(?:的)?(?:政府|政务)?信息(?:共计|共有|共|总计|合计)?\s*(?P<total>\d+)\s*(?P<unit>[条件])，"
    r"(?:另|并)?(?:通过|以|经)(?P<other>其[他它](?:途径|渠道|方式))(?:主动)?公开(?:的)?(?:政府|政务)?(?:信息)?"
    r"\s*(?P<part>\d+)\s*(?P=unit)"
)


@rule(
    "R110",
    "前面没有说是哪个途径，这里就说“{other}”；{part}是不是在总数{total}之内，也看不出来。"
    "请按途径逐项写明。",
    "warning",
)
def other_channel_of_none(context: ReportContext) -> Iterator[Violation]:
    """总数后面接着写“通过其他途径”，前面却没有写任何途径。

    “其他”是对已经写明的而言。“公开信息共N条，通过其他途径公开M条”，读者既不知道N条是怎样公开的，
    也不知道M条算不算在N条里，数据前后不一就由此而来。前面已写明网站、公报等途径的，不报。

    Bad:
        -- 2018年度报告 --
        全年主动公开政府信息共30条，通过其他渠道公开信息12条。
    Good:
        -- 2018年度报告 --
        全年主动公开政府信息共30条：通过政府网站公开18条，通过其他渠道公开12条。
    """
    if not _OTHER.search(context.words.text):
        return
    for block in context.words.blocks:
        for found in _BESIDE.finditer(block.text):
            if not CHANNEL.search(block.text, 0, found.start()):
                unit = found["unit"]
                place = block.place(found.start("other"))
                yield Violation(
                    context.report.article.path,
                    *place,
                    other=found["other"],
                    total=found["total"] + unit,
                    part=found["part"] + unit,
                )


CHANNEL_RULES = (other_channel_of_none,)
