"""What the desk lists: the agencies with their reports, the drafts, and all findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from site_builder.build import CONTENT
from site_builder.content.urls import address, quoted
from site_builder.model.finding import Finding
from site_builder.model.limits import MOST_LISTED
from site_builder.model.portal import PartitionSummary
from site_builder.model.rule import SEVERITY_WORDS
from site_builder.reporters.text import visible
from site_builder.serve.overlay import Counts, count, laid_over, repair_words

if TYPE_CHECKING:
    from site_builder.serve.session import Session

_FOLDER = f"{CONTENT}/"
Found = Mapping[str, Sequence[Finding]]
Asked = Mapping[str, str]


class Pager(NamedTuple):
    """One page of a list: its number from 1, how many there are, and the queries of the pages
    before and after it (empty texts if there are none)."""

    number: int
    last: int
    before: str
    after: str


class Listed(NamedTuple):
    """A document in a list: its title, the addresses of its page and of its form (an empty text if
    it has none), its findings, whether it is a draft, and how many marks in it are to be filled
    in."""

    title: str
    path: str
    url: str
    edit: str
    counts: Counts
    is_draft: bool
    unfilled: int


class ListedAgency(NamedTuple):
    """An agency in the list, with its reports, the newest first."""

    agency: Listed
    reports: tuple[Listed, ...]


class ListedFinding(NamedTuple):
    """A finding in the list; `url` is where it is on its page, or an empty text."""

    code: str
    severity: str
    word: str
    place: str
    url: str
    message: str
    means: str


class ListedFile(NamedTuple):
    """The findings about a file on a page of the list."""

    file: Listed
    findings: tuple[ListedFinding, ...]


class _Project(NamedTuple):
    """What is known of all files, by their paths: findings, drafts with their titles, and how many
    marks are to be filled in."""

    summaries: tuple[PartitionSummary, ...]
    found: Found
    drafts: Mapping[str, str]
    unfilled: Mapping[str, int]


def _project(session: Session, found: Found) -> _Project:
    summaries = session.portal.summaries if session.portal else ()
    drafts = {one.path: one.title for one in session.drafts}
    unfilled = {f"{_FOLDER}{path}": count for one in summaries for path, count in one.unfilled}
    return _Project(summaries, found, drafts, unfilled)


def agency_list(session: Session, found: Found, asked: Asked) -> dict[str, Any]:
    """Return what the start page shows: a page of the agencies whose names have what was asked for,
    and the drafts that are neither agencies nor reports."""
    project = _project(session, found)
    words = asked.get("q", "").strip()
    summaries = [
        one for one in project.summaries if one.name and (words in one.title or words in one.name)
    ]
    shown, pager = _paged(summaries, asked)
    agencies = {_agency_path(one) for one in project.summaries}
    others = [path for path in project.drafts if path not in agencies and not _year(path)]
    return {
        "agencies": tuple(_agency(one, project) for one in shown),
        "drafts": tuple(
            _listed(path, project.drafts[path], project) for path in others[:MOST_LISTED]
        ),
        "words": words,
        "pager": pager,
        "total": count(one for own in found.values() for one in own),
        "is_settled": session.is_complete and session.settled,
    }


def finding_list(session: Session, found: Found, asked: Asked) -> dict[str, Any]:
    """Return what the page of all findings shows: a page of them, by file."""
    only = asked.get("only", "")
    everything = [one for own in found.values() for one in own]
    wanted = [one for one in everything if only in {"", one.severity}]
    shown, pager = _paged(wanted, asked)
    project = _project(session, found)
    files = tuple(
        ListedFile(file, tuple(_finding(one, file, numbers) for one in own))
        for path, own in groupby(shown, key=lambda one: one.path)
        for file in [_listed(path, path, project)]
        for numbers in [_numbers(found[path])]
    )
    return {
        "files": files,
        "only": only,
        "pager": pager,
        "total": count(everything),
        "is_settled": session.is_complete and session.settled,
    }


def _agency(summary: PartitionSummary, project: _Project) -> ListedAgency:
    path = _agency_path(summary)
    folder = f"{_FOLDER}agencies/{summary.name}/reports"
    paths = {f"{folder}/{year}.md" for year in summary.years}
    paths |= {draft for draft in project.drafts if draft.startswith(f"{folder}/")}
    reports = sorted(filter(_year, paths), key=_year, reverse=True)
    title = summary.title or project.drafts.get(path) or summary.name
    return ListedAgency(
        _listed(path, title, project),
        tuple(_listed(one, f"{_year(one)}年", project) for one in reports),
    )


def _agency_path(summary: PartitionSummary) -> str:
    return f"{_FOLDER}{summary.path or f'agencies/{summary.name}/index.md'}"


def _listed(path: str, title: str, project: _Project) -> Listed:
    inside = path.removeprefix(_FOLDER)
    there = address(inside)
    is_text = path.startswith(_FOLDER) and path.endswith(".md")
    return Listed(
        visible(title or path),
        visible(path),
        f"/{quoted(there.url)}" if there.url else "",
        f"/_desk/edit/{quoted(inside)}" if is_text else "",
        count(project.found.get(path, ())),
        path in project.drafts,
        project.unfilled.get(path, 0),
    )


def _numbers(findings: Sequence[Finding]) -> dict[Finding, int]:
    """Return the numbers that findings about a file have on its page."""
    return {one: number for number, one in enumerate(laid_over(findings), 1)}


def _finding(finding: Finding, file: Listed, numbers: Mapping[Finding, int]) -> ListedFinding:
    number = numbers.get(finding)
    line = f"第{finding.line}行" if finding.line else ""
    cell = f"{finding.cell}" if finding.cell else ""
    return ListedFinding(
        finding.code,
        finding.severity,
        SEVERITY_WORDS[finding.severity],
        "，".join(filter(None, (line, cell))),
        f"{file.url}#sb-desk-{number}" if file.url and number else "",
        visible(finding.message),
        repair_words(finding.repair) if finding.repair else "",
    )


def _year(path: str) -> int:
    """Return the year of the report at a path, or 0 if no report is there."""
    return address(path.removeprefix(_FOLDER)).year


def _paged(every: Sequence[Any], asked: Asked) -> tuple[Sequence[Any], Pager]:
    """Return the page of a list that was asked for, and how to get to the others."""
    last = max(1, -(-len(every) // MOST_LISTED))
    written = asked.get("page", "")
    number = min(max(int(written[:8]), 1), last) if written.isdecimal() else 1
    shown = every[(number - 1) * MOST_LISTED : number * MOST_LISTED]
    rest = {key: value for key, value in asked.items() if key in {"q", "only"}}

    def to(other: int) -> str:
        return f"?{urlencode(rest | {'page': str(other)})}" if 1 <= other <= last else ""

    return shown, Pager(number, last, to(number - 1), to(number + 1))
