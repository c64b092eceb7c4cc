"""Reads the figures of a statutory table from a sheet of the Excel form, and adds up its totals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from site_builder.exporters.form_workbook_layout import Place, said_by_all, summed, totals
from site_builder.importers.form.figures import FormFigure, form_figure
from site_builder.importers.form.places import FoundTable
from site_builder.importers.formats.excel.workbook import hidden_columns
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.report_draft import TableCell
from site_builder.model.table import Form

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cells = tuple[tuple[TableCell, ...], ...]


def read_table(
    form: Form, found: FoundTable, shown: Worksheet, written: Worksheet
) -> tuple[Cells, Remarks]:
    """Return the cells of a table that stands at `found` on a sheet, and what was lost and guessed.
    `shown` has the values that the formulas in `written` came to."""
    figures = {
        (r, c): form_figure(
            written.cell(*found.figures[r][c]), shown.cell(*found.figures[r][c]), column.kind
        )
        for r, row in enumerate(form.rows)
        for c, column in enumerate(row.columns)
    }
    summing = totals(form)
    texts = [
        [
            None if figures[r, c].is_formula and (r, c) in summing else figures[r, c].text
            for c, _ in enumerate(row.columns)
        ]
        for r, row in enumerate(form.rows)
    ]
    reader = _Reader(form, found, shown, written, figures, texts)
    cells = tuple(
        tuple(reader.cell(r, c) for c, _ in enumerate(row.columns))
        for r, row in enumerate(form.rows)
    )
    return cells, Remarks(tuple(reader.lost), tuple(reader.guesses))


@dataclass
class _Reader:
    """Reads cell by cell. `texts` are those of all cells, None where a total is a formula or a
    figure is lost."""

    form: Form
    found: FoundTable
    shown: Worksheet
    written: Worksheet
    figures: dict[Place, FormFigure]
    texts: list[list[str | None]]
    lost: list[Remark] = field(default_factory=list)
    guesses: list[Remark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.totals = totals(self.form)
        self.sums = summed(self.form, self.texts)
        self.hidden_rows = {n for n, row in self.shown.row_dimensions.items() if row.hidden}
        self.hidden_columns = {*hidden_columns(self.shown)}

    def cell(self, r: int, c: int) -> TableCell:
        """Return a cell, and note what was lost and guessed of it."""
        figure = self.figures[r, c]
        if (r, c) in self.totals:
            return self.total(r, c, figure)
        if figure.lost:
            self.lost.append(Remark(self.place(r, c), self.source(r, c), figure.lost))
        return self.as_read(r, c, figure)

    def as_read(self, r: int, c: int, figure: FormFigure) -> TableCell:
        row, column = self.found.figures[r][c]
        if figure.guess:
            self.guess(r, c, figure.text or "", figure.guess)
        if figure.text and (row in self.hidden_rows or column in self.hidden_columns):
            self.guess(r, c, figure.text, "在隐藏的行或列里，照样导入")
        return TableCell(figure.text, figure.to_check)

    def total(self, r: int, c: int, figure: FormFigure) -> TableCell:
        """Return a total: one that is a formula is added up, any other stays as it is written."""
        if not figure.is_formula:
            return self.written_total(r, c, figure)
        shown = self.sums[r][c]
        if figure.text and not figure.lost and shown and figure.text != shown:
            said = f"公式算出的是 {figure.text}，各部分之和是 {shown}，照各部分之和写"
            self.guess(r, c, shown, said)
        if figure.is_left_out:
            return TableCell(None)
        said_by_parts = "" if shown else said_by_all(self.form, self.sums, (r, c))
        if said_by_parts:
            self.guess(r, c, said_by_parts, "合计是公式，各部分都这样写，合计照写")
        return TableCell(shown or said_by_parts)

    def written_total(self, r: int, c: int, figure: FormFigure) -> TableCell:
        if figure.lost:
            self.lost.append(Remark(self.place(r, c), self.source(r, c), figure.lost))
            return TableCell(None, to_check=True)
        others = [[*line] for line in self.texts]
        others[r][c] = None
        shown = summed(self.form, others)[r][c]
        if shown and figure.text != shown:
            how = f"写的是 {figure.text}" if figure.text else "空着"
            said = f"合计{how}，各部分之和是 {shown}，照表里的写"
            self.guess(r, c, figure.text or "", said)
        return self.as_read(r, c, figure)

    def guess(self, r: int, c: int, text: str, reason: str) -> None:
        self.guesses.append(Remark(self.place(r, c), text, reason))

    def place(self, r: int, c: int) -> str:
        cell = self.written.cell(*self.found.figures[r][c])
        return f"{self.shown.title}!{cell.coordinate}"

    def source(self, r: int, c: int) -> str:
        """What stands in a cell that is lost."""
        at = self.found.figures[r][c]
        value = self.shown.cell(*at).value
        return f"{self.written.cell(*at).value if value is None else value}"
