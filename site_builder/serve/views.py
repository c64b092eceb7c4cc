"""The pages that the desk shows: those of the site, and its own."""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from site_builder.build import CONTENT
from site_builder.content.regular_file import read_regular
from site_builder.content.urls import quoted
from site_builder.forms.versions import load_forms
from site_builder.model.document import Document
from site_builder.model.finding import Finding
from site_builder.model.limits import LARGEST_MARKDOWN
from site_builder.model.source import Source
from site_builder.parsing.document import parse
from site_builder.serve.desk_templates import desk_templates
from site_builder.serve.guard import Guard
from site_builder.serve.kinds import kind_of
from site_builder.serve.lists import agency_list, finding_list
from site_builder.serve.overlay import Counts, Places, as_json, count, entries
from site_builder.serve.page import Page, digest
from site_builder.serve.rule_page import rule_page

if TYPE_CHECKING:
    from site_builder.serve.session import Session, Shown

DESK = "_desk/"
_FOLDER = f"{CONTENT}/"


class Views:
    """Makes the pages of the project in `source`, with what the desk has to say about each."""

    def __init__(self, source: Path, guard: Guard) -> None:
        self._source = source
        self._token = guard.token
        self._forms = load_forms()
        self._by_path: dict[str, list[Finding]] = {}
        self._total = Counts()
        self._is_known = False
        self._templates = desk_templates()

    def forget(self) -> None:
        """Look for findings again: something has changed."""
        self._is_known = False

    def page(self, session: Session, address: str) -> Page:
        """Return what is at an address, which may have a query."""
        path, _, query = address.partition("?")
        asked = {key: values[-1] for key, values in parse_qs(query).items()}
        self._learn(session)
        if path == DESK:
            return self._own(address, "start.html", **agency_list(session, self._by_path, asked))
        if path == f"{DESK}findings":
            listed = finding_list(session, self._by_path, asked)
            return self._own(address, "findings.html", **listed)
        if path.startswith(f"{DESK}rules/"):
            found = rule_page(path.removeprefix(f"{DESK}rules/"))
            if found:
                return self._own(address, "rule.html", **found)
        if path.startswith(DESK):
            return self._missing(address)
        return self._of_site(session, path)

    def _learn(self, session: Session) -> None:
        """Take the findings that are not waived, once all are known; until then those before."""
        if not self._is_known and session.settled:
            self._by_path = defaultdict(list)
            for one in session.findings:
                if not one.waived:
                    self._by_path[one.path].append(one)
            self._total = count(one for found in self._by_path.values() for one in found)
            self._is_known = True

    def _own(self, address: str, template: str, status: int = 200, **values: Any) -> Page:
        """Return a page of the desk itself."""
        html = self._templates.get_template(template).render(**values).encode()
        return self._with_overlay(address, html, status, {})

    def _missing(self, address: str) -> Page:
        return self._own(address, "missing.html", 404, missing=address)

    def _of_site(self, session: Session, path: str) -> Page:
        """Return a page or a file of the site."""
        shown = session.shown(path)
        if shown is None:
            is_folder = path and not path.endswith("/") and session.shown(f"{path}/")
            return (
                Page(location=f"/{quoted(path)}/", status=302) if is_folder else self._missing(path)
            )
        if shown.file:
            return Page(kind=kind_of(path), file=shown.file)
        if not shown.is_page:
            return Page(shown.data, kind_of(path))
        if not shown.data:
            return self._broken(session, path, shown)
        return self._with_overlay(path, shown.data, 200, self._about(session, shown))

    def _broken(self, session: Session, address: str, shown: Shown) -> Page:
        """Return the page in place of one that never could be made."""
        found = session.findings_about(shown.path) if shown.path else session.findings
        by_path: dict[str, list[Finding]] = defaultdict(list)
        for one in found:
            by_path[one.path].append(one)
        listed = finding_list(session, by_path, {"only": "error"})
        values = {"problem": shown.problem, "files": listed["files"]}
        return self._own(address, "broken.html", 503, **values)

    def _about(self, session: Session, shown: Shown) -> dict[str, Any]:
        """Return what the desk has to say about a page of the site."""
        own = [one for one in session.findings_about(shown.path) if not one.waived]
        data = self._read(shown.path)
        places = Places(shown.path.removeprefix(_FOLDER), _parsed(shown.path, data), self._forms)
        is_text = shown.path.endswith(".md")
        return {
            "path": shown.path,
            "file": sha256(data).hexdigest(),
            "edit": f"/{DESK}edit/{quoted(shown.path.removeprefix(_FOLDER))}" if is_text else "",
            "problem": shown.problem,
            "draft": shown.is_draft,
            "counts": count(own)._asdict(),
            "total": self._total._asdict() if self._is_known else None,
            "findings": entries(own, places),
        }

    def _read(self, path: str) -> bytes:
        """Return the bytes of a source file; none if it cannot be read."""
        try:
            return read_regular(self._source / path, LARGEST_MARKDOWN) if path else b""
        except OSError:
            return b""

    def _with_overlay(self, address: str, html: bytes, status: int, about: dict[str, Any]) -> Page:
        own = {"address": address, "page": digest(html), "token": self._token}
        return Page(html, status=status, overlay=as_json(own | about))


def _parsed(path: str, data: bytes) -> Document | None:
    if not path.endswith(".md"):
        return None
    inside = path.removeprefix(_FOLDER)
    (document,) = parse((Source(inside, data, sha256(data).hexdigest()),))
    return document
