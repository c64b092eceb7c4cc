"""Runs rules and makes findings of their violations."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from site_builder.content.partition import REST
from site_builder.lint.link_graph import inner_links
from site_builder.lint.rule import Check, RuleSubject
from site_builder.model.finding import Finding, Problem, Violation
from site_builder.model.rule import Rule
from site_builder.model.site import Site
from site_builder.text.plain_text import PlainText, read_plain_text, read_report_context


def check_partition(site: Site, partition: str, rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    """Return the findings about one partition: the problems of its documents, and what the rules
    find in those that were read completely. Waivers are not applied yet."""
    problems = [
        *(problem for document in site.documents for problem in document.problems),
        *site.problems,
    ]
    incomplete = {document.path for document in site.documents if not document.complete}
    found = run_rules(_subjects(site, partition), rules)
    return (*describe(problems), *(one for one in found if one.path not in incomplete))


def run_rules(subjects: Iterable[RuleSubject], rules: Iterable[Rule]) -> Iterator[Finding]:
    """Run every rule over the subjects of its type, and yield the findings, rule by rule."""
    by_type = defaultdict[type, list[RuleSubject]](list)
    for subject in subjects:
        by_type[type(subject)].append(subject)
    checks = [one for one in rules if isinstance(one, Check)]
    found = {
        one.code: [found for subject in by_type[one.subject] for found in one.check(subject)]
        for one in checks
    }
    for one in checks:
        causes = (cause for first in one.unless for cause in found.get(first.code, ()))
        lines = _lines_by_file(causes)
        for violation in found[one.code]:
            if not _is_within(violation, lines.get(violation.path, [])):
                yield _finding(one, violation)


def _lines_by_file(violations: Iterable[Violation]) -> dict[str, list[int]]:
    """Return the lines of violations, sorted, by their file."""
    lines = defaultdict[str, list[int]](list)
    for violation in violations:
        lines[violation.path].append(violation.line)
    return {path: sorted(found) for path, found in lines.items()}


def _is_within(violation: Violation, lines: list[int]) -> bool:
    """Whether one of some lines, which are sorted, is among those that a violation is about."""
    at = bisect_left(lines, violation.since)
    return at < len(lines) and lines[at] <= violation.line


def describe(problems: Iterable[Problem]) -> Iterator[Finding]:
    """Yield a finding for everything that a stage could not read."""
    return (_finding(problem.rule, problem) for problem in problems)


def drop_unpublished(
    findings: Iterable[Finding], kept_back: frozenset[str], rules: Iterable[Rule]
) -> Iterator[Finding]:
    """Yield the findings without those of rules about the files `kept_back`, which are not
    published. Problems of these files remain."""
    checked = {one.code for one in rules if isinstance(one, Check)}
    for finding in findings:
        if finding.path not in kept_back or finding.code not in checked:
            yield finding


def _subjects(site: Site, partition: str) -> Iterator[RuleSubject]:
    """Yield all subjects of rules in a partition; the text of drafts is not among them."""
    texts = {d.path: read_plain_text(d) for d in site.documents if d.path not in site.drafts}
    if partition == REST:
        yield site.settings
    for text in texts.values():
        yield text.document
        yield text
    yield from site.agencies
    yield from _reports(site, texts)
    yield inner_links(site, partition)
    yield site


def _reports(site: Site, texts: dict[str, PlainText]) -> Iterator[RuleSubject]:
    """Yield every report, every report with its text and the report on the year before, and every
    filing."""
    yield from site.reports
    for collection in site.collections:
        by_year = {report.year: report for report in collection.reports}
        for report in collection.reports:
            before = by_year.get(report.year - 1)
            yield read_report_context(report, texts[report.article.path], before)
    for report in site.reports:
        yield from report.filings


def _finding(rule: Rule, violation: Violation) -> Finding:
    """Return the finding of a violation, with the message of its rule."""
    cell = str(violation.cell or "")
    message = rule.says.format_map({"path": violation.path, "cell": cell, **violation.values})
    return Finding(
        rule.code,
        rule.severity,
        violation.path,
        violation.line,
        violation.column,
        message,
        violation.cell,
        violation.repair,
        related=violation.related,
    )
