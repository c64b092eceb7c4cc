"""Statutory tables as manuscripts print them: with merged cells or as lines with tabs, and spoilt
in the ways in which files of others are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from figures import balanced

from site_builder.forms.layout import lay_out
from site_builder.importers.report_draft import TableDraft
from site_builder.model.manuscript import Block, Grid, GridCell, Paragraph, Run
from site_builder.model.table import Form

Texts = list[list[str]]


@dataclass(frozen=True)
class Printed:
    """A cell of a printed table. `is_figure` tells figures from captions; `row` is the row of the
    form that a figure belongs to."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    is_figure: bool = False
    form_row: int = -1


Cells = list[Printed]


def texts(form: Form, chance: Random) -> Texts:
    """The figures of a filing that balances, as texts."""
    return [[str(number) for number in row] for row in balanced(form, chance)]


def printed(form: Form, figures: Texts) -> Cells:
    """The cells of a form as it is printed, from left to right and from top to bottom."""
    numbers = [(r, text) for r, row in enumerate(figures) for text in row]
    cells: Cells = []
    taken: set[tuple[int, int]] = set()
    lines = [line for block in lay_out(form).blocks for line in block.lines]
    for r, line in enumerate(lines):
        c = 0
        for box in line:
            while (r, c) in taken:
                c += 1
            row, text = numbers.pop(0) if box.kind == "figure" else (-1, box.text)
            span = box.rowspan, box.colspan
            cells.append(Printed(text, r, c, *span, box.kind == "figure", row))
            taken |= {(r + i, c + j) for i in range(box.rowspan) for j in range(box.colspan)}
    return cells


def ruled(cells: Cells, place: str = "表1") -> Grid:
    """A table of which the merged cells are known."""
    first = min(cell.row for cell in cells)
    grid = [GridCell(c.text, c.row - first, c.column, c.rowspan, c.colspan) for c in cells]
    rows = max(c.row + c.rowspan for c in cells) - first
    return Grid(tuple(grid), rows, max(c.column + c.colspan for c in cells), True, place)


def tabbed(cells: Cells, is_full: bool = False, place: str = "第1行") -> Grid:
    """A table as lines with tabs. If `is_full`, each line has a piece for every column, else only
    one for each cell that begins there."""
    width = max(cell.column + cell.colspan for cell in cells)
    lines = []
    for row in sorted({cell.row for cell in cells}):
        own = [cell for cell in cells if cell.row == row]
        line = [cell.text for cell in own]
        if is_full:
            at = {cell.column: cell.text for cell in own}
            line = [at.get(column, "") for column in range(width)]
        lines.append(line)
    return grid_of(lines, place)


def grid_of(lines: Sequence[Sequence[str]], place: str = "第1行") -> Grid:
    """A grid of lines with tabs."""
    cells = [GridCell(t, r, c) for r, line in enumerate(lines) for c, t in enumerate(line)]
    return Grid(tuple(cells), len(lines), max(map(len, lines)), False, place)


def lines(text: str, place: str = "第1行") -> Grid:
    """A grid of lines, in which `|` stands for a tab."""
    return grid_of(rows_of(text), place)


def rows_of(text: str) -> Texts:
    """Lines, in which `|` stands for a tab, as pieces."""
    return [[piece.strip() for piece in line.split("|")] for line in text.split("\n")]


def labelled(form: Form, figures: Texts) -> Texts:
    """The rows of a form as lines: the captions of groups and the label of each, and its
    figures."""
    return [[*row.groups, row.label, *cells] for row, cells in zip(form.rows, figures, strict=True)]


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Run(text),))


def found(draft: TableDraft) -> list[list[str | None]]:
    """The texts of a table that was found."""
    return [[cell.text for cell in row] for row in draft.cells]


def marked(draft: TableDraft) -> set[int]:
    """The rows of a table with a cell that is to be checked."""
    return {r for r, row in enumerate(draft.cells) if any(cell.to_check for cell in row)}


def mapped(cells: Cells, change: Callable[[Printed], str]) -> Cells:
    """The cells with other texts."""
    return [replace(cell, text=change(cell)) for cell in cells]


def with_broken_captions(cells: Cells, chance: Random) -> Cells:
    """Captions broken over lines, or with spaces in them."""

    def broken(cell: Printed) -> str:
        if cell.is_figure or chance.random() < 0.5:
            return cell.text
        mark = chance.choice(("\n", " ", "  "))
        size = chance.randint(1, 6)
        return mark.join(cell.text[i : i + size] for i in range(0, len(cell.text), size))

    return mapped(cells, broken)


