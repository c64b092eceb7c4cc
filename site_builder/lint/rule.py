"""Defines rules as functions that find violations.

The function has one parameter: it is called for every subject of the type of that parameter. It
yields a violation for each place, with the values for the message `says`. Its docstring is its page
in the handbook, and the examples there are its tests:

    @rule("W105", says="附件有{size} MB，太大了。", severity="warning")
    def attachment_too_large(site: Site) -> Iterator[Violation]:
        '''附件太大。 …'''
        for attachment in site.attachments:
            if attachment.size > LARGE:
                yield Violation(attachment.path, size=f"{attachment.size / 1e6:.0f}")

Each cause is reported once: a violation is left out if a rule in `unless` has found something in
the same lines, from the line `since` of the violation (or its own line) on. Rules do not call each
other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from site_builder.lint.chapter_corpus import ChapterCorpus
from site_builder.lint.link_graph import LinkGraph
from site_builder.model.document import Document
from site_builder.model.finding import Violation
from site_builder.model.index_numbers import IndexNumbers
from site_builder.model.portal import Portal
from site_builder.model.rule import Rule, Severity
from site_builder.model.site import Agency, Report, Settings, Site
from site_builder.model.table import Filing
from site_builder.text.plain_text import PlainText, ReportContext

RuleSubject = (
    Settings
    | Document
    | PlainText
    | Agency
    | Report
    | ReportContext
    | Filing
    | LinkGraph
    | Site
    | ChapterCorpus
    | IndexNumbers
    | Portal
)
Finder = Callable[[Any], Iterable[Violation]]


@dataclass(frozen=True, slots=True)
class Check(Rule):
    """A rule with its function, the type of its subjects, and the rules whose findings make its own
    superfluous (`unless`)."""

    subject: type
    check: Finder
    unless: tuple[Rule, ...] = ()


class Family(NamedTuple):
    """The rules on one page of the handbook, with the name and the title of the page."""

    name: str
    title: str
    rules: tuple[Rule, ...]


def rule(
    code: str,
    says: str,
    severity: Severity = "error",
    unless: Rule | tuple[Rule, ...] = (),
    waivable: bool = False,
) -> Callable[[Finder], Check]:
    """Return a decorator that makes a rule of a function with one parameter, a type annotation and
    a docstring."""

    def make(check: Finder) -> Check:
        # The annotation is a global name of the module; typing.get_type_hints takes longer.
        subject = check.__globals__[next(iter(check.__annotations__.values()))]
        first = (unless,) if isinstance(unless, Rule) else unless
        page = check.__doc__ or ""
        name = check.__name__
        return Check(code, name, says, severity, page, waivable, subject, check, first)

    return make
