"""Writes the statutory tables of a draft as lines of a header, with `# 待核对` behind what a human
has to compare with the original."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.editing.cells import STATISTICS
from site_builder.editing.header import STEP
from site_builder.editing.notation import Written, block
from site_builder.editing.shortest import table_as_written, totals
from site_builder.forms.filing import REST
from site_builder.importers.report_draft import TableCell, TableDraft
from site_builder.text.check_marks import TO_CHECK

MARK = f"  # {TO_CHECK}"


def statistics_lines(tables: Iterable[TableDraft]) -> Iterator[str]:
    """Yield the lines of `statistics` in the header of a report; none without a table."""
    lines = [line for table in tables for line in _table(table)]
    yield from [f"{STATISTICS}:", *lines] if lines else ()


def _table(table: TableDraft) -> Iterator[str]:
    """Yield the lines of a table, as short as it can be said. A row with a cell to be checked is
    written cell by cell; what the source lacks is written as a blank, but for a total of which
    nothing was lost: it is left out and computed."""
    form = table.form
    computed = {e.left[0] for e in form.equations if e.balance.defines_total}
    texts = [
        [
            None if cell == TableCell(None) and (r, c) in computed else cell.text or ""
            for c, cell in enumerate(line)
        ]
        for r, line in enumerate(table.cells)
    ]
    marked = {
        row.key: cells
        for row, cells in zip(form.rows, table.cells, strict=True)
        if any(cell.to_check for cell in cells)
    }
    written = table_as_written(form, texts)
    if not marked:
        yield from block(form.title, written, STEP, STEP)
        return
    if isinstance(written, str):  # which stands for totals too, unlike `其余`
        written = dict.fromkeys([*totals(form, "rows"), REST], written)
    assert isinstance(written, dict)
    yield from block(form.title, "", STEP, STEP)
    for row, line in zip(form.rows, texts, strict=True):
        keys = (column.key for column in row.columns)
        if row.key in marked:
            cells = [
                cell for cell, text in zip(marked[row.key], line, strict=True) if text is not None
            ]
            value: dict[str, Written] = {
                key: text for key, text in zip(keys, line, strict=True) if text is not None
            }
            yield from _row(row.key, value, cells)
        elif row.key in written:
            yield from block(row.key, written[row.key], 2 * STEP, STEP)
    if REST in written:
        yield from block(REST, written[REST], 2 * STEP, STEP)


def _row(key: str, value: Written, cells: Iterable[TableCell]) -> Iterator[str]:
    """Yield the lines of a row, those of the cells to be checked with the mark."""
    label, *lines = block(key, value, 2 * STEP, STEP)
    yield label
    yield from (
        f"{line}{MARK if cell.to_check else ''}" for line, cell in zip(lines, cells, strict=True)
    )
