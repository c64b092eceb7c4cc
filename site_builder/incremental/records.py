"""What the cache keeps of each partition."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.model.site import PartitionSummary


class Analysis(NamedTuple):
    """A partition: its summary, and serialized parts that are seldom all needed together. `shown` and, by
    year, `filed` are what pages about all agencies show of it; `chapters` are to be looked through
    for copies; `anchors` others may lead to; `site` is what its own pages are made of."""

    name: str
    summary: PartitionSummary
    parts: tuple[tuple[str, int, bytes], ...]
