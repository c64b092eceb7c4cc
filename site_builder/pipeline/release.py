"""The next site while it is drawn: beside what was published last, from the cache, stands what
comes out otherwise, staged beside the output folder."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from site_builder.fingerprint import digest
from site_builder.incremental.cache import Cache
from site_builder.model.finding import Problem
from site_builder.parallel.processes import PREFETCH, Job, Pool, parallel_map
from site_builder.pipeline.rendering import NOTHING, PreviousRender, RenderContext, RenderResult
from site_builder.publish.manifest import MANIFEST, list_files, write_manifest
from site_builder.publish.site_check import dead_link
from site_builder.publish.staging import Staging

PORTAL = "/"  # the name of what is drawn for all partitions together


class Desk(NamedTuple):
    """Where somebody draws: what is to be done, in which style, and where files are staged, if that
    can be reached."""

    draw: Callable[[RenderContext, Any], RenderResult]
    style: RenderContext
    staging: Staging | None


def _draw_at(assembler: Desk, item: Job) -> RenderResult:
    drawn = assembler.draw(assembler.style, item)
    if assembler.staging is None:
        return drawn
    for output in drawn.outputs:
        assembler.staging.write(output)
    return replace(drawn, outputs=(), staged=tuple(output.path for output in drawn.outputs))


class Release:
    """Collects what was drawn. Where the site in the output folder is not the one that the cache
    knows of, nothing is taken from it."""

    def __init__(self, output: Path, cache: Cache) -> None:
        self.reasons: dict[str, str] = {}
        self.faults: list[Problem] = []
        self._output = output
        self._key = os.fsencode(output.resolve()).decode("utf-8", "backslashreplace")
        self.cache = cache
        self._changed: set[str] = set()
        self._removed: set[str] = set()
        self._goals: set[str] = set()
        self._drawn = cache.pages(self._key)
        self._whole = cache.note(self._note) != self._state(_manifest(output))
        if self._whole:
            cache.forget_pages(self._key, self._drawn)
            self._drawn = {}
        self.staging = Staging(output, self._whole)

    def drawn_from(self, name: str) -> str:
        """From what a partition was drawn last time."""
        return self._drawn.get(name, "")

    def made_before(self, name: str) -> PreviousRender:
        """How it was drawn."""
        return self.cache.made(self._key, name) if name in self._drawn else NOTHING

    def drawn(
        self,
        draw: Callable[[RenderContext, Job], RenderResult],
        style: RenderContext,
        items: Iterable[Job],
        pool: Pool | None,
        prefetch: int = PREFETCH,
    ) -> Iterator[RenderResult]:
        """Draw some things. Who works on this machine stages files as soon as they are drawn."""
        staging = self.staging if pool is None or pool.is_here else None
        return parallel_map(_draw_at, Desk(draw, style, staging), items, pool, prefetch)

    def take(self, drawn: RenderResult, inputs: str) -> None:
        """Add a partition that was drawn; `inputs` stands for all that it was drawn from."""
        self.faults += drawn.faults
        for output in drawn.outputs:
            self.staging.write(output)
        self._changed |= {*drawn.staged, *(output.path for output in drawn.outputs)}
        now = drawn.made
        files = now.files
        paths = {path for path, _ in files}
        self._removed |= self._paths(drawn.name) - paths
        self.reasons |= drawn.reasons
        self._drawn[drawn.name] = inputs
        goals = {goal for one in now.pages.values() for goal in one.goals}
        self._goals |= goals - paths
        lists = list_files(sorted(files)), "\n".join(sorted(goals)).encode()
        self.cache.keep_pages(self._key, drawn.name, (inputs, now), lists)

    def drop_all_but(self, names: Iterable[str]) -> None:
        """Leave out the partitions that are there no more."""
        left = self._drawn.keys() - {*names, PORTAL}
        for name in left:
            self._removed |= self._paths(name)
            del self._drawn[name]
        self.cache.forget_pages(self._key, left)

    def verify(self) -> tuple[Problem, ...]:
        """All that is wrong with what was drawn; and, where files are gone or links lead to other
        partitions, every link that leads nowhere, of all pages. Pages of all partitions link to those
        about all agencies."""
        if self._removed or self._goals - self._paths(PORTAL):
            return (*self.faults, *self._dead_links())
        return tuple(self.faults)

    def _dead_links(self) -> Iterator[Problem]:
        files = _listed(self._lists("files"))
        for name, goals in zip(sorted(self._drawn), self._lists("goals"), strict=True):
            dead = set(filter(None, goals.decode().split("\n"))) - files
            if dead:
                for url, made in self.made_before(name).pages.items():
                    yield from (dead_link(url, goal) for goal in made.goals if goal in dead)

    def publish(self) -> None:
        """Put the new site in the place of the old one, if it is another."""
        manifest = write_manifest(self._lists("files"))
        if self._whole:
            self.staging.publish_whole(manifest)
        elif self._changed or self._removed:
            self.staging.publish_changes(manifest, self._changed, self._removed - self._changed)
        else:
            self.staging.discard()
        self.cache.put_note(self._note, self._state(manifest))

    def discard(self) -> None:
        """Leave everything as it is."""
        self.staging.discard()
        self.cache.connection.rollback()

    def _paths(self, name: str) -> frozenset[str]:
        """The files of a partition that were drawn."""
        if name not in self._drawn:
            return frozenset()
        return _listed([self.cache.list_of_files(self._key, name)])

    def _lists(self, what: str) -> Iterator[bytes]:
        return self.cache.lists(self._key, what, sorted(self._drawn))

    @property
    def _note(self) -> str:
        return f"site {self._key}"

    def _state(self, manifest: bytes) -> str:
        """What stands for a site and for all that the cache knows of its pages."""
        rows = sorted(self._drawn.items())
        return digest((sha256(manifest).hexdigest(), *(text for row in rows for text in row)))


def _listed(lists: Iterable[bytes]) -> frozenset[str]:
    """The files that stand in lines of a manifest."""
    return frozenset(json.loads(b"{" + b",".join(filter(None, lists)) + b"}"))


def _manifest(output: Path) -> bytes:
    try:
        return (output / MANIFEST).read_bytes()
    except OSError:
        return b""
