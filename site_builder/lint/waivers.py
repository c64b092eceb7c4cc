"""Waivers: findings that an editor accepts, for a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from site_builder.lint.runner import describe
from site_builder.lint.waiver_rules import waiver_not_needed, waiver_of_no_rule
from site_builder.model.finding import Finding, Problem
from site_builder.model.rule import Rule
from site_builder.model.site import Site, Waiver

EVERYWHERE = ""
# 勾稽关系 that fail in an original: a waiver in the report, its reason printed under the table.
WAIVED_IN_PUBLIC = frozenset({"F230"})
Waived = tuple[str, Waiver]  # EVERYWHERE or the path of the document that a waiver is for


def waivers_of(site: Site) -> Iterator[Waived]:
    """Yield every waiver in the headers of a partition, with the path of its document."""
    articles = (
        *site.articles,
        *(agency.article for agency in site.agencies),
        *(report.article for report in site.reports),
        *(record.article for catalogue in site.catalogues for record in catalogue.documents),
    )
    yield from ((article.path, waiver) for article in articles for waiver in article.waivers)


def apply_waivers(
    findings: Iterable[Finding], waived: Iterable[Waived], rules: Iterable[Rule]
) -> tuple[Finding, ...]:
    """Return all findings sorted by place, those that are waived with the reason; a waiver that
    waives nothing is a finding too."""
    found, waivers = [*findings], [*waived]
    found += describe(_idle(waivers, found, rules))
    reasons = {(path, waiver.code): waiver.reason for path, waiver in waivers}
    marked = (one._replace(waived=_reason(one, reasons)) for one in found)
    return tuple(sorted(marked, key=_place))


def count_unwaived(findings: Iterable[Finding], strict: bool = False) -> tuple[int, int]:
    """Return how many errors and warnings stand; with `strict`, warnings count as errors."""
    there = [finding for finding in findings if not finding.waived]
    errors = sum(finding.severity == "error" for finding in there)
    warnings = len(there) - errors
    return (errors + warnings, 0) if strict else (errors, warnings)


def _idle(waivers: list[Waived], found: list[Finding], rules: Iterable[Rule]) -> Iterator[Problem]:
    """The waivers of rules that are not in the book, or that find nothing."""
    codes = {rule.code for rule in rules}
    there = {(path, finding.code) for finding in found for path in (EVERYWHERE, finding.path)}
    for path, waiver in waivers:
        if (path, waiver.code) not in there:
            idle = waiver_not_needed if waiver.code in codes else waiver_of_no_rule
            yield Problem(idle, path or "site.yaml", waiver.line, 3, code=waiver.code)


def _reason(finding: Finding, reasons: Mapping[tuple[str, str], str]) -> str:
    """Why a finding is waived; empty if it stands. Of the errors only those can be waived that a
    report leaves as they are and tells the public why; not by a waiver for everywhere."""
    own = reasons.get((finding.path, finding.code), "")
    if finding.severity == "warning":
        return own or reasons.get((EVERYWHERE, finding.code), "")
    return own if finding.code in WAIVED_IN_PUBLIC else ""


def _place(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.path, finding.line, finding.column, finding.code, finding.message
