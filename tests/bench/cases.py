"""What is measured: a build from nothing, one of an unchanged folder, and one after each of two
edits of a report."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from enum import StrEnum

from bench import corpus
from bench.builder import Builder

# Who tells changes by the times of files does not rely on one of a moment ago; nobody would build
# twice within it.
PAUSE = 3  # seconds, not timed
SENTENCE = "以上情况已经机关负责人审阅。"


class Case(StrEnum):
    """The builds of a round, in this order."""

    COLD = "Cold build"
    AGAIN = "Nothing changed"
    WORDS = "One sentence added to one report"
    FIGURES = "Other figures in one report, which balance"


@dataclass(frozen=True)
class Edited:
    """The report that is edited: the last one of an agency in the middle."""

    number: int
    years: int

    @property
    def slug(self) -> str:
        """Its agency."""
        return corpus.agency_slug(self.number)

    def prepare(self, builder: Builder, case: Case, turn: int) -> None:
        """Bring a project into the state that a case starts from."""
        if case is Case.COLD:
            builder.clear()
        if case is not Case.AGAIN:
            builder.put(self._path, self._text(case, turn))
        if case is Case.COLD:
            time.sleep(PAUSE)

    def restore(self, builder: Builder) -> None:
        """Take the edits back."""
        builder.put(self._path, self._text(Case.COLD, 0))

    def figures(self, turn: int) -> list[str]:
        """All figures of its header after the last edit of a round."""
        header = self._text(Case.FIGURES, turn).split("---\n")[1]
        return re.findall(r"(?m): ([\d.]+)$", header)

    @property
    def _path(self) -> str:
        return f"agencies/{self.slug}/reports/{corpus.LAST_YEAR}.md"

    def _text(self, case: Case, turn: int) -> str:
        again = turn + 1 if case is Case.FIGURES else 0
        *_, (_, text) = corpus.reports(self.number, self.years, again=again)
        return text if case is Case.COLD else f"{text.rstrip()}{SENTENCE}\n"
