"""Parses sources, and remembers those that were parsed last."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from site_builder.build import analyse
from site_builder.incremental.records import Analysis
from site_builder.model.document import Document
from site_builder.model.source import Source
from site_builder.parsing.document import parse
from site_builder.pipeline.analysis import AnalysisContext, Reading

_DOCUMENTS = 128  # that are kept, so that an edit of one does not parse its neighbours again


class MemoisedParser:
    """Returns what `parse` does."""

    def __init__(self) -> None:
        self._parse_one = lru_cache(_DOCUMENTS)(lambda source: parse((source,))[0])

    def __call__(self, sources: Iterable[Source]) -> tuple[Document, ...]:
        """Return the documents of some sources, in order."""
        return tuple(map(self._parse_one, sources))

    def analyse(self, context: AnalysisContext, reading: Reading) -> Analysis:
        """Analyse a partition as a build does."""
        return analyse(context, reading, self)
