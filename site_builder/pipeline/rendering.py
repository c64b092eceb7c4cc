"""Jobs of rendering, which any process can do: the pages of a partition, or one page about all
agencies; and what comes of them."""

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

# As many agencies are laid side by side in the time that a page of one takes.
AGENCIES_TO_A_PAGE = 4


class PageRecord(NamedTuple):
    """A page as it was made: its template, its fingerprint, its files with their digests, and the
    files that it links to."""

    template: str
    fingerprint: Fingerprint
    files: tuple[tuple[str, str], ...]
    targets: tuple[str, ...]


class PreviousRender(NamedTuple):
    """What was made of a partition: its pages by their addresses, and its other files with their
    digests."""

    pages: Mapping[str, PageRecord]
    others: tuple[tuple[str, str], ...]

    @property
    def files(self) -> frozenset[tuple[str, str]]:
        """All files with their digests."""
        return frozenset((*self.others, *(f for one in self.pages.values() for f in one.files)))

    def of(self, url: str) -> PreviousRender:
        """What was made of one page alone."""
        record = self.pages.get(url)
        return PreviousRender({url: record} if record else {}, ())


NOTHING = PreviousRender({}, ())


@dataclass(frozen=True)
class RenderContext:
    """What every page is rendered with. Compiled templates are kept in the folder `compiled`; files
    are staged by whoever renders them, or, without a `staging`, sent back."""

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
        """A digest of all that is the same on every page."""
        templates = (text for one in self.shared.templates.items() for text in one)
        return digest((*self.shared[1:], *templates))

    @cached_property
    def renderer(self) -> Renderer:
        """The templates, loaded."""
        return Renderer(
            self.templates.environment(self.compiled),
            self.settings,
            self.navigation,
            self.templates.stylesheet.path,
            fragments=self.fragments,
        )

    def __getstate__(self) -> dict[str, object]:
        """What is sent to another process: it loads templates of its own."""
        return {name: value for name, value in vars(self).items() if name != "renderer"}


class Loaded(NamedTuple):
    """A job made ready: its pages, what they are made from, and the files that lie beside them."""

    pages: tuple[Page, ...]
    source: Any
    others: tuple[Output, ...] = ()


class PartitionJob(NamedTuple):
    """The pages of a partition: its site, serialized or not; where its files lie, those that are to
    be published; what was made of it last time."""

    name: str
    site: PlannedSite | bytes
    files: Mapping[str, str]
    previous: PreviousRender

    @property
    def size(self) -> int:
        """About how many pages it makes."""
        return len(self.files)

    def load(self, context: RenderContext) -> Loaded:
        """The pages with their site, and the attachments."""
        site, pages = self.site if isinstance(self.site, PlannedSite) else _planned(self, context)
        attachments = tuple(
            Output(one.path, b"", one.digest, self.files[one.path])
            for one in site.attachments
            if one.path in self.files
        )
        return Loaded(pages, site, attachments)

    def __reduce__(self) -> tuple[type[PartitionJob], tuple[object, ...]]:
        """Sites are sent serialized."""
        site = dumps(self.site) if isinstance(self.site, PlannedSite) else self.site
        return PartitionJob, (self.name, site, self.files, self.previous)


def _planned(job: PartitionJob, context: RenderContext) -> PlannedSite:
    assert isinstance(job.site, bytes)
    planned: PlannedSite = loads(job.site, context.forms)
    return planned


class PortalJob(NamedTuple):
    """A page about all agencies: all years, all agencies where it names them, the parts that it is
    made from, serialized, and what was made of it last time."""

    name: str
    page: Page
    years: tuple[int, ...]
    agencies: tuple[NavLink, ...]
    parts: tuple[bytes, ...]
    previous: PreviousRender

    @property
    def size(self) -> int:
        """About how many pages it is as long as."""
        return len(self.parts) // AGENCIES_TO_A_PAGE

    def load(self, context: RenderContext) -> Loaded:
        """The page with its data, of which one part is read at a time."""
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
        """Next to nothing."""
        return 0

    def load(self, _: RenderContext) -> Loaded:
        """The files alone."""
        return Loaded((), None, self.files)


RenderJob = PartitionJob | PortalJob | FilesJob


@dataclass(frozen=True, slots=True)
class RenderResult:
    """What came of a job: all pages and files there are now; why pages were made again; the files
    that are new, and the paths of those that are staged already; and everything that is wrong with
    what was made, apart from links to elsewhere."""

    name: str
    made: PreviousRender
    reasons: dict[str, str]
    outputs: tuple[Output, ...]
    faults: tuple[Problem, ...]
    staged: tuple[str, ...] = ()

    def stage(self, staging: Staging | None) -> RenderResult:
        """The result after its files were staged; without a staging folder, the same."""
        if staging is None:
            return self
        for output in self.outputs:
            staging.write(output)
        return replace(self, outputs=(), staged=tuple(output.path for output in self.outputs))


@dataclass(slots=True)
class Collector:
    """Collects what comes of a job, page by page. `due` are the pages to be made again."""

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
        """The pages to be made again."""
        return tuple(page for page in self.loaded.pages if page.url in self.reasons)

    def add(self, page: Page, files: Mapping[Output, InspectedFile]) -> None:
        """Add the files of a page that was made."""
        self.outputs += files
        self.inspected.update((one.path, seen) for one, seen in files.items())
        self.records[page.url] = PageRecord(
            page.template,
            self.fingerprints[page.url],
            tuple((one.path, one.digest) for one in files),
            targets(page.url, self.inspected[page.url]),
        )

    def result(self) -> RenderResult:
        """All that came of the job; files that are as they were are left out."""
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
