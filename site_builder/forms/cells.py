"""Reads one cell of a statutory table. Blank, zero, `/`, 无 and other text stay distinct."""

from __future__ import annotations

from decimal import Decimal

from site_builder.model.document import Scalar
from site_builder.model.table import Cell, Column, FigureKind, Meaning, Row
from site_builder.text.patterns import regex

NOT_APPLICABLE = frozenset({"/", "／", "-", "－", "—", "——", "–", "不适用", "N/A"})

LONGEST = 18  # digits

# Nearly all cells hold small integers, and a report has more than a hundred cells. tuple.__new__
# creates a cell at half the cost of calling its class; looking up a member of an Enum is as slow.
_SMALL = {str(number): number for number in range(1000)}
_NUMBER = Meaning.NUMBER
_new = tuple.__new__

_CHANGE = regex(r"[+-]?(?:0|[1-9][0-9]{0,17})")
_MONEY = regex(r"((?:0|[1-9][0-9]{0,17})(?:\.[0-9]+)?)(万元|元)?")


def read_cell(scalar: Scalar, kind: FigureKind) -> Cell:
    """Read a cell as written. Only ASCII digits make a number: `１２`, `1,234`, `012`, `1e3` and
    `3 件` are text, which a rule reports. An amount of money may end with 元 or 万元."""
    text, line, column = scalar
    number = _SMALL.get(text)
    if number is None and _is_plain(text):
        number = int(text)
    if number is not None:
        return _new(Cell, (text, _NUMBER, line, column, number, "", False, True))
    if not text:
        return Cell(text, Meaning.BLANK, line, column)
    if text in NOT_APPLICABLE:
        return Cell(text, Meaning.NOT_APPLICABLE, line, column)
    if kind == "money":
        return _money(scalar)
    if kind == "change" and _CHANGE.fullmatch(text):
        return Cell(text, Meaning.NUMBER, line, column, int(text))
    return Cell(text, Meaning.TEXT, line, column)


def _is_plain(text: str) -> bool:
    """Whether a text is a properly written count: `0` or `12`, but not `012` or `１２`."""
    return (
        text.isdigit()
        and text.isascii()
        and (text[0] != "0" or text == "0")
        and len(text) <= LONGEST
    )


def _money(scalar: Scalar) -> Cell:
    match = _MONEY.fullmatch(scalar.text)
    if not match:
        return Cell(scalar.text, Meaning.TEXT, scalar.line, scalar.column)
    digits, unit = match.groups()
    number = Decimal(digits) if "." in digits else int(digits)
    return Cell(scalar.text, Meaning.NUMBER, scalar.line, scalar.column, number, unit or "")


def printed_unit(row: Row, column: Column) -> str:
    """Return the unit of money that the form prints for a cell, or the empty string."""
    if column.kind != "money":
        return ""
    return row.unit or ("万元" if "万元" in column.label else "")


def absent(line: int, column: int) -> Cell:
    """Return the cell for one that the report omits; `line` and `column` are those of its table."""
    return Cell("", Meaning.BLANK, line, column, written=False)


def unread(line: int, column: int) -> Cell:
    """Return the cell for one that may be written under a label that was not understood."""
    return Cell("", Meaning.UNREAD, line, column)


def total(numbers: list[int | Decimal], line: int, column: int) -> Cell:
    """Return the cell for an omitted total, computed from `numbers`."""
    number = sum(numbers)
    return Cell(str(number), Meaning.NUMBER, line, column, number, computed=True, written=False)
