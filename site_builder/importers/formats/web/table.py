"""Tables of a page: which hold data and which only lay the page out, and what is in the cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from site_builder.importers.formats.web.tree import walk
from site_builder.importers.imported import UnreadableFileError
from site_builder.model.limits import MOST_SPANNED
from site_builder.model.manuscript import Grid, GridCell
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from bs4 import Tag

LINES = frozenset(  # elements that begin and end a line
    [
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
        ),
        *(
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
        ),
        *("h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p"),
        *("pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
        *("ucapcontent", "ul"),
    ]
)
_SPACES = regex(r"[^\S\n]+")
_NUMBER = regex(r"\s*(\d{1,5})")
_FEW = 2  # cells in a row
_LONG = 200  # characters of a cell that only lays out
_WIDEST = 1_000  # columns of a cell, as browsers limit them


class Spanned(NamedTuple):
    """A cell before its table is known: its element, place and size."""

    tag: Tag
    row: int
    column: int
    rowspan: int
    colspan: int


def is_layout(table: Tag) -> bool:
    """Whether a table only lays the page out: it has a table inside, or a single cell, or, without
    borders and with at most two cells in a row, one with much text."""
    if table.find("table") or str(table.get("role") or "") == "presentation":
        return True
    cells = table.find_all(["td", "th"])
    if len(cells) <= 1:
        return True
    rows = [row for row in table.find_all("tr") if row.find(["td", "th"])]
    widest = max(len(row.find_all(["td", "th"])) for row in rows) if rows else 0
    has_border = str(table.get("border") or "0") != "0" or "border" in str(table.get("style") or "")
    if widest > _FEW or (has_border and widest > 1):
        return False
    return any(len(cell.get_text(strip=True)) > _LONG for cell in cells)


def grid_of(table: Tag, place: str) -> tuple[Grid, bool]:
    """Return a table of data as a grid, and whether cells that reach beyond it were cut. Raise
    UnreadableFileError if its cells cover too much."""
    rows = [row for row in table.find_all("tr") if row.find(["td", "th"])]
    placed = [*_placed(rows)]
    several = [
        one for one in placed if len(rows[one.row].find_all(["td", "th"], recursive=False)) > 1
    ]
    columns = max((one.column + one.colspan for one in several or placed), default=0)
    cut = any(one.column + one.colspan > columns for one in placed)
    cells = tuple(
        GridCell(
            cell_text(one.tag),
            one.row,
            one.column,
            one.rowspan,
            max(1, min(one.colspan, columns - one.column)),
        )
        for one in placed
    )
    columns = max((cell.column + cell.colspan for cell in cells), default=0)
    cut = cut or any(_span(one.tag, "rowspan") > len(rows) - one.row for one in placed)
    return Grid(cells, len(rows), columns, place=place), cut


def cell_text(tag: Tag) -> str:
    """Return the text of a cell, its lines separated by line feeds."""
    from bs4.element import NavigableString, Tag

    pieces: list[str] = []
    for node, _ in walk(tag):
        if isinstance(node, NavigableString):
            pieces.append(" ".join(str(node).split()) if str(node).strip() else " ")
            if str(node)[:1].isspace():
                pieces.insert(-1, " ")
            if str(node)[-1:].isspace():
                pieces.append(" ")
        elif isinstance(node, Tag) and (node.name in LINES or node.name == "br"):
            pieces.append("\n")
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _placed(rows: list[Tag]) -> Iterator[Spanned]:
    """Yield the cells of rows at their places: each at the first column that is free. A cell ends
    before one that comes down from above."""
    down: dict[int, int] = {}  # by column, the rows that a cell from above still covers
    covered = 0
    for number, row in enumerate(rows):
        column = 0
        begun: dict[int, int] = {}
        for cell in row.find_all(["td", "th"], recursive=False):
            while down.get(column, 0):
                column += 1
            wanted = min(max(_span(cell, "colspan"), 1), _WIDEST)
            colspan = next((n for n in range(1, wanted) if down.get(column + n, 0)), wanted)
            rest = len(rows) - number
            rowspan = min(_span(cell, "rowspan") or rest, rest)
            covered += rowspan * colspan
            if covered > MOST_SPANNED:
                why = f"有一张表的合并格盖住了超过 {MOST_SPANNED:,} 格，没有读：请检查网页是否完好"
                raise UnreadableFileError(why)
            yield Spanned(cell, number, column, rowspan, colspan)
            begun.update(dict.fromkeys(range(column, column + colspan), rowspan))
            column += colspan
        down = {at: left - 1 for at, left in {**down, **begun}.items() if left > 1}


def _span(tag: Tag, name: str) -> int:
    match = _NUMBER.match(str(tag.get(name) or "1"))
    return int(match[1]) if match else 1
