"""Reads the catalogues of agencies for the site."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from site_builder.assembly.agency_rules import agency_unknown
from site_builder.catalogue.cell_rules import CATALOGUE_CELL_RULES
from site_builder.catalogue.file_rules import UNFINISHED_RULES
from site_builder.catalogue.read import read_catalogue
from site_builder.content.partition import partition_of
from site_builder.model.catalogue import Catalogue
from site_builder.model.finding import Problem
from site_builder.model.source import Source
from site_builder.text.fill_marks import Places, unfilled

_UNFINISHED = frozenset((*UNFINISHED_RULES, *CATALOGUE_CELL_RULES))


class Catalogues(NamedTuple):
    """The catalogues that are published, by the folders of their agencies; the paths of those that
    are not (`drafts`); the files with marks `（填写）`, each with their places; the problems."""

    published: dict[str, Catalogue]
    drafts: tuple[str, ...]
    unfilled: tuple[tuple[str, Places], ...]
    problems: tuple[Problem, ...]


def read_catalogues(
    sources: Iterable[Source],
    agencies: Collection[str],
    drafts: Collection[str],
    with_drafts: bool,
) -> Catalogues:
    """Read the catalogues. `agencies` are the folders of those that are published, `drafts` the
    paths of documents that are not; `with_drafts`, drafts are published as all others are."""
    published: dict[str, Catalogue] = {}
    held_back: list[str] = []
    marks: list[tuple[str, Places]] = []
    problems: list[Problem] = []
    for source in sources:
        agency = partition_of(source.path)
        index = f"agencies/{agency}/index.md"
        catalogue, faults = read_catalogue(source)
        if places := unfilled(source.data.decode("utf-8-sig", "replace")):
            marks.append((source.path, places))
        is_draft = catalogue.is_draft and not with_drafts
        if is_draft:
            faults = tuple(one for one in faults if one.rule not in _UNFINISHED)
        else:
            published[agency] = catalogue
        if is_draft or index in drafts:
            held_back.append(source.path)
        problems += faults
        if agency not in agencies and index not in drafts:
            problems.append(Problem(agency_unknown, source.path, related=(index,), agency=agency))
    return Catalogues(published, tuple(held_back), tuple(marks), tuple(problems))
