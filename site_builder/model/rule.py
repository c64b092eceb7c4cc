"""A rule: its code, its message and its page in the handbook."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
SEVERITY_WORDS = {"error": "错误", "warning": "警告"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `says` is its message, with the names of values in braces; `written` is the docstring
    of its function, which is its page. The findings of a `waivable` error can be waived in a
    document, whose page then shows the reason; those of a warning can always be waived."""

    code: str
    name: str
    says: str
    severity: Severity
    written: str
    waivable: bool

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
        """The docstring between its first line and its examples."""
        words = re.split(r"(?m)^(?:Bad|Good):", self.doc)[0].partition("\n")[2]
        return words.strip().replace("\n", "")

    def examples(self, kind: Literal["Bad", "Good"]) -> tuple[str, ...]:
        """Return the examples of one kind in the docstring."""
        found = re.findall(rf"(?ms)^{kind}:\n(.*?)(?=^(?:Bad|Good):|\Z)", self.doc)
        return tuple(inspect.cleandoc(f"\n{text}") + "\n" for text in found)


def problem_rule(
    code: str, says: str, severity: Severity = "error", waivable: bool = False
) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule from a function with a name and a docstring but no body.

    A stage that cannot read the content reports a `Problem` with this rule.
    """

    def make(named: Callable[[], None]) -> Rule:
        return Rule(code, named.__name__, says, severity, named.__doc__ or "", waivable)

    return make
