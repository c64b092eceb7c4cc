"""Tables in a Word file: merged cells, and rows of captions that every page repeats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from site_builder.exporters.manuscript_columns import column_widths, is_head, long_columns
from site_builder.exporters.word_text import attribute, written
from site_builder.model.manuscript import Grid, GridCell

WIDTH = 8844  # of the text, in twentieths of a point: 156 mm


def table_xml(grid: Grid) -> str:
    """Return a table as XML."""
    covered = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, min(cell.row + cell.rowspan, grid.rows))
        for column in range(cell.column, min(cell.column + cell.colspan, grid.columns))
    }
    table = _Table(grid, covered, column_widths(grid, WIDTH), long_columns(grid))
    title = attribute(grid.title)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="OfficialTable"/>'
        f'<w:tblW w:w="{WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0000" w:firstRow="{1 if grid.head else 0}" w:lastRow="0"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={title}/><w:tblDescription w:val={title}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(map(table.row, range(grid.rows)))}</w:tbl>"
    )


class _Table(NamedTuple):
    """A table: the cell at each place, the widths of its columns, and those with long texts."""

    grid: Grid
    covered: Mapping[tuple[int, int], GridCell]
    widths: list[int]
    long: frozenset[int]

    def row(self, number: int) -> str:
        head = "<w:tblHeader/>" if number < self.grid.head else ""
        cells = "".join(self.cells(number))
        return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"

    def cells(self, row: int) -> Iterator[str]:
        """Yield the cells of a row. One that spans rows is continued in each of them."""
        column = 0
        while column < self.grid.columns:
            cell = self.covered.get((row, column)) or GridCell("", row, column)
            across = max(1, min(cell.colspan, self.grid.columns - column))
            width = sum(self.widths[column : column + across])
            properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
            if across > 1:
                properties += f'<w:gridSpan w:val="{across}"/>'
            if cell.rowspan > 1:
                properties += '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
            text = cell.text if cell.row == row else ""
            paragraphs = "".join(self.paragraph(line, cell) for line in text.split("\n"))
            yield f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"
            column += across

    def paragraph(self, text: str, cell: GridCell) -> str:
        run = f'<w:r><w:t xml:space="preserve">{written(text)}</w:t></w:r>' if text else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.style(cell)}"/></w:pPr>{run}</w:p>'

    def style(self, cell: GridCell) -> str:
        """Return the style of the text of a cell: captions of rows and long texts begin at the
        left, all else is centred."""
        if is_head(cell, self.grid):
            return "TableHead"
        is_left = cell.scope == "row" or (not cell.scope and cell.column in self.long)
        return "TableText" if is_left else "TableFigure"
