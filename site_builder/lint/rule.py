"""What a rule is."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from site_builder.lint.chapter_corpus import ChapterCorpus
from site_builder.lint.link_graph import LinkGraph
from site_builder.model.document import Document
from site_builder.model.finding import Problem, Violation
from site_builder.model.site import Agency, Portal, Report, Settings, Site
from site_builder.model.table import Filing
from site_builder.text.plain_text import PlainText, ReportContext

Severity = Literal["error", "warning"]
SEVERITY_WORDS = {"error": "错误", "warning": "警告"}
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


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the book; `name` is what `Unread.rule` calls it by."""

    code: str
    name: str
    says: str
    severity: Severity
    subject: type
    written: str
    check: Callable[[Any], Iterable[Violation]]

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
) -> Callable[[Callable[[Any], Iterable[Violation]]], Rule]:
    """Make a rule of a function with one parameter, a type annotation and a docstring."""

    def make(check: Callable[[Any], Iterable[Violation]]) -> Rule:
        # The annotation is a name that the module knows: resolving it as typing does takes longer.
        subject = check.__globals__[next(iter(check.__annotations__.values()))]
        return Rule(code, check.__name__, says, severity, subject, check.__doc__ or "", check)

    return make


def problem_rule(code: str, says: str, severity: Severity = "error") -> Callable[[Any], Rule]:
    """A rule that speaks of what a stage could not read: the stage has found the place already,
    and calls the rule by the name of the function, which has nothing left to do."""

    def make(named: Callable[[], None]) -> Rule:
        return Rule(code, named.__name__, says, severity, Problem, named.__doc__ or "", _as_found)

    return make


def _as_found(problems: Problem) -> Iterator[Violation]:
    yield problems
