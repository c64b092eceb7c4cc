"""A built folder, read back as a visitor would get it: every file as it was made, every link and
anchor leading somewhere, nothing asked for from outside."""

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
)
from site_builder.text.patterns import regex

_RUNS = frozenset({"script", "style", "iframe", "object", "embed", "base", "form"})
# Pages are looked through as the bytes they are: to decode one takes as long as three looks.
_TARGET = regex(rb' (?:href|src)="([^"]*)"')
_ID = regex(rb' id="([^"]*)"')
# A tag that runs, by its name; or the attributes of one that loads something.
_TAG = regex(
    rb"<(?:(%s)\b|(?:link|img|source|audio|video|track|input)\b([^>]*))"
    % "|".join(sorted(_RUNS)).encode()
)
_LOADED = regex(rb' (?:href|src|srcset|poster)="([^"]*)"')
_LOADED_BY_CSS = regex(rb"(?:@import|url\()\s*[\"'(]?\s*((?:https?:)?//[^\"')\s]*)", re.I)
# An attribute that runs or changes the looks: a quick look for a literal each.
_MAY_RUN = (
    regex(rb"on(?<=[\s\"'/]on)[a-zA-Z]+\s*="),
    regex(rb"style(?<=[\s\"'/]style)\s*="),
)
_OUTSIDE = regex(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file of the site has in it: faults of its own, anchors, and every link that stays on
    the site, as it is written, with its goal and its anchor."""

    faults: tuple[Problem, ...] = ()
    ids: frozenset[str] = frozenset()
    links: tuple[tuple[str, str, str], ...] = ()


def inspect(path: str, data: bytes) -> Seen:
    """Look through a file of the site for what must not be there."""
    if path.endswith(".css"):
        return Seen(tuple(_outside(path, _LOADED_BY_CSS.findall(data))))
    if not path.endswith(".html"):
        return Seen()
    ids = frozenset(one.decode("utf-8", "replace") for one in _ID.findall(data))
    return Seen(tuple(_forbidden(path, data)), ids, tuple(_links(path, data)))


def goals(path: str, seen: Seen) -> tuple[str, ...]:
    """The other files of the site that a page links to or loads."""
    return tuple({goal: None for _, goal, _ in seen.links if goal != path})


def dead_anchors(seen: Mapping[str, Seen]) -> tuple[Problem, ...]:
    """The links of some files to anchors that others of them do not have."""
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
    """A link of a page that leads nowhere."""
    return Problem(dead_link_on_page, path, text=target)


def verify(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the site in `folder`, a folder with a manifest of ours: it is read back as
    a visitor would get it."""
    files: dict[str, str] = read_manifest(folder).get("files", {})
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
    seen: dict[str, Seen] = {}
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
    """What would run on a page, and what it would ask another site for."""
    tags = _TAG.findall(data)
    if running := _running(data, any(name for name, _ in tags)):
        yield Problem(active_content, path, text=running)
    if not path.startswith(f"{FRAGMENTS}/"):  # a fragment links to the site by its full address
        yield from _outside(path, (one for _, rest in tags for one in _LOADED.findall(rest)))


def _outside(path: str, loaded: Iterable[bytes]) -> Iterator[Problem]:
    for target in (one.decode("utf-8", "replace") for one in loaded):
        if _OUTSIDE.match(target):
            yield Problem(outside_request, path, text=target)


class _Running(HTMLParser):
    """Finds the first tag that runs or changes the looks of a page, or does so by an attribute."""

    found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = (name for name, _ in attrs if name == "style" or name.startswith("on"))
        self.found = self.found or (f"<{tag}" if tag in _RUNS else next(names, ""))


def _running(data: bytes, sure: bool) -> str:
    """What would run on a page, or nothing. Reading tag by tag is slow, and needed only where
    words or values look like it."""
    if not sure and not any(look.search(data) for look in _MAY_RUN):
        return ""
    reader = _Running()
    reader.feed(data.decode("utf-8", "replace"))
    return reader.found


@lru_cache(maxsize=4096)
def _goal(folder: str, location: str) -> str:
    """The path on the site that a relative link leads to."""
    return posixpath.normpath(posixpath.join(folder, unquote(location)))
