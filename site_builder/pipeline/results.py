"""The result of a rendering job, and how it is collected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from site_builder.incremental.fingerprints import (
    Fingerprint,
    fingerprint,
    stale,
)
from site_builder.model.finding import Problem
from site_builder.model.product import Output, Page
from site_builder.pipeline.jobs import Loaded, RenderJob
from site_builder.pipeline.rendering import PageRecord, PreviousRender, RenderContext
from site_builder.publish.site_check import InspectedFile, dead_anchors, targets
from site_builder.publish.staging import Staging


@dataclass(frozen=True, slots=True)
class RenderResult:
    """The result of a job.

    `made` lists all pages and files, rendered again or not; `reasons` says by address why pages
    were rendered again. `outputs` are the changed files, or `staged` their paths once they are
    staged. `faults` are the problems of the rendered pages, without dead links to other partitions.
    """

    name: str
    made: PreviousRender
    reasons: dict[str, str]
    outputs: tuple[Output, ...]
    faults: tuple[Problem, ...]
    staged: tuple[str, ...] = ()

    def stage(self, staging: Staging | None) -> RenderResult:
        """Stage the files and return the result without their contents; if `staging` is None,
        return the result unchanged."""
        if staging is None:
            return self
        for output in self.outputs:
            staging.write(output)
        return replace(self, outputs=(), staged=tuple(output.path for output in self.outputs))


@dataclass(slots=True)
class Collector:
    """Collects the result of a job, page by page. `due` are the pages to render. Files that have
    changed are staged at once, so that only those of one page are in memory, or else kept."""

    job: RenderJob
    context: RenderContext
    loaded: Loaded
    fingerprints: dict[str, Fingerprint] = field(init=False)
    reasons: dict[str, str] = field(init=False)
    known: frozenset[tuple[str, str]] = field(init=False)
    outputs: list[Output] = field(default_factory=list)
    staged: list[str] = field(default_factory=list)
    inspected: dict[str, InspectedFile] = field(default_factory=dict)
    records: dict[str, PageRecord] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fingerprints = {
            page.url: fingerprint(page, self.context.shared) for page in self.loaded.pages
        }
        before = {url: record.fingerprint for url, record in self.job.previous.pages.items()}
        self.reasons = stale(before, self.fingerprints)
        self.known = self.job.previous.files
        for output in self.loaded.others:
            self._take(output)

    @property
    def due(self) -> tuple[Page, ...]:
        """The pages to render, because their fingerprints have changed."""
        return tuple(page for page in self.loaded.pages if page.url in self.reasons)

    def add(self, page: Page, files: Mapping[Output, InspectedFile]) -> None:
        """Add the files of a rendered page."""
        for output in files:
            self._take(output)
        self.inspected.update((one.path, seen) for one, seen in files.items())
        self.records[page.url] = PageRecord(
            page.template,
            self.fingerprints[page.url],
            tuple((one.path, one.digest) for one in files),
            targets(page.url, self.inspected[page.url]),
        )

    def result(self) -> RenderResult:
        """Return the result of the job, without the files that have not changed."""
        previous = self.job.previous
        others = tuple((one.path, one.digest) for one in self.loaded.others)
        records = {url: self.records.get(url) or previous.pages[url] for url in self.fingerprints}
        faults = [fault for one in self.inspected.values() for fault in one.faults]
        return RenderResult(
            self.job.name,
            PreviousRender(records, others),
            self.reasons,
            tuple(self.outputs),
            (*faults, *dead_anchors(self.inspected)),
            tuple(self.staged),
        )

    def _take(self, output: Output) -> None:
        if (output.path, output.digest) in self.known:
            return
        if self.context.staging is None:
            self.outputs.append(output)
        else:
            self.context.staging.write(output)
            self.staged.append(output.path)
