"""What a rule is, and how rules are run.

A rule is one small function. It says where and with which values; its words are in `says`; its
docstring is its page in the handbook, and the examples there are its tests. The type of its
parameter says what it looks at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from site_builder.content.partition import REST
from site_builder.lint.chapter_corpus import Corpus
from site_builder.lint.link_graph import Crossing, inner_links
from site_builder.lint.rule import Hit, Looked, Rule
from site_builder.model.document import Document
from site_builder.model.finding import Finding
from site_builder.model.site import Agency, Portal, Report, Settings, Site
from site_builder.model.source import Unread
from site_builder.model.table import Filing
from site_builder.text.plain_text import Dossier, Words, read_dossier, read_words


def describe(unread: Iterable[Unread], rules: tuple[Rule, ...]) -> Iterator[Finding]:
    """Findings for what could not be read."""
    by_name = {one.name: one for one in rules if one.subject is Unread}
    for what in unread:
        named = by_name[what.rule]
        yield from (_finding(named, hit) for hit in named.check(what))


def look(site: Site, branch: str, rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    """Run every rule over all that it looks at in one branch of the content folder. What is found
    stands or falls with `settle`."""
    unread = [*(what for document in site.documents for what in document.unread), *site.unread]
    words = {d.path: read_words(d) for d in site.documents if d.path not in site.drafts}
    subjects: dict[type, Iterable[Looked]] = {
        Settings: [site.settings] if branch == REST else [],
        Document: [one.document for one in words.values()],
        Agency: site.agencies,
        Words: words.values(),
        Report: site.reports,
        Dossier: [*_dossiers(site, words)],
        Filing: [filing for report in site.reports for filing in report.filings],
        Crossing: [inner_links(site, branch)],
        Site: [site],
    }
    return (*describe(unread, rules), *_run(rules, subjects))


def look_across(
    subjects: Iterable[Portal | Crossing | Corpus], rules: tuple[Rule, ...]
) -> tuple[Finding, ...]:
    """Run the rules that look from one branch to another over what they look at."""
    by_type: dict[type, list[Looked]] = {}
    for subject in subjects:
        by_type.setdefault(type(subject), []).append(subject)
    return tuple(_run(rules, by_type))


def published(
    findings: Iterable[Finding], kept_back: frozenset[str], rules: tuple[Rule, ...]
) -> Iterator[Finding]:
    """Findings without those about files that are not published; what could not be read at all is
    told all the same."""
    unread = {one.code for one in rules if one.subject is Unread}
    for finding in findings:
        if finding.path not in kept_back or finding.code in unread:
            yield finding


def _run(rules: tuple[Rule, ...], subjects: Mapping[type, Iterable[Looked]]) -> Iterator[Finding]:
    for one in rules:
        for subject in subjects.get(one.subject, ()):
            for hit in one.check(subject):
                yield _finding(one, hit)


def _dossiers(site: Site, words: dict[str, Words]) -> Iterator[Dossier]:
    """Every report with its words and the report of the year before."""
    for catalogue in site.catalogues:
        by_year = {report.year: report for report in catalogue.reports}
        for report in catalogue.reports:
            before = by_year.get(report.year - 1)
            yield read_dossier(report, words[report.article.path], before)


def _finding(one: Rule, hit: Hit) -> Finding:
    values = {"path": hit.path, "cell": str(hit.cell or ""), **dict(hit.values)}
    message = one.says.format_map(values)
    return Finding(
        one.code, one.severity, hit.path, hit.line, hit.column, message, hit.cell, hit.repair
    )
