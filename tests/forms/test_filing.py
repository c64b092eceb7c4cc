"""The notation of a statutory table in a report's header: what was written, and what it means."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from figures import ANY_FORM, CHANCE, FORMS, Figures, balanced, form
from hypothesis import given
from hypothesis import strategies as st

from site_builder.forms.filing import REST, fill, unwritten
from site_builder.model.document import Entry, Mapping, Node, Scalar, Sequence
from site_builder.model.finding import Problem
from site_builder.model.table import Cell, Filing, Form, Meaning
from site_builder.parsing.yaml_nodes import read_yaml
from site_builder.text.labels import without_numbering

NEW = "本年新收政府信息公开申请数量"
FULL_ROW = "自然人: 0, 商业企业: 0, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0"
Written = str | dict[str, "Written"]


REQUESTS, DISCLOSURE, DISPUTES = (form(n, 2023) for n in ("requests", "disclosure", "disputes"))


def filled(one: Form, yaml: str) -> tuple[Filing, list[str]]:
    """Return a filing, and the names of the rules for what could not be read."""
    node, faults = read_yaml(yaml, "report.md")
    assert not faults
    filing, problems = fill(one, node, "report.md")
    return filing, [what.rule.name for what in problems]


def cells(filing: Filing) -> list[Cell]:
    return [cell for line in filing.cells for cell in line]


def test_one_zero_fills_a_table() -> None:
    filing, problems = filled(REQUESTS, "0")

    assert not problems
    assert {(cell.number, cell.written) for cell in cells(filing)} == {(0, True)}


def test_one_zero_fills_a_row_and_the_rest_is_still_unwritten() -> None:
    filing, problems = filled(REQUESTS, "予以公开: 0")

    assert not problems
    assert [cell.number for cell in filing.cells[2]] == [0] * 7
    assert "予以公开" not in {row.key for row, _ in unwritten(filing)}
    assert len(list(unwritten(filing))) == 25 - 1 - 1


def test_the_rest_covers_what_is_not_written_otherwise() -> None:
    yaml = "予以公开:\n  自然人: 3\n  其余: 0\n其余: 0"
    filing, problems = filled(REQUESTS, yaml)

    assert not problems
    assert filing.cell("予以公开", "自然人").number == 3
    assert filing.cell("予以公开", "商业企业").number == 0
    assert filing.cell("重复申请", "自然人").number == 0


def test_a_total_is_not_part_of_the_rest_but_computed_and_marked() -> None:
    filing, _ = filled(REQUESTS, "予以公开:\n  自然人: 3\n  其余: 0\n其余: 0")

    for row, column in [("予以公开", "总计"), ("总计", "自然人"), ("总计", "总计")]:
        cell = filing.cell(row, column)
        assert (cell.number, cell.computed, cell.written) == (3, True, False)
    assert not list(unwritten(filing))


def test_a_total_that_is_written_is_kept_even_when_it_is_wrong() -> None:
    filing, problems = filled(REQUESTS, "予以公开:\n  自然人: 3\n  总计: 5\n  其余: 0\n其余: 0")

    total = filing.cell("予以公开", "总计")
    assert not problems
    assert (total.text, total.number, total.computed) == ("5", 5, False)
    assert filing.cell("总计", "自然人").number == 3


def test_a_total_of_totals_is_computed_along_whichever_side_is_whole() -> None:
    yaml = "予以公开:\n  自然人: 1\n  总计: /\n  其余: 0\n其余: 0"

    assert filled(REQUESTS, yaml)[0].cell("总计", "总计").number == 1


@pytest.mark.parametrize("gap", ["", "/", "无", "１"])
def test_a_total_is_not_computed_over_what_is_not_a_number(gap: str) -> None:
    filing, _ = filled(DISPUTES, f"行政复议:\n  结果维持: {gap}\n  其余: 0\n其余: 0")

    total = filing.cell("行政复议", "总计")
    assert (total.number, total.meaning) == (None, Meaning.BLANK)
    assert not total.written


def test_zero_blank_not_applicable_and_text_stay_apart() -> None:
    yaml = "规章:\n  本年制发件数: 0\n  本年废止件数:\n  现行有效件数: /\n行政许可: 无\n其余: 0"
    filing, problems = filled(DISCLOSURE, yaml)

    assert not problems
    assert [(cell.text, cell.meaning) for cell in filing.cells[0] + filing.cells[2]] == [
        ("0", Meaning.NUMBER),
        ("", Meaning.BLANK),
        ("/", Meaning.NOT_APPLICABLE),
        ("无", Meaning.TEXT),
    ]
    assert not list(unwritten(filing)), "a blank is written"


def test_a_group_fills_the_rows_below_it() -> None:
    yaml = (
        "本年度办理结果:\n  不予公开: 0\n  不予处理:\n    重复申请:\n      自然人: 2\n      其余: 0"
    )
    filing, problems = filled(REQUESTS, yaml)

    assert not problems
    assert filing.cell("属于国家秘密", "自然人").number == 0
    assert filing.cell("重复申请", "总计").number == 2
    assert not filing.cell("信访举报投诉类申请", "自然人").written


def test_the_rest_reaches_into_a_group_that_is_written_in_part() -> None:
    filing, problems = filled(REQUESTS, "不予处理:\n  重复申请: /\n其余: 0")

    assert not problems
    assert filing.cell("信访举报投诉类申请", "自然人").number == 0


def test_a_specific_entry_overrides_a_general_one() -> None:
    yaml = "本年度办理结果: 0\n不予公开: /\n属于国家秘密:\n  自然人: 6\n  其余: 0"
    filing, problems = filled(REQUESTS, yaml)

    assert not problems
    assert filing.cell("属于国家秘密", "总计").number == 6
    assert filing.cell("属于行政执法案卷", "总计").meaning is Meaning.NOT_APPLICABLE
    assert filing.cell("重复申请", "总计").number == 0


def test_labels_may_carry_their_numbering_and_remarks() -> None:
    yaml = f"（三）不予公开: 0\n一、{NEW}: 0\n（二）部分公开（区分处理的，只计这一情形）: 0"
    filing, problems = filled(REQUESTS, yaml)

    assert not problems
    assert filing.cell("部分公开", "自然人").number == 0
    assert filing.cell("属于国家秘密", "自然人").number == 0


def test_a_label_of_another_form_is_read_and_reported() -> None:
    yaml = "规范性文件: 0\n其余: 0"
    filing, problems = filled(DISCLOSURE, yaml)

    assert problems == ["label_of_another_form"]
    assert filing.cell("行政规范性文件", "现行有效件数").number == 0


@pytest.mark.parametrize(
    ("yaml", "rules"),
    [
        ("属于商业秘密: 0", ["unknown_row"]),
        ("予以公开:\n  法人: 0", ["unknown_column"]),
        ("3", ["one_figure_for_a_row"]),
        ("予以公开: 3", ["one_figure_for_a_row"]),
        ("不予公开: 3\n其余: 0", ["one_figure_for_a_row"]),
        ("予以公开: 0\n其余: 3", ["one_figure_for_a_row"]),
        ("予以公开:\n  其余: 3", ["one_figure_for_a_row"]),
        (f"予以公开: {{{FULL_ROW}, 其余: 3}}", ["one_figure_for_a_row"]),
        (f"予以公开: {{{FULL_ROW}, 其余: 0}}", []),
        ("予以公开: [0, 0]", ["table_is_a_list"]),
        ("[0, 0]", ["table_is_a_list"]),
        ("不予公开: [0]", ["table_is_a_list"]),
        ("予以公开:\n  自然人:\n    男: 0", ["cell_is_not_a_figure"]),
        ("予以公开:\n  其余: [0]", ["cell_is_not_a_figure"]),
        ("予以公开: 0\n（一）予以公开: 0", ["row_written_twice"]),
        ("重复申请: 0\n不予处理:\n  重复申请: 0", ["row_written_twice"]),
        ("不予处理: 0\n（五）不予处理: 0", ["row_written_twice"]),
        ("本年度办理结果:\n  不予处理: 0\n不予处理: 0", ["row_written_twice"]),
        ("予以公开:\n  自然人: 0\n  1.自然人: 0", ["row_written_twice"]),
        ("其余: 0\n一、其余: 0", ["row_written_twice"]),
        ("不予公开:\n  重复申请: 0", ["unknown_row"]),
        ("其余:\n  自然人: 0", ["unknown_row"]),
    ],
)
def test_a_value_without_a_place_is_reported(yaml: str, rules: list[str]) -> None:
    assert filled(REQUESTS, yaml)[1] == rules


def test_an_unknown_label_is_answered_with_the_one_that_was_meant() -> None:
    node, _ = read_yaml("属于国家密秘: 0", "report.md", 7)

    (what,) = fill(REQUESTS, node, "report.md")[1]

    assert (what.line, what.column) == (7, 1)
    assert dict(what.values) == {"label": "属于国家密秘", "hint": "，是不是“属于国家秘密”？"}


@given(ANY_FORM, CHANCE)
def test_the_same_figures_are_read_from_every_way_of_writing_them(
    which: tuple[str, int], chance: Random
) -> None:
    one = form(*which)
    figures = balanced(one, chance)

    node = Nodes().of(written(one, figures, chance))
    filing, problems = fill(one, node, "report.md")

    assert not problems
    assert [[cell.number for cell in line] for line in filing.cells] == figures


def written(one: Form, figures: Figures, chance: Random) -> Written:
    """One of the many ways to write a table: totals or none, zeros one by one or together, rows
    in any order, under their groups or by themselves, numbered or not."""
    sums = {
        key
        for equation in one.equations
        if equation.balance.defines_total
        for key in equation.balance.left
    }
    rest = chance.random() < 0.5
    written: dict[str, Written] = {}
    for row, numbers in zip(one.rows, figures, strict=True):
        if rest and not any(numbers):
            continue
        if row.key in sums and chance.random() < 0.5:
            continue
        values: Written = line(
            dict(zip((c.key for c in row.columns), numbers, strict=True)), sums, chance
        )
        into = written
        for group in row.groups if chance.random() < 0.5 else ():
            inner = into.setdefault(group, {})
            assert isinstance(inner, dict)
            into = inner
        into[chance.choice((row.label, row.key)) if row.key == row.label else row.key] = values
    entries = list(written.items()) + ([("其余", "0")] if rest else [])
    chance.shuffle(entries)
    return dict(entries)


def line(numbers: dict[str, int], sums: set[str], chance: Random) -> Written:
    """One of the ways to write a row."""
    if not any(numbers.values()) and chance.random() < 0.5:
        return "0"
    rest = chance.random() < 0.5
    left_out = chance.random() < 0.5
    entries = [
        (key, str(number))
        for key, number in numbers.items()
        if not (key in sums and left_out) and not (rest and not number and key not in sums)
    ]
    entries += [("其余", "0")] if rest else []
    chance.shuffle(entries)
    return dict(entries)


class Nodes:
    """Makes nodes, each on a line of its own."""

    def __init__(self) -> None:
        self.line = 0

    def scalar(self, text: str) -> Scalar:
        self.line += 1
        return Scalar(text, self.line, 1)

    def of(self, what: Written) -> Node:
        if isinstance(what, str):
            return self.scalar(what)
        self.line += 1
        place = self.line
        entries = tuple(Entry(self.scalar(key), self.of(value)) for key, value in what.items())
        return Mapping(entries, place, 1)


LABELS = st.sampled_from(
    sorted({label for one in FORMS for row in one.rows for label in (row.key, row.label)})
    + sorted({group for one in FORMS for group, _ in one.groups})
    + sorted({column.key for one in FORMS for row in one.rows for column in row.columns})
    + ["其余", "一、其余", "1.自然人", "社会组织", "规范性文件", "", "x"]
)
SCALARS = st.sampled_from(["0", "", "/", "无", "7", "12.5", "１２"])
SHAPES: st.SearchStrategy[object] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.lists(st.tuples(LABELS, inner), max_size=6),
    max_leaves=12,
)


def node_of(shape: object, nodes: Nodes) -> Node:
    if isinstance(shape, str):
        return nodes.scalar(shape)
    assert isinstance(shape, list)
    nodes.line += 1
    place = nodes.line
    if shape and isinstance(shape[0], tuple):
        pairs = tuple(Entry(nodes.scalar(key), node_of(value, nodes)) for key, value in shape)
        return Mapping(pairs, place, 1)
    return Sequence(tuple(node_of(item, nodes) for item in shape), place, 1)


@given(ANY_FORM, SHAPES)
def test_no_figure_that_was_written_is_lost_without_a_word(
    which: tuple[str, int], shape: object
) -> None:
    one = form(*which)
    node = node_of(shape, Nodes())

    filing, problems = fill(one, node, "report.md")

    kept = {cell.line for cell in cells(filing) if cell.written}
    assert not list(lost(node, kept, problems, ()))


def lost(
    node: Node, kept: set[int], problems: tuple[Problem, ...], around: tuple[int, ...]
) -> Iterator[Scalar]:
    """The values that are neither in a cell nor spoken of, where they are or around them. Beside a
    label that is not understood, `其余` stands for nobody knows which rows."""
    spoken = {what.line for what in problems}
    if isinstance(node, Scalar):
        if node.line not in kept and not spoken & {node.line, *around}:
            yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from lost(item, kept, problems, (*around, node.line))
    else:
        unclear = spoken & {entry.key.line for entry in node.entries}
        for entry in node.entries:
            if not (unclear and without_numbering(entry.key.text) == REST):
                yield from lost(entry.value, kept, problems, (*around, node.line, entry.key.line))
