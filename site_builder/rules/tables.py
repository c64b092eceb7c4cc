"""Statutory tables: their shape, their cells, their 勾稽关系; and the chapters they stand in.

An example that names no file is a piece of `statistics` of a report on 2023, where the tables it
does not name are all zero; `（正文：六个部分）` stands for the statutory chapters.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from site_builder.forms.filing import unwritten
from site_builder.labels import nearest, without_numbering
from site_builder.lint import Hit, rule, unread_rule
from site_builder.model import Cell, CellAddress, Column, Equation, Filing, Meaning, Report, Row

LIKELY_MOST = 1_000_000_000
SHORT_SUM = 2

# 国办公开办函〔2019〕60号、〔2021〕30号: the six chapters of a report on 2019 or later.
CHAPTERS_SINCE = 2019
CHAPTERS = (
    ("总体情况",),
    ("主动公开政府信息情况",),
    ("收到和处理政府信息公开申请情况",),
    (
        "政府信息公开行政复议、行政诉讼情况",
        "政府信息公开行政复议和行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
    ("存在的主要问题及改进情况", "政府信息公开工作存在的主要问题及改进情况"),
    ("其他需要报告的事项",),
)


@unread_rule("F201", "没有叫“{table}”的统计表{hint}请照年度报告格式填写表名。")
def table_unknown() -> None:
    """统计表的名称不在年度报告格式中。

    表名是该表所在部分的标题，不带序号（国办公开办函〔2021〕30号）。

    Bad:
        -- content/agencies/zhongwei-kjj/reports/2023.md --
        ---
        title: 中卫市科学技术局2023年政府信息公开工作年度报告
        statistics:
          主动公开信息情况表: 0
          主动公开政府信息情况: 0
          收到和处理政府信息公开申请情况: 0
          政府信息公开行政复议、行政诉讼情况: 0
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


@unread_rule("F202", "{year}年的报告不用“{table}”这张表；它属于别的年份的格式。")
def table_not_in_force() -> None:
    """用了别的年份的统计表。

    2019年以前的报告没有现行的三张表；2014至2018年可附《政府信息公开情况统计表》
    （国办发〔2014〕32号）；2019年起用年度报告格式的三张表（国办公开办函〔2019〕60号、
    〔2021〕30号）。

    Bad:
        -- content/agencies/zhongwei-kjj/reports/2018.md --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        statistics:
          主动公开政府信息情况: 0
        ---
        ## 一、概述
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/reports/2018.md --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        ---
        ## 一、概述
        正文。
    """


@unread_rule("F203", "这张表没有“{label}”这一行{hint}行名照格式填写，序号可以不写。")
def unknown_row() -> None:
    """统计表里没有这一行。

    不同年份的表行名不同：2019、2020年的表二是“规范性文件”，2021年起是“行政规范性文件”；
    2021年起表三“其他处理”分为三行。

    Bad:
        收到和处理政府信息公开申请情况:
          属于商业秘密: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          属于国家秘密: 0
          其余: 0
    """


@rule(
    "F204",
    "“{row}”一行有{count}格空白；没有发生的填 0，原件就是空白的，请写明豁免理由。",
    "warning",
)
def blank_cell(filing: Filing) -> Iterator[Hit]:
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
    for row, cells in _lines(filing):
        blank = [cell for cell in cells if cell.meaning is Meaning.BLANK and cell.written]
        if blank:
            values = (("row", row.label), ("count", str(len(blank))))
            yield _hit(filing, row, blank[0], values)


@rule("F205", "“{table}”缺{count}行：{rows}。请补上这些行，或用“其余: 0”一并填写。")
def row_missing(filing: Filing) -> Iterator[Hit]:
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
    gaps = [_gap(row, columns) for row, columns in unwritten(filing)]
    if gaps:
        shown = "、".join(gaps[:3]) + ("等" if len(gaps) > len(gaps[:3]) else "")
        cell = filing.cells[0][0]
        values = (("table", filing.form.title), ("count", str(len(gaps))), ("rows", shown))
        where = CellAddress(filing.form.title, "", "")
        yield Hit(filing.path, cell.line, cell.column, values, where)


def _gap(row: Row, columns: tuple[Column, ...]) -> str:
    if len(columns) == len(row.columns):
        return f"“{row.label}”"
    return f"“{row.label}”的“{'”“'.join(column.label for column in columns)}”"


@rule("F206", "报告缺“{table}”这张表；{year}年起的年度报告应当填写。", "warning")
def table_missing(report: Report) -> Iterator[Hit]:
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
        values = (("table", form.title), ("year", str(form.first_year)))
        yield Hit(report.article.path, 1, 1, values, CellAddress(form.title, "", ""))


@unread_rule("F207", "“{cell}”有{count}格，不能只写一个“{text}”；请逐格写，一格一行。")
def one_figure_for_a_row() -> None:
    """一个数写给了好几列。

    只有 0、空白和“/”这类各列都一样的内容，才能一个字写完一行。

    Bad:
        主动公开政府信息情况:
          行政规范性文件: 2
          其余: 0
    Good:
        主动公开政府信息情况:
          行政规范性文件:
            现行有效件数: 2
            其余: 0
          其余: 0
    """


