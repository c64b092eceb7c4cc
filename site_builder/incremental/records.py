"""What is kept of each partition between builds."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.model.product import Page
from site_builder.model.site import PartitionSummary, Site


class PlannedSite(NamedTuple):
    """What the pages of a partition are made from: its site, and the pages with their inputs."""

    site: Site
    pages: tuple[Page, ...]


class Analysis(NamedTuple):
    """What is known of a partition: a summary for the rest of the site, and serialized parts that
    are seldom all needed together, each with its name and its year (or 0). `portal` and, by year,
    `figures` are what pages about all agencies show; `chapters`, by year, are compared with those
    of other agencies; `anchors` are what links may lead to; `site` is a `PlannedSite`, which is
    also in `planned` in the process that analysed the partition."""

    name: str
    summary: PartitionSummary
    parts: tuple[tuple[str, int, bytes], ...]
    planned: PlannedSite | None = None

    def __reduce__(self) -> tuple[type[Analysis], tuple[object, ...]]:
        """Other processes get the serialized site."""
        return Analysis, (self.name, self.summary, self.parts)


class KnownPartition(NamedTuple):
    """A partition as it was last analysed: its stamp, the digest of its inputs, its summary."""

    stamp: str
    inputs: str
    summary: PartitionSummary
