"""Reads the kind of an agency from its header."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_builder.assembly.agency_rules import kind_unknown
from site_builder.model.agency_kinds import KINDS, OTHER_WORDS, kind_by_name
from site_builder.model.document import Document
from site_builder.model.finding import Problem
from site_builder.text.fill_marks import unfilled
from site_builder.text.labels import nearest


def read_kind(document: Document, values: Mapping[str, Any]) -> tuple[str, tuple[Problem, ...]]:
    """Return the kind of the agency with the header `values`, as written, or else as its name
    tells; and the problem if there is no such kind."""
    kind: str = values.get("kind", "")
    if not kind or unfilled(kind):
        return kind_by_name(values.get("title", "")), ()
    if kind in KINDS:
        return kind, ()
    near = OTHER_WORDS.get(kind) or nearest(kind, KINDS)
    place = document.header.place("kind")
    meant = f"，是不是“{near}”？" if near else "。"
    known = "、".join(KINDS)
    unknown = Problem(kind_unknown, document.path, *place, kind=kind, hint=meant, kinds=known)
    return kind, (unknown,)
