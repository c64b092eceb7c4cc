"""The files in other formats that the page of a report offers, where `downloads` in site.yaml asks
for them: they show what the page shows, and are made together with it. What makes them is imported
only then."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from site_builder.assembly.download_rules import download_library_missing
from site_builder.content.partition import FILE
from site_builder.content.regular_file import read_regular
from site_builder.content.urls import quoted
from site_builder.fingerprint import digest
from site_builder.model.finding import Problem
from site_builder.model.limits import LARGEST_PICTURE
from site_builder.model.manuscript import Manuscript
from site_builder.model.site import Article, Report, Settings, Site
from site_builder.model.source import Attachment
from site_builder.pages.history import history
from site_builder.pages.parts import reasons, size_of
from site_builder.pages.statistics import statistics_of
from site_builder.pages.view_models import NavLink

if TYPE_CHECKING:
    from site_builder.exporters.manuscript_body import Pictures


class NotMadeError(Exception):
    """A file of the report at `path` cannot be made in a format; `why` says why, and what to do."""

    def __init__(self, path: str, kind: str, why: str) -> None:
        super().__init__(path, kind, why)
        self.path, self.kind, self.why = path, kind, why


class Format(NamedTuple):
    """A format: what its link says, how the file of a report is made, and the package that this
    needs."""

    name: str
    make: Callable[[Report, Site], bytes]
    package: str = ""


def _word(report: Report, site: Site) -> bytes:
    from site_builder.exporters.word import to_docx

    return to_docx(manuscript(report, site.settings, pictures_of(site.attachments)))


def _pdf(report: Report, site: Site) -> bytes:
    from site_builder.exporters.pdf import PdfError, to_pdf

    try:
        return to_pdf(manuscript(report, site.settings, pictures_of(site.attachments)))
    except PdfError as error:
        raise NotMadeError(report.article.path, "pdf", str(error)) from error


def _workbook(report: Report, _: Site) -> bytes:
    from site_builder.exporters.statistics_workbook import to_xlsx

    return to_xlsx((statistics_of(report),), report.article.title)


FORMATS = {
    "docx": Format("下载 Word", _word),
    "pdf": Format("下载 PDF", _pdf, "weasyprint"),
    "xlsx": Format("下载统计表 Excel", _workbook, "xlsxwriter"),
}


def missing_packages(settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each format that the settings ask for and this machine cannot make."""
    for kind in settings.downloads:
        package = FORMATS[kind].package
        if package and find_spec(package) is None:
            from site_builder.exporters import catalogue, pdf

            why = pdf.MISSING if kind == "pdf" else catalogue.MISSING
            yield Problem(download_library_missing, FILE, text=kind, why=why)


def report_downloads(report: Report, site: Site) -> tuple[tuple[str, bytes], ...]:
    """Return the files of a report, each with its path; one without statutory tables has none of
    figures alone. Raise NotMadeError."""
    folder = posixpath.dirname(report.article.url)
    files: list[tuple[str, bytes]] = []
    for kind in site.settings.downloads:
        if kind == "xlsx" and not report.figures:
            continue
        data = FORMATS[kind].make(report, site)
        files.append((f"{folder}/{report.agency.slug}-{report.year}.{kind}", data))
    return tuple(files)


def download_links(files: tuple[tuple[str, bytes], ...]) -> tuple[NavLink, ...]:
    """Return links to files, each with its type and size."""
    return tuple(
        NavLink(FORMATS[kind].name, quoted(path), f"{kind.upper()}，{size_of(len(data))}")
        for path, data in files
        for kind in (path.rpartition(".")[2],)
    )


def pictures_input(article: Article, site: Site) -> Iterator[tuple[str, str]]:
    """Yield the input of a page with pictures, which its files hold."""
    if not site.settings.downloads:
        return
    from site_builder.exporters.manuscript_body import picture_paths

    paths = picture_paths(part for part in article.body if isinstance(part, str))
    if paths:
        digests = {one.path: one.digest for one in site.attachments}
        yield "图片", digest(digests.get(path, "") for path in paths)


def manuscript(report: Report, settings: Settings, pictures: Pictures) -> Manuscript:
    """Return what the page of a report shows, for a file in another format."""
    from site_builder.exporters.manuscript import Surroundings, manuscript_of

    article = report.article
    shown = history(article, report.metadata.published)
    corrections = tuple(
        (
            f"更正{number}",
            one.day,
            f"{one.what}{one.place and f'（{one.place}）'}",
            one.why,
            one.change,
        )
        for number, one in enumerate(shown.corrections if shown else (), 1)
    )
    around = Surroundings(settings.notice, settings.base_url, reasons(article), corrections)
    return manuscript_of(report, pictures, around)


def pictures_of(attachments: tuple[Attachment, ...]) -> Pictures:
    """Return what reads the picture at a path under content/. One that is too large is as one that
    is not there."""
    known = {one.path: one for one in attachments}

    def read_picture(path: str) -> bytes | None:
        one = known.get(path)
        if one is None or not 0 < one.size <= LARGEST_PICTURE:
            return None
        return one.data or (read_regular(Path(one.file), LARGEST_PICTURE) if one.file else None)

    return read_picture
