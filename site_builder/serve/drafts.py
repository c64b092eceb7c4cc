"""Documents that are held back, as they will be when they are public; and texts that are tried."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from site_builder.build import CONTENT, in_content
from site_builder.content.partition import partition_of
from site_builder.content.urls import address
from site_builder.model.finding import Finding
from site_builder.serve.attempts import Attempt, attempt, with_text
from site_builder.serve.live import LiveSite
from site_builder.serve.parser import MemoisedParser

_ATTEMPTS = 4  # that are kept


class Draft(NamedTuple):
    """A document that is held back: its path relative to the project, the address and the title of
    the page that it will have; the title is empty until it was checked."""

    path: str
    url: str
    title: str = ""


class _Checked(NamedTuple):
    """What was found out about the drafts of a partition with these `inputs`."""

    inputs: str
    drafts: tuple[Draft, ...]
    findings: tuple[Finding, ...]


class Drafts:
    """What is known of drafts; each partition is checked with its own as if they were public."""

    def __init__(self, parser: MemoisedParser) -> None:
        self._parser = parser
        self._checked: dict[str, _Checked] = {}
        self._attempts: OrderedDict[tuple[str, ...], Attempt] = OrderedDict()

    def all(self, live: LiveSite) -> tuple[Draft, ...]:
        """Return all drafts."""
        return tuple(
            draft
            for summary in live.portal.summaries
            for draft in (
                self._checked[summary.name].drafts
                if self._is_checked(live, summary.name)
                else _listed(summary.drafts)
            )
        )

    def findings(self, live: LiveSite) -> Iterator[Finding]:
        """Yield the findings about the drafts that were checked since they changed."""
        for name, checked in self._checked.items():
            if self._is_checked(live, name):
                yield from checked.findings

    def due(self, live: LiveSite) -> Iterator[str]:
        """Yield the names of the partitions with drafts that were not checked since they
        changed."""
        for summary in live.portal.summaries:
            if summary.drafts and not self._is_checked(live, summary.name):
                yield summary.name

    def forget_all_but(self, live: LiveSite) -> None:
        """Forget the drafts of partitions that are gone."""
        self._checked = {name: one for name, one in self._checked.items() if name in live.known}

    def check(self, live: LiveSite, name: str) -> Attempt:
        """Return a partition with its drafts as if they were public."""
        known = live.known[name]
        key = name, known.inputs
        if key not in self._attempts:
            self._keep(key, attempt(live.context, live.reading(name), self._parser))
        found = self._attempts[key]
        paths = {f"{CONTENT}/{path}" for path in known.summary.drafts}
        drafts = tuple(
            one._replace(title=article.title if article else "")
            for one in _listed(known.summary.drafts)
            for article in [found.article(one.path.removeprefix(f"{CONTENT}/"))]
        )
        findings = tuple(one for one in in_content(found.findings) if one.path in paths)
        # The analysis has reported what it could not read of them already.
        reported = {*in_content(known.summary.findings)}
        new = tuple(one for one in findings if one._replace(waived="") not in reported)
        self._checked[name] = _Checked(known.inputs, drafts, new)
        return found

    def attempt(self, live: LiveSite, path: str, data: bytes) -> Attempt:
        """Return the partition of the file at `path`, below the content folder, as it would be if
        that held `data`, and its drafts were public."""
        name = partition_of(path)
        known = live.known.get(name)
        key = name, known.inputs if known else "", path, sha256(data).hexdigest()
        if key not in self._attempts:
            reading = with_text(live.reading(name), path, data)
            self._keep(key, attempt(live.context, reading, self._parser))
        return self._attempts[key]

    def _is_checked(self, live: LiveSite, name: str) -> bool:
        known, checked = live.known.get(name), self._checked.get(name)
        return bool(known and checked and checked.inputs == known.inputs)

    def _keep(self, key: tuple[str, ...], found: Attempt) -> None:
        self._attempts[key] = found
        if len(self._attempts) > _ATTEMPTS:
            self._attempts.popitem(last=False)


def _listed(paths: tuple[str, ...]) -> tuple[Draft, ...]:
    return tuple(Draft(f"{CONTENT}/{path}", address(path).url) for path in paths)
