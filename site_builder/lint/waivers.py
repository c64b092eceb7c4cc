"""Waivers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.lint.rule import Rule
from site_builder.lint.runner import describe
from site_builder.model.finding import Finding, Problem
from site_builder.model.site import Site, Waiver

EVERYWHERE = ""
# 勾稽关系 that fail in an original: a waiver in the report, its reason printed under the table.
WAIVED_IN_PUBLIC = frozenset({"F230"})
Waived = tuple[str, Waiver]  # EVERYWHERE or the path of the document that a waiver is for


def apply_waivers(
    findings: Iterable[Finding], waived: Iterable[Waived], rules: tuple[Rule, ...]
) -> tuple[Finding, ...]:
    """All findings sorted by place, with what is waived marked and idle waivers told."""
    found, waivers = [*findings], [*waived]
    found += describe(_idle_waivers(found, waivers, rules), rules)
    return tuple(sorted(_waived(found, waivers), key=_place))


def waivers_of(site: Site) -> Iterator[Waived]:
    """Every waiver in the headers of a partition, with the path of the document it is for."""
    articles = (
        *site.articles,
        *(agency.article for agency in site.agencies),
        *(report.article for report in site.reports),
        *(record.article for catalogue in site.catalogues for record in catalogue.records),
    )
    yield from ((article.path, waiver) for article in articles for waiver in article.waivers)


def _idle_waivers(
    found: list[Finding], waivers: list[Waived], rules: tuple[Rule, ...]
) -> Iterator[Problem]:
    """Waivers of rules that are not in the book, or that find nothing."""
    codes = {one.code for one in rules}
    names = {one.name for one in rules}
    there = {(path, finding.code) for finding in found for path in (EVERYWHERE, finding.path)}
    for path, waiver in waivers:
        idle = "waiver_not_needed" if waiver.code in codes else "waiver_of_no_rule"
        if (path, waiver.code) not in there and idle in names:
            yield Problem(idle, path or "site.yaml", waiver.line, 3, code=waiver.code)


def _waived(found: Iterable[Finding], waivers: list[Waived]) -> Iterator[Finding]:
    """Mark what is waived. Errors stand, but for those that a report may leave as they are if the
    public is told why beside the figures."""
    reasons = {(path, waiver.code): waiver.reason for path, waiver in waivers}
    for finding in found:
        reason = reasons.get((finding.path, finding.code), "")
        if finding.severity == "warning":
            reason = reason or reasons.get((EVERYWHERE, finding.code), "")
        elif finding.code not in WAIVED_IN_PUBLIC:
            reason = ""
        yield finding._replace(waived=reason) if reason else finding


def _place(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.path, finding.line, finding.column, finding.code, finding.message


def count_unwaived(findings: Iterable[Finding], strict: bool = False) -> tuple[int, int]:
    """How many errors and warnings stand; with `strict`, warnings count as errors."""
    there = [finding for finding in findings if not finding.waived]
    errors = sum(finding.severity == "error" for finding in there)
    warnings = len(there) - errors
    return (errors + warnings, 0) if strict else (errors, warnings)
