"""The account of a reading: every character of the source is in the manuscript or in a remark."""

from __future__ import annotations

from collections import Counter

from site_builder.importers.imported import Remarks
from site_builder.model.manuscript import Block, Grid, Manuscript, Paragraph


def texts_of(blocks: tuple[Block, ...]) -> list[str]:
    """The texts of blocks: of paragraphs and of the cells of grids."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, Grid):
            texts += [cell.text for cell in block.cells]
        else:
            texts.append(block.alt)
    return texts


def rows_of(grid: Grid) -> list[list[str]]:
    """The texts of a grid, row by row."""
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


def grids_of(manuscript: Manuscript) -> list[Grid]:
    return [block for block in manuscript.blocks if isinstance(block, Grid)]


def paragraphs_of(manuscript: Manuscript) -> list[Paragraph]:
    return [block for block in manuscript.blocks if isinstance(block, Paragraph)]


def unaccounted(source: str, manuscript: Manuscript, remarks: Remarks, markup: str = "") -> str:
    """The characters of a source that are neither in the manuscript nor in a remark, without white
    space and without those that are markup. Odd characters are named once in a remark."""
    told = [*texts_of(manuscript.blocks), *(part for fact in manuscript.facts for part in fact)]
    told += [one.text for one in (*remarks.lost, *remarks.guesses)]
    missing = Counter("".join(source.split())) - Counter("".join(told))
    odd = "".join(one.text for one in (*remarks.lost, *remarks.guesses) if "字" in one.reason)
    return "".join(letter for letter in missing.elements() if letter not in markup + odd)
