"""What a clean build gives: asked of other processes, which know nothing of what ours has done."""

from __future__ import annotations

import os
import tempfile
from collections import OrderedDict
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from law.project import Asked, Project, Tree, snapshot
from site_builder.model.finding import Finding
from site_builder.model.progress import SILENT, Progress

KEPT = 256  # answers that are remembered, half a megabyte each


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended: with which findings, stopped at what or not at all, and what it left."""

    findings: tuple[Finding, ...]
    stopped: str
    site: Tree


def outcome(project: Project, progress: Progress = SILENT) -> Outcome:
    """Build a project and see."""
    built = project.build(progress)
    return Outcome(built.findings, built.stopped, snapshot(project.output))


def clean(sources: Tree, asked: Asked) -> Outcome:
    """Build a fresh copy of the sources into a fresh folder."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder) / "copy", asked)
        lay_out(project.root, sources)
        return outcome(project)


def lay_out(root: Path, tree: Tree) -> None:
    """Put a snapshot on the disk."""
    root.mkdir()
    for path, (kind, mode, data) in sorted(tree.items()):
        place = root / path
        if kind == "folder":
            place.mkdir(exist_ok=True)
        elif kind == "link":
            place.symlink_to(os.fsdecode(data))
        else:
            place.write_bytes(data)
            place.chmod(mode)


@dataclass(slots=True)
class Reference:
    """Asks for clean builds, and remembers what was asked."""

    pool: ProcessPoolExecutor
    asked: OrderedDict[object, Future[Outcome]] = field(default_factory=OrderedDict)

    def ask(self, project: Project, sources: Tree | None = None) -> Future[Outcome]:
        """What a clean build of the project gives as it is now; the answer comes while we work."""
        sources = sources or project.sources()
        what = project.asked
        asked = Asked(what.today, what.base_url, what.strict, what.fragments)
        key = (asked, frozenset(sources.items()))
        if key not in self.asked:
            self.asked[key] = self.pool.submit(clean, sources, asked)
            if len(self.asked) > KEPT:
                self.asked.popitem(last=False)
        return self.asked[key]


@cache
def reference() -> Reference:
    """The one that all tests ask. Its processes are started anew and not forked, so that they hash
    with a seed of their own."""
    return Reference(ProcessPoolExecutor(min(4, os.cpu_count() or 1), get_context("spawn")))
