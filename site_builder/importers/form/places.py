"""Finds the cells of a statutory table on a sheet of the Excel form by its captions, wherever rows
and columns were put in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from site_builder.exporters.form_workbook_layout import CHECKS, SIGNED, FormSheet, Place

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Lines = Mapping[
    int, tuple[tuple[int, str], ...]
]  # by row, downwards, the columns and texts of a line


class FoundTable(NamedTuple):
    """Where a table stands on a sheet, by rows and columns from 1: `figures[r][c]` is the place of
    a cell of the form, `captions` are those of all others that belong to the table."""

    figures: tuple[tuple[Place, ...], ...]
    captions: frozenset[Place]


def find_table(sheet: Worksheet, layout: FormSheet) -> FoundTable | None:
    """Return where the table of `layout` stands on a sheet; None unless all its captions are there,
    in order."""
    expected: dict[int, list[tuple[int, str]]] = {}
    for row, column, box in layout.boxes:
        if box.kind != "figure" and box.text:
            expected.setdefault(row, []).append((column, bare(box.text)))
    finder = _Finder(lines_of(sheet))
    if not all(finder.line(row, tuple(line)) for row, line in sorted(expected.items())):
        return None
    for row in {row for line in layout.figures for row, _ in line} - finder.rows.keys():
        finder.rows[row] = finder.row_of_figures()
    if any(column not in finder.columns for line in layout.figures for _, column in line):
        return None
    return FoundTable(
        tuple(
            tuple((finder.rows[row], finder.columns[column]) for row, column in line)
            for line in layout.figures
        ),
        frozenset(finder.captions),
    )


def lines_of(sheet: Worksheet) -> Lines:
    """Return what is written in each row, without the white space in it."""
    lines: dict[int, tuple[tuple[int, str], ...]] = {}
    for cells in sheet.iter_rows():
        line = tuple(
            (cell.column or 0, bare(f"{cell.value}")) for cell in cells if cell.value is not None
        )
        if line:
            lines[cells[0].row or 0] = line
    return lines


def bare(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


class _Finder:
    """Goes down a sheet; `rows` and `columns` are what was found, by their numbers on the form."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.rows: dict[int, int] = {}
        self.columns: dict[int, int] = {}
        self.captions: set[Place] = set()

    def line(self, row: int, expected: tuple[tuple[int, str], ...]) -> bool:
        """Look for a line with these captions below those that were found."""
        last = max(self.rows.values(), default=0)
        for there in (one for one in self.lines if one > last):
            found = self._columns(self.lines[there], expected)
            if found is not None:
                self.rows[row] = there
                self.columns |= found
                self.captions.update((there, column) for column in found.values())
                return True
        return False

    def _columns(
        self, line: Iterable[tuple[int, str]], expected: Iterable[tuple[int, str]]
    ) -> dict[int, int] | None:
        """Return the columns of the captions in a line; None if it lacks one of them, or has it in
        another column than the lines above."""
        left = iter(line)
        found: dict[int, int] = {}
        for column, caption in expected:
            at = self.columns.get(column)
            there = next((n for n, text in left if text == caption and at in {None, n}), None)
            if there is None:
                return None
            found[column] = there
        return found

    def row_of_figures(self) -> int:
        """Return the row of the figures of a table that has no captions beside them: the first one
        below its head in which anything is written, if it is no line of ours."""
        last = max(self.rows.values())
        return next((row for row in self._below(last)), last + 1)

    def _below(self, last: int) -> Iterator[int]:
        columns = {*self.columns.values()}
        for row in (one for one in self.lines if one > last):
            text = "".join(text for _, text in self.lines[row])
            if text.startswith((SIGNED[:3], CHECKS)):
                return
            if columns & {column for column, _ in self.lines[row]}:
                yield row
