"""Finds statutory tables on sheets that are not those of our form, or no longer as they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import ne
from typing import TYPE_CHECKING

from site_builder.exporters.form_workbook_layout import HOLDS, summed, totals
from site_builder.importers.form.remains import NOT_OF_THE_TABLE, is_ours, our_texts
from site_builder.importers.formats.excel.grids import blocks_of, is_name, names_of
from site_builder.importers.formats.excel.workbook import NO_VALUE, Sheet, read_sheet
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.tables.find import find_tables
from site_builder.importers.report_draft import TableCell, TableDraft
from site_builder.model.manuscript import Block, Grid, Paragraph
from site_builder.model.table import Form
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_YEAR = regex(r"(?<!\d)20\d\d(?=\s*年)")
_LONGEST = 1_000  # characters of a row that is reported as lost


def read_others(
    pairs: Sequence[tuple[Worksheet, Worksheet]], year: int, forms: tuple[Form, ...]
) -> tuple[tuple[TableDraft, ...], int, Remarks]:
    """Return the statutory tables on some sheets, each with the values of its formulas and as
    written; the year of the report, by the texts beside the tables if `year` is 0; and what was
    lost and guessed."""
    names = names_of(forms)
    blocks: list[Block] = []
    remarks = Remarks()
    for shown, written in pairs:
        sheet, said = _without_ours(shown, written, forms)
        blocks += blocks_of(sheet, names)
        remarks += said
    if not year:
        year, said = _year(blocks)
        remarks += said
    found = find_tables(tuple(blocks), year, forms)
    lost = tuple(one for block in found.rest for one in _lost(block, names))
    unknown = {one.place.partition("!")[0] for one in remarks.lost if one.reason == NO_VALUE}
    remarks += found.remarks + Remarks(lost)
    tables = []
    for table in found.tables:
        summed_up, said = _summed_up(table) if table.place in unknown else (table, Remarks())
        tables.append(summed_up)
        remarks += said
    return tuple(tables), year, remarks


def _summed_up(table: TableDraft) -> tuple[TableDraft, Remarks]:
    """Return a table on a sheet with formulas that had no value: its blank totals are added up."""
    summing = totals(table.form)
    texts = [
        [None if (r, c) in summing and not cell.text else cell.text for c, cell in enumerate(line)]
        for r, line in enumerate(table.cells)
    ]
    shown = summed(table.form, texts)
    cells = tuple(
        tuple(
            TableCell(shown[r][c]) if texts[r][c] is None and shown[r][c] else cell
            for c, cell in enumerate(line)
        )
        for r, line in enumerate(table.cells)
    )
    count = sum(map(ne, chain(*cells), chain(*table.cells)))
    said = Remark(table.place, table.form.title, f"{count} 个合计的公式没有值，照各部分之和写")
    return table._replace(cells=cells), Remarks(guesses=(said,) if count else ())


def _without_ours(
    shown: Worksheet, written: Worksheet, forms: tuple[Form, ...]
) -> tuple[Sheet, Remarks]:
    """Return a sheet without what our form has beside its tables, and what was lost and guessed."""
    sheet, remarks = read_sheet(shown, written)
    ours = our_texts(forms)
    checks: set[str] = set()
    kept = {**sheet.cells}
    for at in sheet.cells:
        cell = written.cell(*at)
        if is_ours(cell, sheet.cells[at], ours):
            del kept[at]
    for cells in written.iter_rows():
        checks |= {
            f"{shown.title}!{cell.coordinate}"
            for cell in cells
            if cell.data_type == "f" and f'"{HOLDS}"' in f"{cell.value}"
        }
    lost = tuple(one for one in remarks.lost if one.place not in checks)
    return replace(sheet, cells=kept), remarks._replace(lost=lost)


def _year(blocks: Sequence[Block]) -> tuple[int, Remarks]:
    """Return the one year that is named beside the tables, which is a guess; 0 if there is none or
    several."""
    texts = [one for one in blocks if isinstance(one, Paragraph)]
    years = {match: one for one in texts for match in _YEAR.findall(one.text)}
    if len(years) != 1:
        return 0, Remarks()
    ((year, where),) = years.items()
    said = Remark(where.place, where.text, f"当作 {year} 年的报告")
    return int(year), Remarks(guesses=(said,))


def _lost(block: Block, names: frozenset[str]) -> Iterator[Remark]:
    """Yield what stood beside the tables, row by row; the name of a table says nothing else."""
    if isinstance(block, Paragraph) and not is_name(block.text, names):
        yield Remark(block.place, block.text[:_LONGEST], NOT_OF_THE_TABLE)
    if isinstance(block, Grid):
        rows: dict[int, list[tuple[str, str]]] = {}
        for cell in block.cells:
            if cell.text:
                rows.setdefault(cell.row, []).append((cell.place, cell.text))
        for (place, text), *others in rows.values():
            said = " ".join([text, *(text for _, text in others)])
            yield Remark(place, said[:_LONGEST], NOT_OF_THE_TABLE)
