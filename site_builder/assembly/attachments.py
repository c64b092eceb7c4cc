"""Reads `attachments:` of a header: the files that are published with a document, by path or as
`{file, title}`. Paths are relative to the folder of the document, or begin with `/`."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from site_builder.assembly.attachment_rules import (
    attachment_listed_twice,
    attachment_not_found,
    attachment_of_elsewhere,
    attachments_not_a_list,
)
from site_builder.content.partition import partition_of
from site_builder.model.document import Document, Node, Scalar, Sequence
from site_builder.model.document import Mapping as Header
from site_builder.model.finding import Problem
from site_builder.model.site import ListedFile
from site_builder.text.labels import hint

KEY = "attachments"
_KEYS = frozenset({"file", "title"})


class _Entry(NamedTuple):
    """An entry of the list: the path as written, and the title, which may be empty."""

    file: Scalar
    title: str


def listed_files(document: Document) -> tuple[str, ...]:
    """Return the paths under content/ of all files that a document lists, there or not."""
    entries = (_entry(item) for item in _items(document.header.get(KEY)) or ())
    return tuple(_path(one.file.text, document.path) for one in entries if one)


def read_attachments(
    document: Document, sizes: Mapping[str, int], unread: Collection[str] = ()
) -> tuple[tuple[ListedFile, ...], tuple[Problem, ...]]:
    """Return the attachments that a document lists, and the problems. `sizes` are those of all
    attachments of the partition, by path; those that are `unread` have been reported already, and
    are left out."""
    node = document.header.get(KEY)
    items = _items(node)
    if node and items is None:
        return (), (Problem(attachments_not_a_list, document.path, node.line, node.column),)
    listed: dict[str, ListedFile] = {}
    problems: list[Problem] = []
    for item in items or ():
        entry = _entry(item)
        if entry is None:
            problems.append(Problem(attachments_not_a_list, document.path, item.line, item.column))
            continue
        path = _path(entry.file.text, document.path)
        if path in unread:
            continue
        problem = _problem(entry.file, path, document.path, sizes)
        if problem is None and path in listed:
            place = entry.file.line, entry.file.column
            problem = Problem(attachment_listed_twice, document.path, *place, text=entry.file.text)
        if problem:
            problems.append(problem)
        else:
            title = entry.title or posixpath.splitext(posixpath.basename(path))[0]
            listed[path] = ListedFile(path, title, sizes[path])
    return tuple(listed.values()), tuple(problems)


def _items(node: Node | None) -> tuple[Node, ...] | None:
    """Return the entries of a list; None if it is none."""
    if isinstance(node, Sequence):
        return node.items
    return () if isinstance(node, Scalar) and not node.text.strip() else None


def _entry(item: Node) -> _Entry | None:
    if isinstance(item, Scalar):
        return _Entry(item, "") if item.text.strip() else None
    if not isinstance(item, Header) or not {e.key.text for e in item.entries} <= _KEYS:
        return None
    file, title = item.get("file"), item.get("title") or Scalar("", 0, 0)
    if isinstance(file, Scalar) and isinstance(title, Scalar) and file.text.strip():
        return _Entry(file, title.text.strip())
    return None


def _path(written: str, document: str) -> str:
    text = unicodedata.normalize("NFC", written.strip())
    base = "" if text.startswith("/") else posixpath.dirname(document)
    return posixpath.normpath(posixpath.join(base, text.lstrip("/")))


def _problem(file: Scalar, path: str, document: str, sizes: Mapping[str, int]) -> Problem | None:
    if path in sizes:
        return None
    place = file.line, file.column
    outside = path.startswith("..") or partition_of(path) != partition_of(document)
    if outside or "://" in file.text or path.endswith(".md"):
        return Problem(attachment_of_elsewhere, document, *place, text=file.text[:60])
    near = hint(file.text, _relative(sizes, document))
    return Problem(attachment_not_found, document, *place, text=file.text[:60], hint=near)


def _relative(paths: Mapping[str, int], document: str) -> Iterator[str]:
    start = posixpath.dirname(document)
    return (posixpath.relpath(path, start) for path in paths)
