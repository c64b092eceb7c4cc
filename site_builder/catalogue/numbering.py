"""Checks the 序号 of a catalogue for gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from site_builder.catalogue.cell_rules import number_gap
from site_builder.model.catalogue import CatalogueItem
from site_builder.model.document import Mapping
from site_builder.model.finding import Problem
from site_builder.text.patterns import regex

_PLAIN = regex(r"[1-9][0-9]{0,8}")


def check_numbering(path: str, rows: Sequence[tuple[CatalogueItem, Mapping]]) -> Iterator[Problem]:
    """Yield a problem for each item whose number is not the next one, where all numbers are plain
    integers. One that repeats the number before it is reported elsewhere."""
    if not all(_PLAIN.fullmatch(item.number) for item, _ in rows):
        return
    for (before, _), (item, row) in pairwise(rows):
        expected = int(before.number) + 1
        if int(item.number) not in {expected, expected - 1}:
            yield Problem(
                number_gap,
                path,
                *row.place("序号"),
                number=item.number,
                before=before.number,
                expected=f"{expected}",
            )
