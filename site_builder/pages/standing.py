"""What pages say of the report of an agency on a year: in time, late, missing or not expected; and
of which agencies a sum is made."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from site_builder.fingerprint import digest
from site_builder.forms.deadline import due, expected_years, has_deadline, is_late, last_due
from site_builder.model.agency_kinds import GOVERNMENT, KINDS
from site_builder.model.site import Report, ReportingBody

PUBLISHED, LATE, UNDATED = "已公开", "逾期公开", "日期不详"
MISSING, NOT_HELD, NOT_DUE = "未公开", "未收录", "未到期限"
NOT_YET, NO_LONGER = "尚未成立", "已撤销"
# Of an agency that did not exist: there is nothing to list.
NO_AGENCY = frozenset({NOT_YET, NO_LONGER})
# How a template may tell the words apart; the others need no mark.
MARKS = {LATE: "late", UNDATED: "undated", MISSING: "missing"}
MEANINGS = {
    LATE: "发布日期在法定期限之后",
    UNDATED: "报告没有写明发布日期和成文日期，无从判断是否按期",
    MISSING: "法定期限已过，本站没有这份报告",
    NOT_DUE: "还没有到法定期限",
    NOT_HELD: "本站没有这份报告",
}


def of_report(report: Report) -> str:
    """Return whether a report was published in time, as far as its dates tell. The date of signing
    stands for an unknown date of publication: a report is not published before."""
    day = report.metadata.published or report.metadata.signed
    kind = report.agency.kind
    if day is None:
        return UNDATED if has_deadline(report.year, kind) else PUBLISHED
    return LATE if is_late(report.year, kind, day) else PUBLISHED


def of_absence(year: int, body: ReportingBody, today: date, is_selected: bool) -> str:
    """Return why there is no report of an agency on a year; `is_selected` if the site holds a
    selection of reports only."""
    if not exists(year, body):
        return NOT_YET if body.established and year < body.established.year else NO_LONGER
    if is_selected:
        return NOT_HELD
    if year in expected_years(body, today):
        return MISSING
    return NOT_DUE if today <= due(year, body.kind) else NOT_HELD


def exists(year: int, body: ReportingBody) -> bool:
    """Whether an agency exists in some part of a year, as far as is known."""
    began = body.established is None or body.established.year <= year
    return began and (body.abolished is None or year <= body.abolished.year)


def deadlines(today: date) -> tuple[str, str]:
    """Return the input of a page that says which reports are missing: by kind, the last year whose
    deadline has passed."""
    return "期限", digest(str(last_due(kind, today)) for kind in KINDS)


class SumGroup(NamedTuple):
    """Agencies whose figures may be added up without counting anything twice. `name` is part of
    the anchors of their tables."""

    name: str
    title: str
    is_government: bool = False


PARTS = SumGroup("parts", "部门、乡镇、街道和其他机关")
_LEVELS = (
    SumGroup("province", "省级政府", True),
    SumGroup("prefecture", "市级政府", True),
    SumGroup("county", "县级政府", True),
)
GROUPS = (PARTS, *_LEVELS)


def sum_group(kind: str, region: str) -> SumGroup:
    """Return the group of an agency of a kind in a region (GB/T 2260).

    The report of a government covers its departments, and that of a higher government the lower
    ones: 国办公开办函〔2021〕30号 has the figures added up level by level.
    """
    if kind != GOVERNMENT:
        return PARTS
    if region.endswith("0000"):
        return _LEVELS[0]
    return _LEVELS[1] if region.endswith("00") else _LEVELS[2]
