"""勾稽关系: the equations within one statutory table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.forms.balance import Number, broken, side
from site_builder.lint.rule import rule
from site_builder.model.finding import CellAddress, Violation
from site_builder.model.table import Equation, Filing, Places

SHORT_SUM = 2
CHECK = "请核对这几格。"

Place = tuple[int, int]


@rule("F230", "勾稽关系不符，{where}：{left}，{right}，相差{gap}；{advice}")
def balance_fails(filing: Filing) -> Iterator[Violation]:
    """统计表内的勾稽关系不成立。

    表三：第一项加第二项之和，等于第三项加第四项之和（表上原文）；第三项的总计等于各项之和；
    每行的总计等于各类申请人之和。表四：每组的总计等于四种结果之和。有空白或“/”的格，
    不能核对，不报；一个数写给好几格的（F207），先改正再核对。只改一格就能使全表各项相符、
    而且只有这一格时，会说出是哪一格；仍请对照原始登记核实，不要为凑平而改数。

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
    faults = [fault for fault in broken(filing) if _is_said_once(filing, fault[0])]
    advice = _advice(filing) if faults else ""
    for equation, left, right in faults:
        yield _unbalanced(filing, equation, left, right, advice)


def _is_said_once(filing: Filing, equation: Equation) -> bool:
    """Whether every figure was written for one cell, else that is what is wrong; and any was
    written: totals that were added up are at odds only where what they are made of is."""
    cells = [filing.cells[r][c] for r, c in (*equation.left, *equation.right)]
    written = [cell for cell in cells if cell.written]
    places = [(cell.line, cell.column) for cell in written if cell.number]
    return bool(written) and len(places) == len({*places})


def _unbalanced(
    filing: Filing, equation: Equation, left: Number, right: Number, advice: str
) -> Violation:
    rows = filing.form.rows
    r, c = equation.left[0]
    along_rows = equation.balance.along == "rows"
    row, column, cell = rows[r], rows[r].columns[c], filing.cells[r][c]
    where = f"“{column.label}”一列" if along_rows else f"“{row.label}”一行"
    address = CellAddress(filing.form.title, row.label, column.label)
    return Violation(
        filing.path,
        cell.line,
        cell.column,
        cell=address,
        where=where,
        left=_in_words(filing, equation.left, along_rows),
        right=_in_words(filing, equation.right, along_rows),
        gap=str(abs(left - right)),
        advice=advice,
    )


def _in_words(filing: Filing, places: Places, along_rows: bool) -> str:
    """One side in words: every label with its figure, and the sum; in a long sum without its
    noughts."""
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


def _advice(filing: Filing) -> str:
    """Which one figure to look at: told where one change, and one only, heals the whole table."""
    healing = _healing_changes(filing)
    if len(healing) != 1:
        return CHECK
    ((r, c), new) = healing[0]
    row, old = filing.form.rows[r], filing.cells[r][c].number
    column = f"的“{row.columns[c].key}”" if len(row.columns) > 1 else ""
    return f"若把“{row.key}”{column}由{old}改为{new}，各项即相符，请核对。"


@dataclass(frozen=True, slots=True)
class _Scale:
    """An equation by what the report wrote: how far the left side exceeds the right, and by how
    much that grows when a cell that was written grows by one."""

    excess: Number
    weights: Counter[Place]
    at_most: bool

    def holds(self, place: Place, step: Number) -> bool:
        """Whether the equation holds once the cell at `place` has grown by `step`."""
        excess = self.excess + step * self.weights[place]
        return excess <= 0 if self.at_most else excess == 0


def _healing_changes(filing: Filing) -> list[tuple[Place, Number]]:
    """Every change of one written cell after which all equations hold: its place, its new
    number. None where a sum may be smaller than its bound: there many numbers would do."""
    scales = [*_scales(filing)]
    first = next(one for one in scales if not one.holds((0, 0), 0))
    if first.at_most:
        return []
    changes = []
    for place, weight in first.weights.items():
        old = filing.cells[place[0]][place[1]].number
        if not weight or old is None or first.excess % weight:
            continue
        step = -first.excess // weight
        if old + step >= 0 and all(one.holds(place, step) for one in scales):
            changes.append((place, old + step))
    return changes


def _scales(filing: Filing) -> Iterator[_Scale]:
    """The equations that can be checked."""
    made = _made_of(filing)
    for equation in filing.form.equations:
        left, right = side(filing, equation.left), side(filing, equation.right)
        if left is not None and right is not None:
            weights: Counter[Place] = Counter()
            for place in equation.left:
                weights.update(made.get(place, {}))
            for place in equation.right:
                weights.subtract(made.get(place, {}))
            yield _Scale(left - right, weights, equation.balance.relation == "at_most")


def _made_of(filing: Filing) -> dict[Place, Counter[Place]]:
    """Of which written cells every number is made: of itself, or of the parts of a total that
    follows them, in the order in which totals are computed."""
    defining = [e for e in filing.form.equations if e.balance.defines_total]
    following = {e.left[0] for e in defining if _follows(filing, e)}
    made = {
        (r, c): Counter({(r, c): 1})
        for r, cells in enumerate(filing.cells)
        for c, cell in enumerate(cells)
        if cell.number is not None and (r, c) not in following
    }
    for equation in (*defining, *defining):
        total = equation.left[0]
        follows = total not in made and _follows(filing, equation)
        if follows and all(part in made for part in equation.right):
            made[total] = sum((made[part] for part in equation.right), Counter())
    return made


def _follows(filing: Filing, equation: Equation) -> bool:
    """Whether a total is added up: it was left out, or one nought stands for it and for its parts
    (who writes one of them out leaves the total to be added up)."""
    (total, *parts) = (filing.cells[r][c] for r, c in equation.left + equation.right)
    return total.computed or all(
        (part.line, part.column) == (total.line, total.column) and part.written for part in parts
    )


BALANCE_RULES = (balance_fails,)
