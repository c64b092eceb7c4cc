"""Rules that compare a report with the report on the year before: figures that are carried over.

Rows are compared only if they mean the same in both forms. The rows for requests that are carried
over are the same in the forms of 2019 and 2021; the columns for documents differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from site_builder.lint.rule import rule
from site_builder.model.finding import CellAddress, Violation
from site_builder.model.site import Report
from site_builder.model.table import Cell, Column, Filing, Row
from site_builder.text.plain_text import ReportContext

TAKEN_UP, HANDED_OVER = "上年结转政府信息公开申请数量", "结转下年度继续办理"
MADE, REPEALED, IN_FORCE = "本年制发件数", "本年废止件数", "现行有效件数"
DISCLOSED, PUBLIC = "本年新公开数量", "对外公开总数量"
ITEMS_BEFORE, CHANGE = "上一年项目数量", "本年增/减"

Cells = dict[str, Cell]
Pair = tuple[Column, Cell, Cell]


@rule(
    "F301",
    "“{row}”应与{year}年报告的“{other}”相等：{year}年{there}，这里写的是{here}；"
    "请核对两份报告，机关合并、更名而不相等的，请写明豁免理由。",
    "warning",
)
def carry_over_differs(context: ReportContext) -> Iterator[Violation]:
    """上年结转的申请与上一年报告结转下年的申请不相等。

    上一年报告的“四、结转下年度继续办理”，就是本年报告的“二、上年结转政府信息公开申请数量”，
    每类申请人都应相等。两年的格式虽有不同，这两行是一样的。任何一格是空白或不是数，不核对。
    机关合并、更名、划转职能后可能不相等，写明豁免理由即可。

    Bad:
        -- 2022年度报告 --
        ---
        statistics:
          主动公开政府信息情况: 0
          收到和处理政府信息公开申请情况:
            本年新收政府信息公开申请数量:
              自然人: 2
              其余: 0
            结转下年度继续办理:
              自然人: 2
              其余: 0
            其余: 0
        ---
        （正文：六个部分）
    Good:
        -- 2022年度报告 --
        ---
        statistics:
          主动公开政府信息情况: 0
          收到和处理政府信息公开申请情况:
            本年新收政府信息公开申请数量:
              自然人: 2
              其余: 0
            予以公开:
              自然人: 2
              其余: 0
            其余: 0
        ---
        （正文：六个部分）
    """
    now, before = _table(context.report, "requests"), _table(context.before, "requests")
    if not now or not before:
        return
    taken, handed = _row(now, TAKEN_UP), _row(before, HANDED_OVER)
    if not taken or not handed:
        return
    for _, written in groupby(_unequal(*taken, _by_key(*handed)), key=_place):
        pairs = [*written]
        column, cell, _ = pairs[0]
        yield _violation(
            context,
            now,
            taken[0],
            column,
            cell,
            row=taken[0].label,
            other=handed[0].label,
            there="、".join(f"“{col.key}”是{was.number}" for col, _, was in pairs),
            here=str(cell.number),
        )


def _unequal(row: Row, cells: tuple[Cell, ...], handed: Cells) -> list[Pair]:
    """Return the columns whose two numbers differ. A computed total is included only if none of its
    parts differs."""
    differing = [
        (column, cell, was)
        for column, cell in zip(row.columns, cells, strict=True)
        if (was := handed.get(column.key)) and _differ(cell, was)
    ]
    written = [pair for pair in differing if not pair[1].computed]
    return written or differing


def _differ(cell: Cell, other: Cell) -> bool:
    return cell.number != other.number and None not in {cell.number, other.number}


def _place(pair: Pair) -> tuple[int, int]:
    return pair[1].line, pair[1].column


@rule(
    "F302",
    "“{row}”现行有效{here}件，而{year}年报告是{was}件，加本年制发{made}件、减本年废止{repealed}件，"
    "应为{due}件；请核对，因失效、划转等不相等的，请写明豁免理由。",
    "warning",
)
def documents_in_force_differ(context: ReportContext) -> Iterator[Violation]:
    """现行有效的文件数与上一年接不上。

    现行有效件数应等于上一年的现行有效件数加本年制发、减本年废止。自然失效、随职能划转的文件会
    使它不相等，写明豁免理由即可。2021年换了格式，2021年的报告没有可比的上一年，不核对。

    Bad:
        -- 2022年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            行政规范性文件:
              现行有效件数: 2
              其余: 0
            其余: 0
        ---
        （正文：六个部分）
    Good:
        -- 2021年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            行政规范性文件:
              现行有效件数: 2
              其余: 0
            其余: 0
        ---
        （正文：六个部分）
        -- 2022年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            行政规范性文件:
              本年制发件数: 1
              本年废止件数: 3
              现行有效件数: 0
            其余: 0
        ---
        （正文：六个部分）
    """
    for filing, row, now, before in _rows_of_both_years(context, MADE, REPEALED, IN_FORCE):
        here, was = now[IN_FORCE].number, before[IN_FORCE].number
        made, repealed = now[MADE].number, now[REPEALED].number
        if here is None or was is None or made is None or repealed is None:
            continue
        due = was + made - repealed
        if here != due:
            yield _violation(
                context,
                filing,
                row,
                _column(row, IN_FORCE),
                now[IN_FORCE],
                row=row.label,
                here=str(here),
                was=str(was),
                made=str(made),
                repealed=str(repealed),
                due=str(due),
            )


@rule(
    "F303",
    "“{row}”对外公开总数量是{here}，而{year}年报告是{was}，加本年新公开{new}，应为{due}；"
    "请核对，因废止、划转等不相等的，请写明豁免理由。",
    "warning",
)
def documents_made_public_differ(context: ReportContext) -> Iterator[Violation]:
    """对外公开的文件总数与上一年接不上。

    2019、2020年的表二：对外公开总数量应等于上一年的对外公开总数量加本年新公开数量。文件废止、
    划转后会减少，写明豁免理由即可。

    Bad:
        -- 2019年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            规范性文件:
              对外公开总数量: 5
              其余: 0
            其余: 0
        ---
        （正文：六个部分）
        -- 2020年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            规范性文件:
              本年新制作数量: 1
              本年新公开数量: 1
              对外公开总数量: 5
            其余: 0
        ---
        （正文：六个部分）
    Good:
        -- 2019年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            规范性文件:
              对外公开总数量: 5
              其余: 0
            其余: 0
        ---
        （正文：六个部分）
        -- 2020年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            规范性文件:
              本年新制作数量: 1
              本年新公开数量: 1
              对外公开总数量: 6
            其余: 0
        ---
        （正文：六个部分）
    """
    for filing, row, now, before in _rows_of_both_years(context, DISCLOSED, PUBLIC):
        here, new, was = now[PUBLIC].number, now[DISCLOSED].number, before[PUBLIC].number
        if here is None or new is None or was is None or here == was + new:
            continue
        yield _violation(
            context,
            filing,
            row,
            _column(row, PUBLIC),
            now[PUBLIC],
            row=row.label,
            here=str(here),
            was=str(was),
            new=str(new),
            due=str(was + new),
        )


@rule(
    "F304",
    "“{row}”上一年项目数量是{here}，而{year}年报告的上一年项目数量是{was}、本年增/减是{change}，"
    "{year}年底应有{due}项；请核对，因职能划转不相等的，请写明豁免理由。",
    "warning",
)
def items_differ(context: ReportContext) -> Iterator[Violation]:
    """上一年的项目数量与上一年的报告对不上。

    2019、2020年的表二：“上一年项目数量”应等于上一年报告的“上一年项目数量”加“本年增/减”。
    职能划转、清单口径调整后可能不相等，写明豁免理由即可。

    Bad:
        -- 2019年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            行政许可:
              上一年项目数量: 5
              本年增/减: -1
              处理决定数量: 30
            其余: 0
        ---
        （正文：六个部分）
        -- 2020年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            行政许可:
              上一年项目数量: 5
              本年增/减: 0
              处理决定数量: 41
            其余: 0
        ---
        （正文：六个部分）
    Good:
        -- 2019年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            行政许可:
              上一年项目数量: 5
              本年增/减: -1
              处理决定数量: 30
            其余: 0
        ---
        （正文：六个部分）
        -- 2020年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            行政许可:
              上一年项目数量: 4
              本年增/减: 0
              处理决定数量: 41
            其余: 0
        ---
        （正文：六个部分）
    """
    for filing, row, now, before in _rows_of_both_years(context, ITEMS_BEFORE, CHANGE):
        here, was, change = (
            now[ITEMS_BEFORE].number,
            before[ITEMS_BEFORE].number,
            before[CHANGE].number,
        )
        if here is None or was is None or change is None or here == was + change:
            continue
        yield _violation(
            context,
            filing,
            row,
            _column(row, ITEMS_BEFORE),
            now[ITEMS_BEFORE],
            row=row.label,
            here=str(here),
            was=str(was),
            change=f"{change:+}" if change else "0",
            due=str(was + change),
        )


def _table(report: Report | None, name: str) -> Filing | None:
    for filing in report.filings if report else ():
        if filing.form.name == name:
            return filing
    return None


def _row(filing: Filing, key: str) -> tuple[Row, tuple[Cell, ...]] | None:
    for row, cells in zip(filing.form.rows, filing.cells, strict=True):
        if row.key == key:
            return row, cells
    return None


def _by_key(row: Row, cells: tuple[Cell, ...]) -> Cells:
    return {column.key: cell for column, cell in zip(row.columns, cells, strict=True)}


def _rows_of_both_years(
    context: ReportContext, *columns: str
) -> Iterator[tuple[Filing, Row, Cells, Cells]]:
    """Yield the rows of 主动公开政府信息情况 that have some columns, with the cells of this year
    and of the year before; none if the two years have different forms."""
    now, before = _table(context.report, "disclosure"), _table(context.before, "disclosure")
    if not now or not before or now.form.first_year != before.form.first_year:
        return
    needed = {*columns}
    for row, cells, earlier in zip(now.form.rows, now.cells, before.cells, strict=True):
        if len(cells) < len(needed):
            continue
        here = _by_key(row, cells)
        if here.keys() >= needed:
            yield now, row, here, _by_key(row, earlier)


def _column(row: Row, key: str) -> Column:
    return next(column for column in row.columns if column.key == key)


def _violation(
    context: ReportContext,
    filing: Filing,
    row: Row,
    column: Column,
    cell: Cell,
    /,
    **values: Any,
) -> Violation:
    """Return a violation at a cell, caused by the figures of this report or of the one before."""
    where = CellAddress(filing.form.title, row.label, column.label)
    before = (context.before.article.path,) if context.before else ()
    year = str(context.report.year - 1)
    return Violation(
        filing.path, cell.line, cell.column, cell=where, related=before, year=year, **values
    )


CARRIED_RULES = (
    carry_over_differs,
    documents_in_force_differ,
    documents_made_public_differ,
    items_differ,
)
