"""Reads a file of others, whatever its format, into what it holds: a catalogue, an annual report,
or another document."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.importers.catalogue.read import read_catalogue_workbook
from site_builder.importers.form.read import is_form_workbook, read_form_workbook
from site_builder.importers.formats.file_kind import kind_of, office_suffix
from site_builder.importers.formats.libreoffice import converted
from site_builder.importers.formats.manuscripts import read_manuscript
from site_builder.importers.imported import Remark, Remarks, UnreadableFileError
from site_builder.importers.recognition.agency import Evidence, find_agency
from site_builder.importers.recognition.report import read_report
from site_builder.importers.report_draft import KnownAgency, ReadFile, ReportDraft
from site_builder.model.table import Form

_OLD_WORKBOOKS = frozenset({".xls", ".ods"})


class Wanted(NamedTuple):
    """What is known before a file is read: the agencies of the project, all versions of the
    statutory tables, and the agency and the year that the user names, if any."""

    agencies: tuple[KnownAgency, ...]
    forms: tuple[Form, ...]
    slug: str = ""
    year: int = 0


def read_file(data: bytes, name: str, wanted: Wanted) -> ReadFile:
    """Return what a file with this name holds. Raise UnreadableFileError."""
    kind = kind_of(data, name)
    if kind == "old office" and (suffix := office_suffix(data)) in _OLD_WORKBOOKS:
        return _workbook(converted(data, suffix)[0], wanted)
    if kind == "workbook":
        return _workbook(data, wanted)
    manuscript, remarks = read_manuscript(data, name)
    found = read_report(
        manuscript, wanted.agencies, wanted.forms, slug=wanted.slug, year=wanted.year
    )
    return ReadFile(found, found.slug, remarks + found.remarks, manuscript)


def _workbook(data: bytes, wanted: Wanted) -> ReadFile:
    """Return the tables or the catalogue in a workbook. One that is neither our form nor a
    catalogue may still hold statutory tables."""
    if is_form_workbook(data):
        return _tables(data, wanted)
    try:
        return _catalogue(data, wanted)
    except UnreadableFileError:
        tables = _tables(data, wanted)
        if isinstance(tables.found, ReportDraft) and tables.found.tables:
            return tables
        raise


def _tables(data: bytes, wanted: Wanted) -> ReadFile:
    draft, remarks = read_form_workbook(data, wanted.forms)
    others = ((draft.slug, wanted.slug, "--agency"), (draft.year, wanted.year, "--year"))
    guesses = tuple(
        Remark("", f"{said}", f"照 {option} 写成 {given}")
        for said, given, option in others
        if said and given and said != given
    )
    found = draft._replace(slug=wanted.slug or draft.slug, year=wanted.year or draft.year)
    return ReadFile(found, found.slug, remarks + draft.remarks + Remarks((), guesses))


def _catalogue(data: bytes, wanted: Wanted) -> ReadFile:
    catalogue, remarks = read_catalogue_workbook(data)
    publishers = tuple(dict.fromkeys(item.publisher for item in catalogue.items))
    agency = find_agency(
        wanted.agencies, Evidence(catalogue.title, (), publishers, "", ""), wanted.slug
    )
    name = next((one.names[0] for one in wanted.agencies if one.slug == agency.slug), "")
    catalogue, remarks = read_catalogue_workbook(data, f"{name}政务公开目录")
    return ReadFile(catalogue, agency.slug, remarks)
