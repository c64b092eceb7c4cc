"""The statutory deadline for publishing an annual report."""

from __future__ import annotations

from datetime import date

NEW_LAW_SINCE = 2019  # the first year reported on under the 条例 of 2019


def due(year: int, kind: str) -> date:
    """Return the last day for publishing the report on `year` of a body of the given kind.

    条例（国令第711号）第四十九条: departments by 31 January, governments by 31 March of the next
    year. 条例（国令第492号）第三十一条, for reports on 2018 and before: all bodies by 31 March.
    """
    if year >= NEW_LAW_SINCE and kind != "政府":
        return date(year + 1, 1, 31)
    return date(year + 1, 3, 31)


def is_late(year: int, kind: str, published: date | None) -> bool:
    """Whether a report was published after its deadline; false if `published` is unknown."""
    return published is not None and published > due(year, kind)


def article(year: int) -> str:
    """Return the citation of the article that sets the deadline for the report on `year`."""
    if year >= NEW_LAW_SINCE:
        return "《政府信息公开条例》（国务院令第711号）第四十九条"
    return "《政府信息公开条例》（国务院令第492号）第三十一条"
