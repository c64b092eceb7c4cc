"""A built folder, read back as a visitor would get it: every file as it was made, every link and
anchor leading somewhere, nothing asked for from outside."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from site_builder.manifest import MANIFEST, read_manifest
from site_builder.model import Unread
from site_builder.urls import FRAGMENTS

_TARGET = re.compile(r' (?:href|src)="([^"]*)"')
_LOADS = re.compile(
    r'<(?:link|img|source|audio|video|track|input)\b[^>]*? (?:href|src|srcset|poster)="([^"]*)"'
)
_LOADS_IN_CSS = re.compile(r"(?:@import|url\()\s*[\"'(]?\s*((?:https?:)?//[^\"')\s]*)", re.I)
_ID = re.compile(r' id="([^"]*)"')
_RUNS = frozenset({"script", "style", "iframe", "object", "embed", "base", "form"})
# Three quick looks, each for a literal, in place of one slow one.
_MAY_RUN = (
    re.compile(rf"<(?:{'|'.join(sorted(_RUNS))})\b"),
    re.compile(r"on(?<=[\s\"'/]on)[a-zA-Z]+\s*="),
    re.compile(r"style(?<=[\s\"'/]style)\s*="),
)
_OUTSIDE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file of the site has in it: faults of its own, anchors, and where its links lead."""

    faults: tuple[Unread, ...] = ()
    ids: frozenset[str] = frozenset()
    targets: tuple[str, ...] = ()


def inspect(path: str, data: bytes) -> Seen:
    """Look through a file of the site for what must not be there."""
    if not path.endswith((".html", ".css")):
        return Seen()
    text = data.decode("utf-8", "replace")
    faults = tuple(_forbidden(path, text))
    if not path.endswith(".html"):
        return Seen(faults)
    return Seen(faults, frozenset(_ID.findall(text)), tuple(_TARGET.findall(text)))


def goals(path: str, seen: Seen) -> tuple[str, ...]:
    """The other files of the site that a page links to or loads."""
    return tuple({goal: None for _, goal, _ in _links(path, seen) if goal != path})


def dead_anchors(seen: Mapping[str, Seen]) -> tuple[Unread, ...]:
    """The links of some files to anchors that others of them do not have."""
    return tuple(
        dead_link(path, unquote(target))
        for path, one in seen.items()
        for target, goal, fragment in _links(path, one)
        if fragment and goal in seen and fragment not in seen[goal].ids
    )


def _links(path: str, seen: Seen) -> Iterator[tuple[str, str, str]]:
    """Every link of a file that stays on the site: as written, its goal, its anchor."""
    folder = posixpath.dirname(path)
    for target in map(unescape, seen.targets):
        if not _OUTSIDE.match(target):
            location, _, fragment = target.partition("#")
            yield target, _goal(folder, location) if location else path, unquote(fragment)


def dead_link(path: str, target: str) -> Unread:
    """A link of a page that leads nowhere."""
    return Unread("dead_link_on_page", path, values=(("text", target),))


def verify(folder: Path) -> tuple[Unread, ...]:
    """What is wrong with the site in `folder`, a folder with a manifest of ours: it is read back as
    a visitor would get it."""
    files: dict[str, str] = read_manifest(folder).get("files", {})
    if not files:
        return (Unread("not_a_site", str(folder)),)
    return tuple(_faults(folder, files))


def _faults(folder: Path, files: dict[str, str]) -> Iterator[Unread]:
    there = {
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_symlink() or not p.is_dir()
    }
    for path in sorted(there - set(files) - {MANIFEST}):
        yield Unread("file_not_in_manifest", path)
    seen: dict[str, Seen] = {}
    for path, digest in files.items():
        if path not in there:
            yield Unread("file_gone", path)
            continue
        data = (folder / path).read_bytes()
        if sha256(data).hexdigest() != digest:
            yield Unread("file_changed", path)
        seen[path] = inspect(path, data)
        yield from seen[path].faults
    yield from dead_anchors(seen)
    for path, one in seen.items():
        yield from (
            dead_link(path, unquote(target))
            for target, goal, _ in _links(path, one)
            if goal not in files
        )


def _forbidden(path: str, text: str) -> Iterator[Unread]:
    """What would run on a page, and what a page or a style sheet would ask another site for."""
    is_page = path.endswith(".html")
    if is_page and (running := _running(text)):
        yield Unread("active_content", path, values=(("text", running),))
    if path.startswith(f"{FRAGMENTS}/"):  # a fragment links to the site by its full address
        return
    for target in (_LOADS if is_page else _LOADS_IN_CSS).findall(text):
        if _OUTSIDE.match(target):
            yield Unread("outside_request", path, values=(("text", target),))


class _Running(HTMLParser):
    """Finds the first tag that runs or changes the looks of a page, or does so by an attribute."""

    found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = (name for name, _ in attrs if name == "style" or name.startswith("on"))
        self.found = self.found or (f"<{tag}" if tag in _RUNS else next(names, ""))


def _running(text: str) -> str:
    """What would run on a page, or nothing. Reading tag by tag is slow, and needed only where
    words or values look like it."""
    if not any(look.search(text) for look in _MAY_RUN):
        return ""
    reader = _Running()
    reader.feed(text)
    return reader.found


@lru_cache(maxsize=4096)
def _goal(folder: str, location: str) -> str:
    """The path on the site that a relative link leads to."""
    return posixpath.normpath(posixpath.join(folder, unquote(location)))
