"""The statutory deadline for publishing an annual report, and the reports that are expected."""

from __future__ import annotations

from datetime import date

from site_builder.model.agency_kinds import GOVERNMENT, INSTITUTIONS
from site_builder.model.site import ReportingBody

NEW_LAW_SINCE = 2019  # the first year reported on under the 条例 of 2019


def has_deadline(year: int, kind: str) -> bool:
    """Whether the law says by when a body of the given kind reports on `year`.

    条例（国令第711号）第五十五条 leaves the 公共企事业单位 to rules of their own.
    """
    return year < NEW_LAW_SINCE or kind not in INSTITUTIONS


def due(year: int, kind: str) -> date:
    """Return the last day for publishing the report on `year` of a body of the given kind.

    条例（国令第711号）第四十九条: departments by 31 January, governments by 31 March of the next
    year. 条例（国令第492号）第三十一条, for reports on 2018 and before: all bodies by 31 March.
    Without a deadline, it is the end of the next year: by then any yearly report is there.
    """
    if not has_deadline(year, kind):
        return date(year + 1, 12, 31)
    if year >= NEW_LAW_SINCE and kind != GOVERNMENT:
        return date(year + 1, 1, 31)
    return date(year + 1, 3, 31)


def is_late(year: int, kind: str, published: date | None) -> bool:
    """Whether a report was published after its deadline; false if `published` is unknown or if
    there is no deadline."""
    return published is not None and has_deadline(year, kind) and published > due(year, kind)


def last_due(kind: str, today: date) -> int:
    """Return the last year whose deadline has passed for bodies of the given kind."""
    year = today.year - 1
    return year if today > due(year, kind) else year - 1


def expected_years(body: ReportingBody, today: date) -> range:
    """Return the years for which an agency must have published a report by `today`: from its first
    report, or from when it was set up if that is later, to the last year whose deadline has passed
    while it existed."""
    if not body.first:
        return range(0)
    first = max(body.first, body.established.year if body.established else 0)
    until = min(today, body.abolished or today)
    return range(first, last_due(body.kind, until) + 1)


def article(year: int) -> str:
    """Return the citation of the article that sets the deadline for the report on `year`."""
    if year >= NEW_LAW_SINCE:
        return "《政府信息公开条例》（国务院令第711号）第四十九条"
    return "《政府信息公开条例》（国务院令第492号）第三十一条"
