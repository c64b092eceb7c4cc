"""Statutory tables (`Form`), and tables as filled in by a report (`Filing`)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal, NamedTuple

FigureKind = Literal["count", "change", "money"]
Along = Literal["rows", "columns"]
Relation = Literal["equal", "at_most"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a statutory table. `groups` are the captions above it, outermost first; `kind` is
    `count` (a non-negative integer), `change` (an integer) or `money` (a decimal)."""

    key: str
    label: str
    groups: tuple[str, ...] = ()
    kind: FigureKind = "count"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a statutory table. `key` is the statutory label without its numbering, which is what
    editors write. A row without columns is a caption without figures."""

    key: str
    label: str
    groups: tuple[str, ...]
    columns: tuple[Column, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a table with its own columns, such as those for the clauses of 第二十条."""

    banner: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """A 勾稽关系: the sum of the cells `left` equals (or is at most) the sum of the cells `right`.

    Along `rows`, both are keys of rows and it holds in every column; along `columns`, both are
    keys of columns and it holds in every row.
    """

    along: Along
    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: Relation = "equal"

    @property
    def defines_total(self) -> bool:
        """Whether it defines one cell as a total of others."""
        return len(self.left) == 1 and self.relation == "equal"


Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """A balance in one row or one column, as the (row, column) indices of its two sides."""

    balance: Balance
    left: Places
    right: Places


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a statutory table, in force for reports on `first_year` to `last_year`.

    `rows` are all rows with figures, in printed order; `groups` maps the key of each group of rows
    to the keys of its rows; `aliases` maps labels of other versions to those of this one. `basis`
    names the notice that prescribes it. A form `across` is printed with its rows side by side.
    `highlights` are the (row, column) keys of the figures that overviews show. `key` names the
    version; the hash is that of the key, since that of all cells takes long.
    """

    name: str
    title: str
    chapters: tuple[str, ...]
    basis: str
    first_year: int
    last_year: int
    unit: str
    optional: bool
    across: bool
    show_units: bool
    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    aliases: tuple[tuple[str, str], ...]
    equations: tuple[Equation, ...]
    highlights: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[str, int]:
        """The name of the form and the first year of the version."""
        return self.name, self.first_year

    def __hash__(self) -> int:
        """Return the hash of the key."""
        return hash(self.key)

    def in_force(self, year: int) -> bool:
        """Whether the form applies to reports on `year`."""
        return self.first_year <= year <= self.last_year


class Meaning(Enum):
    """What a cell states: a number (zero is one), nothing, “not applicable”, or any other text
    (such as 无). The four are never converted into each other. Of an unread cell nothing is known,
    because a label of its row or its column was not understood, which is reported."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_APPLICABLE = "not applicable"
    TEXT = "text"
    UNREAD = "unread"


class Cell(NamedTuple):
    """A cell as written and as interpreted.

    `number` is set exactly for `Meaning.NUMBER`; its unit is `unit` or else that of the form.
    `computed` is true for a total that the report omits and that was added up; `written` is false
    where the report omits the cell. A named tuple, because a report has more than a hundred.
    """

    text: str
    meaning: Meaning
    line: int
    column: int
    number: int | Decimal | None = None
    unit: str = ""
    computed: bool = False
    written: bool = True


@dataclass(frozen=True, slots=True)
class Filing:
    """A statutory table as filled in by the report at `path`. `cells[r][c]` belongs to row `r` of
    `form.rows` and column `c` of that row. `is_plain` is true if all cells are numbers,
    `is_of_another_year` if the form is not in force for the report."""

    form: Form
    path: str
    cells: tuple[tuple[Cell, ...], ...]
    is_plain: bool = False
    is_of_another_year: bool = False

    def cell(self, row: str, column: str) -> Cell:
        """Return the cell at the keys of a row and a column. Raise KeyError if there is none."""
        for line, cells in zip(self.form.rows, self.cells, strict=True):
            if line.key == row:
                for header, cell in zip(line.columns, cells, strict=True):
                    if header.key == column:
                        return cell
        raise KeyError((row, column))


FIGURE_END = "\x1f"


class RenderedTable(NamedTuple):
    """A filing prepared for display: the HTML of its figures in printed order, separated by
    `FIGURE_END`, and notes, each with the code of the rule whose waiver explains it, or ""."""

    form: Form
    figures: str
    notes: tuple[tuple[str, str], ...]


class Figures(NamedTuple):
    """A filing reduced to what pages and files about many reports need: the text of every cell, in
    printed order, and what each states. `kinds` has a letter for each cell (see below).
    `corrected` are the cells that were corrected after publication, by their index, each with the
    day (ISO) of its last correction."""

    form: Form
    texts: tuple[str, ...]
    kinds: str
    corrected: tuple[tuple[int, str], ...] = ()


# The letters for the kinds of cells: a number as written, a number that was added up because the
# report omits it, nothing, “not applicable”, any other text, and what could not be read.
WRITTEN, COMPUTED, BLANK, NOT_APPLICABLE, TEXT, UNREAD = "n", "c", "b", "x", "t", "u"
