"""The values that the cache keeps of each partition."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.model.portal import PartitionSummary
from site_builder.model.product import Page
from site_builder.model.site import Site


class PlannedSite(NamedTuple):
    """The site of a partition, and its pages with their inputs."""

    site: Site
    pages: tuple[Page, ...]


class Analysis(NamedTuple):
    """The analysis of a partition: a summary for the rest of the site, and serialized parts, each
    with its name and its year (or 0).

    The parts are read separately. Pages about all agencies show `portal`, `lists` and, by year,
    `figures`; `chapters`, by year, are compared with those of other agencies; `anchors` are the
    possible targets of links; `site` is a `PlannedSite`. In the process that analysed the
    partition, `planned` is the same `PlannedSite`.
    """

    name: str
    summary: PartitionSummary
    parts: tuple[tuple[str, int, bytes], ...]
    planned: PlannedSite | None = None

    def __reduce__(self) -> tuple[type[Analysis], tuple[object, ...]]:
        """Leave out `planned`: another process reads the serialized site."""
        return Analysis, (self.name, self.summary, self.parts)


class KnownPartition(NamedTuple):
    """The last analysis of a partition: the stamp and the digest of its inputs, and its summary."""

    stamp: str
    inputs: str
    summary: PartitionSummary
