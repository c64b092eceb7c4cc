"""Checks a built site: every file matches the manifest, every link and anchor has a target, nothing
is active, and nothing is requested from other hosts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from site_builder.content.urls import absolute_root
from site_builder.model.finding import Problem
from site_builder.publish.manifest import MANIFEST, read_manifest
from site_builder.publish.markup import Tag, is_outside, read_encoding, read_markup, styles_outside
from site_builder.publish.site_files import digest_of, files_below
from site_builder.publish.site_rules import (
    active_content,
    dead_link_on_page,
    file_changed,
    file_gone,
    file_not_in_manifest,
    not_a_site,
    not_utf8,
    outside_request,
    site_is_aside,
    unclear_markup,
)
from site_builder.publish.state import is_aside
from site_builder.publish.style_sheet import requests

_HTML = frozenset({".html", ".htm", ".shtml", ".mht", ".mhtml", ".hta"})
_XML = frozenset({".svg", ".svgz", ".xhtml", ".xht", ".xml", ".xsl", ".xslt", ".mathml", ".htc"})
_PICTURES = frozenset({".svg", ".svgz"})
_SCRIPTS = frozenset({".js", ".mjs", ".cjs", ".wasm", ".vbs", ".jse", ".vbe", ".wsf", ".swf"})


@dataclass(frozen=True, slots=True)
class InspectedFile:
    """What `inspect` found in a file: problems of the file itself, the ids of its elements, and its
    links to the site, each as written, as the path of its target, and as the anchor there."""

    faults: tuple[Problem, ...] = ()
    ids: frozenset[str] = frozenset()
    links: tuple[tuple[str, str, str], ...] = ()


def inspected(path: str) -> bool:
    """Whether `inspect` looks at a file of this name: a page, an image with markup, a style sheet
    or a script."""
    return _ending(path) in _HTML | _XML | _SCRIPTS | {".css"}


def inspect(path: str, data: bytes, base_url: str = "") -> InspectedFile:
    """Inspect one file of the site, at `path` relative to the site root; `base_url` is that of the
    site, if known."""
    ending = _ending(path)
    if ending in _HTML or ending in _XML:
        return _inspect_markup(path, data, ending in _XML, absolute_root(path, base_url))
    if ending in _SCRIPTS:
        return InspectedFile((Problem(active_content, path, text=posixpath.basename(path)),))
    if ending != ".css":
        return InspectedFile()
    loaded = requests(data.decode("utf-8", "replace"))
    faults = [Problem(outside_request, path, text=one) for one in loaded]
    return InspectedFile((*_encoding(path, read_encoding(data)), *faults))


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1].lower()


def _inspect_markup(path: str, data: bytes, xml: bool, root: str) -> InspectedFile:
    """Inspect a page whose links to the site begin with `root`, if they are not relative."""
    markup = read_markup(data, xml)
    faults: list[Problem] = [*_encoding(path, markup.encoding)]
    if markup.unclear:
        faults.append(Problem(unclear_markup, path, text=markup.unclear))
    # The policy of a page allows no styles in it; a picture may have some.
    is_picture = _ending(path) in _PICTURES
    runs = [tag.active or ("" if is_picture else tag.style) for tag in markup.tags]
    if active := markup.runs or next(filter(None, runs), ""):
        faults.append(Problem(active_content, path, text=active))
    outside = [one for tag in markup.tags for one in tag.loads if is_outside(one)]
    if is_picture and any(tag.style == "<style" for tag in markup.tags):
        outside += filter(None, [styles_outside(data)])
    asked = (one for one in dict.fromkeys(outside) if not _is_below(one, root))
    faults += (Problem(outside_request, path, text=one) for one in asked)
    ids = frozenset(one for tag in markup.shown for one in tag.ids)
    return InspectedFile(tuple(faults), ids, tuple(_links(path, markup.shown, root)))


def _encoding(path: str, encoding: str) -> Iterator[Problem]:
    if encoding:
        yield Problem(not_utf8, path, text=encoding)


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


def _links(path: str, tags: Iterable[Tag], root: str) -> Iterator[tuple[str, str, str]]:
    folder = posixpath.dirname(path)
    for target in (one for tag in tags for one in (*tag.loads, *tag.links)):
        below = _is_below(target, root)
        if below or not is_outside(target):
            location, _, fragment = target.partition("#")
            location = location.partition("?")[0]
            goal = _goal("" if below else folder, location.removeprefix(root)) if location else path
            yield target, goal, "" if fragment.lower() == "top" else unquote(fragment)


def _is_below(target: str, root: str) -> bool:
    """Whether an address begins with `root`, which ends with a slash, and names no host behind."""
    return bool(root) and target.startswith(root) and not is_outside(target[len(root) - 1 :])


def dead_link(path: str, target: str) -> Problem:
    """Return the problem for a link whose target does not exist."""
    return Problem(dead_link_on_page, path, text=target)


def verify(folder: Path) -> tuple[Problem, ...]:
    """Check the site in `folder` against its manifest, and every page of it; return the
    problems."""
    manifest = read_manifest(folder)
    files: dict[str, str] = manifest.get("files", {})
    if is_aside(folder):
        return (Problem(site_is_aside, str(folder)),)
    if not files:
        return (Problem(not_a_site, str(folder)),)
    return tuple(_faults(folder, files, str(manifest.get("base_url", ""))))


def _faults(folder: Path, files: dict[str, str], base_url: str) -> Iterator[Problem]:
    there = files_below(folder)
    for path in sorted(there - set(files) - {MANIFEST}):
        yield Problem(file_not_in_manifest, path)
    seen: dict[str, InspectedFile] = {}
    for path, digest in files.items():
        if path not in there:
            yield Problem(file_gone, path)
            continue
        found, data = digest_of(folder / path, inspected(path))
        if found != digest:
            yield Problem(file_changed, path)
        seen[path] = inspect(path, data, base_url)
        yield from seen[path].faults
    yield from dead_anchors(seen)
    for path, one in seen.items():
        yield from (
            dead_link(path, unquote(target)) for target, goal, _ in one.links if goal not in files
        )


@lru_cache(maxsize=4096)
def _goal(folder: str, location: str) -> str:
    """Return the path on the site to which a relative link in `folder` leads."""
    return posixpath.normpath(posixpath.join(folder, unquote(location.replace("\\", "/"))))
