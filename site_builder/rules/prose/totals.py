"""Rules that compare a total in prose with its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.text.part_sums import Breakdown, can_add_up
from site_builder.text.parts_of_total import breakdowns
from site_builder.text.plain_text import ReportContext


@rule(
    "R105",
    "这里的总数是{total}，所列各部分是{parts}，比总数{more}{gap}；请核对总数和各部分。",
    "warning",
)
def parts_and_total_disagree(context: ReportContext) -> Iterator[Violation]:
    """总数与所列各部分之和对不上。

    “共N条，其中A…条、B…条”：各部分之和不能大于总数；写明“包括”“分别为”“按…划分”，或列到
    “其他”为止的，各部分之和应当等于总数。括号里的分项与括号前的数核对，“各N条”按所列项目的
    个数计。年度报告“数据前后不一”是审核中最常见的退回原因。

    Bad:
        -- 2023年度报告 --
        全年发布各类信息共30条，其中工作动态12条，公告通知8条，其他信息9条。

        （正文：六个部分）
    Bad:
        -- 2023年度报告 --
        全年举办培训十八期（线上10期、线下9期）。

        （正文：六个部分）
    Good:
        -- 2023年度报告 --
        发布信息20条，其中动态12条（网站5条、微信7条），清单和目录各4条。

        （正文：六个部分）
    """
    for block in context.words.blocks:
        for one in breakdowns(block.text):
            if one.total.exact and not can_add_up(one):
                line, column = block.place(one.total.start)
                yield Violation(context.words.document.path, line, column, **_values(one))


def _values(breakdown: Breakdown) -> dict[str, Any]:
    total = breakdown.total
    figures = [part.amount.value for part in breakdown.parts for _ in range(part.times[0])]
    gap = sum(figures) - total.value
    shown = "＋".join(map(str, figures))
    return {
        "total": f"{total.value}{total.unit}",
        "parts": f"{shown}＝{sum(figures)}" if len(figures) > 1 else f"{shown}{total.unit}",
        "more": "多" if gap > 0 else "少",
        "gap": f"{abs(gap)}{total.unit}",
    }


PARTS_RULES = (parts_and_total_disagree,)
