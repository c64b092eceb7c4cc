"""Adding tables up over agencies: a blank is not a zero, and money is not mixed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from random import Random

import pytest
from figures import ANY_FORM, CHANCE, balanced, filed, form, to_add
from hypothesis import given
from hypothesis import strategies as st

from site_builder.forms.cells import absent, read_cell
from site_builder.forms.totals import Sum, Sums, Tally
from site_builder.model.document import Scalar
from site_builder.model.table import Cell, Figures, Filing, Form

DISPUTES = form("disputes", 2023)


def cells(*texts: str) -> list[Cell]:
    return [read_cell(Scalar(text, 1, 1), "money") for text in texts]


def add(found: list[Cell]) -> Sum:
    """The sum of some cells, each of which is the first one of a filing."""
    sums = Sums(DISPUTES)
    for cell in found:
        sums.take(alone(cell, 0, DISPUTES))
    return sums.tally().sums[0][0]


def alone(cell: Cell, at: int, one: Form) -> Figures:
    """A table in which all cells but one are blank."""
    cells = [[absent(1, 1) for _ in row.columns] for row in one.rows]
    cells[at][-1 if at else 0] = cell
    return to_add(Filing(one, "report.md", tuple(map(tuple, cells))))


def tally(one: Form, filings: Iterable[Filing]) -> Tally:
    sums = Sums(one)
    for filing in filings:
        sums.take(to_add(filing))
    return sums.tally()


def test_a_blank_cell_is_never_added_as_a_zero() -> None:
    assert add(cells("", "")) == Sum(None, 0)
    assert add([absent(1, 1)]) == Sum(None, 0)
    assert add(cells("", "3")) == Sum(3, 1)
    assert add(cells("0", "")) == Sum(0, 1)


@pytest.mark.parametrize("text", ["/", "无", "１", "不适用", "-"])
def test_what_is_not_a_number_is_not_counted(text: str) -> None:
    assert add(cells(text, "3", "4")) == Sum(7, 2)


def test_nothing_adds_up_to_nothing() -> None:
    assert add([]) == Sum(None, 0)


def test_sums_of_money_in_yuan_and_in_ten_thousands_are_added_in_ten_thousands() -> None:
    assert add(cells("35000元", "3万元", "0")) == Sum(Decimal("6.5"), 3, "万元")
    assert add(cells("300000元", "1万元")) == Sum(Decimal(31), 2, "万元")


def test_a_sum_of_money_without_a_unit_is_left_out_beside_others_and_counted() -> None:
    assert add(cells("3", "3万元")) == Sum(3, 1, "万元", unclear=1)
    assert add(cells("3", "4")) == Sum(7, 2)


def test_an_amount_with_a_unit_of_its_own_is_added_in_the_unit_that_the_form_prints() -> None:
    """3.5万元 in a column of 万元 is 3.5, and 35000元 is as well."""
    fees = form("disclosure", 2023)
    sums = Sums(fees)
    for cell in cells("3.5万元", "35000元", "1", "0"):
        sums.take(alone(cell, -1, fees))

    assert sums.tally().sums[-1][-1] == Sum(Decimal("8.0"), 4)


def test_sums_of_money_in_one_unit_keep_it_and_a_zero_has_any_unit() -> None:
    assert add(cells("1.5万元", "2万元", "0", "0元")) == Sum(Decimal("3.5"), 4, "万元")
    assert add(cells("0元", "0万元")) == Sum(0, 2)


def test_decimals_are_added_without_a_rounding_error() -> None:
    assert add(cells("0.1", "0.2")) == Sum(Decimal("0.3"), 2)


@given(st.lists(st.sampled_from(["", "/", "无", "0", "1", "25"])))
def test_a_sum_says_how_many_figures_it_is_made_of(texts: list[str]) -> None:
    numbers = [int(text) for text in texts if text.isdigit()]

    assert add(cells(*texts)) == Sum(sum(numbers) if numbers else None, len(numbers))


@given(ANY_FORM, st.lists(CHANCE, min_size=1, max_size=4))
def test_tables_that_balance_add_up_to_a_table_that_balances(
    which: tuple[str, int], chances: list[Random]
) -> None:
    one = form(*which)
    tables = [balanced(one, chance) for chance in chances]

    whole = tally(one, [filed(one, table) for table in tables])

    assert whole.filed == len(tables)
    for r, line in enumerate(whole.sums):
        for c, total in enumerate(line):
            assert total == Sum(sum(table[r][c] for table in tables), len(tables))
    for equation in one.equations:
        left, right = (
            sum(whole.sums[r][c].number or 0 for r, c in side)
            for side in (equation.left, equation.right)
        )
        assert left == right or (equation.balance.relation == "at_most" and left <= right)


@given(ANY_FORM, st.lists(CHANCE, min_size=1, max_size=4))
def test_sums_do_not_depend_on_the_order_of_filings(
    which: tuple[str, int], chances: list[Random]
) -> None:
    one = form(*which)
    filings = [filed(one, balanced(one, chance)) for chance in chances]

    assert tally(one, filings) == tally(one, filings[::-1])


def test_a_filing_of_another_shape_is_not_added() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Sums(DISPUTES).take(Figures(DISPUTES, ("1",), "n"))