@unread_rule("F208", "“{cell}”没有“{label}”这一列{hint}")
def unknown_column() -> None:
    """统计表里没有这一列。

    列名照格式填写：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计。

    Bad:
        收到和处理政府信息公开申请情况:
          本年新收政府信息公开申请数量:
            公民: 0
            其余: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          本年新收政府信息公开申请数量:
            自然人: 0
            其余: 0
          其余: 0
    """


@unread_rule("F209", "“{label}”应为“{known}”；本表的法定名称不同，请改正。", "warning")
def label_of_another_form() -> None:
    """行名或列名用了别的年份、别的地方的叫法。

    法定列名是“社会公益组织”，不是“社会组织”；2021年起的行名是“行政规范性文件”。

    Bad:
        收到和处理政府信息公开申请情况:
          本年新收政府信息公开申请数量:
            社会组织: 0
            其余: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          本年新收政府信息公开申请数量:
            社会公益组织: 0
            其余: 0
          其余: 0
    """


@unread_rule("F210", "“{key}”已在第{first}行写过；请删去一处。")
def row_written_twice() -> None:
    """同一行写了两遍。

    带序号与不带序号是同一行，写两遍就不知道以哪一遍为准。

    Bad:
        收到和处理政府信息公开申请情况:
          予以公开: 0
          （一）予以公开: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          （一）予以公开: 0
          其余: 0
    """


@unread_rule("F211", "“{cell}”写成了列表；请写成“行名: 数”，一行一个，行首不加短横线。")
def table_is_a_list() -> None:
    """统计表写成了列表。

    统计表按行名、列名填写，不按先后顺序填写。

    Bad:
        收到和处理政府信息公开申请情况:
          - 0
          - 0
    Good:
        收到和处理政府信息公开申请情况: 0
    """


@unread_rule("F212", "“{cell}”的一格里又分了层；一格只写一个数。")
def cell_is_not_a_figure() -> None:
    """一格里写了不止一个数。

    Bad:
        收到和处理政府信息公开申请情况:
          予以公开:
            自然人:
              男: 0
              女: 0
            其余: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          予以公开:
            自然人: 0
            其余: 0
          其余: 0
    """


@unread_rule("F213", "statistics 下面应当逐表填写，如“主动公开政府信息情况: 0”。")
def statistics_not_a_mapping() -> None:
    """统计数据没有按表填写。

    Bad:
        -- content/agencies/zhongwei-kjj/reports/2018.md --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        statistics: 无
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/reports/2018.md --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        statistics:
        ---
        正文。
    """


@unread_rule("F214", "“{table}”这张表写了两遍；请删去一处。")
def table_written_twice() -> None:
    """同一张表写了两遍。

    带序号与不带序号是同一张表，写两遍就不知道以哪一遍为准。

    Bad:
        收到和处理政府信息公开申请情况: 0
        三、收到和处理政府信息公开申请情况: 0
    Good:
        收到和处理政府信息公开申请情况: 0
    """


@rule("F220", "“{row}”的“{column}”应为{expected}，写的是“{text}”；{advice}")
def cell_not_a_number(filing: Filing) -> Iterator[Hit]:
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
    expected = {"count": "非负整数", "change": "整数（可带 + 或 -）", "money": "金额"}
    for row, cells in _lines(filing):
        pairs = zip(row.columns, cells, strict=True)
        wrong = [(c, cell) for c, cell in pairs if cell.meaning is Meaning.TEXT]
        for _, same in groupby(wrong, key=lambda pair: (pair[1].line, pair[1].column)):
            column, cell = next(same)
            values = (
                ("row", row.label),
                ("column", column.label),
                ("expected", expected[column.kind]),
                ("text", cell.text[:40]),
                ("advice", _advice(cell.text)),
            )
            yield _hit(filing, row, cell, values, column)


def _advice(text: str) -> str:
    if text == "无":
        return "没有发生的请写 0。"
    if text.startswith("-"):
        return "件数不能是负数，请核对。"
    return "请只写半角数字，如 12。"


@rule(
    "F221", "“{row}”一行写的是“{text}”；没有发生的填 0，确实不适用的，请写明豁免理由。", "warning"
)
def not_applicable_in_cell(filing: Filing) -> Iterator[Hit]:
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
    for row, cells in _lines(filing):
        found = next((cell for cell in cells if cell.meaning is Meaning.NOT_APPLICABLE), None)
        if found:
            yield _hit(filing, row, found, (("row", row.label), ("text", found.text)))


