"""What is made: findings, pages, and the files of the finished site."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from site_builder.model.site import Agency, Article, Record, Report
from site_builder.model.source import CellAddress, Repair


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the content: where, what, why, and how to put it right."""

    code: str
    severity: Literal["error", "warning"]
    path: str
    line: int
    column: int
    message: str
    cell: CellAddress | None = None
    repair: Repair | None = None
    waived: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """A year as a subject of its own page."""

    year: int
    reports: tuple[Report, ...]


Subject = Agency | Report | Record | Year | Article | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be made: where, from which template, about what, and the facts it depends on."""

    url: str
    template: str
    subject: Subject
    inputs: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the finished site: bytes of our making, or a file to be copied as it is, whose
    digest is known."""

    path: str
    data: bytes
    copy_of: str = ""
    digest: str = ""
