"""The law's tables, and how a report filled them in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal, NamedTuple

Kind = Literal["count", "change", "money"]
Along = Literal["rows", "columns"]
Relation = Literal["equal", "at_most"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a statutory table. `groups` are the captions above it, outermost first;
    kinds: `count` (whole, not negative), `change` (whole, may be signed), `money` (decimal)."""

    key: str
    label: str
    groups: tuple[str, ...] = ()
    kind: Kind = "count"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a statutory table: `key` is the law's label without its numbering, by which
    editors name it. A row without columns is a caption that carries no figures."""

    key: str
    label: str
    groups: tuple[str, ...]
    columns: tuple[Column, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a table that has columns of its own, as each clause of 第二十条 has."""

    banner: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """One 勾稽关系. Along `rows` it holds in every column, along `columns` in every row:
    the sum of `left` equals (or is at most) the sum of `right`; all are keys."""

    along: Along
    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: Relation = "equal"

    @property
    def defines_total(self) -> bool:
        """Whether it says what one total is made of."""
        return len(self.left) == 1 and self.relation == "equal"


Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """A balance in one row or one column: the (row, column) indices of its two sides."""

    balance: Balance
    left: Places
    right: Places


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a statutory table, in force for reports on `first_year` to `last_year`;
    `rows` are all rows that carry figures, in printed order."""

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

    def in_force(self, year: int) -> bool:
        """Whether reports on `year` are made on this form."""
        return self.first_year <= year <= self.last_year


class Meaning(Enum):
    """What a cell says. Five different things are never confused: a number (zero is one),
    nothing at all, “not applicable”, and any other text (such as 无)."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_APPLICABLE = "not applicable"
    TEXT = "text"


class Cell(NamedTuple):
    """A cell as written and as understood. `number` is there exactly for `Meaning.NUMBER`, in the
    unit that stands in `unit` or else in the form's; `computed` where a total was left out and
    could be added up; `written` is false where the report has no such cell at all. (A named tuple,
    since a report has more than a hundred.)"""

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
    """A statutory table as one report filled it in; `cells` run parallel to `form.rows` and the
    columns of each. It `is_plain` if every one of them is a number."""

    form: Form
    path: str
    cells: tuple[tuple[Cell, ...], ...]
    is_plain: bool = False

    def cell(self, row: str, column: str) -> Cell:
        """The cell at two keys; KeyError where the form has none."""
        for line, cells in zip(self.form.rows, self.cells, strict=True):
            if line.key == row:
                for header, cell in zip(line.columns, cells, strict=True):
                    if header.key == column:
                        return cell
        raise KeyError((row, column))


FIGURE_END = "\x1f"


class RenderedTable(NamedTuple):
    """A filing as readers see it: its figures as HTML, in printed order and parted by `FIGURE_END`;
    notes, each with the code of the rule that a report may have waived for it, or none."""

    form: Form
    figures: str
    notes: tuple[tuple[str, str], ...]


Figure = tuple[str, int | Decimal | None, str]


class Figures(NamedTuple):
    """A filing as it is added up: the text, the number and the unit of every cell, in printed
    order."""

    form: Form
    cells: tuple[Figure, ...]
