"""Where the cells of a table of a Word file are, and how many rows and columns each covers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.importers.formats.word.file import Element, W, local, shown
from site_builder.importers.formats.word.styles import switch, value

_MOST_COLUMNS = 63  # of a table that Word makes
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})


class Slot(NamedTuple):
    """A printed cell: its elements, the first of which is shown and the others covered by it; its
    place, and how many rows and columns it covers."""

    elements: tuple[Element, ...]
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


class Layout(NamedTuple):
    """The printed cells of a table, from left to right and top to bottom, how many rows and columns
    there are, and the rows that are hidden or deleted."""

    slots: tuple[Slot, ...]
    rows: int
    columns: int
    hidden: tuple[Element, ...]
    deleted: tuple[Element, ...]


def lay_out(table: Element) -> Layout:
    """Return the layout of a table."""
    slots: dict[tuple[int, int], Slot] = {}
    above: dict[int, Slot] = {}  # by column: what may go on in the next row
    rows, columns = 0, 0
    away: dict[str, list[Element]] = {"hidden": [], "del": []}
    for row in _members(table, "tr"):
        reason = next((one for one in away if switch(row.find(f"{W}trPr"), one)), None)
        if reason:
            away[reason].append(row)
            continue
        going_on: dict[int, Slot] = {}
        for own, merged in _line(row, rows):
            slot = own
            upper = above.get(own.column)
            if merged == "continue" and upper and upper.colspan == own.colspan:
                slot = upper._replace(
                    elements=upper.elements + own.elements, rowspan=upper.rowspan + 1
                )
            slots[slot.row, slot.column] = slot
            columns = max(columns, slot.column + slot.colspan)
            if merged:
                going_on[slot.column] = slot
        above = going_on
        rows += 1
    return Layout(
        tuple(slots[at] for at in sorted(slots)),
        rows,
        columns,
        tuple(away["hidden"]),
        tuple(away["del"]),
    )


def _line(row: Element, number: int) -> Iterator[tuple[Slot, str]]:
    """Yield the cells of a row, each with how it is merged with the one above: `restart` where that
    begins, `continue`, or not at all."""
    properties = row.find(f"{W}trPr")
    column = _count(properties, "gridBefore", 0)
    last: tuple[Slot, str] | None = None
    for cell in _members(row, "tc"):
        own = cell.find(f"{W}tcPr")
        span = _count(own, "gridSpan", 1)
        if last and _merged(own, "hMerge") == "continue":
            slot, goes_on = last
            last = (
                slot._replace(elements=(*slot.elements, cell), colspan=slot.colspan + span),
                goes_on,
            )
        else:
            if last:
                yield last
            last = Slot((cell,), number, column, 1, span), _merged(own, "vMerge")
        column += span
    if last:
        yield last


def _merged(properties: Element | None, name: str) -> str:
    found = None if properties is None else properties.find(f"{W}{name}")
    return "" if found is None else value(found) or "continue"


def _count(properties: Element | None, name: str, least: int) -> int:
    """Return a number of columns."""
    found = None if properties is None else properties.find(f"{W}{name}")
    text = value(found)
    return min(max(int(text), least), _MOST_COLUMNS) if text.isdecimal() else least


def _members(element: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table, or the cells of a row."""
    for child in shown(element):
        if local(child) == name:
            yield child
        elif local(child) in _WRAPPERS:
            yield from _members(child, name)
