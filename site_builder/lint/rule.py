"""A rule with the function that looks for what breaks it.

The function has one parameter, whose type says what it looks at: it is called once for every
subject of that type. It yields the places where the rule is broken, each with the values for the
words in `says`. Its docstring is its page in the handbook, and the examples there are its tests:

    @rule("W105", says="附件有{size} MB，太大了。", severity="warning")
    def attachment_too_large(site: Site) -> Iterator[Violation]:
        '''附件太大。 …'''
        for attachment in site.attachments:
            if attachment.size > LARGE:
                yield Violation(attachment.path, size=f"{attachment.size / 1e6:.0f}")

One cause, one finding: what `unless` names speaks first. A violation is left out where another rule
has found something in the same lines: in the line of the violation, or from its `since` on. Rules
do not call each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from site_builder.lint.chapter_corpus import ChapterCorpus
from site_builder.lint.link_graph import LinkGraph
from site_builder.model.document import Document
from site_builder.model.finding import Violation
from site_builder.model.rule import Rule, Severity
from site_builder.model.site import Agency, Portal, Report, Settings, Site
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
    | Portal
)
Finder = Callable[[Any], Iterable[Violation]]


@dataclass(frozen=True, slots=True)
class Check(Rule):
    """A rule with the function that looks for its violations, the type of what that looks at, and
    the rules that speak first."""

    subject: type
    check: Finder
    unless: tuple[Rule, ...] = ()


class Family(NamedTuple):
    """Rules about one thing: the name of their page in the handbook, its title, and the rules."""

    name: str
    title: str
    rules: tuple[Rule, ...]


def rule(
    code: str, says: str, severity: Severity = "error", unless: Rule | tuple[Rule, ...] = ()
) -> Callable[[Finder], Check]:
    """Make a rule of a function with one parameter, a type annotation and a docstring."""

    def make(check: Finder) -> Check:
        # The annotation is a name that the module knows: resolving it as typing does takes longer.
        subject = check.__globals__[next(iter(check.__annotations__.values()))]
        first = (unless,) if isinstance(unless, Rule) else unless
        page = check.__doc__ or ""
        return Check(code, check.__name__, says, severity, page, subject, check, first)

    return make
