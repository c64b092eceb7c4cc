"""The next site during a build: unchanged pages come from the cache, changed ones are staged."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from site_builder.content.urls import FRAGMENTS
from site_builder.fingerprint import digest
from site_builder.incremental.cache import Cache
from site_builder.incremental.codec import DamagedError
from site_builder.model.finding import Problem
from site_builder.model.progress import SILENT, Progress
from site_builder.parallel.processes import PREFETCH, Workers, parallel_map
from site_builder.pipeline.jobs import RenderJob
from site_builder.pipeline.rendering import NOTHING, PreviousRender, RenderContext
from site_builder.pipeline.results import RenderResult
from site_builder.publish.changes import prepare_changes, show_changes
from site_builder.publish.comparison import Changes, changes_in
from site_builder.publish.inventory import read_inventory
from site_builder.publish.manifest import list_files, manifest_bytes, read_manifest, write_manifest
from site_builder.publish.paths import is_inside, state_of
from site_builder.publish.site_check import dead_link
from site_builder.publish.staging import Staging

Render = Callable[[RenderContext, RenderJob], RenderResult]

PORTAL = "/"  # the name under which pages about all agencies are kept


class Release:
    """Collects the results of rendering. If the site in the output folder is not the one that the
    cache describes, or somebody else changed files of it, all pages are rendered again. `found`
    is what somebody else has changed."""

    def __init__(self, output: Path, cache: Cache) -> None:
        self.reasons: dict[str, str] = {}
        self.faults: list[Problem] = []
        self.cache = cache
        self._folder = output
        self._output = os.fsencode(output.resolve()).decode("utf-8", "backslashreplace")
        self._changed: set[str] = set()
        self._removed: set[str] = set()
        self._targets: set[str] = set()
        self._rendered = cache.pages(self._output)
        manifest = manifest_bytes(output)
        self._manifest = manifest
        self._whole = cache.note(self._note) != self._state(manifest)
        self._noted = read_inventory(state_of(output))
        self.found = Changes()
        if not self._whole and not (self._noted and self._noted.files.are_in(output)):
            self._compare()
            self._whole = bool(self.found.damaged)
        if self._whole:
            cache.forget_pages(self._output, self._rendered)
            self._rendered = {}
        self.staging = Staging(output)

    def rendered_from(self, name: str) -> str:
        """Return the digest of the inputs from which a partition was last rendered, or an empty
        text."""
        return self._rendered.get(name, "")

    def previous(self, name: str) -> PreviousRender:
        """Return the pages and files of a partition in the last build."""
        return self.cache.made(self._output, name) if name in self._rendered else NOTHING

    def take(self, result: RenderResult, inputs: str) -> None:
        """Add the result of a partition, and stage its files unless that is done. `inputs` is the
        digest of what it was rendered from."""
        self.faults += result.faults
        result = result.stage(self.staging) if result.outputs else result
        self._changed |= {*result.staged}
        now = result.made
        files = now.files
        paths = {path for path, _ in files}
        self._remove(self._paths(result.name) - paths)
        self.reasons |= result.reasons
        self._rendered[result.name] = inputs
        targets = {target for one in now.pages.values() for target in one.targets}
        self._targets |= targets - paths
        lists = list_files(sorted(files)), "\n".join(sorted(targets)).encode()
        self.cache.keep_pages(self._output, result.name, (inputs, now), lists)

    def drop_all_but(self, names: Iterable[str]) -> None:
        """Remove the files of all partitions but those in `names`."""
        gone = self._rendered.keys() - {*names, PORTAL}
        for name in gone:
            self._remove(self._paths(name))
            del self._rendered[name]
        self.cache.forget_pages(self._output, gone)

    def inspect(self) -> tuple[Problem, ...]:
        """Return the problems of the rendered pages. If files were removed, or a page links to
        another partition, search all pages for dead links. Links to the pages about all agencies do
        not count: every partition has them."""
        if self._removed or self._targets - self._paths(PORTAL):
            return (*self.faults, *self._dead_links())
        return tuple(self.faults)

    def _dead_links(self) -> Iterator[Problem]:
        """Yield the dead links of all pages."""
        files = _paths_in(self._lists("files"))
        for name, targets in zip(sorted(self._rendered), self._lists("targets"), strict=True):
            dead = set(filter(None, targets.decode().split("\n"))) - files
            if dead:
                for url, made in self.previous(name).pages.items():
                    yield from (dead_link(url, target) for target in made.targets if target in dead)

    def withdrawn(self) -> tuple[str, ...]:
        """Return the addresses of the pages that the site in the output folder has and the new one
        lacks."""
        if not (self._whole or self._removed):
            return ()
        old = read_manifest(self._folder).get("files", {})
        gone = set(old) - _paths_in(self._lists("files"))
        pages = (path for path in gone if path.endswith(".html"))
        return tuple(sorted(path for path in pages if not path.startswith(f"{FRAGMENTS}/")))

    def publish(self, base_url: str = "") -> None:
        """Replace the old site with the new one, if they differ, or if somebody else added anything
        to the old one. After an edit, only the folders around what changed are searched for that:
        all others take as long as a tenth of the build, and their additions are dropped with the
        old site. A site with another base URL has other sitemaps."""
        manifest = write_manifest(self._lists("files"), base_url)
        self.cache.put_note(self._note, self._state(manifest))
        removed = self._removed - self._changed
        around = self._changed | removed
        if self._noted and not self._whole and not self._noted.has_folders(self._folder, around):
            self._compare()
        if not (self._whole or around or not self._noted):
            self.staging.discard()
            return
        prepare_changes(self.staging.state, self._manifest, manifest)
        if self._whole:
            self.staging.publish_whole(manifest)
        else:
            self.staging.publish_changes(manifest, self._changed, removed, self._noted)
        with suppress(OSError):  # it is published already
            show_changes(self.staging.state, self._folder)

    def discard(self) -> None:
        """Discard the new site; the old one and the cache stay unchanged."""
        self.staging.discard()
        self.cache.roll_back()

    def _compare(self) -> None:
        """Find what somebody else changed in the site, of which only the files are used then."""
        digests = read_manifest(self._folder).get("files", {})
        self.found = changes_in(self._folder, digests, self._noted)
        self._noted = None

    def _remove(self, paths: Iterable[str]) -> None:
        """Remove files. What the cache says of them is not trusted to be below the output folder,
        and might be anywhere in a forged one."""
        if not all(map(is_inside, paths)):
            raise DamagedError("files")
        self._removed.update(paths)

    def _paths(self, name: str) -> frozenset[str]:
        """Return the paths of the files of a partition."""
        if name not in self._rendered:
            return frozenset()
        return _paths_in([self.cache.list_of_files(self._output, name)])

    def _lists(self, what: str) -> Iterator[bytes]:
        return self.cache.lists(self._output, what, sorted(self._rendered))

    @property
    def _note(self) -> str:
        return f"site {self._output}"

    def _state(self, manifest: bytes) -> str:
        """Return a digest of a site and of the inputs of its pages."""
        rows = sorted(self._rendered.items())
        return digest((sha256(manifest).hexdigest(), *(text for row in rows for text in row)))


class RenderRun(NamedTuple):
    """The function that renders jobs, what it takes besides a job, the release that collects the
    results, the workers that run it, and who is told how far it is."""

    render: Render
    context: RenderContext
    release: Release
    workers: Workers
    progress: Progress = SILENT

    def results(
        self, jobs: Iterable[RenderJob], size: int, pages: int, prefetch: int = PREFETCH
    ) -> Iterator[RenderResult]:
        """Yield the results of jobs, in their order. `size` is the approximate number of pages that
        are to be rendered, `pages` that of all pages of the jobs, `prefetch` the number of chunks
        of jobs that are submitted for each process."""
        pool, done = self.workers.pool(size), 0
        for result in parallel_map(self.render, self.context, jobs, pool, prefetch):
            done += len(result.made.pages)
            self.progress.advance(done, pages)
            yield result


def _paths_in(lists: Iterable[bytes]) -> frozenset[str]:
    """Return the paths in lines of a manifest. Raise DamagedError if they are none."""
    try:
        return frozenset(json.loads(b"{" + b",".join(filter(None, lists)) + b"}"))
    except ValueError as error:
        raise DamagedError("files") from error
