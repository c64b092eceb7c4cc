"""Reads the catalogues of agencies for the site."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from site_builder.assembly.agency_rules import agency_unknown
from site_builder.catalogue.read import read_catalogue
from site_builder.content.partition import partition_of
from site_builder.model.catalogue import Catalogue
from site_builder.model.finding import Problem
from site_builder.model.source import Source


def read_catalogues(
    sources: Iterable[Source], agencies: Collection[str], drafts: Collection[str]
) -> tuple[dict[str, Catalogue], tuple[Problem, ...]]:
    """Return the catalogues by the folders of their agencies, and the problems. `agencies` are the
    folders of those that are published, `drafts` the paths of documents that are not."""
    found: dict[str, Catalogue] = {}
    problems: list[Problem] = []
    for source in sources:
        agency = partition_of(source.path)
        index = f"agencies/{agency}/index.md"
        found[agency], faults = read_catalogue(source)
        problems += faults
        if agency not in agencies and index not in drafts:
            problems.append(Problem(agency_unknown, source.path, related=(index,), agency=agency))
    return found, tuple(problems)
