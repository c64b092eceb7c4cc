"""Where the cells of a statutory table stand on its sheet of the Excel form, and which of them are
formulas: what the exporter writes, and the importer finds again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.forms.cells import absent, read_cell
from site_builder.forms.filing import can_be_shared, with_totals
from site_builder.forms.layout import Box, Grid, lay_out
from site_builder.model.document import Scalar
from site_builder.model.table import Cell, Equation, FigureKind, Form
from site_builder.text.patterns import regex

NOTES_SHEET = "填表说明"
SHEETS = {"statistics": "统计表", "disclosure": "表二", "requests": "表三", "disputes": "表四"}
DEFINED_NAME = "sitebuild_form"  # its value is `<slug>/<year>`
STAMP = regex(r"表号：(?P<slug>[^/\s]+)/(?P<year>\d{4})/(?P<form>[a-z]+)/(?P<version>\d{4})")
SIGNED = "审核人：　　　　　　　填表人：　　　　　　　填报日期：　　　　年　　月　　日"
CHECKS = "勾稽"
HOLDS, FAILS, OPEN = "平", "差", "未填全"  # what a check says; FAILS is followed by a number
TITLE_ROW, AGENCY_ROW, STAMP_ROW, FIRST_ROW = range(4)

Place = tuple[int, int]
Texts = Sequence[Sequence[str | None]]  # of the cells of a form; None is one that is not written


class TooLongError(Exception):
    """A text is longer than a cell of Excel can be; the text says which."""


class FilledBy(NamedTuple):
    """Who fills in a form, for which year: the folder and the name of the agency, and the contacts
    that the register has, each with its label."""

    slug: str
    name: str
    year: int
    contacts: tuple[tuple[str, str], ...] = ()


class TableToFill(NamedTuple):
    """A table of the form: the texts that its cells have already, None for one that the report does
    not write; and the figures that the report on the year before determines, by the keys of row and
    column."""

    form: Form
    texts: Texts
    carried: Mapping[tuple[str, str], str]


class PlacedBox(NamedTuple):
    """A printed cell, and the row and column of the sheet, from 0, in which it begins."""

    row: int
    column: int
    box: Box


class Check(NamedTuple):
    """A cell of the sheet that says whether a balance holds."""

    row: int
    column: int
    equation: Equation


@dataclass(frozen=True, slots=True)
class FormSheet:
    """The sheet of a form. `figures[r][c]` is the place of a cell of the form; `head` is the number
    of lines that each printed page repeats; the table ends above the row `end`. Checks stand right
    of the column `width`, or in rows below the table, each with its balance in words."""

    form: Form
    grid: Grid
    boxes: tuple[PlacedBox, ...]
    figures: tuple[tuple[Place, ...], ...]
    head: int
    end: int

    @property
    def width(self) -> int:
        """The number of columns of the table."""
        return self.grid.width

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks, in the order of the equations."""
        return tuple(self._checks())

    def _checks(self) -> Iterator[Check]:
        beside: dict[int, int] = {}
        balances = list(dict.fromkeys(one.balance for one in self.form.equations))
        for equation in self.form.equations:
            r, c = equation.left[0]
            row, column = self.figures[r][c]
            in_row = equation.balance.along == "columns" or len(self.form.rows[r].columns) == 1
            if in_row and not self.form.across:
                at = beside.get(row, self.width)
                beside[row] = at + 1
                yield Check(row, at, equation)
            else:
                yield Check(self.end + 1 + balances.index(equation.balance), column, equation)


def form_sheet(form: Form) -> FormSheet:
    """Return the sheet of a form."""
    grid = lay_out(form)
    boxes = tuple(_placed(grid))
    places = iter([(one.row, one.column) for one in boxes if one.box.kind == "figure"])
    figures = tuple(tuple(next(places) for _ in row.columns) for row in form.rows)
    head = len(grid.blocks[0].lines) if grid.blocks[0].is_head else 0
    end = FIRST_ROW + sum(len(block.lines) for block in grid.blocks)
    return FormSheet(form, grid, boxes, figures, head, end)


def _placed(grid: Grid) -> Iterator[PlacedBox]:
    taken: set[Place] = set()
    lines = (line for block in grid.blocks for line in block.lines)
    for row, line in enumerate(lines, FIRST_ROW):
        column = 0
        for box in line:
            while (row, column) in taken:
                column += 1
            yield PlacedBox(row, column, box)
            taken.update(
                (row + down, column + right)
                for down in range(box.rowspan)
                for right in range(box.colspan)
            )


def stamp(slug: str, year: int, form: Form) -> str:
    """Return the text by which the sheet of a form is known again, wherever it is copied to."""
    return f"表号：{slug}/{year}/{form.name}/{form.first_year}"


def summed(form: Form, texts: Texts) -> tuple[tuple[str, ...], ...]:
    """Return what the cells of a form show if those that are None are formulas: the total where it
    can be computed, else nothing."""
    cells = tuple(
        tuple(_cell(text, column.kind) for text, column in zip(line, row.columns, strict=True))
        for line, row in zip(texts, form.rows, strict=True)
    )
    return tuple(tuple(cell.text for cell in line) for line in with_totals(form, cells))


def _cell(text: str | None, kind: FigureKind) -> Cell:
    return absent(0, 0) if text is None else read_cell(Scalar(text, 0, 0), kind)


def said_by_all(form: Form, texts: Texts, place: Place) -> str:
    """Return what all parts of the total at `place` say, if it is the same and can stand for a
    whole row or column (`/`, 无), else nothing."""
    for equation in totals(form).get(place, ()):
        first, *others = {texts[r][c] for r, c in equation.right}
        if first and not others and first != "0" and can_be_shared(first):
            return first
    return ""


def totals(form: Form) -> dict[Place, tuple[Equation, ...]]:
    """Return the equations that define each total."""
    found: dict[Place, tuple[Equation, ...]] = {}
    for equation in form.equations:
        if equation.balance.defines_total:
            found[equation.left[0]] = (*found.get(equation.left[0], ()), equation)
    return found


def formulas(form: Form, texts: Texts) -> dict[Place, tuple[Equation, ...]]:
    """Return the totals that are formulas on the sheet of a report with these texts, each with the
    equations that define it: first the one by which it is computed once all its parts are numbers.

    A total that is not written is a formula, and so is one that says what the formula comes to: it
    follows its parts when they are corrected. Any other is kept as written.
    """
    defined = totals(form)
    free = dict(defined)
    while wrong := {*_unlike(form, texts, free)}:
        parts = {place: {at for one in defined[place] for at in one.right} for place in wrong}
        first = {place for place in wrong if not parts[place] & wrong} or wrong
        free = {place: found for place, found in free.items() if place not in first}
    known = {(r, c) for r, line in enumerate(texts) for c, _ in enumerate(line)} - free.keys()
    order = [one for _ in range(2) for one in form.equations if one.balance.defines_total]
    for equation in order:
        place = equation.left[0]
        if place not in known and known.issuperset(equation.right):
            known.add(place)
            others = (one for one in free[place] if one != equation)
            free[place] = (equation, *others)
    return free


def _unlike(form: Form, texts: Texts, free: Iterable[Place]) -> Iterator[Place]:
    """Yield the written totals that would not be read again as they are if all totals in `free`
    were formulas."""
    left = [
        [None if (r, c) in free else text for c, text in enumerate(line)]
        for r, line in enumerate(texts)
    ]
    shown = summed(form, left)
    for place in free:
        text = texts[place[0]][place[1]]
        now = shown[place[0]][place[1]]
        if text is not None and (text != now or (not text and said_by_all(form, shown, place))):
            yield place
