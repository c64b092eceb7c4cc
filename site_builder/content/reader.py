"""Reads the files of a partition into `Content`. No other stage opens them."""

from __future__ import annotations

import errno
import os
import posixpath
import stat
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from site_builder.content.addresses import ADDRESSES
from site_builder.content.file_rules import (
    attachment_beyond_limit,
    file_name_ending,
    file_not_published,
    file_unreadable,
    name_not_readable,
    name_refused_by_windows,
    names_clash,
    not_a_file,
    page_as_attachment,
    symbolic_link,
)
from site_builder.content.office_text import TEXTS, ExtractedText, extract_text, has_text
from site_builder.content.partition import FILE, is_catalogue
from site_builder.content.regular_file import open_regular
from site_builder.content.scan import File, Partition, Trouble
from site_builder.content.urls import address, nearly, page_ending
from site_builder.model.finding import Problem
from site_builder.model.limits import LARGEST_ATTACHMENT, LARGEST_MARKDOWN, LARGEST_SEARCHED
from site_builder.model.source import Attachment, Content, Source
from site_builder.portable import refused_by_windows
from site_builder.text.disk_errors import reason
from site_builder.text.patterns import regex

_NOT_THE_FILE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})  # its system has no more
# A header with a title; at most so many bytes of it are looked at.
_HEADER = 1024
_PAGE = regex(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:[^\n]*\n){0,20}?title[ \t]*:")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
HEAD = 16  # bytes, enough to recognise the type of a file
ATTACHMENTS = frozenset(
    {
        ".pdf",
        ".doc",
        ".docx",
        ".wps",
        ".ofd",
        ".xls",
        ".xlsx",
        ".et",
        ".csv",
        ".txt",
        ".zip",
        ".rar",
    }
    | {*PICTURES, ".mp3", ".mp4"}
)


def read(partition: Partition) -> Content:
    """Read every file of a partition. Symbolic links, devices and unreadable files become
    problems. Raise OSError if the system has no room for another open file."""
    sources: list[Source] = []
    attachments: list[Attachment] = []
    problems = [_trouble(trouble) for trouble in partition.troubles]
    for file in partition.files:
        try:
            what = _read_file(file)
        except OSError as error:
            if error.errno in _NOT_THE_FILE:
                raise
            what = _unreadable(file.path, reason(error))
        if isinstance(what, Source):
            sources.append(what)
        elif isinstance(what, Attachment):
            attachments.append(what)
        elif what:
            problems.append(what)
    published = [source.path for source in sources] + [one.path for one in attachments]
    problems += (*clashes(published), *_refused(published))
    content = Content((), tuple(attachments), tuple(problems))
    return with_sources(content, sources)


def with_sources(content: Content, sources: Iterable[Source]) -> Content:
    """Return the content with other Markdown files and catalogues."""
    markdown: list[Source] = []
    catalogues: list[Source] = []
    for source in sources:
        (catalogues if is_catalogue(source.path) else markdown).append(source)
    return content._replace(sources=tuple(markdown), catalogues=tuple(catalogues))


def is_published(path: str) -> bool:
    """Whether a file of this name is a Markdown file or an attachment."""
    ending = Path(path).suffix
    return ending == ".md" or (ending.lower() in ATTACHMENTS and not page_ending(path))


def _trouble(trouble: Trouble) -> Problem:
    if trouble.why:
        return _unreadable(trouble.path, trouble.why)
    return Problem(name_not_readable, trouble.path)


def _unreadable(path: str, why: str) -> Problem:
    return Problem(file_unreadable, path, why=why)


def _read_file(file: File) -> Source | Attachment | Problem | None:
    path, mode = file.path, file.mode
    if path == ADDRESSES:  # whatever it is, the stage that uses it reports it
        return None
    if not stat.S_ISREG(mode):
        return Problem(symbolic_link if stat.S_ISLNK(mode) else not_a_file, path)
    if path == FILE:
        return None
    if path.endswith(".md") or is_catalogue(path):
        with open_regular(file.file) as opened:
            data = opened.read(LARGEST_MARKDOWN + 1)  # one byte too many is a problem of parsing
        return Source(path, data, sha256(data).hexdigest())
    return _page_by_another_name(path, file.file) or _attachment(path, file.file)


def _page_by_another_name(path: str, file: str) -> Problem | None:
    """Return the problem of a file that is a page by all but the ending of its name."""
    ending = Path(path).suffix
    if almost := page_ending(path):
        return Problem(file_name_ending, path, ending=almost, meant=_meant(path, almost))
    if ending.lower() not in ATTACHMENTS or ending.lower() in TEXTS:
        with open_regular(file) as opened:
            if _is_page(opened.read(_HEADER)):
                return Problem(page_as_attachment, path, meant=_meant(path, ending))
    return None


def _is_page(head: bytes) -> bool:
    """Whether a file begins as a page does: with a header that has a title."""
    return _PAGE.match(head) is not None


def _meant(path: str, ending: str) -> str:
    """Return the name that a page with a wrong ending should have."""
    meant = nearly(path) or f"{path.removesuffix(ending)}.md"
    return posixpath.basename(meant)


def _attachment(path: str, file: str) -> Attachment | Problem:
    """Read an attachment. It is held in memory only while its text is extracted."""
    ending = Path(path).suffix
    if ending.lower() not in ATTACHMENTS:
        return Problem(file_not_published, path, ending=ending)
    with open_regular(file) as opened:
        if os.fstat(opened.fileno()).st_size > LARGEST_ATTACHMENT:
            return Problem(
                attachment_beyond_limit, path, limit=f"{LARGEST_ATTACHMENT // 1_000_000}"
            )
        if has_text(path):
            data = opened.read(LARGEST_SEARCHED + 1)
            digest, size, head = sha256(data), len(data), data[:HEAD]
            text = ExtractedText(whole=False)
            if size <= LARGEST_SEARCHED:
                text = extract_text(path, data)
            del data
        else:
            head, text = opened.read(HEAD), ExtractedText()
            digest, size = sha256(head), len(head)
        while block := opened.read(1 << 20):
            digest.update(block)
            size += len(block)
    return Attachment(path, file, digest.hexdigest(), size, head, *text)


def clashes(paths: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each path that equals another on a case-insensitive file system, or is in
    a folder that does. The folder of a page counts: attachments may be in one of that name."""
    files: dict[str, str] = {}
    folders: dict[str, tuple[str, str]] = {}  # each as it is spelt, and a file in it
    for path in sorted(paths):
        own = [*_folders(address(path).url if path.endswith(".md") else path)]
        known = [folders.setdefault(one.casefold(), (one, path)) for one in own]
        others = [file for one, (spelt, file) in zip(own, known, strict=True) if spelt != one]
        if other := next(iter(others), files.get(path.casefold(), "")):
            yield Problem(names_clash, path, related=(other,), other=other)
        files.setdefault(path.casefold(), path)


def _folders(path: str) -> Iterator[str]:
    """Yield the folders that a file is in, from the innermost out."""
    while path := posixpath.dirname(path):
        yield path


def _refused(paths: Iterable[str]) -> Iterator[Problem]:
    for path in sorted(paths):
        if name := refused_by_windows(path):
            yield Problem(name_refused_by_windows, path, name=name)
