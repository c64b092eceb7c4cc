"""What a rule is, and how rules are run.

A rule is one small function. It says where and with which values; its words are in `says`; its
docstring is its page in the handbook, and the examples there are its tests. The type of its
parameter says what it looks at.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from site_builder.content.scan import REST
from site_builder.lint.chapter_corpus import Corpus
from site_builder.lint.link_graph import Crossing, inner_links
from site_builder.model import (
    Agency,
    CellAddress,
    Document,
    Filing,
    Finding,
    Portal,
    Repair,
    Report,
    Settings,
    Site,
    Unread,
    Waiver,
)
from site_builder.text.plain_text import Dossier, Words, read_dossier, read_words

Severity = Literal["error", "warning"]
SEVERITY_WORDS = {"error": "错误", "warning": "警告"}
EVERYWHERE = ""
# 勾稽关系 that fail in an original: a waiver in the report, its reason printed under the table.
WAIVED_IN_PUBLIC = frozenset({"F230"})
Looked = (
    Settings
    | Document
    | Words
    | Agency
    | Report
    | Dossier
    | Filing
    | Crossing
    | Site
    | Corpus
    | Portal
)
Waived = tuple[str, Waiver]  # EVERYWHERE or the path of the document that a waiver is for


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule is broken, with the values for its words."""

    path: str
    line: int = 0
    column: int = 0
    values: tuple[tuple[str, str], ...] = ()
    cell: CellAddress | None = None
    repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the book; `name` is what `Unread.rule` calls it by."""

    code: str
    name: str
    says: str
    severity: Severity
    subject: type
    written: str
    check: Callable[[Any], Iterable[Hit]]

    @property
    def doc(self) -> str:
        """The docstring, without the indentation of the code around it."""
        return inspect.cleandoc(self.written)

    @property
    def summary(self) -> str:
        """The first line of the docstring."""
        return self.doc.split("\n", 1)[0]

    @property
    def reason(self) -> str:
        """What stands between the first line of the docstring and its examples."""
        words = re.split(r"(?m)^(?:Bad|Good):", self.doc)[0].partition("\n")[2]
        return words.strip().replace("\n", "")

    def examples(self, kind: Literal["Bad", "Good"]) -> tuple[str, ...]:
        """The examples of one kind in the docstring, as texts."""
        found = re.findall(rf"(?ms)^{kind}:\n(.*?)(?=^(?:Bad|Good):|\Z)", self.doc)
        return tuple(inspect.cleandoc(f"\n{text}") + "\n" for text in found)


def rule(
    code: str, says: str, severity: Severity = "error"
) -> Callable[[Callable[[Any], Iterable[Hit]]], Rule]:
    """Make a rule of a function with one parameter, a type annotation and a docstring."""

    def make(check: Callable[[Any], Iterable[Hit]]) -> Rule:
        # The annotation is a name that the module knows: resolving it as typing does takes longer.
        subject = check.__globals__[next(iter(check.__annotations__.values()))]
        return Rule(code, check.__name__, says, severity, subject, check.__doc__ or "", check)

    return make


def unread_rule(code: str, says: str, severity: Severity = "error") -> Callable[[Any], Rule]:
    """A rule that speaks of what a stage could not read: the stage has found the place already,
    and calls the rule by the name of the function, which has nothing left to do."""

    def make(named: Callable[[], None]) -> Rule:
        return Rule(code, named.__name__, says, severity, Unread, named.__doc__ or "", _as_found)

    return make


def _as_found(unread: Unread) -> Iterator[Hit]:
    yield Hit(unread.path, unread.line, unread.column, unread.values, unread.cell, unread.repair)


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


def settle(
    findings: Iterable[Finding], waived: Iterable[Waived], rules: tuple[Rule, ...]
) -> tuple[Finding, ...]:
    """All findings sorted by place, with what is waived marked and idle waivers told."""
    found, waivers = [*findings], [*waived]
    found += describe(_idle_waivers(found, waivers, rules), rules)
    return tuple(sorted(_waived(found, waivers), key=_place))


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


def waivers_of(site: Site) -> Iterator[Waived]:
    """Every waiver in the headers of a branch, with the path of the document it is for."""
    articles = (
        *site.articles,
        *(agency.article for agency in site.agencies),
        *(report.article for report in site.reports),
        *(record.article for catalogue in site.catalogues for record in catalogue.records),
    )
    yield from ((article.path, waiver) for article in articles for waiver in article.waivers)


def _idle_waivers(
    found: list[Finding], waivers: list[Waived], rules: tuple[Rule, ...]
) -> Iterator[Unread]:
    """Waivers of rules that are not in the book, or that find nothing."""
    codes = {one.code for one in rules}
    names = {one.name for one in rules}
    there = {(path, finding.code) for finding in found for path in (EVERYWHERE, finding.path)}
    for path, waiver in waivers:
        idle = "waiver_not_needed" if waiver.code in codes else "waiver_of_no_rule"
        if (path, waiver.code) not in there and idle in names:
            yield Unread(idle, path or "site.yaml", waiver.line, 3, (("code", waiver.code),))


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


def standing(findings: Iterable[Finding], strict: bool = False) -> tuple[int, int]:
    """How many errors and warnings stand; with `strict`, warnings count as errors."""
    there = [finding for finding in findings if not finding.waived]
    errors = sum(finding.severity == "error" for finding in there)
    warnings = len(there) - errors
    return (errors + warnings, 0) if strict else (errors, warnings)
