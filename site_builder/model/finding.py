"""Findings: what users are told about faults of their content."""

from __future__ import annotations

from typing import Literal, NamedTuple

from site_builder.model.source import CellAddress, Repair


class Finding(NamedTuple):
    """One violation of a rule.

    `path` is relative to content/; `line` and `column` count from 1, 0 means the file as a whole.
    `cell` is the cell of a statutory table that is concerned, `repair` a certain repair, and
    `waived` the reason given by a waiver that applies.
    """

    code: str
    severity: Literal["error", "warning"]
    path: str
    line: int
    column: int
    message: str
    cell: CellAddress | None = None
    repair: Repair | None = None
    waived: str = ""
