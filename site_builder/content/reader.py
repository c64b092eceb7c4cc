"""Reads the files of a partition into `Content`. No other stage opens them."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from site_builder.content.file_rules import (
    file_name_ending,
    file_not_published,
    file_unreadable,
    name_not_readable,
    names_clash,
    not_a_file,
    symbolic_link,
)
from site_builder.content.office_text import LARGEST, extract_text, has_text
from site_builder.content.partition import FILE
from site_builder.content.scan import File, Partition, Trouble
from site_builder.model.finding import Problem
from site_builder.model.source import Attachment, Content, Source
from site_builder.text.disk_errors import reason

_NOT_THE_FILE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})  # its system has no more
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
    | {".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp3", ".mp4"}
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
    return Content(tuple(sources), tuple(attachments), (*problems, *clashes(published)))


def is_published(path: str) -> bool:
    """Whether a file of this name is a Markdown file or an attachment."""
    ending = Path(path).suffix
    return ending == ".md" or ending.lower() in ATTACHMENTS


def _trouble(trouble: Trouble) -> Problem:
    if trouble.why:
        return _unreadable(trouble.path, trouble.why)
    return Problem(name_not_readable, trouble.path)


def _unreadable(path: str, why: str) -> Problem:
    return Problem(file_unreadable, path, why=why)


def _read_file(file: File) -> Source | Attachment | Problem | None:
    path, mode = file.path, file.mode
    if not stat.S_ISREG(mode):
        return Problem(symbolic_link if stat.S_ISLNK(mode) else not_a_file, path)
    if path == FILE:
        return None
    ending = Path(path).suffix
    if ending == ".md":
        with _open(file.file) as opened:
            data = opened.read()
        return Source(path, data, sha256(data).hexdigest())
    if ending.lower() in ATTACHMENTS:
        return _attachment(path, file.file)
    almost = ending.lower() in {".md", ".markdown", ".mdown"}
    rule = file_name_ending if almost else file_not_published
    return Problem(rule, path, ending=ending)


def _open(file: str) -> BinaryIO:
    """Open a file without following a symbolic link (which may have replaced it since it was
    listed) and without blocking."""
    return os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")


def _attachment(path: str, file: str) -> Attachment:
    """Read an attachment. It is held in memory only while its text is extracted."""
    digest, size, parts = sha256(), 0, list[bytes]()
    with _open(file) as opened:
        while block := opened.read(1 << 20):
            digest.update(block)
            if not size or (has_text(path) and size < LARGEST):
                parts.append(block)
            size += len(block)
    head = parts[0][:HEAD] if parts else b""
    spans = extract_text(path, b"".join(parts)) if has_text(path) and size <= LARGEST else ()
    return Attachment(path, file, digest.hexdigest(), size, head, spans)


def clashes(paths: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each path that equals another on a case-insensitive file system, or in
    another Unicode normalisation (NFC, NFD)."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        name = path.casefold()
        if name in seen:
            yield Problem(names_clash, path, related=(seen[name],), other=seen[name])
        seen.setdefault(name, path)