def with_other_characters(cells: Cells, chance: Random) -> Cells:
    """Full-width digits, half-width brackets, other quotation marks, radicals."""
    table = str.maketrans("（）“”：行工文", '()"":⾏⼯⽂')
    wide = str.maketrans("0123456789", "０１２３４５６７８９")

    def other(cell: Printed) -> str:
        if chance.random() < 0.5:
            return cell.text
        return cell.text.translate(wide if cell.is_figure else table)

    return mapped(cells, other)


def with_other_numbering(cells: Cells, chance: Random) -> Cells:
    """Numbers of captions written otherwise, or left out."""

    def other(cell: Printed) -> str:
        mark = chance.choice((".", "、", "．", " . ", ") "))
        head, dot, label = cell.text.partition(".")
        if cell.is_figure or not dot or not head.isdigit():
            return cell.text
        return label if chance.random() < 0.3 else head + mark + label

    return mapped(cells, other)


def split(cells: Cells, at: int) -> tuple[Cells, Cells]:
    """A table divided by the end of a page before row `at`: captions of groups that go on are blank
    on the next page."""
    above: Cells = []
    below: Cells = []
    for cell in cells:
        if cell.row >= at:
            below.append(cell)
            continue
        rest = cell.row + cell.rowspan - at
        above.append(replace(cell, rowspan=cell.rowspan - max(rest, 0)))
        if rest > 0:
            below.append(replace(cell, text="", row=at, rowspan=rest, is_figure=False))
    return above, sorted(below, key=lambda cell: (cell.row, cell.column))


def split_in_row(cells: Cells, at: int, chance: Random) -> tuple[Cells, Cells]:
    """A table divided by the end of a page in the middle of row `at`: the label of the row goes on
    in a row of its own."""
    above, below = split(cells, at + 1)
    label = [cell for cell in above if cell.row == at and not cell.is_figure][-1]
    if label.rowspan > 1 or len(label.text) < 8:
        return split(cells, at)
    cut = chance.randint(4, len(label.text) - 2)
    first = [replace(c, text=label.text[:cut]) if c is label else c for c in above]
    again = [
        replace(c, row=at, text=label.text[cut:] if c is label else "", is_figure=False)
        for c in above
        if c.row == at and (c is label or c.is_figure)
    ]
    return first, again + below


def counted_anew(cells: Cells) -> Cells:
    """The cells in the columns that the part of a table on one page has by itself."""
    at = {c: i for i, c in enumerate(sorted({cell.column for cell in cells}))}
    width = max(cell.column + cell.colspan for cell in cells)
    at[width] = len(at)
    stops = {end: min(at[c] for c in at if c >= end) for end in range(1, width + 1)}
    return [
        replace(
            cell,
            column=at[cell.column],
            colspan=stops[cell.column + cell.colspan] - at[cell.column],
        )
        for cell in cells
    ]


def heads(cells: Cells) -> Cells:
    """The rows of captions at the top of a table."""
    first = min(cell.row for cell in cells if cell.is_figure)
    return [cell for cell in cells if cell.row + cell.rowspan <= first]


def repeated(cells: Cells, below: Cells) -> Cells:
    """The part on the next page, with the captions at the top of the table again."""
    top = heads(cells)
    lowered = 1 + max(cell.row for cell in top) - min(cell.row for cell in below)
    return top + [replace(cell, row=cell.row + lowered) for cell in below]


def without(cells: Cells, lost: Printed) -> Cells:
    """The cells without one; those right of it in its row move to the left."""
    return [
        replace(cell, column=cell.column - 1)
        if cell.row == lost.row and cell.column > lost.column
        else cell
        for cell in cells
        if cell is not lost
    ]


def with_one_more(cells: Cells, before: Printed, text: str) -> Cells:
    """The cells with another one before one of them; those right of it move to the right."""
    moved = [
        replace(cell, column=cell.column + 1)
        if cell.row == before.row and cell.column >= before.column
        else cell
        for cell in cells
    ]
    more = replace(before, text=text, rowspan=1, colspan=1)
    return sorted([*moved, more], key=lambda cell: (cell.row, cell.column))


def pages(*grids: Grid) -> tuple[Block, ...]:
    """Grids with the number of a page between them."""
    blocks: list[Block] = []
    for number, grid in enumerate(grids):
        blocks += [paragraph(f"- {number} -"), grid] if number else [grid]
    return tuple(blocks)
