"""A built folder, read back as a visitor would get it: every file as it was made, every link and
anchor leading somewhere, nothing asked for from outside."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from site_builder.model import Unread
from site_builder.write import MANIFEST, read_manifest

_TARGET = re.compile(r'<(\w+)[^>]*? (?:href|src)="([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')
_ACTIVE = re.compile(r"<(?:script|style|iframe|object|embed|base|form)\b|<[^>]+ (?:on\w+|style)=")
_OUTSIDE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")


def verify(folder: Path) -> tuple[Unread, ...]:
    """What is wrong with the site in `folder`, a folder with a manifest of ours."""
    files: dict[str, str] = read_manifest(folder).get("files", {})
    if not files:
        return (Unread("not_a_site", str(folder)),)
    return tuple(_faults(folder, files))


def _faults(folder: Path, files: dict[str, str]) -> Iterator[Unread]:
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}
    for path in sorted(there - set(files) - {MANIFEST}):
        yield Unread("file_not_in_manifest", path)
    ids: dict[str, frozenset[str]] = {}
    targets: dict[str, list[tuple[str, str]]] = {}
    for path, digest in files.items():
        if path not in there:
            yield Unread("file_gone", path)
            continue
        data = (folder / path).read_bytes()
        if sha256(data).hexdigest() != digest:
            yield Unread("file_changed", path)
        if path.endswith(".html"):
            text = data.decode("utf-8", "replace")
            ids[path] = frozenset(_ID.findall(text))
            targets[path] = _TARGET.findall(text)
            if match := _ACTIVE.search(text):
                yield Unread("active_content", path, values=(("text", match[0]),))
    for path, found in targets.items():
        yield from _dead(path, found, files, ids)


def _dead(
    path: str, found: list[tuple[str, str]], files: dict[str, str], ids: dict[str, frozenset[str]]
) -> Iterator[Unread]:
    """Links of one page that lead nowhere, and what it would ask for from another site."""
    for tag, target in found:
        if _OUTSIDE.match(target):
            if tag != "a" and not path.startswith("fragments/"):
                yield Unread("outside_request", path, values=(("text", target),))
            continue
        location, _, fragment = target.partition("#")
        goal = _goal(posixpath.dirname(path), location) if location else path
        anchor = unquote(fragment)
        if goal not in files or (anchor and anchor not in ids.get(goal, frozenset())):
            yield Unread("dead_link_on_page", path, values=(("text", unquote(target)),))


@lru_cache(maxsize=4096)
def _goal(folder: str, location: str) -> str:
    """The path on the site that a relative link leads to."""
    return posixpath.normpath(posixpath.join(folder, unquote(location)))
