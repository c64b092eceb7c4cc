"""Rules about the shape of statutory tables."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.forms.filing import unwritten
from site_builder.forms.filing_rules import (
    cell_is_not_a_figure,
    form_of_another_year,
    label_of_another_form,
    one_figure_for_a_row,
    row_written_twice,
    statistics_not_a_mapping,
    table_is_a_list,
    table_not_in_force,
    table_unknown,
    table_written_twice,
    unknown_column,
    unknown_row,
)
from site_builder.lint.rule import rule
from site_builder.model.finding import CellAddress, Violation
from site_builder.model.site import Report
from site_builder.model.table import Cell, Filing
from site_builder.rules.tables.cells import lines


@rule(
    "F205", "“{table}”有{count}行没有填全：{rows}。请补上；没有发生的填 0，可用“其余: 0”一并填写。"
)
def row_missing(filing: Filing) -> Iterator[Violation]:
    """统计表缺行或缺格。

    没有写的行不当作 0。全是 0 的行可以用“其余: 0”一次写完；总计行和总计列可以不写，
    由程序按勾稽关系算出并注明。

    Bad:
        收到和处理政府信息公开申请情况:
          本年新收政府信息公开申请数量: 0
    Good:
        收到和处理政府信息公开申请情况:
          本年新收政府信息公开申请数量: 0
          其余: 0
    """
    if filing.is_plain:
        return
    whole: list[str] = []
    cells_of = {id(row): cells for row, cells in lines(filing)}  # labels are not unique
    for row, columns in unwritten(filing):
        cells = cells_of[id(row)]
        if not any(cell.written for cell in cells):
            whole.append(f"“{row.label}”")
        else:
            gap = next(cell for cell in cells if not cell.written)
            named = f"“{row.label}”的“{'”“'.join(column.label for column in columns)}”"
            yield _incomplete(filing, gap, 1, named)
    if whole:
        r = next(r for r, row in enumerate(filing.form.rows) if f"“{row.label}”" in whole)
        shown = "、".join(whole[:3]) + ("等" if len(whole) > len(whole[:3]) else "")
        yield _incomplete(filing, filing.cells[r][0], len(whole), shown)


def _incomplete(filing: Filing, cell: Cell, count: int, rows: str) -> Violation:
    title = filing.form.title
    where = CellAddress(title, "", "")
    return Violation(
        filing.path, cell.line, cell.column, cell=where, table=title, count=str(count), rows=rows
    )


@rule(
    "F206",
    "报告缺“{table}”这张表；请在 statistics 下补上，全年没有发生的写“{table}: 0”。",
    "warning",
)
def table_missing(report: Report) -> Iterator[Violation]:
    """年度报告缺法定统计表。

    2019年起的年度报告第二、三、四部分各有一张表（国办公开办函〔2019〕60号、〔2021〕30号）。

    Bad:
        -- content/agencies/zhongwei-kjj/reports/2023.md --
        ---
        title: 中卫市科学技术局2023年政府信息公开工作年度报告
        statistics:
          主动公开政府信息情况: 0
          收到和处理政府信息公开申请情况: 0
        ---
        （正文：六个部分）
    Good:
        -- content/agencies/zhongwei-kjj/reports/2023.md --
        ---
        title: 中卫市科学技术局2023年政府信息公开工作年度报告
        statistics:
          主动公开政府信息情况: 0
          收到和处理政府信息公开申请情况: 0
          政府信息公开行政复议、行政诉讼情况: 0
        ---
        （正文：六个部分）
    """
    for form in report.missing:
        yield Violation(
            report.article.path, 1, 1, cell=CellAddress(form.title, "", ""), table=form.title
        )


TABLE_RULES = (
    table_unknown,
    table_not_in_force,
    form_of_another_year,
    unknown_row,
    row_missing,
    table_missing,
    one_figure_for_a_row,
    unknown_column,
    label_of_another_form,
    row_written_twice,
    table_is_a_list,
    cell_is_not_a_figure,
    statistics_not_a_mapping,
    table_written_twice,
)
