"""Violations of rules, problems found by stages, and findings as reported to users."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.model.rule import Rule, Severity


class CellAddress(NamedTuple):
    """A cell of a statutory table, by the labels of the form without their numbering."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return "，".join(part for part in (self.table, self.row, self.column) if part)


class Repair(NamedTuple):
    """A certain repair: replace `old`, which begins at `line` and `column`, by `new`."""

    line: int
    column: int
    old: str
    new: str


@dataclass(frozen=True, init=False)
class Violation:
    """A place where a rule is violated, with the values for the message of the rule by keyword.

    Lines and columns count from 1; 0 means the file as a whole. The lines that a violation is about
    may begin above `line`, at `since`: for a gap in the numbering of a chapter, at the chapter.
    `related` are the paths of other files that the rule has read, whose change may be the cause.
    """

    path: str
    line: int
    column: int
    since: int
    cell: CellAddress | None
    repair: Repair | None
    related: tuple[str, ...]
    values: Mapping[str, str]

    def __init__(  # noqa: PLR0913  # the place by position, the rest by keyword
        self,
        path: str,
        line: int = 0,
        column: int = 0,
        /,  # `column` may be a value too
        *,
        since: int = 0,
        cell: CellAddress | None = None,
        repair: Repair | None = None,
        related: tuple[str, ...] = (),
        **values: str,
    ) -> None:
        vars(self).update(
            path=path,
            line=line,
            column=column,
            since=since or line,
            cell=cell,
            repair=repair,
            related=related,
            values=values,
        )


@dataclass(frozen=True, init=False)
class Problem(Violation):
    """Something in the content that a stage could not read: a violation, with its rule."""

    rule: Rule

    def __init__(  # noqa: PLR0913  # the arguments of a violation, and the rule
        self,
        rule: Rule,
        path: str,
        line: int = 0,
        column: int = 0,
        /,
        *,
        cell: CellAddress | None = None,
        repair: Repair | None = None,
        related: tuple[str, ...] = (),
        **values: str,
    ) -> None:
        super().__init__(
            path, line, column, since=line, cell=cell, repair=repair, related=related, **values
        )
        vars(self)["rule"] = rule

    def without_repair(self) -> Problem:
        """Return this problem without its repair."""
        bare = copy(self)
        vars(bare)["repair"] = None
        return bare


class Finding(NamedTuple):
    """One violation of a rule.

    `path` is relative to content/; `line` and `column` count from 1, 0 means the file as a whole.
    `cell` is the cell of a statutory table that is concerned, `repair` a certain repair, `waived`
    the reason given by a waiver that applies, and `related` are the paths of other files that the
    rule has read.
    """

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    cell: CellAddress | None = None
    repair: Repair | None = None
    waived: str = ""
    related: tuple[str, ...] = ()
