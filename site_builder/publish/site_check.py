"""Checks a built site: every file matches the manifest, every link and anchor has a target, nothing
is active, and nothing is requested from other hosts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from site_builder.content.urls import FRAGMENTS
from site_builder.model.finding import Problem
from site_builder.publish.manifest import MANIFEST, read_manifest
from site_builder.publish.site_rules import (
    active_content,
    dead_link_on_page,
    file_changed,
    file_gone,
    file_not_in_manifest,
    not_a_site,
    outside_request,
    site_is_aside,
)
from site_builder.publish.state import is_aside
from site_builder.text.patterns import regex

_RUNS = frozenset({"script", "style", "iframe", "object", "embed", "base", "form"})
# Pages are searched as bytes: decoding one takes as long as three searches.
_TARGET = regex(rb' (?:href|src)="([^"]*)"')
_ID = regex(rb' id="([^"]*)"')
# The name of an active tag, or the attributes of a tag that loads something.
_TAG = regex(
    rb"<(?:(%s)\b|(?:link|img|source|audio|video|track|input)\b([^>]*))"
    % "|".join(sorted(_RUNS)).encode()
)
_LOADED = regex(rb' (?:href|src|srcset|poster)="([^"]*)"')
_LOADED_BY_CSS = regex(rb"(?:@import|url\()\s*[\"'(]?\s*((?:https?:)?//[^\"')\s]*)", re.I)
# Event handler and style attributes; each pattern begins with a literal, which is fast to find.
_MAY_RUN = (
    regex(rb"on(?<=[\s\"'/]on)[a-zA-Z]+\s*="),
    regex(rb"style(?<=[\s\"'/]style)\s*="),
)
_OUTSIDE = regex(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")


@dataclass(frozen=True, slots=True)
class InspectedFile:
    """What `inspect` found in a file: problems of the file itself, the ids of its elements, and its
    links to the site, each as written, as the path of its target, and as the anchor there."""

    faults: tuple[Problem, ...] = ()
    ids: frozenset[str] = frozenset()
    links: tuple[tuple[str, str, str], ...] = ()


def inspect(path: str, data: bytes) -> InspectedFile:
    """Inspect one file of the site, at `path` relative to the site root."""
    if path.endswith(".css"):
        return InspectedFile(tuple(_outside(path, _LOADED_BY_CSS.findall(data))))
    if not path.endswith(".html"):
        return InspectedFile()
    ids = frozenset(one.decode("utf-8", "replace") for one in _ID.findall(data))
    return InspectedFile(tuple(_forbidden(path, data)), ids, tuple(_links(path, data)))


def targets(path: str, seen: InspectedFile) -> tuple[str, ...]:
    """Return the other files of the site that a page links to or loads."""
    return tuple({goal: None for _, goal, _ in seen.links if goal != path})


def dead_anchors(seen: Mapping[str, InspectedFile]) -> tuple[Problem, ...]:
    """Return a problem for each link to an anchor that its target, if it is in `seen`, lacks."""
    return tuple(
        dead_link(path, unquote(target))
        for path, one in seen.items()
        for target, goal, fragment in one.links
        if fragment and goal in seen and fragment not in seen[goal].ids
    )


def _links(path: str, data: bytes) -> Iterator[tuple[str, str, str]]:
    folder = posixpath.dirname(path)
    for found in _TARGET.findall(data):
        target = unescape(found.decode("utf-8", "replace"))
        if not _OUTSIDE.match(target):
            location, _, fragment = target.partition("#")
            yield target, _goal(folder, location) if location else path, unquote(fragment)


def dead_link(path: str, target: str) -> Problem:
    """Return the problem for a link whose target does not exist."""
    return Problem(dead_link_on_page, path, text=target)


def verify(folder: Path) -> tuple[Problem, ...]:
    """Check the site in `folder` against its manifest, and every page of it; return the
    problems."""
    files: dict[str, str] = read_manifest(folder).get("files", {})
    if is_aside(folder):
        return (Problem(site_is_aside, str(folder)),)
    if not files:
        return (Problem(not_a_site, str(folder)),)
    return tuple(_faults(folder, files))


def _faults(folder: Path, files: dict[str, str]) -> Iterator[Problem]:
    there = {
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_symlink() or not p.is_dir()
    }
    for path in sorted(there - set(files) - {MANIFEST}):
        yield Problem(file_not_in_manifest, path)
    seen: dict[str, InspectedFile] = {}
    for path, digest in files.items():
        if path not in there:
            yield Problem(file_gone, path)
            continue
        data = (folder / path).read_bytes()
        if sha256(data).hexdigest() != digest:
            yield Problem(file_changed, path)
        seen[path] = inspect(path, data)
        yield from seen[path].faults
    yield from dead_anchors(seen)
    for path, one in seen.items():
        yield from (
            dead_link(path, unquote(target)) for target, goal, _ in one.links if goal not in files
        )


def _forbidden(path: str, data: bytes) -> Iterator[Problem]:
    """Yield problems for active content of a page, and for requests to other hosts."""
    tags = _TAG.findall(data)
    if running := _running(data, any(name for name, _ in tags)):
        yield Problem(active_content, path, text=running)
    if not path.startswith(f"{FRAGMENTS}/"):  # fragments use absolute URLs
        yield from _outside(path, (one for _, rest in tags for one in _LOADED.findall(rest)))


def _outside(path: str, loaded: Iterable[bytes]) -> Iterator[Problem]:
    for target in (one.decode("utf-8", "replace") for one in loaded):
        if _OUTSIDE.match(target):
            yield Problem(outside_request, path, text=target)


class _Running(HTMLParser):
    """Finds the first active tag, event handler attribute or style attribute."""

    found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = (name for name, _ in attrs if name == "style" or name.startswith("on"))
        self.found = self.found or (f"<{tag}" if tag in _RUNS else next(names, ""))


def _running(data: bytes, sure: bool) -> str:
    """Return the first active tag or attribute of a page, or the empty string.

    Parsing is slow; without an active tag it is done only if the text may contain such an
    attribute.
    """
    if not sure and not any(pattern.search(data) for pattern in _MAY_RUN):
        return ""
    reader = _Running()
    reader.feed(data.decode("utf-8", "replace"))
    return reader.found


@lru_cache(maxsize=4096)
def _goal(folder: str, location: str) -> str:
    """Return the path on the site to which a relative link in `folder` leads."""
    return posixpath.normpath(posixpath.join(folder, unquote(location)))
