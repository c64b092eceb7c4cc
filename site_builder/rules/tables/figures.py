"""Rules about the cells of statutory tables: blanks, texts and improbable figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, groupby
from operator import attrgetter

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.site import Report
from site_builder.model.table import FigureKind, Filing, Meaning
from site_builder.rules.tables.cells import cell_violation, lines

LIKELY_MOST = 1_000_000_000
# Kinds of agencies that cannot make 规章, by 立法法; ministries of the State Council can.
WITHOUT_REGULATIONS = frozenset({"部门", "乡镇", "街道"})
NATIONAL = frozenset({"000000", "100000"})
NUMBER = attrgetter("number")
MADE, REPEALED, IN_FORCE = "本年制发件数", "本年废止件数", "现行有效件数"


@rule(
    "F204",
    "“{row}”一行有{count}格空白；没有发生的填 0，原件就是空白的，请写明豁免理由。",
    "warning",
)
def blank_cell(filing: Filing) -> Iterator[Violation]:
    """统计表里有空白格。

    格式要求逐格填写，没有发生的填 0。空白不等于零：本站照原样留空，合计时不计入，
    并在表下注明。

    Bad:
        收到和处理政府信息公开申请情况:
          部分公开:
          总计: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          部分公开: 0
          其余: 0
    """
    if filing.is_plain:
        return
    for row, cells in lines(filing):
        blank = [cell for cell in cells if cell.meaning is Meaning.BLANK and cell.written]
        if blank:
            yield cell_violation(filing, row, blank[0], row=row.label, count=str(len(blank)))


@rule("F220", "“{row}”的“{column}”应为{expected}，写的是“{text}”；{advice}")
def cell_not_a_number(filing: Filing) -> Iterator[Violation]:
    """统计表的格里不是规范的数。

    件数只写半角数字：不写全角数字、千分位逗号、小数和单位，也不写“无”。只有金额可以带
    “元”“万元”。

    Bad:
        收到和处理政府信息公开申请情况:
          予以公开:
            自然人: １２
            其余: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          予以公开:
            自然人: 0
            其余: 0
          其余: 0
    """
    if filing.is_plain:
        return
    expected = {"count": "非负整数", "change": "整数（可带 + 或 -）", "money": "金额"}
    for row, cells in lines(filing):
        pairs = zip(row.columns, cells, strict=True)
        wrong = [(c, cell) for c, cell in pairs if cell.meaning is Meaning.TEXT]
        for _, same in groupby(wrong, key=lambda pair: (pair[1].line, pair[1].column)):
            column, cell = next(same)
            yield cell_violation(
                filing,
                row,
                cell,
                column,
                row=row.label,
                column=column.label,
                expected=expected[column.kind],
                text=cell.text[:40],
                advice=_advice(cell.text, column.kind),
            )


def _advice(text: str, kind: FigureKind) -> str:
    if text == "无":
        return "没有发生的请写 0。"
    if text.startswith("-"):
        return f"{'金额' if kind == 'money' else '件数'}不能是负数，请核对。"
    if kind == "money":
        return "请只写半角数字，如 12.5，数后可带“元”或“万元”。"
    return "请只写半角数字，如 12。"


@rule(
    "F221", "“{row}”一行写的是“{text}”；没有发生的填 0，确实不适用的，请写明豁免理由。", "warning"
)
def not_applicable_in_cell(filing: Filing) -> Iterator[Violation]:
    """统计表里写了“/”“—”或“不适用”。

    格式要求没有发生的填 0。“/”不等于零：本站照原样显示，合计时不计入。

    Bad:
        收到和处理政府信息公开申请情况:
          部分公开: /
          总计: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          部分公开: 0
          其余: 0
    """
    if filing.is_plain:
        return
    for row, cells in lines(filing):
        found = next((cell for cell in cells if cell.meaning is Meaning.NOT_APPLICABLE), None)
        if found:
            yield cell_violation(filing, row, found, row=row.label, text=found.text)


@rule("F231", "“{row}”的“{column}”是{text}，大得不合常理；请核对是否多打了数字。", "warning")
def number_not_plausible(filing: Filing) -> Iterator[Violation]:
    """统计表里的数大得离谱。

    多半是多打了数字，或把几格的数连成了一个。

    Bad:
        主动公开政府信息情况:
          行政许可: 12345678901
          其余: 0
    Good:
        主动公开政府信息情况:
          行政许可: 123
          其余: 0
    """
    if _largest(filing) <= LIKELY_MOST:
        return
    for row, cells in lines(filing):
        for column, cell in zip(row.columns, cells, strict=True):
            if cell.number is not None and cell.written and cell.number > LIKELY_MOST:
                yield cell_violation(
                    filing, row, cell, column, row=row.label, column=column.label, text=cell.text
                )


@rule(
    "F232",
    "“{row}”一行填了{figures}；{kind}没有规章制定权，请核对是不是应填在“{meant}”一行，没有的填 0。",
    "warning",
)
def regulations_of_a_department(report: Report) -> Iterator[Violation]:
    """地方的部门、乡镇、街道填报了规章。

    规章由国务院部门和省级、设区的市、自治州的人民政府制定（立法法），地方各级部门和乡镇、街道
    不能制定。多半是把规范性文件或内部制度填进了“规章”一行。

    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        kind: 部门
        ---
        -- 2023年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            规章:
              现行有效件数: 2
              其余: 0
            其余: 0
        ---
        （正文：六个部分）
    Good:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市人民政府
        region: 640500
        kind: 政府
        ---
        -- 2023年度报告 --
        ---
        title: 中卫市人民政府2023年政府信息公开工作年度报告
        statistics:
          主动公开政府信息情况:
            规章:
              现行有效件数: 2
              其余: 0
            其余: 0
        ---
        （正文：六个部分）
    """
    agency = report.agency
    if agency.kind not in WITHOUT_REGULATIONS or agency.region.code in NATIONAL:
        return
    for filing in report.filings:
        for row, cells in lines(filing):
            if row.key != "规章":
                continue
            pairs = zip(row.columns, cells, strict=True)
            figures = [(column, cell) for column, cell in pairs if cell.number]
            if figures:
                keys = [one.key for one in filing.form.rows]
                yield cell_violation(
                    filing,
                    row,
                    figures[0][1],
                    figures[0][0],
                    related=(agency.article.path,),
                    row=row.label,
                    figures="、".join(f"“{col.key}”{cell.number}" for col, cell in figures),
                    kind="地方的部门" if agency.kind == "部门" else agency.kind,
                    meant=next(key for key in keys if key.endswith("规范性文件")),
                )


@rule(
    "F233",
    "“{row}”本年制发{made}件、废止{repealed}件，现行有效却只有{there}件；现行有效应包括本年制发、"
    "没有废止的文件，请核对。",
    "warning",
)
def more_made_than_in_force(filing: Filing) -> Iterator[Violation]:
    """制发的文件多于现行有效的文件。

    本年制发而没有废止的文件，年底仍然有效；现行有效件数不会少于本年制发减本年废止。多半是
    现行有效一格没有更新。

    Bad:
        主动公开政府信息情况:
          行政规范性文件:
            本年制发件数: 3
            本年废止件数: 0
            现行有效件数: 2
          其余: 0
    Good:
        主动公开政府信息情况:
          行政规范性文件:
            本年制发件数: 3
            本年废止件数: 1
            现行有效件数: 2
          其余: 0
    """
    if filing.form.name != "disclosure":
        return
    needed = {MADE, REPEALED, IN_FORCE}
    for row, cells in lines(filing):
        if len(cells) < len(needed):
            continue
        by_key = {column.key: cell for column, cell in zip(row.columns, cells, strict=True)}
        if not by_key.keys() >= needed:
            continue
        made, repealed, there = (by_key[key].number for key in (MADE, REPEALED, IN_FORCE))
        if made is None or repealed is None or there is None or there >= made - repealed:
            continue
        column = next(column for column in row.columns if column.key == IN_FORCE)
        yield cell_violation(
            filing,
            row,
            by_key[IN_FORCE],
            column,
            row=row.label,
            made=str(made),
            repealed=str(repealed),
            there=str(there),
        )


def _largest(filing: Filing) -> int | Decimal:
    numbers = map(NUMBER, chain.from_iterable(filing.cells))
    return max(filter(None, numbers), default=0)


FIGURE_RULES = (
    blank_cell,
    cell_not_a_number,
    not_applicable_in_cell,
    number_not_plausible,
    regulations_of_a_department,
    more_made_than_in_force,
)
