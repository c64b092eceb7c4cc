"""Rules about the sums of money in statutory tables, and their units."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from site_builder.forms.cells import printed_unit
from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.site import Report
from site_builder.model.table import Cell, Column, Filing, Row
from site_builder.rules.tables.cells import cell_violation, lines
from site_builder.rules.tables.figures import LIKELY_MOST, WITHOUT_REGULATIONS

YUAN_OF_A_COUNTY = 10_000  # 万元: in a county bureau, a figure above this must be in yuan
CENTS = -2


@rule(
    "F234",
    "“{row}”的“{column}”是{text}，没有写单位；表上没有印单位，请写明，如“{text}元”或“{text}万元”。",
    "warning",
)
def money_without_unit(filing: Filing) -> Iterator[Violation]:
    """金额没有单位。

    2019、2020年的表二没有印采购总金额的单位，有的填元，有的填万元，相差一万倍，合计时无从
    相加。金额是 0 的不必写单位。

    Bad:
        -- 2020年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            政府集中采购:
              采购项目数量: 2
              采购总金额: 251000
            其余: 0
        ---
        （正文：六个部分）
    Good:
        -- 2020年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            政府集中采购:
              采购项目数量: 2
              采购总金额: 25.1万元
            其余: 0
        ---
        （正文：六个部分）
    """
    for row, column, cell in _sums_of_money(filing):
        if cell.number and not (cell.unit or printed_unit(row, column)):
            yield cell_violation(
                filing, row, cell, column, row=row.label, column=column.label, text=cell.text
            )


@rule(
    "F235",
    "“{row}”的“{column}”是{text}，单位是万元，合{amount}亿元；是不是填成了元？若是，请除以一万。",
    "warning",
)
def yuan_for_ten_thousands(report: Report) -> Iterator[Violation]:
    """以万元计的一格，填的像是元。

    只看县级以下的部门和乡镇、街道：一年超过一亿元的收费、经费，多半是把元填进了“万元”一格。
    小数多于两位的不像是元，不报；写明了“元”“万元”的不报。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        regions:
          640521: 中宁县
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中宁县科学技术局
        region: 640521
        kind: 部门
        ---
        -- 2023年度报告 --
        ---
        title: 中宁县科学技术局2023年政府信息公开工作年度报告
        statistics:
          主动公开政府信息情况:
            行政事业性收费: 316500.50
            其余: 0
        ---
        （正文：六个部分）
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        regions:
          640521: 中宁县
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中宁县科学技术局
        region: 640521
        kind: 部门
        ---
        -- 2023年度报告 --
        ---
        title: 中宁县科学技术局2023年政府信息公开工作年度报告
        statistics:
          主动公开政府信息情况:
            行政事业性收费: 31.65005
            其余: 0
        ---
        （正文：六个部分）
    """
    agency = report.agency
    if agency.kind not in WITHOUT_REGULATIONS or agency.region.code.endswith("00"):
        return
    for filing in report.filings:
        for row, column, cell in _sums_of_money(filing):
            if printed_unit(row, column) == "万元" and not cell.unit and _is_like_yuan(cell.number):
                yield cell_violation(
                    filing,
                    row,
                    cell,
                    column,
                    related=(agency.article.path,),
                    row=row.label,
                    column=column.label,
                    text=cell.text,
                    amount=f"{(cell.number or 0) / 10_000:.1f}",
                )


def _is_like_yuan(number: int | Decimal | None) -> bool:
    """Return whether a figure in a cell of 万元 is too large for a county, and has at most two
    decimal places."""
    if number is None or not YUAN_OF_A_COUNTY < number <= LIKELY_MOST:
        return False
    exponent = Decimal(number).as_tuple().exponent
    return isinstance(exponent, int) and exponent >= CENTS


def _sums_of_money(filing: Filing) -> Iterator[tuple[Row, Column, Cell]]:
    """Yield the cells for money. The columns of successive rows are examined once if they are the
    same."""
    columns: tuple[Column, ...] = ()
    money: list[int] = []
    for row, cells in lines(filing):
        if row.columns is not columns:
            columns = row.columns
            money = [c for c, column in enumerate(columns) if column.kind == "money"]
        for c in money:
            yield row, columns[c], cells[c]


MONEY_RULES = (
    money_without_unit,
    yuan_for_ten_thousands,
)
