"""Resolves the links of a body. The result depends only on the link and the path of its file."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from site_builder.content.urls import ROOT, address, anchor, quoted
from site_builder.model.rule import Rule
from site_builder.parsing.link_rules import (
    empty_link,
    image_from_elsewhere,
    link_outside,
    unsafe_link,
)
from site_builder.text.labels import without_numbering
from site_builder.text.patterns import regex

_SCHEME = regex(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_MAY_LEAVE = frozenset({"http", "https", "mailto", "tel"})


@dataclass(frozen=True, slots=True)
class Target:
    """The target of a link.

    `href` is the value for the page, with NUL for the relative path to the site root; `path` is
    the target file under content/, or empty; `broken` is the rule that the link violates, if any.
    """

    href: str
    path: str = ""
    fragment: str = ""
    external: bool = False
    broken: Rule | None = None


def resolve(written: str, source: str, image: bool = False) -> Target:
    """Resolve a link as written in the file at `source`. Links that could run a script, that use a
    scheme other than http, https, mailto and tel, or that lead out of content/ get no `href`."""
    decoded = unquote(written).strip()
    if re.search(r"[\x00-\x20\x7f\\]", decoded.replace(" ", "")):
        return Target("", broken=unsafe_link)
    if scheme := _SCHEME.match(decoded):
        return _outward(written, scheme[1].lower(), image)
    if decoded.startswith("//") or ":" in decoded.split("/")[0]:
        return Target("", broken=unsafe_link)
    return _inward(written, source)


def _outward(written: str, scheme: str, image: bool) -> Target:
    if image:
        return Target("", broken=image_from_elsewhere)
    if scheme not in _MAY_LEAVE or (scheme in {"http", "https"} and not _plain_host(written)):
        return Target("", broken=unsafe_link)
    return Target(written, external=True)


def _plain_host(written: str) -> bool:
    """Whether a URL has a host, without user information before it (`http://bank@evil`)."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc


def _inward(written: str, source: str) -> Target:
    before, _, behind = written.strip().partition("#")
    location = unicodedata.normalize("NFC", unquote(before.partition("?")[0]))
    fragment = unquote(behind)
    name = anchor(without_numbering(fragment.removeprefix("s-"))) if fragment else ""
    if fragment.startswith("fn"):
        name = fragment
    if not location:
        return Target(f"#{name}", fragment=name, broken=None if fragment else empty_link)
    base = "" if location.startswith("/") else posixpath.dirname(source)
    path = posixpath.normpath(posixpath.join(base, location.lstrip("/")))
    if path.startswith("../") or path == "..":
        return Target("", broken=link_outside)
    if not path.endswith(".md"):
        return Target(f"{ROOT}{quoted(path)}", path)
    where = address(path)
    return Target(f"{ROOT}{where.url}{f'#{name}' if name else ''}", path, name)
