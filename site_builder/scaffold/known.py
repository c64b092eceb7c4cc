"""What a project says already: its agencies, their reports, the addresses of their documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from site_builder.assembly.schema import AGENCY, CONTACTS, read_header
from site_builder.build import CONTENT
from site_builder.content.regular_file import read_regular
from site_builder.content.urls import address
from site_builder.forms.placement import read_statistics
from site_builder.model.document import Document
from site_builder.model.limits import LARGEST_MARKDOWN
from site_builder.model.source import Source
from site_builder.model.table import Filing, Form
from site_builder.parsing.document import parse
from site_builder.scaffold.skeletons import NAME_MARK, Register

_AGENCIES = "agencies"


def agencies(source: Path) -> tuple[tuple[str, str], ...]:
    """Return the folders of the agencies of a project, each with the name of the agency."""
    found = (source / CONTENT / _AGENCIES).glob("*/index.md")
    slugs = sorted(file.parent.name for file in found)
    return tuple((slug, register(source, slug).name) for slug in slugs)


def register(source: Path, slug: str) -> Register:
    """Return what the header of an agency says of it. What cannot be read is left out."""
    document = _document(source, f"{_AGENCIES}/{slug}/index.md")
    values: dict[str, Any] = read_header(document.header, "", AGENCY)[0] if document else {}
    keys = (*(one.key for one in CONTACTS), "website")
    contacts = {key: values[key] for key in keys if key in values}
    short = (values["short_name"],) if "short_name" in values else ()
    return Register(values.get("title", NAME_MARK), contacts, (*short, *values.get("aliases", ())))


def tables(
    source: Path, slug: str, year: int, forms: tuple[Form, ...]
) -> tuple[Filing, ...] | None:
    """Return the tables of the report of an agency on `year`, draft or not; None if there is none
    that can be read."""
    document = _document(source, f"{_AGENCIES}/{slug}/reports/{year}.md")
    if document is None:
        return None
    node = document.header.get("statistics")
    return read_statistics(document.path, year, node, forms).filings


def file_with_address(source: Path, path: str) -> str:
    """Return the path below content/ of the file that has the address which a page at `path` would
    have; the empty string if there is none."""
    where = address(path)
    folder = source / CONTENT / _AGENCIES / where.agency
    for file in sorted(folder.rglob("*.md")):
        other = file.relative_to(source / CONTENT).as_posix()
        if other != path and address(other).url == where.url:
            return other
    return ""


def _document(source: Path, path: str) -> Document | None:
    try:
        data = read_regular(source / CONTENT / path, LARGEST_MARKDOWN)
    except OSError:
        return None
    (document,) = parse((Source(path, data, ""),))
    return document if document.header_read else None
