"""Jobs of rendering for any worker: the pages of a partition, one page about all agencies, or files
without a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from site_builder.incremental.codec import dumps, loads
from site_builder.incremental.records import PlannedSite
from site_builder.model.product import Output, Page
from site_builder.pages.portal import PortalAgency, PortalData
from site_builder.pipeline.rendering import PreviousRender, RenderContext

# Comparing this many agencies takes as long as rendering a page about one.
AGENCIES_TO_A_PAGE = 4


class Loaded(NamedTuple):
    """The contents of a job: its pages, the source of their views, and the files beside them."""

    pages: tuple[Page, ...]
    source: Any
    others: tuple[Output, ...] = ()


class PartitionJob(NamedTuple):
    """The pages of a partition: its site, serialized or not; the files on disk to publish, by path;
    its pages in the last build; and the bytes of `pictures`, by path, where a worker may have to do
    without the disk."""

    name: str
    site: PlannedSite | bytes
    files: Mapping[str, str]
    previous: PreviousRender
    pictures: Mapping[str, bytes] = MappingProxyType({})

    @property
    def size(self) -> int:
        """The approximate number of its pages."""
        return len(self.files)

    def load(self, context: RenderContext) -> Loaded:
        """Return the pages with their site, whose attachments are where this machine has them, and
        the attachments that are published."""
        planned: PlannedSite = (
            self.site if isinstance(self.site, PlannedSite) else loads(self.site, context.forms)
        )
        site, pages = planned
        site = site._replace(
            settings=context.settings,
            attachments=tuple(
                one._replace(
                    file=self.files.get(one.path, ""), data=self.pictures.get(one.path, b"")
                )
                for one in site.attachments
            ),
        )
        attachments = tuple(
            Output(one.path, b"", one.digest, self.files[one.path])
            for one in site.attachments
            if one.path in self.files
        )
        return Loaded(pages, site, attachments)

    def __reduce__(self) -> tuple[type[PartitionJob], tuple[object, ...]]:
        """Return the job with its site serialized by the codec."""
        site = dumps(self.site) if isinstance(self.site, PlannedSite) else self.site
        return PartitionJob, (self.name, site, self.files, self.previous, dict(self.pictures))


class PortalJob(NamedTuple):
    """A page about all agencies: all years, all agencies, the day of the build, the serialized
    parts that the page gathers, and the page in the last build."""

    name: str
    page: Page
    years: tuple[int, ...]
    agencies: tuple[PortalAgency, ...]
    today: date
    parts: tuple[bytes, ...]
    previous: PreviousRender

    @property
    def size(self) -> int:
        """The number of pages about one agency whose rendering takes as long."""
        return len(self.parts) // AGENCIES_TO_A_PAGE

    def load(self, context: RenderContext) -> Loaded:
        """Return the page with its data, whose parts are deserialized one at a time."""
        parts = (loads(data, context.forms) for data in self.parts)
        data = PortalData(
            context.settings, context.forms, self.years, self.agencies, self.today, parts
        )
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
