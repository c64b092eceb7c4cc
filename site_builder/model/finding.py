"""What is wrong with the content."""

from __future__ import annotations

from typing import Literal, NamedTuple

from site_builder.model.source import CellAddress, Repair


class Finding(NamedTuple):
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
