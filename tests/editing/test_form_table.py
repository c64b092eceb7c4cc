"""A table to be filled in, and what totals and balances come to meanwhile."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import count
from random import Random

import pytest
from conftest import examples
from figures import ANY_FORM, CHANCE, FORMS, balanced, filed, form
from hypothesis import given

from editing.notations import texts_of
from site_builder.editing.form_table import FormTable, recompute, table_for_form
from site_builder.forms.filing import fill
from site_builder.model.document import Entry, Mapping, Scalar
from site_builder.model.finding import CellAddress
from site_builder.model.table import Filing, Form
from site_builder.rules.tables.balances import balance_fails

REQUESTS, DISPUTES, DISCLOSURE = (form(n, 2023) for n in ("requests", "disputes", "disclosure"))


@examples(100)
@given(ANY_FORM, CHANCE)
def test_totals_and_balances_are_those_that_a_build_computes_and_checks(
    which: tuple[str, int], chance: Random
) -> None:
    one = form(*which)
    lines = texts_of(one, chance)
    for _ in range(chance.randint(0, 3)):
        line = chance.choice(lines)
        line[chance.randrange(len(line))] = chance.choice(("7", "0", None, ""))
    filing = read(one, lines)

    done = recompute(one, [text for line in lines for text in line])

    cells = [cell for line in filing.cells for cell in line]
    assert [*done.computed] == [cell.text if cell.computed else "" for cell in cells]
    violations = [*balance_fails.check(filing)]
    said = "".join(f"{one.values['where']}{one.values['others']}" for one in violations)
    failing = [
        equation
        for equation, verdict in zip(one.equations, done.verdicts, strict=True)
        if verdict.state == "fails"
    ]
    assert said.count("”一行") + said.count("”一列") == len(failing)
    for equation in failing:
        r, c = equation.left[0]
        row, is_row = one.rows[r], equation.balance.along == "columns"
        assert (f"“{row.label}”一行" if is_row else f"“{row.columns[c].label}”一列") in said


def test_a_balance_is_undecided_as_long_as_a_cell_is_no_number() -> None:
    line = ["1", "0", "0", "2", "3", "1", "", "0", "0", "1", *["0"] * 5]

    done = recompute(DISPUTES, line)

    assert [verdict.state for verdict in done.verdicts] == ["holds", "undecided", "holds"]
    assert recompute(DISPUTES, [*line[:4], "5", *line[5:]]).verdicts[0].gap == "2"
    assert recompute(DISPUTES, [*line[:4], None, *line[5:]]).computed[4] == "3"
    assert recompute(DISPUTES, [None] * 15).verdicts[0].state == "undecided"


@pytest.mark.parametrize("one", FORMS, ids=lambda one: f"{one.name}-{one.first_year}")
def test_a_table_has_a_figure_for_each_box_and_is_ready_for_json(one: Form) -> None:
    table = table_for_form(one, None, None)

    boxes = [box for block in table.grid.blocks for line in block.lines for box in line]
    assert sum(box.kind == "figure" for box in boxes) == len(table.figures)
    assert len({figure.address for figure in table.figures}) == len(table.figures)
    assert {figure.text for figure in table.figures} == {None}
    assert json.loads(json.dumps(asdict(table)))["name"] == one.name


def test_a_figure_has_all_that_is_needed_to_type_it_in() -> None:
    node = Mapping((entry("行政复议", ("结果维持", "1"), ("其余", "/")),), 1, 1)
    table = table_for_form(DISPUTES, fill(DISPUTES, node, "a.md")[0], None)

    first, total = table.figures[0], table.figures[4]
    assert first.address == CellAddress(DISPUTES.title, "行政复议", "结果维持")
    assert (first.text, first.computed, first.is_total, first.unit) == ("1", "", False, "件")
    assert (total.text, total.computed, total.is_total) == (None, "", True)
    assert [figure.text for figure in table.figures[1:4]] == ["/", "/", "/"]
    assert table.figures[5].text is None
    fee = table_for_form(DISCLOSURE, None, None).figures[-1]
    assert (fee.kind, fee.unit) == ("money", "万元")


def test_a_figure_under_a_label_that_is_not_understood_is_no_blank() -> None:
    node = Mapping((entry("行政复议", ("结果", "1")),), 1, 1)

    table = table_for_form(DISPUTES, fill(DISPUTES, node, "a.md")[0], None)

    assert {figure.is_unread for figure in table.figures[:5]} == {True}
    assert {figure.is_unread for figure in table.figures[5:]} == {False}


@given(CHANCE)
def test_the_year_before_is_beside_where_it_means_the_same(chance: Random) -> None:
    older = form("requests", 2020)
    now, then = (filed(one, balanced(one, chance)) for one in (REQUESTS, older))

    same = table_for_form(REQUESTS, now, now)
    other = table_for_form(REQUESTS, now, then)

    assert [figure.before for figure in same.figures] == [figure.text for figure in same.figures]
    carried = {"上年结转政府信息公开申请数量", "结转下年度继续办理"}
    assert {one.address.row for one in other.figures if one.before is not None} == carried
    assert of(other, "上年结转政府信息公开申请数量", "自然人") == then.cells[1][0].text
    assert {figure.before for figure in table_for_form(DISCLOSURE, None, now).figures} == {None}


@pytest.mark.parametrize(
    ("one", "index", "sentence"),
    [
        (DISPUTES, 0, "“行政复议”一行：总计应等于结果维持、结果纠正、其他结果、尚未审结之和。"),
        (
            REQUESTS,
            -8,
            "“总计”一列：总计应等于予以公开、部分公开、不予公开、无法提供、不予处理、其他处理之和。",
        ),
        (
            REQUESTS,
            -1,
            "“总计”一列：本年新收政府信息公开申请数量、上年结转政府信息公开申请数量之和"
            "应等于总计、结转下年度继续办理之和。",
        ),
        (
            form("statistics", 2016),
            0,
            "主要负责同志参加新闻发布会次数不应大于参加或举办新闻发布会总次数。",
        ),
    ],
)
def test_a_balance_is_a_sentence(one: Form, index: int, sentence: str) -> None:
    assert table_for_form(one, None, None).balances[index].sentence == sentence


def test_the_sides_of_a_balance_are_places_of_figures() -> None:
    first = table_for_form(DISPUTES, None, None).balances[1]

    assert (first.left, first.right, first.relation) == ((9,), (5, 6, 7, 8), "equal")


def read(one: Form, lines: Sequence[Sequence[str | None]]) -> Filing:
    """A filing with every cell on a line of its own."""
    places = count(1)
    rows = []
    for row, texts in zip(one.rows, lines, strict=True):
        cells = tuple(
            Entry(Scalar(column.key, 1, 1), Scalar(text, next(places), 9))
            for column, text in zip(row.columns, texts, strict=True)
            if text is not None
        )
        rows.append(Entry(Scalar(row.key, 1, 1), Mapping(cells, 1, 1)))
    filing, problems = fill(one, Mapping(tuple(rows), 1, 1), "report.md")
    assert not problems
    return filing


def entry(label: str, *cells: tuple[str, str]) -> Entry:
    """A row of a header."""
    texts = tuple(Entry(Scalar(key, 2, 1), Scalar(text, 2, 9)) for key, text in cells)
    return Entry(Scalar(label, 1, 1), Mapping(texts, 2, 1))


def of(table: FormTable, row: str, column: str) -> str | None:
    """The text of the year before."""
    (found,) = (one for one in table.figures if one.address[1:] == (row, column))
    return found.before
