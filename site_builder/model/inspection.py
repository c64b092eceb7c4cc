"""What the inspection of government sites counts (国办秘函〔2019〕19号), and its results."""

from __future__ import annotations

from typing import Literal, NamedTuple

Verdict = Literal["合格", "不合格", "扣分", "需核实", "不能自动检查"]


class ColumnState(NamedTuple):
    """A column of a site: the number of its entries, and the newest day (ISO) on which one was
    published, or the empty string if none says when."""

    name: str
    entries: int = 0
    newest: str = ""


class ContentState(NamedTuple):
    """What the inspection counts in a partition: the columns that its agency has, the entries that
    do not say when they were published, the interpretations that name no policy, and whether the
    agency says what its duties are."""

    columns: tuple[ColumnState, ...] = ()
    undated: int = 0
    loose_interpretations: int = 0
    has_duties: bool = True


class SheetItem(NamedTuple):
    """An indicator: what is required, what was found, and the verdict. `lost` are the points lost,
    or None if the indicator has none; if `estimated`, the notice does not say how many a fault
    costs, or not to our knowledge."""

    name: str
    requirement: str
    found: str
    verdict: Verdict
    lost: float | None = None
    estimated: bool = False


class Sheet(NamedTuple):
    """A self-assessment: the indicators any of which fails a site, and those that cost points of
    100."""

    vetoes: tuple[SheetItem, ...]
    scored: tuple[SheetItem, ...]

    @property
    def lost(self) -> float:
        """The points lost in all."""
        return sum(item.lost or 0 for item in self.scored)