@rule(
    "F230",
    "勾稽关系不符，{where}：{left}，{right}，相差{gap}；请核对这几格。",
)
def balance_fails(filing: Filing) -> Iterator[Hit]:
    """统计表内的勾稽关系不成立。

    表三：第一项加第二项之和，等于第三项加第四项之和（表上原文）；第三项的总计等于各项之和；
    每行的总计等于各类申请人之和。表四：每组的总计等于四种结果之和。有空白或“/”的格，
    不能核对，不报。

    Bad:
        收到和处理政府信息公开申请情况:
          本年新收政府信息公开申请数量:
            自然人: 1
            其余: 0
            总计: 1
          总计: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          本年新收政府信息公开申请数量:
            自然人: 1
            其余: 0
          予以公开:
            自然人: 1
            其余: 0
          其余: 0
    """
    for equation in filing.form.equations:
        left, right = _sum(filing, equation.left), _sum(filing, equation.right)
        if left is None or right is None or left == right:
            continue
        if equation.balance.relation == "equal" or left > right:
            yield _unbalanced(filing, equation, left, right)


def _sum(filing: Filing, side: tuple[tuple[int, int], ...]) -> int | Decimal | None:
    """The sum of some cells; None where one of them is not a number."""
    total: int | Decimal = 0
    for r, c in side:
        number = filing.cells[r][c].number
        if number is None:
            return None
        total += number
    return total


def _unbalanced(
    filing: Filing, equation: Equation, left: int | Decimal, right: int | Decimal
) -> Hit:
    rows = filing.form.rows
    r, c = equation.left[0]
    along_rows = equation.balance.along == "rows"
    column = rows[r].columns[c]
    where = f"“{column.label}”一列" if along_rows else f"“{rows[r].label}”一行"
    values = (
        ("where", where),
        ("left", _side(filing, equation.left, along_rows)),
        ("right", _side(filing, equation.right, along_rows)),
        ("gap", str(abs(left - right))),
    )
    return _hit(filing, rows[r], filing.cells[r][c], values, column)


def _side(filing: Filing, side: tuple[tuple[int, int], ...], along_rows: bool) -> str:
    """One side in words: every label with its figure, and the sum; in a long sum without its
    noughts."""
    named = []
    for r, c in side:
        row, cell = filing.form.rows[r], filing.cells[r][c]
        label = row.key if along_rows else row.columns[c].key
        if len(side) == 1:
            return f"{label}是{cell.number}"
        if len(side) <= SHORT_SUM or cell.number:
            named.append(f"{label}{cell.number}")
    if len(named) == 1:
        return f"各项之和是{_sum(filing, side)}（{named[0]}）"
    return f"{'＋'.join(named) or '各项之和'}＝{_sum(filing, side)}"


@rule("F231", "“{row}”的“{column}”是{text}，大得不像真的；请核对。", "warning")
def number_not_plausible(filing: Filing) -> Iterator[Hit]:
    """统计表里的数大得离谱。

    多半是多打了数字，或把元当成了万元。

    Bad:
        主动公开政府信息情况:
          行政许可: 12345678901
          其余: 0
    Good:
        主动公开政府信息情况:
          行政许可: 123
          其余: 0
    """
    for row, cells in _lines(filing):
        for column, cell in zip(row.columns, cells, strict=True):
            if cell.number is not None and cell.written and cell.number > LIKELY_MOST:
                values = (("row", row.label), ("column", column.label), ("text", cell.text))
                yield _hit(filing, row, cell, values, column)


@rule("S201", "缺“{title}”这一部分；年度报告的六个部分要齐全，没有情况的也要写明。", "warning")
def chapter_missing(report: Report) -> Iterator[Hit]:
    """年度报告缺法定部分。

    2019年起的年度报告有固定的六个部分，“不能遗漏，也不宜泛化”
    （国办公开办函〔2019〕60号、〔2021〕30号）。

    Bad:
        -- content/agencies/zhongwei-kjj/reports/2023.md --
        ---
        title: 中卫市科学技术局2023年政府信息公开工作年度报告
        statistics:
          主动公开政府信息情况: 0
          收到和处理政府信息公开申请情况: 0
          政府信息公开行政复议、行政诉讼情况: 0
        ---
        ## 一、总体情况
        正文。
        ## 二、主动公开政府信息情况
        ## 三、收到和处理政府信息公开申请情况
        ## 四、政府信息公开行政复议、行政诉讼情况
        ## 五、存在的主要问题及改进情况
        正文。
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
    if report.year < CHAPTERS_SINCE:
        return
    titles = [without_numbering(heading.text) for heading in report.article.headings]
    for names in CHAPTERS:
        if not any(name in titles for name in names):
            near = nearest(names[0], titles)
            values = (("title", names[0]), ("near", near))
            yield Hit(report.article.path, 1, 1, values)


def _lines(filing: Filing) -> Iterator[tuple[Row, tuple[Cell, ...]]]:
    return zip(filing.form.rows, filing.cells, strict=True)


def _hit(
    filing: Filing,
    row: Row,
    cell: Cell,
    values: tuple[tuple[str, str], ...],
    column: Column | None = None,
) -> Hit:
    where = CellAddress(filing.form.title, row.label, column.label if column else "")
    return Hit(filing.path, cell.line, cell.column, values, where)


TABLE_RULES = (
    table_unknown,
    table_not_in_force,
    unknown_row,
    blank_cell,
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
    cell_not_a_number,
    not_applicable_in_cell,
    balance_fails,
    number_not_plausible,
    chapter_missing,
)
