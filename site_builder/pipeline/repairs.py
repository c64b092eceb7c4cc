"""Repairs the files of a partition, and the settings, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from site_builder.content.partition import FILE
from site_builder.content.reader import with_sources
from site_builder.lint.autofix import RepairedFile, repair_files
from site_builder.lint.runner import describe
from site_builder.lint.waivers import EVERYWHERE, apply_waivers
from site_builder.model.finding import Finding
from site_builder.model.source import Source
from site_builder.parsing.decode import decode
from site_builder.parsing.yaml_nodes import read_yaml
from site_builder.pipeline.analysis import AnalysisContext, Reading
from site_builder.pipeline.partitions import Analyse
from site_builder.rules import RULES

Wanted = Callable[[Finding], bool]


def repair_partition(
    context: AnalysisContext, reading: Reading, analyse: Analyse, wanted: Wanted
) -> tuple[RepairedFile, ...]:
    """Return the files of a partition after the repairs of all findings that are `wanted`, which
    sees whether they are waived."""

    own = reading.content

    def look(files: Mapping[str, bytes]) -> Iterable[Finding]:
        sources = (Source(path, data, sha256(data).hexdigest()) for path, data in files.items())
        content = with_sources(own, sources)
        summary = analyse(context, Reading(reading.name, content)).summary
        waivers = [(EVERYWHERE, waiver) for waiver in context.settings.waivers]
        found = apply_waivers(summary.findings, (*waivers, *summary.waivers), RULES)
        return filter(wanted, found)

    return repair_files({one.path: one.data for one in (*own.sources, *own.catalogues)}, look)


def repair_settings(data: bytes, wanted: Wanted) -> tuple[RepairedFile, ...]:
    """Return the file site.yaml, which holds `data`, after the repairs of all findings about its
    syntax that are `wanted`."""

    def look(files: Mapping[str, bytes]) -> Iterable[Finding]:
        text, faults = decode(files[FILE], FILE)
        _, more = read_yaml(text, FILE)
        return filter(wanted, describe((*faults, *more)))

    return repair_files({FILE: data}, look)
