"""勾稽关系: the equations within one statutory table."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.forms.balance import broken, side
from site_builder.forms.single_error import Correction, single_error, together
from site_builder.lint.rule import rule
from site_builder.model.finding import CellAddress, Violation
from site_builder.model.table import Equation, Filing, Places

SHORT_SUM = 2
CHECK = "请核对这几格。"


@rule(
    "F230",
    "勾稽关系不符，{where}：{left}，{right}，相差{gap}{others}；{advice}",
    waivable=True,
)
def balance_fails(filing: Filing) -> Iterator[Violation]:
    """统计表内的勾稽关系不成立。

    表三：第一项加第二项之和，等于第三项加第四项之和（表上原文）；第三项的总计等于各项之和；
    每行的总计等于各类申请人之和。表四：每组的总计等于四种结果之和。有空白或“/”的格，
    不能核对，不报；一个数写给好几格的（F207），先改正再核对。只改一格就能使全表各项相符、
    而且只有这一格时，会说出是哪一格；仍请对照原始登记核实，不要为凑平而改数。一个数错了，
    它所在的行和列都不符，只报一处。

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
    faults = [fault for fault, *_ in broken(filing) if _is_said_once(filing, fault)]
    if not faults:
        return
    error = single_error(filing)
    for group in together(filing, faults):
        yield _unbalanced(filing, group, error)


def _is_said_once(filing: Filing, equation: Equation) -> bool:
    """Return whether a balance can be checked: no figure is the value of two cells (YAML aliases),
    and at least one was written by the editor rather than computed."""
    cells = [filing.cells[r][c] for r, c in (*equation.left, *equation.right)]
    written = [cell for cell in cells if cell.written]
    places = [(cell.line, cell.column) for cell in written if cell.number]
    return bool(written) and len(places) == len({*places})


def _unbalanced(filing: Filing, group: list[Equation], error: Correction | None) -> Violation:
    """Return the violation of equations that fail together. It is placed at the wrong cell if that
    is known, or else at the left side of the first equation."""
    equation = group[0]
    left, right = side(filing, equation.left), side(filing, equation.right)
    r, c = (error.row, error.column) if error else equation.left[0]
    row, cell = filing.form.rows[r], filing.cells[r][c]
    along_rows = equation.balance.along == "rows"
    others = "、".join(_where(filing, one) for one in group[1:])
    return Violation(
        filing.path,
        cell.line,
        cell.column,
        cell=CellAddress(filing.form.title, row.label, row.columns[c].label),
        where=_where(filing, equation),
        left=_in_words(filing, equation.left, along_rows),
        right=_in_words(filing, equation.right, along_rows),
        gap=str(abs((left or 0) - (right or 0))),
        others=f"，{others}也因此不符" if others else "",
        advice=_advice(filing, error),
    )


def _where(filing: Filing, equation: Equation) -> str:
    """Return the row or the column in which an equation holds."""
    r, c = equation.left[0]
    row = filing.form.rows[r]
    along_rows = equation.balance.along == "rows"
    return f"“{row.columns[c].label}”一列" if along_rows else f"“{row.label}”一行"


def _in_words(filing: Filing, places: Places, along_rows: bool) -> str:
    """Return one side in Chinese: each label with its figure, and the sum. A long sum is shown
    without its zeros."""
    named = []
    for r, c in places:
        row, cell = filing.form.rows[r], filing.cells[r][c]
        label = row.key if along_rows else row.columns[c].key
        if len(places) == 1:
            return f"{label}是{cell.number}"
        if len(places) <= SHORT_SUM or cell.number:
            named.append(f"{label}{cell.number}")
    if len(named) == 1:
        return f"各项之和是{side(filing, places)}（{named[0]}）"
    return f"{'＋'.join(named) or '各项之和'}＝{side(filing, places)}"


def _advice(filing: Filing, error: Correction | None) -> str:
    """Return the advice of the message: the one figure that must be wrong, if there is one."""
    if error is None:
        return CHECK
    row = filing.form.rows[error.row]
    column = f"的“{row.columns[error.column].key}”" if len(row.columns) > 1 else ""
    return f"若把“{row.key}”{column}由{error.old}改为{error.new}，各项即相符，请核对。"


BALANCE_RULES = (balance_fails,)
