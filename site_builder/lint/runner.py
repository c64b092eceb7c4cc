"""What a rule is, and how rules are run.

A rule is one small function. It says where and with which values; its words are in `says`; its
docstring is its page in the handbook, and the examples there are its tests. The type of its
parameter says what it looks at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from site_builder.content.partition import REST
from site_builder.lint.chapter_corpus import ChapterCorpus
from site_builder.lint.link_graph import LinkGraph, inner_links
from site_builder.lint.rule import Rule, RuleSubject
from site_builder.model.document import Document
from site_builder.model.finding import Finding, Problem, Violation
from site_builder.model.site import Agency, Portal, Report, Settings, Site
from site_builder.model.table import Filing
from site_builder.text.plain_text import (
    PlainText,
    ReportContext,
    read_plain_text,
    read_report_context,
)


def describe(problems: Iterable[Problem], rules: tuple[Rule, ...]) -> Iterator[Finding]:
    """Findings for what could not be read."""
    by_name = {one.name: one for one in rules if one.subject is Problem}
    for what in problems:
        named = by_name[what.rule]
        yield from (_finding(named, violation) for violation in named.check(what))


def look(site: Site, partition: str, rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    """Run every rule over all that it looks at in one partition of the content folder. What is found
    stands or falls with `settle`."""
    problems = [
        *(what for document in site.documents for what in document.problems),
        *site.problems,
    ]
    words = {d.path: read_plain_text(d) for d in site.documents if d.path not in site.drafts}
    subjects: dict[type, Iterable[RuleSubject]] = {
        Settings: [site.settings] if partition == REST else [],
        Document: [one.document for one in words.values()],
        Agency: site.agencies,
        PlainText: words.values(),
        Report: site.reports,
        ReportContext: [*_report_contexts(site, words)],
        Filing: [filing for report in site.reports for filing in report.filings],
        LinkGraph: [inner_links(site, partition)],
        Site: [site],
    }
    return (*describe(problems, rules), *_run(rules, subjects))


def look_across(
    subjects: Iterable[Portal | LinkGraph | ChapterCorpus], rules: tuple[Rule, ...]
) -> tuple[Finding, ...]:
    """Run the rules that look from one partition to another over what they look at."""
    by_type: dict[type, list[RuleSubject]] = {}
    for subject in subjects:
        by_type.setdefault(type(subject), []).append(subject)
    return tuple(_run(rules, by_type))


def published(
    findings: Iterable[Finding], kept_back: frozenset[str], rules: tuple[Rule, ...]
) -> Iterator[Finding]:
    """Findings without those about files that are not published; what could not be read at all is
    told all the same."""
    problems = {one.code for one in rules if one.subject is Problem}
    for finding in findings:
        if finding.path not in kept_back or finding.code in problems:
            yield finding


def _run(
    rules: tuple[Rule, ...], subjects: Mapping[type, Iterable[RuleSubject]]
) -> Iterator[Finding]:
    for one in rules:
        for subject in subjects.get(one.subject, ()):
            for violation in one.check(subject):
                yield _finding(one, violation)


def _report_contexts(site: Site, words: dict[str, PlainText]) -> Iterator[ReportContext]:
    """Every report with its words and the report of the year before."""
    for catalogue in site.catalogues:
        by_year = {report.year: report for report in catalogue.reports}
        for report in catalogue.reports:
            before = by_year.get(report.year - 1)
            yield read_report_context(report, words[report.article.path], before)


def _finding(one: Rule, violation: Violation) -> Finding:
    values = {"path": violation.path, "cell": str(violation.cell or ""), **violation.values}
    message = one.says.format_map(values)
    return Finding(
        one.code,
        one.severity,
        violation.path,
        violation.line,
        violation.column,
        message,
        violation.cell,
        violation.repair,
    )
