"""勾稽关系: a figure that is changed breaks exactly the equations that contain it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from conftest import Scenario, examples
from figures import CHANCE, FORMS, Figures, balanced, filed, form
from hypothesis import given
from hypothesis import strategies as st

from site_builder.forms.balance import broken as failing
from site_builder.forms.filing import fill
from site_builder.lint.rule import Check
from site_builder.model.finding import CellAddress, Violation
from site_builder.model.table import Equation, Filing, Form, Meaning
from site_builder.parsing.yaml_nodes import read_yaml
from site_builder.rules import RULES
from site_builder.rules.tables.balances import balance_fails

FILING_RULES = [rule for rule in RULES if isinstance(rule, Check) and rule.subject is Filing]
STEP = st.sampled_from((1, -1))
EVERY_FORM = pytest.mark.parametrize("one", FORMS, ids=lambda one: f"{one.name}-{one.first_year}")
WITH_EQUATIONS = pytest.mark.parametrize(
    "one", [one for one in FORMS if one.equations], ids=lambda one: f"{one.name}-{one.first_year}"
)
CROSSED = pytest.mark.parametrize("one", [form("requests", year) for year in (2019, 2021)])
SPARSE = pytest.mark.parametrize("one", [form("disputes", 2021), form("statistics", 2014)])

ONE = "\n  自然人: 1\n  其余: 0"

Place = tuple[int, int]
KIND = ("”一行", "”一列")


# ------------------------------------------------------------------ 勾稽关系


@EVERY_FORM
@examples(60)
@given(CHANCE)
def test_a_table_made_to_balance_satisfies_every_equation(one: Form, chance: Random) -> None:
    assert not list(balance_fails.check(filed(one, balanced(one, chance))))


@WITH_EQUATIONS
@examples(100)
@given(CHANCE, STEP)
def test_one_figure_changed_by_one_breaks_the_equations_that_contain_it_and_no_other_rule(
    one: Form, chance: Random, step: int
) -> None:
    figures, place = spoilt(one, chance, step)
    filing = apart(one, figures)

    found = {rule.code: [*rule.check(filing)] for rule in FILING_RULES}

    expected = [e for e in one.equations if place in e.left + e.right and broken(e, figures)]
    assert {code for code, violations in found.items() if violations} == {"F230" for _ in expected}
    assert len(found["F230"]) == bool(expected), "one figure is wrong"
    assert {named(violation) for violation in found["F230"]} == ({len(expected)} - {0})
    assert {dict(violation.values)["gap"] for violation in found["F230"]} == {"1" for _ in expected}


@WITH_EQUATIONS
@examples(100)
@given(CHANCE, STEP, st.sampled_from((Meaning.BLANK, Meaning.NOT_APPLICABLE, Meaning.TEXT)))
def test_equations_with_a_cell_that_is_no_number_are_silent_and_the_others_are_not(
    one: Form, chance: Random, step: int, meaning: Meaning
) -> None:
    figures, _ = spoilt(one, chance, step)
    r = chance.randrange(len(one.rows))
    columns = chance.sample(range(len(one.rows[r].columns)), chance.randint(1, len(figures[r])))
    unknown = {(r, c) for c in columns}

    violations = [*balance_fails.check(without(apart(one, figures), unknown, meaning))]

    expected = [
        e for e in one.equations if broken(e, figures) and not unknown & {*e.left, *e.right}
    ]
    assert sum(map(named, violations)) == len(expected)
    assert len(violations) == bool(expected)


@WITH_EQUATIONS
@examples(100)
@given(CHANCE, st.integers(1, 3))
def test_nothing_that_fails_is_hidden_by_totals_that_are_left_out(
    one: Form, chance: Random, faults: int
) -> None:
    """Of a total that was added up nothing is said; but then something is said of its parts."""
    figures = balanced(one, chance)
    for _ in range(faults):
        r = chance.randrange(len(figures))
        figures[r][chance.randrange(len(figures[r]))] += chance.choice((0, 1, 5))
    totals = {e.left[0] for e in one.equations if e.balance.defines_total}
    left_out = {place for place in totals if chance.random() < chance.choice((0.1, 0.5, 1))}
    lines = [
        f"{row.key}:\n"
        + "".join(
            f"  {column.key}: {figures[r][c]}\n"
            for c, column in enumerate(row.columns)
            if (r, c) not in left_out
        )
        for r, row in enumerate(one.rows)
        if not {(r, c) for c in range(len(row.columns))} <= left_out
    ]
    node, _ = read_yaml("".join(lines), "report.md")
    filing, problems = fill(one, node, "report.md")

    assert not problems
    assert bool([*balance_fails.check(filing)]) == bool([*failing(filing)])


@CROSSED
@examples(60)
@given(CHANCE, STEP)
def test_the_figure_that_was_changed_is_named_with_what_it_was(
    one: Form, chance: Random, step: int
) -> None:
    figures, (r, c) = spoilt(one, chance, step)
    row, now = one.rows[r], figures[r][c]

    violations = [*balance_fails.check(apart(one, figures))]

    advice = f"若把“{row.key}”的“{row.columns[c].key}”由{now}改为{now - step}，各项即相符，请核对。"
    assert {dict(violation.values)["advice"] for violation in violations} == {advice}


@SPARSE
@examples(60)
@given(CHANCE, st.integers(-3, 3))
def test_a_change_is_proposed_exactly_when_it_is_the_only_one_that_heals(
    one: Form, chance: Random, step: int
) -> None:
    figures, _ = spoilt(one, chance, step)

    violations = [*balance_fails.check(apart(one, figures))]

    messages = {
        dict(violation.values)["advice"]
        for violation in violations
        if "改为" in dict(violation.values)["advice"]
    }
    at_most = any(e.balance.relation == "at_most" and broken(e, figures) for e in one.equations)
    healing = [] if at_most or not violations else [*cures(one, figures)]
    assert len(messages) == (len(healing) == 1)
    for (r, c), new in healing[:1]:
        assert all(f"由{figures[r][c]}改为{new}" in advice for advice in messages)


def test_a_total_that_was_left_out_follows_the_cell_that_is_changed() -> None:
    violations = checked(
        "本年新收政府信息公开申请数量:\n  自然人: 1\n  其余: 0\n"
        "予以公开:\n  自然人: 1\n  总计: 2\n  其余: 0\n其余: 0"
    )

    advice = "若把“予以公开”的“总计”由2改为1，各项即相符，请核对。"
    assert len(violations) == 1, "of the row that was added up nothing is said"
    assert {dict(violation.values)["advice"] for violation in violations} == {advice}


@pytest.mark.parametrize(
    "yaml",
    [
        f"本年新收政府信息公开申请数量:{ONE}\n其余: 0",
        f"本年新收政府信息公开申请数量:{ONE}\n予以公开: 0\n重复申请: 0\n其余: 0",
        f"予以公开:{ONE}\n  总计: 2\n重复申请:{ONE}\n  总计: 3\n其余: 0",
    ],
    ids=["the outcome is missing", "it is missing in rows written 0", "two cells are wrong"],
)
def test_no_change_is_proposed_if_it_would_be_a_guess(yaml: str) -> None:
    violations = checked(yaml)

    assert violations
    assert {dict(violation.values)["advice"] for violation in violations} == {"请核对这几格。"}


def test_a_broken_equation_is_reported_with_both_sides_the_gap_and_the_cell(site: Scenario) -> None:
    (found,) = site.check(
        "政府信息公开行政复议、行政诉讼情况:\n  行政复议:\n    结果维持: 1\n    尚未审结: 1\n"
        "    其余: 0\n    总计: 0\n  其余: 0\n"
    )

    assert found.message == (
        "勾稽关系不符，“行政复议”一行：总计是0，结果维持1＋尚未审结1＝2，相差2；"
        "若把“行政复议”的“总计”由0改为2，各项即相符，请核对。"
    )
    assert found.cell == CellAddress("政府信息公开行政复议、行政诉讼情况", "行政复议", "总计")


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("本年新收政府信息公开申请数量: 9\n其余: 0", {"F207"}),
        ("其余: 9", {"F207"}),
        ("本年新收政府信息公开申请数量:\n  自然人: 9\n  其余: 9\n其余: 0", {"F207"}),
    ],
    ids=["a row", "a table", "what is left of a row"],
)
def test_a_figure_for_many_cells_is_not_added_up_with_itself(
    yaml: str, codes: set[str], site: Scenario
) -> None:
    lines = yaml.replace("\n", "\n  ")
    found = site.check(f"收到和处理政府信息公开申请情况:\n  {lines}\n")

    assert {one.code for one in found} == codes


def test_a_wrong_figure_is_one_finding_at_its_cell_that_names_its_row_and_its_column(
    site: Scenario,
) -> None:
    (found,) = site.check(
        "收到和处理政府信息公开申请情况:\n"
        "  本年新收政府信息公开申请数量: {自然人: 2, 其余: 0, 总计: 2}\n"
        "  予以公开:\n    自然人: 3\n    其余: 0\n    总计: 2\n"
        "  总计: {自然人: 2, 其余: 0, 总计: 2}\n  其余: 0\n"
    )

    assert (found.code, found.line, found.column) == ("F230", 7, 12)
    assert "“（一）予以公开”一行" in found.message
    assert "“自然人”一列也因此不符" in found.message
    assert "由3改为2" in found.message


def test_two_wrong_figures_are_two_findings(site: Scenario) -> None:
    found = site.check(
        "政府信息公开行政复议、行政诉讼情况:\n"
        "  行政复议: {结果维持: 1, 其余: 0, 总计: 2}\n"
        "  复议后起诉: {结果维持: 1, 其余: 0, 总计: 3}\n  其余: 0\n"
    )

    assert [one.code for one in found] == ["F230", "F230"]


def spoilt(one: Form, chance: Random, step: int) -> tuple[Figures, Place]:
    """A table that balances but for one figure, and where that is."""
    figures = balanced(one, chance)
    r = chance.randrange(len(figures))
    c = chance.randrange(len(figures[r]))
    figures[r][c] += step
    return figures, (r, c)


def apart(one: Form, figures: Figures) -> Filing:
    """A filing with every cell at a place of its own."""
    filing = filed(one, figures)
    cells = tuple(
        tuple(cell._replace(line=r, column=c) for c, cell in enumerate(line, 1))
        for r, line in enumerate(filing.cells, 1)
    )
    return replace(filing, cells=cells)


def broken(equation: Equation, figures: Figures) -> bool:
    left, right = (sum(figures[r][c] for r, c in s) for s in (equation.left, equation.right))
    return left != right if equation.balance.relation == "equal" else left > right


def named(violation: Violation) -> int:
    """How many rows and columns a violation names."""
    return sum(
        f"{violation.values['where']}{violation.values['others']}".count(one) for one in KIND
    )


def without(filing: Filing, places: set[Place], meaning: Meaning) -> Filing:
    """The filing with some cells that are no numbers."""
    cells = tuple(
        tuple(
            cell._replace(number=None, meaning=meaning) if (r, c) in places else cell
            for c, cell in enumerate(line)
        )
        for r, line in enumerate(filing.cells)
    )
    return replace(filing, cells=cells)


def cures(one: Form, figures: Figures) -> list[tuple[Place, int]]:
    """By trial: every new figure of one cell with which all equations hold."""
    found = []
    for r, line in enumerate(figures):
        for c, old in enumerate(line):
            for new in range(max(0, old - 4), old + 5):
                line[c] = new
                if not any(broken(equation, figures) for equation in one.equations):
                    found.append(((r, c), new))
            line[c] = old
    return found


def checked(yaml: str) -> list[Violation]:
    """What the balances of 收到和处理政府信息公开申请情况 say."""
    node, _ = read_yaml(yaml, "report.md")
    return [*balance_fails.check(fill(form("requests", 2023), node, "report.md")[0])]
