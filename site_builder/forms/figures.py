"""Reduces filings to their texts and what these state, and reads their numbers back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from site_builder.forms.cells import read_cell
from site_builder.model.document import Scalar
from site_builder.model.site import Correction
from site_builder.model.table import (
    BLANK,
    COMPUTED,
    NOT_APPLICABLE,
    TEXT,
    UNREAD,
    WRITTEN,
    Cell,
    Figures,
    Filing,
    Meaning,
)

_KINDS: Mapping[Meaning, str] = {
    Meaning.BLANK: BLANK,
    Meaning.NOT_APPLICABLE: NOT_APPLICABLE,
    Meaning.TEXT: TEXT,
    Meaning.UNREAD: UNREAD,
}

# What a cell states as a number, and the unit written with it.
Number = tuple[int | Decimal | None, str]
_NO_NUMBER: Number = (None, "")


def figures_of(
    filings: tuple[Filing, ...],
    corrected: Mapping[str, Mapping[int, int]],
    corrections: tuple[Correction, ...],
) -> tuple[Figures, ...]:
    """Return the figures of filings. `corrected` are the numbers of the `corrections` of cells,
    counted from 1, by the name of the form, then by the index of the cell in printed order."""

    def figures(filing: Filing) -> Figures:
        cells = [cell for line in filing.cells for cell in line]
        numbers = corrected.get(filing.form.name, {})
        return Figures(
            filing.form,
            tuple([cell.text for cell in cells]),
            "".join(map(_kind, cells)),
            tuple((at, f"{corrections[number - 1].day}") for at, number in sorted(numbers.items())),
        )

    return tuple(map(figures, filings))


def _kind(cell: Cell) -> str:
    if cell.number is not None:
        return COMPUTED if cell.computed else WRITTEN
    return _KINDS[cell.meaning]


def numbers(figures: Figures) -> Iterator[Number]:
    """Yield the number of every cell, or None, with the unit that is written with it."""
    return map(_number, figures.texts, figures.kinds)


def _number(text: str, kind: str) -> Number:
    if kind not in {WRITTEN, COMPUTED}:
        return _NO_NUMBER
    if text.isdigit():
        return int(text), ""
    cell = read_cell(Scalar(text, 0, 0), "money")
    return (int(text), "") if cell.number is None else (cell.number, cell.unit)
