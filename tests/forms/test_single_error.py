"""The one figure that must be wrong: it is found, with its right value, or nothing is claimed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from figures import CHANCE, FORMS, Figures, balanced, filed, form
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.forms.balance import broken
from site_builder.forms.filing import fill
from site_builder.forms.single_error import Correction, single_error
from site_builder.model.table import Equation, Filing, Form, Meaning
from site_builder.parsing.yaml_nodes import read_yaml

WITH_EQUATIONS = pytest.mark.parametrize(
    "one", [one for one in FORMS if one.equations], ids=lambda one: f"{one.name}-{one.first_year}"
)
CROSSED = pytest.mark.parametrize("one", [form("requests", year) for year in (2019, 2021)])
SMALL = pytest.mark.parametrize("one", [form("disputes", 2021), form("statistics", 2014)])
REQUESTS = form("requests", 2023)


def written(one: Form, figures: Figures) -> Filing:
    """A filing with every figure at a place of its own in the file."""
    filing = filed(one, figures)
    cells = tuple(
        tuple(cell._replace(line=r, column=c) for c, cell in enumerate(row, 1))
        for r, row in enumerate(filing.cells, 1)
    )
    return replace(filing, cells=cells)


def with_an_error(one: Form, chance: Random, step: int) -> tuple[Figures, Correction]:
    """Figures that balance but for one, and what puts it right."""
    figures = balanced(one, chance)
    r = chance.randrange(len(figures))
    c = chance.randrange(len(figures[r]))
    right = figures[r][c]
    figures[r][c] += step
    return figures, Correction(r, c, right + step, right)


@WITH_EQUATIONS
@settings(max_examples=50)
@given(CHANCE)
def test_a_table_that_balances_has_no_error(one: Form, chance: Random) -> None:
    assert single_error(written(one, balanced(one, chance))) is None


@WITH_EQUATIONS
@settings(max_examples=100)
@given(CHANCE, st.integers(1, 50))
def test_the_figure_that_was_changed_is_found_or_nothing_is_claimed(
    one: Form, chance: Random, step: int
) -> None:
    figures, correction = with_an_error(one, chance, step)

    assert single_error(written(one, figures)) in {correction, None}


@CROSSED
@settings(max_examples=100)
@given(CHANCE, st.integers(1, 50))
def test_an_error_is_found_if_every_figure_is_in_a_row_and_a_column_with_sums(
    one: Form, chance: Random, step: int
) -> None:
    figures, correction = with_an_error(one, chance, step)

    assert single_error(written(one, figures)) == correction


@SMALL
@settings(max_examples=100)
@given(CHANCE, st.integers(-3, 3))
def test_it_is_found_exactly_when_no_other_change_would_do(
    one: Form, chance: Random, step: int
) -> None:
    figures, _ = with_an_error(one, chance, step)
    failing = [equation for equation in one.equations if not holds(equation, figures)]
    bounds = [equation for equation in failing if equation.balance.relation == "at_most"]

    found = single_error(written(one, figures))

    by_trial = [*changes_that_balance(one, figures)] if failing and not bounds else []
    assert found == (by_trial[0] if len(by_trial) == 1 else None)


def changes_that_balance(one: Form, figures: Figures) -> Iterator[Correction]:
    """By trial: every change of one figure, by at most four, after which all equations hold."""
    for r, row in enumerate(figures):
        for c, old in enumerate(row):
            for new in range(max(0, old - 4), old + 5):
                row[c] = new
                if all(holds(equation, figures) for equation in one.equations):
                    yield Correction(r, c, old, new)
            row[c] = old


def holds(equation: Equation, figures: Figures) -> bool:
    left, right = (sum(figures[r][c] for r, c in s) for s in (equation.left, equation.right))
    return left == right if equation.balance.relation == "equal" else left <= right


@CROSSED
@settings(max_examples=100)
@given(CHANCE, st.integers(1, 50))
def test_beside_a_cell_that_is_no_number_it_mends_all_equations_without_that_cell(
    one: Form, chance: Random, step: int
) -> None:
    figures, _ = with_an_error(one, chance, step)
    r, c = chance.randrange(len(figures)), chance.randrange(len(figures[0]))
    filing = without_number(written(one, figures), r, c)

    error = single_error(filing)

    if error:
        assert (error.row, error.column) != (r, c)
        figures[error.row][error.column] = int(error.new)
        assert not [*broken(without_number(written(one, figures), r, c))]


def without_number(filing: Filing, row: int, column: int) -> Filing:
    """The filing with nothing in one cell."""
    cells = [list(line) for line in filing.cells]
    cells[row][column] = cells[row][column]._replace(number=None, meaning=Meaning.BLANK)
    return replace(filing, cells=tuple(tuple(line) for line in cells))


def read(yaml: str) -> Filing:
    """收到和处理政府信息公开申请情况, as a report writes it."""
    node, _ = read_yaml(yaml, "report.md")
    return fill(REQUESTS, node, "report.md")[0]


def test_a_total_that_was_left_out_grows_with_its_parts() -> None:
    filing = read(
        "本年新收政府信息公开申请数量:\n  自然人: 1\n  其余: 0\n"
        "予以公开:\n  自然人: 1\n  总计: 2\n  其余: 0\n其余: 0"
    )

    error = single_error(filing)

    assert error
    assert REQUESTS.rows[error.row].key == "予以公开"
    assert REQUESTS.rows[error.row].columns[error.column].key == "总计"
    assert (error.old, error.new) == (2, 1)


@pytest.mark.parametrize(
    "yaml",
    [
        "本年新收政府信息公开申请数量:\n  自然人: 1\n  其余: 0\n其余: 0",
        "予以公开:\n  自然人: 1\n  其余: 0\n  总计: 2\n"
        "重复申请:\n  自然人: 1\n  其余: 0\n  总计: 3\n其余: 0",
    ],
    ids=["any outcome could be meant", "two cells are wrong"],
)
def test_no_error_is_claimed_if_it_would_be_a_guess(yaml: str) -> None:
    filing = read(yaml)

    assert [*broken(filing)]
    assert single_error(filing) is None
