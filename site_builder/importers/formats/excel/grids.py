"""A sheet of a workbook as blocks of a manuscript: titles and tables."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.importers.formats.excel.workbook import Sheet
from site_builder.model.manuscript import Block, Grid, GridCell, Paragraph, Run
from site_builder.model.table import Form

_LONGEST_BEFORE = 8  # characters before and behind the name of a table: 表三　…（2023年度）


def names_of(forms: tuple[Form, ...]) -> frozenset[str]:
    """Return the names of statutory tables: their titles, and those of their chapters."""
    return frozenset(name for form in forms for name in (form.title, *form.chapters))


def is_name(text: str, names: frozenset[str]) -> bool:
    """Whether a text is one of the names of statutory tables and little else."""
    bare = "".join(text.split())
    return any(name in bare and len(bare) <= len(name) + 2 * _LONGEST_BEFORE for name in names)


def blocks_of(sheet: Sheet, names: frozenset[str]) -> tuple[Block, ...]:
    """Return the titles and the tables on a sheet. A table ends with a blank row, and where the
    name of a statutory table begins another one; lines above it with one text each are paragraphs,
    except the last one, which may be a caption across the table. Places are those that Excel
    shows; merged cells are one."""
    blocks: list[Block] = []
    for rows in _parts(sheet, names):
        above = [*_above(sheet, rows, names)]
        for row in above:
            (column,) = _filled(sheet, row)
            text = sheet.text(row, column)
            blocks.append(Paragraph((Run(text),), place=sheet.place(row, column)))
        if len(above) < len(rows):
            blocks.append(_grid(sheet, rows[len(above) :]))
    return tuple(blocks)


def _parts(sheet: Sheet, names: frozenset[str]) -> Iterator[list[int]]:
    """Yield the rows of each part of a sheet."""
    part: list[int] = []
    for row in sheet.rows:
        filled = _filled(sheet, row)
        if part and (not filled or _is_name(sheet, row, names)):
            yield part
            part = []
        if filled:
            part.append(row)
    if part:
        yield part


def _above(sheet: Sheet, rows: list[int], names: frozenset[str]) -> Iterator[int]:
    """Yield the rows of a part that are paragraphs above its table."""
    single = [len(_filled(sheet, row)) == 1 for row in rows]
    first = single.index(False) if False in single else len(rows)
    for at, row in enumerate(rows[:first]):
        if at < first - 1 or first == len(rows) or _is_name(sheet, row, names):
            yield row


def _is_name(sheet: Sheet, row: int, names: frozenset[str]) -> bool:
    columns = _filled(sheet, row)
    return len(columns) == 1 and is_name(sheet.text(row, columns[0]), names)


def _filled(sheet: Sheet, row: int) -> list[int]:
    """Return the columns of the cells that begin in a row and have a text; a merged range counts
    once in each row."""
    seen: dict[tuple[int, int], int] = {}
    for column in sheet.columns:
        if sheet.text(row, column):
            seen.setdefault(sheet.merged.get((row, column), (row, column)), column)
    return [*seen.values()]


def _grid(sheet: Sheet, rows: list[int]) -> Grid:
    """Return some rows as a table, from the first column with a text to the last one."""
    columns = [column for row in rows for column in sheet.columns if sheet.text(row, column)]
    left, right = min(columns), max(columns)
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for at, first in sheet.merged.items():
        last[first] = max(last.get(first, at), at)
    cells: list[GridCell] = []
    for row in range(rows[0], rows[-1] + 1):
        for column in range(left, right + 1):
            at = row, column
            if sheet.merged.get(at, at) != at:
                continue
            below, beside = last.get(at, at)
            size = min(below, rows[-1]) - row + 1, min(beside, right) - column + 1
            place = sheet.place(row, column)
            text = sheet.text(row, column)
            cells.append(GridCell(text, row - rows[0], column - left, *size, place))
    return Grid(tuple(cells), rows[-1] - rows[0] + 1, right - left + 1, place=sheet.name)
