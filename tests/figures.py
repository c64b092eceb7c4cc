"""Random statutory tables that balance."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from site_builder.forms.figures import figures_of
from site_builder.forms.versions import load_forms
from site_builder.model import table
from site_builder.model.table import Cell, Filing, Form, Meaning

FORMS = load_forms()
ANY_FORM = st.sampled_from([(one.name, one.first_year) for one in FORMS])
CHANCE = st.builds(Random, st.integers(0, 2**32 - 1))

Figures = list[list[int]]


def form(name: str, year: int) -> Form:
    """The version of a form in force for a year."""
    return next(one for one in FORMS if one.name == name and one.in_force(year))


def balanced(form: Form, chance: Random, among: Sequence[int] = (0, 0, 1, 2, 40)) -> Figures:
    """Figures that satisfy every equation: most are zero, as in real reports. Equations down a
    column come first; the totals of rows then keep them, since they are sums."""
    figures = [[chance.choice(among) for _ in row.columns] for row in form.rows]
    for equation in sorted(form.equations, key=lambda one: one.balance.along, reverse=True):
        (r, c), *others = equation.left
        total = sum(figures[i][j] for i, j in equation.right)
        for i, j in others:
            figures[i][j] = min(figures[i][j], total)
            total -= figures[i][j]
        if equation.balance.relation == "equal":
            figures[r][c] = total
        else:
            figures[r][c] = min(figures[r][c], total)
    return figures


def filed(form: Form, figures: Figures) -> Filing:
    """A filing with a number in every cell."""
    return Filing(
        form,
        "report.md",
        tuple(tuple(Cell(str(n), Meaning.NUMBER, 1, 1, n) for n in numbers) for numbers in figures),
    )


def to_add(filing: Filing) -> table.Figures:
    """What is added up of a filing."""
    (found,) = figures_of((filing,), {}, ())
    return found
