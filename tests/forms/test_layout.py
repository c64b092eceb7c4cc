"""How a statutory table is printed: a full rectangle, every figure tied to its captions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from figures import FORMS, form

from site_builder.forms.layout import Block, Box, Grid, lay_out
from site_builder.model.table import Form

EVERY_FORM = pytest.mark.parametrize("one", FORMS, ids=lambda one: f"{one.name}-{one.first_year}")
Taken = dict[tuple[int, int], Box]


def boxes(grid: Grid) -> list[Box]:
    return [box for block in grid.blocks for line in block.lines for box in line]


def placed(block: Block) -> Iterator[tuple[tuple[int, int], Box]]:
    """Every place that a block's boxes take, as a browser lays them out."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(block.lines):
        column = 0
        for box in line:
            while (row, column) in taken:
                column += 1
            places = {
                (row + down, column + across)
                for down in range(box.rowspan)
                for across in range(box.colspan)
            }
            assert not places & taken, f"{box} lies over another"
            taken |= places
            yield from ((place, box) for place in sorted(places))


@EVERY_FORM
def test_boxes_fill_a_rectangle_without_overlap(one: Form) -> None:
    grid = lay_out(one)

    for block in grid.blocks:
        places = [place for place, _ in placed(block)]
        rectangle = {(r, c) for r in range(len(block.lines)) for c in range(grid.width)}
        assert set(places) == rectangle
        assert len(places) == len(rectangle)


@EVERY_FORM
def test_ids_are_unique_and_a_figure_stands_under_captions_that_are_there(one: Form) -> None:
    grid = lay_out(one)
    ids = [box.id for box in boxes(grid) if box.id]

    assert len(ids) == len(set(ids))
    for box in boxes(grid):
        if box.kind == "figure":
            assert box.headers
            assert set(box.headers.split()) <= set(ids)


@EVERY_FORM
def test_figures_come_in_the_order_of_the_cells_with_their_own_captions(one: Form) -> None:
    grid = lay_out(one)
    text = {box.id: box.text for box in boxes(grid) if box.id}
    figures = [box for box in boxes(grid) if box.kind == "figure"]
    cells = [(row, column) for row in one.rows for column in row.columns]

    assert len(figures) == len(cells)
    for figure, (row, column) in zip(figures, cells, strict=True):
        said = {text[name] for name in figure.headers.split()}
        banner = {part.banner for part in one.sections if row in part.rows} - {""}
        expected = {*row.groups, row.label, *column.groups, column.label}
        assert said == expected | banner


@EVERY_FORM
def test_a_caption_has_a_scope_and_nothing_else_has_one(one: Form) -> None:
    for box in boxes(lay_out(one)):
        scopes = {"col", "row", "colgroup", "rowgroup"} if box.kind == "caption" else {""}
        assert box.scope in scopes


@pytest.mark.parametrize(("year", "rows"), [(2019, 20), (2021, 22)])
def test_the_outcomes_of_table_3_share_one_caption(year: int, rows: int) -> None:
    captions = {
        box.text: (box.colspan, box.rowspan) for box in boxes(lay_out(form("requests", year)))
    }

    assert captions["三、本年度办理结果"] == (1, rows)
    assert captions["（三）不予公开"] == (1, 8)
    assert captions["（四）无法提供"] == (1, 3)
    assert captions["（五）不予处理"] == (1, 5)
    assert captions["（六）其他处理"] == ((1, 3) if year == 2021 else (2, 1))
    assert captions["一、本年新收政府信息公开申请数量"] == (3, 1)
    assert captions["1.属于国家秘密"] == (1, 1)
    assert captions["（七）总计"] == (2, 1)


def test_the_head_of_table_3_is_as_printed() -> None:
    (head, _) = lay_out(form("requests", 2021)).blocks

    assert head.is_head
    assert [[(box.text, box.colspan, box.rowspan) for box in line] for line in head.lines] == [
        [
            ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            ("申请人情况", 7, 1),
        ],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        [(text, 1, 1) for text in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")],
    ]


def test_the_head_of_table_4_is_as_printed() -> None:
    head, body = lay_out(form("disputes", 2021)).blocks

    results = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    assert [[(box.text, box.colspan, box.rowspan) for box in line] for line in head.lines] == [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [*((text, 1, 2) for text in results), ("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
        [(text, 1, 1) for text in results + results],
    ]
    assert len(body.lines) == 1


def test_a_clause_of_table_2_is_a_body_of_its_own_under_its_banner() -> None:
    grid = lay_out(form("disclosure", 2019))

    assert not [block for block in grid.blocks if block.is_head]
    assert [(block.lines[0][0].text, block.lines[0][0].colspan) for block in grid.blocks] == [
        (f"第二十条第（{number}）项", 4) for number in ("一", "五", "六", "八", "九")
    ]


@EVERY_FORM
def test_columns_are_told_by_what_stands_in_them(one: Form) -> None:
    grid = lay_out(one)

    kinds = [columns.kind for columns in grid.columns for _ in range(columns.count)]
    for (_, column), box in placed(grid.blocks[-1]):
        if box.kind == "figure" and box.colspan == 1:
            assert kinds[column] == "figure"
        if box.part in {"group", "inner-group"} or (box.scope == "row" and box.colspan == 1):
            assert kinds[column] == (box.part or "label")


@pytest.mark.parametrize(
    ("name", "columns", "variants"),
    [
        ("statistics", [("label", 1), ("unit", 1), ("figure", 1)], ()),
        ("disclosure", [("label", 1), ("figure", 3)], ("one-sheet",)),
        (
            "requests",
            [("group", 1), ("inner-group", 1), ("label", 1), ("figure", 7)],
            ("wide", "one-sheet"),
        ),
        ("disputes", [("figure", 15)], ("wide", "dense", "one-sheet")),
    ],
)
def test_the_size_of_a_table_is_told_by_its_columns_and_lines(
    name: str, columns: list[tuple[str, int]], variants: tuple[str, ...]
) -> None:
    grid = lay_out(next(one for one in FORMS if one.name == name))

    assert [(one.kind, one.count) for one in grid.columns] == columns
    assert grid.variants == variants
    assert grid.is_wide is ("wide" in variants)


@EVERY_FORM
def test_totals_are_the_columns_that_a_balance_defines(one: Form) -> None:
    figures = [box for box in boxes(lay_out(one)) if box.kind == "figure"]
    keys = [column.key for row in one.rows for column in row.columns]

    assert [box.part for box in figures] == ["total" if key == "总计" else "" for key in keys]


def test_two_tables_with_different_prefixes_share_no_id() -> None:
    ids = [{box.id for box in boxes(lay_out(FORMS[1], p)) if box.id} for p in ("", "sum-")]

    assert not ids[0] & ids[1]
