"""Whatever a manuscript does to a statutory table, a figure is read as it is, or marked."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from conftest import examples
from figures import ANY_FORM, CHANCE, FORMS, form
from hypothesis import given
from hypothesis import strategies as st

from importers.recognition.printed_tables import (
    Cells,
    counted_anew,
    found,
    grid_of,
    marked,
    pages,
    paragraph,
    printed,
    repeated,
    ruled,
    split,
    split_in_row,
    tabbed,
    texts,
    with_broken_captions,
    with_one_more,
    with_other_characters,
    with_other_numbering,
    without,
)
from site_builder.importers.recognition.tables.find import find_tables
from site_builder.importers.report_draft import TableDraft
from site_builder.model.manuscript import Block, Grid

KINDS: tuple[Callable[[Cells], Grid], ...] = (
    ruled,
    tabbed,
    lambda cells: tabbed(cells, is_full=True),
)
FULL = 2  # where the lines of tabs are filled up, it looks as if the last cell were blank
KIND = st.sampled_from(range(len(KINDS)))


def the_table(blocks: tuple[Block, ...], year: int) -> TableDraft:
    """The only table among the blocks; nothing is said of losses."""
    found_ones = find_tables(blocks, year, FORMS)
    assert len(found_ones.tables) == 1
    assert not any(isinstance(block, Grid) for block in found_ones.rest)
    return found_ones.tables[0]


@given(ANY_FORM, CHANCE, KIND)
@examples(60)
def test_a_table_is_read_however_its_captions_are_written(
    which: tuple[str, int], chance: Random, kind: int
) -> None:
    one = form(*which)
    figures = texts(one, chance)
    cells = printed(one, figures)
    for spoil in (with_broken_captions, with_other_characters, with_other_numbering):
        cells = spoil(cells, chance) if chance.random() < 0.6 else cells

    draft = the_table((KINDS[kind](cells),), which[1])

    assert draft.form is one
    assert found(draft) == figures
    assert not marked(draft)


@given(ANY_FORM, CHANCE, KIND, st.booleans(), st.booleans())
@examples(100)
def test_a_table_is_read_over_pages(
    which: tuple[str, int], chance: Random, kind: int, in_row: bool, again: bool
) -> None:
    one = form(*which)
    figures = texts(one, chance)
    cells = printed(one, figures)
    with_figures = sorted({cell.row for cell in cells if cell.is_figure})
    row = chance.choice(with_figures)
    halves = split_in_row(cells, row, chance) if in_row and not one.across else split(cells, row)
    above, below = halves
    below = repeated(cells, below) if again else below

    draft = the_table(pages(KINDS[kind](above), KINDS[kind](below)), which[1])

    assert found(draft) == figures
    assert not marked(draft)


@given(ANY_FORM, CHANCE)
@examples(100)
def test_a_ruled_table_is_read_though_a_page_ends_among_its_captions(
    which: tuple[str, int], chance: Random
) -> None:
    one = form(*which)
    figures = texts(one, chance)
    cells = printed(one, figures)
    with_figures = {cell.row for cell in cells if cell.is_figure}
    captions = {cell.row for cell in cells} - with_figures
    row = chance.choice(sorted({row + 1 for row in captions}))
    above, below = map(counted_anew, split(cells, row))

    draft = the_table(pages(ruled(above), ruled(below)), which[1])

    assert found(draft) == figures
    assert not marked(draft)


@given(ANY_FORM, CHANCE, KIND)
@examples(150)
def test_a_lost_cell_spoils_no_other_row(which: tuple[str, int], chance: Random, kind: int) -> None:
    one = form(*which)
    figures = texts(one, chance)
    cells = printed(one, figures)
    lost = chance.choice([cell for cell in cells if cell.is_figure])

    tables = find_tables((KINDS[kind](without(cells, lost)),), which[1], FORMS)

    assert len(tables.tables) == 1
    draft = tables.tables[0]
    spoilt = {lost.form_row} if not one.across else set(range(len(one.rows)))
    for r, (row, right) in enumerate(zip(draft.cells, figures, strict=True)):
        for cell, text in zip(row, right, strict=True):
            if r not in spoilt:
                assert (cell.text, cell.to_check) == (text, False)
            elif len(row) == 1:
                assert not cell.text  # nothing is left of the row
            else:
                assert cell.to_check
                assert kind == FULL or cell.text in {text, None}
    is_seen = len(draft.cells[lost.form_row]) > 1
    assert bool(tables.remarks.lost or tables.remarks.guesses) or not is_seen


@given(ANY_FORM, CHANCE, KIND, st.sampled_from(("0", "7", "")))
@examples(100)
def test_a_cell_too_many_spoils_no_other_row(
    which: tuple[str, int], chance: Random, kind: int, more: str
) -> None:
    one = form(*which)
    figures = texts(one, chance)
    cells = printed(one, figures)
    before = chance.choice([cell for cell in cells if cell.is_figure])

    tables = find_tables((KINDS[kind](with_one_more(cells, before, more)),), which[1], FORMS)

    assert len(tables.tables) == 1
    draft = tables.tables[0]
    spoilt = {before.form_row} if not one.across else set(range(len(one.rows)))
    for r, (row, right) in enumerate(zip(draft.cells, figures, strict=True)):
        for cell, text in zip(row, right, strict=True):
            if r not in spoilt or not cell.to_check:
                assert (cell.text, cell.to_check) == (text, False)
            else:
                assert cell.text in {text, None}


@given(CHANCE)
def test_a_table_of_the_text_stays_where_it_is(chance: Random) -> None:
    words = (
        "部门",
        "行政许可",
        "合计",
        "其他",
        "总计",
        "2023年",
        "数量",
        "规章",
        "单位",
        "行政复议",
    )
    grid = grid_of(
        [
            [chance.choice((*words, "0", "12", "", "3件")) for _ in range(chance.randint(1, 8))]
            for _ in range(chance.randint(1, 12))
        ]
    )
    blocks = (paragraph("一、总体情况"), grid, paragraph("以上。"))

    tables = find_tables(blocks, 2023, FORMS)

    assert tables.rest == blocks
    assert not tables.tables
    assert not tables.gaps
