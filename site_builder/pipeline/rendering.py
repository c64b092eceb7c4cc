"""Jobs of rendering and their results.

A job is the pages of a partition, or one page about all agencies; any process can run it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from site_builder.fingerprint import digest
from site_builder.incremental.codec import dumps, loads
from site_builder.incremental.fingerprints import (
    Fingerprint,
    SharedFingerprints,
    fingerprint,
    stale,
)
from site_builder.incremental.records import PlannedSite
from site_builder.model.finding import Problem
from site_builder.model.product import Output, Page
from site_builder.model.site import Settings
from site_builder.model.table import Form
from site_builder.pages.portal import PortalData
from site_builder.pages.view_models import NavLink
from site_builder.publish.site_check import InspectedFile, dead_anchors, targets
from site_builder.publish.staging import Staging
from site_builder.theme.renderer import Renderer
from site_builder.theme.templates import Templates

# Comparing this many agencies takes as long as rendering a page about one.
AGENCIES_TO_A_PAGE = 4


class PageRecord(NamedTuple):
    """A rendered page: its template, its fingerprint, its files with their digests, and the files
    that it links to (`targets`)."""

    template: str
    fingerprint: Fingerprint
    files: tuple[tuple[str, str], ...]
    targets: tuple[str, ...]


class PreviousRender(NamedTuple):
    """The pages of a partition in the last build, by address, and its other files with their
    digests."""

    pages: Mapping[str, PageRecord]
    others: tuple[tuple[str, str], ...]

    @property
    def files(self) -> frozenset[tuple[str, str]]:
        """All files with their digests."""
        return frozenset((*self.others, *(f for one in self.pages.values() for f in one.files)))

    def of(self, url: str) -> PreviousRender:
        """Return the part about one page."""
        record = self.pages.get(url)
        return PreviousRender({url: record} if record else {}, ())


NOTHING = PreviousRender({}, ())


@dataclass(frozen=True)
class RenderContext:
    """The inputs that all pages share. `compiled` is the folder of compiled templates. The process
    that renders a page stages its files; if `staging` is None, it returns them instead."""

    templates: Templates
    compiled: Path
    settings: Settings
    forms: tuple[Form, ...]
    navigation: tuple[NavLink, ...]
    fragments: bool
    shared: SharedFingerprints
    staging: Staging | None = None

    @property
    def digest(self) -> str:
        """A digest of everything that all pages share."""
        templates = (text for one in self.shared.templates.items() for text in one)
        return digest((*self.shared[1:], *templates))

    @cached_property
    def renderer(self) -> Renderer:
        """The renderer, with loaded templates."""
        return Renderer(
            self.templates.environment(self.compiled),
            self.settings,
            self.navigation,
            self.templates.stylesheet.path,
            fragments=self.fragments,
        )

    def __getstate__(self) -> dict[str, object]:
        """Return the state without the renderer: another process loads templates of its own."""
        return {name: value for name, value in vars(self).items() if name != "renderer"}


class Loaded(NamedTuple):
    """The contents of a job: its pages, the source of their views, and the files beside them."""

    pages: tuple[Page, ...]
    source: Any
    others: tuple[Output, ...] = ()


class PartitionJob(NamedTuple):
    """The pages of a partition: its site, serialized or not; the files on disk to publish, by path;
    its pages in the last build."""

    name: str
    site: PlannedSite | bytes
    files: Mapping[str, str]
    previous: PreviousRender

    @property
    def size(self) -> int:
        """The approximate number of its pages."""
        return len(self.files)

    def load(self, context: RenderContext) -> Loaded:
        """Return the pages with their site, and the attachments."""
        site, pages = self.site if isinstance(self.site, PlannedSite) else _planned(self, context)
        attachments = tuple(
            Output(one.path, b"", one.digest, self.files[one.path])
            for one in site.attachments
            if one.path in self.files
        )
        return Loaded(pages, site, attachments)

    def __reduce__(self) -> tuple[type[PartitionJob], tuple[object, ...]]:
        """Return the job with its site serialized by the codec."""
        site = dumps(self.site) if isinstance(self.site, PlannedSite) else self.site
        return PartitionJob, (self.name, site, self.files, self.previous)


def _planned(job: PartitionJob, context: RenderContext) -> PlannedSite:
    assert isinstance(job.site, bytes)
    planned: PlannedSite = loads(job.site, context.forms)
    return planned


class PortalJob(NamedTuple):
    """A page about all agencies: all years, links to all agencies, the serialized parts that the
    page gathers, and the page in the last build."""

    name: str
    page: Page
    years: tuple[int, ...]
    agencies: tuple[NavLink, ...]
    parts: tuple[bytes, ...]
    previous: PreviousRender

    @property
    def size(self) -> int:
        """The number of pages about one agency whose rendering takes as long."""
        return len(self.parts) // AGENCIES_TO_A_PAGE

    def load(self, context: RenderContext) -> Loaded:
        """Return the page with its data, whose parts are deserialized one at a time."""
        parts = (loads(data, context.forms) for data in self.parts)
        data = PortalData(context.settings, context.forms, self.years, self.agencies, parts)
        return Loaded((self.page,), data)


class FilesJob(NamedTuple):
    """Files that belong to no page, such as those of the theme."""

    name: str
    files: tuple[Output, ...]
    previous: PreviousRender

    @property
    def size(self) -> int:
        """Zero: there are no pages."""
        return 0

    def load(self, _: RenderContext) -> Loaded:
        """Return the files, without pages."""
        return Loaded((), None, self.files)


RenderJob = PartitionJob | PortalJob | FilesJob


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
    """Collects the result of a job, page by page. `due` are the pages to render."""

    job: RenderJob
    context: RenderContext
    loaded: Loaded
    fingerprints: dict[str, Fingerprint] = field(init=False)
    reasons: dict[str, str] = field(init=False)
    outputs: list[Output] = field(init=False)
    inspected: dict[str, InspectedFile] = field(default_factory=dict)
    records: dict[str, PageRecord] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fingerprints = {
            page.url: fingerprint(page, self.context.shared) for page in self.loaded.pages
        }
        before = {url: record.fingerprint for url, record in self.job.previous.pages.items()}
        self.reasons = stale(before, self.fingerprints)
        self.outputs = [*self.loaded.others]

    @property
    def due(self) -> tuple[Page, ...]:
        """The pages to render, because their fingerprints have changed."""
        return tuple(page for page in self.loaded.pages if page.url in self.reasons)

    def add(self, page: Page, files: Mapping[Output, InspectedFile]) -> None:
        """Add the files of a rendered page."""
        self.outputs += files
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
        known = previous.files
        others = tuple((one.path, one.digest) for one in self.loaded.others)
        records = {url: self.records.get(url) or previous.pages[url] for url in self.fingerprints}
        faults = [fault for one in self.inspected.values() for fault in one.faults]
        return RenderResult(
            self.job.name,
            PreviousRender(records, others),
            self.reasons,
            tuple(one for one in self.outputs if (one.path, one.digest) not in known),
            (*faults, *dead_anchors(self.inspected)),
        )
