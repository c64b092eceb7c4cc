"""Writes what a file holds into the content folder of a project: a catalogue, a report with the
documents that were pasted into it, or a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from site_builder.assembly.assemble import FIRST_YEAR
from site_builder.catalogue.read import read_catalogue
from site_builder.catalogue.write import catalogue_yaml
from site_builder.content.regular_file import read_regular
from site_builder.editing.body import body_of, edit_body
from site_builder.editing.cannot_edit import CannotEditError
from site_builder.importers.imported import Remark, Remarks, UnreadableFileError
from site_builder.importers.report_draft import PastedDocument, ReadFile, ReportDraft
from site_builder.importers.writing.account import account
from site_builder.importers.writing.body import has_text
from site_builder.importers.writing.document_file import make_document
from site_builder.importers.writing.into import NotReplacedError, into_report
from site_builder.importers.writing.made import Made, MadeFile
from site_builder.importers.writing.report_file import make_report, report_path
from site_builder.importers.writing.store import Stored, store, under_free_name
from site_builder.model.catalogue import Catalogue
from site_builder.model.limits import LARGEST_MARKDOWN
from site_builder.model.source import Source
from site_builder.model.table import Form

Kind = Literal["catalogue", "report", "document"]


class RegisteredAgency(NamedTuple):
    """What the register says of an agency: its name, its contacts by their keys, and its other
    names."""

    name: str
    contacts: Mapping[str, str]
    other_names: tuple[str, ...] = ()


class Project(NamedTuple):
    """Where files are written: the content folder, the agencies by their slugs, all versions of the
    statutory tables, the last year that a report can be on, and the file of a new report of an
    agency on a year. `force` and `into` are the options of the command."""

    content: Path
    agencies: Mapping[str, RegisteredAgency]
    forms: tuple[Form, ...]
    last_year: int
    new_report: Callable[[str, int], bytes]
    force: bool = False
    into: bool = False


class WrittenFile(NamedTuple):
    """What became of a file: what it holds, the paths under content/, the remarks, the characters
    of its text and how many of these were written, and the items of a catalogue."""

    kind: Kind
    stored: Stored
    remarks: Remarks
    characters: int = 0
    kept: int = 0
    items: int = 0


def write_file(project: Project, read: ReadFile, ours: Mapping[str, str]) -> WrittenFile:
    """Write what a file holds. `ours` are the files that were imported before it, by the paths
    that were made of them: these are never replaced. Raise UnreadableFileError, before anything is
    written, if that cannot be done."""
    if not _says_something(read):
        raise UnreadableFileError("里面没有可以写成内容的文字，没有写")
    if read.slug not in project.agencies:
        raise UnreadableFileError("看不出是哪个机关的，没有写：请加上 --agency 和机关的代号")
    if isinstance(read.found, Catalogue):
        made = _catalogue(project, read.slug, read.found)
        stored = _store(project, made, ours, force=project.force)
        return WrittenFile("catalogue", stored, read.remarks, items=len(read.found.items))
    if isinstance(read.found, PastedDocument):
        document = _document(project, read.found, read.slug, ours)
        stored = _store(project, document, ours, force=project.force)
        return _accounted("document", stored, read, (document,))
    report = _report(project, read.found)
    stored = _store(project, report, ours, force=project.force or project.into)
    made_of = [report]
    for one in read.found.documents:
        made_of.append(_document(project, one, read.slug, {*ours, *stored.written, *stored.same}))
        stored += _store(project, made_of[-1], ours, force=project.force)
    return _accounted("report", stored, read, tuple(made_of))


def _says_something(read: ReadFile) -> bool:
    found = read.found
    if isinstance(found, Catalogue):
        return True
    if isinstance(found, ReportDraft) and (found.tables or found.documents):
        return True
    return has_text(found.body)


def _accounted(kind: Kind, stored: Stored, read: ReadFile, made: tuple[Made, ...]) -> WrittenFile:
    """Return what was written, with what was neither written nor listed as lost."""
    remarks = read.remarks
    for one in made:
        remarks += one.remarks
    if read.manuscript is None:
        return WrittenFile(kind, stored, remarks)
    tables = read.found.tables if isinstance(read.found, ReportDraft) else ()
    pages = (one.page.data for one in made)
    found = account(read.manuscript, pages, tables, remarks)
    remarks += Remarks(found.missing)
    return WrittenFile(kind, stored, remarks, found.characters, found.written)


def _store(project: Project, made: Made, ours: Mapping[str, str], *, force: bool) -> Stored:
    path = made.page.path
    if path in ours and not project.into and _held(project, path) != made.page.data:
        raise UnreadableFileError(f"与“{ours[path]}”写到同一个文件（content/{path}），没有再写")
    return store(project.content, made, force=force)


def _report(project: Project, draft: ReportDraft) -> Made:
    """Return a report: as a whole, or taken into the one that is there."""
    if not draft.year:
        raise UnreadableFileError("看不出是哪一年的报告，没有写：请加上 --year 和年份")
    if not FIRST_YEAR <= draft.year <= project.last_year:
        years = f"{FIRST_YEAR} 至 {project.last_year}"
        raise UnreadableFileError(f"{draft.year}不能是报告的年度，应为 {years}；请用 --year 写明")
    agency = project.agencies[draft.slug]
    new = project.new_report(draft.slug, draft.year)
    try:
        if project.into:
            before = _held(project, report_path(draft.slug, draft.year))
            return into_report(before, draft, project.forms, body_of(new), force=project.force)
    except FileNotFoundError as error:
        path = report_path(draft.slug, draft.year)
        said = f"还没有 content/{path}，--into 没有可以写进去的报告；不写 --into 就新建一份"
        raise UnreadableFileError(said) from error
    except NotReplacedError as error:
        raise UnreadableFileError(f"{error}，没有动它；要换掉，加 --force") from error
    except CannotEditError as error:
        raise UnreadableFileError(f"写不进已有的报告：{error}") from error
    if draft.tables and not has_text(draft.body):
        draft = draft._replace(header=(*draft.header, ("draft", "true")))
        made = make_report(draft, agency.name, agency.contacts)
        page = MadeFile(made.page.path, edit_body(made.page.data, body_of(new)))
        said = "文件里只有表，正文照新报告写了空的标题，是草稿；写好以后删去 draft: true"
        remarks = made.remarks + Remarks((), (Remark("", "", said),))
        return made._replace(page=page, remarks=remarks)
    return make_report(draft, agency.name, agency.contacts)


def _document(
    project: Project, document: PastedDocument, slug: str, taken: Mapping[str, str] | set[str]
) -> Made:
    return under_free_name(project.content, make_document(document, slug), tuple(taken))


def _catalogue(project: Project, slug: str, catalogue: Catalogue) -> Made:
    """Return the file of a catalogue; the one that is there, if it says the same."""
    path = f"agencies/{slug}/catalogue.yaml"
    try:
        data = _held(project, path)
    except OSError:
        data = b""
    known, problems = read_catalogue(Source(path, data, ""))
    items = tuple(one._replace(line=0) for one in known.items)
    is_same = bool(data) and not problems and known._replace(items=items) == catalogue
    return Made(MadeFile(path, data if is_same else catalogue_yaml(catalogue).encode()))


def _held(project: Project, path: str) -> bytes:
    return read_regular(project.content / path, LARGEST_MARKDOWN)
