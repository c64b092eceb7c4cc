"""Applies waivers, by which editors accept findings with a reason."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from site_builder.lint.runner import describe
from site_builder.lint.waiver_rules import waiver_not_needed, waiver_of_no_rule
from site_builder.model.finding import Finding, Problem
from site_builder.model.rule import Rule
from site_builder.model.site import Site, Waiver

EVERYWHERE = ""
Waived = tuple[str, Waiver]  # EVERYWHERE or the path of the document that a waiver is for


def waivers_of(site: Site) -> Iterator[Waived]:
    """Yield every waiver in the headers of a partition, with the path of its document."""
    articles = (
        *site.articles,
        *(agency.article for agency in site.agencies),
        *(report.article for report in site.reports),
        *(record.article for collection in site.collections for record in collection.documents),
    )
    yield from ((article.path, waiver) for article in articles for waiver in article.waivers)


def apply_waivers(
    findings: Iterable[Finding], waived: Iterable[Waived], rules: Iterable[Rule]
) -> tuple[Finding, ...]:
    """Return all findings sorted by place, with the reason if they are waived, and a finding for
    each waiver that waives nothing."""
    found, waivers, rules = [*findings], [*waived], [*rules]
    found += describe(_idle(waivers, found, rules))
    waivable = {rule.code for rule in rules if rule.waivable}
    reasons = {
        (file, waiver.code): waiver.reason
        for path, waiver in waivers
        for file in (path, *waiver.files)
    }
    marked = (one._replace(waived=_reason(one, reasons, waivable)) for one in found)
    return tuple(sorted(marked, key=_place))


def count_unwaived(findings: Iterable[Finding], strict: bool = False) -> tuple[int, int]:
    """Return the numbers of errors and of warnings that are not waived; with `strict`, warnings
    count as errors."""
    there = [finding for finding in findings if not finding.waived]
    errors = sum(finding.severity == "error" for finding in there)
    warnings = len(there) - errors
    return (errors + warnings, 0) if strict else (errors, warnings)


def _idle(waivers: list[Waived], found: list[Finding], rules: Iterable[Rule]) -> Iterator[Problem]:
    """Yield a problem for each waiver of a rule that does not exist, or that finds nothing."""
    codes = {rule.code for rule in rules}
    there = {(path, finding.code) for finding in found for path in (EVERYWHERE, finding.path)}
    for path, waiver in waivers:
        if not any((file, waiver.code) in there for file in (path, *waiver.files)):
            idle = waiver_not_needed if waiver.code in codes else waiver_of_no_rule
            yield Problem(idle, path or "site.yaml", waiver.line, 3, code=waiver.code)


def _reason(
    finding: Finding, reasons: Mapping[tuple[str, str], str], waivable: Container[str]
) -> str:
    """Return why a finding is waived, or an empty text if it is not. Errors can only be waived if
    their code is in `waivable`, and not by a waiver for all documents."""
    own = reasons.get((finding.path, finding.code), "")
    if finding.severity == "warning":
        return own or reasons.get((EVERYWHERE, finding.code), "")
    return own if finding.code in waivable else ""


def _place(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.path, finding.line, finding.column, finding.code, finding.message
