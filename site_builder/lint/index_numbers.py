"""The 索引号 of a partition, and those that may be given by another one too."""

from __future__ import annotations

from site_builder.model.index_numbers import NumberedDocument
from site_builder.model.site import DisclosedDocument, Report, Site

_DIGITS = "0123456789"


def numbered(site: Site) -> tuple[NumberedDocument, ...]:
    """Return the reports and documents of a partition that have an 索引号, by path."""
    headers = {document.path: document.header for document in site.documents}
    items: list[Report | DisclosedDocument] = []
    for collection in site.collections:
        items += (*collection.reports, *collection.documents)
    found = (
        NumberedDocument(path, item.metadata.index_number, headers[path].place("index_number"))
        for item in items
        if (path := item.article.path) and item.metadata.index_number
    )
    return tuple(sorted(found))


def prefix_of(number: str) -> str:
    """Return what stands before the year and the running number of an 索引号, as far as that can be
    told without its form: two equal numbers have the same prefix."""
    before = number.rstrip(_DIGITS)
    return before[:-1].rstrip(_DIGITS) if before.endswith(("-", "/")) else before
