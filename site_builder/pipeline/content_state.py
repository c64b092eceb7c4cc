"""Counts in a partition what the inspection of government sites counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from site_builder.content.urls import PARTS, REPORTS
from site_builder.model.inspection import ColumnState, ContentState
from site_builder.model.site import Article, Collection, DocumentMetadata, Site

_INTERPRETATION = "政策解读"


def content_state(site: Site) -> ContentState:
    """Return the state of a partition. A document that is archived or withdrawn is in no column; a
    date of signing does not say when something was published."""
    for collection in site.collections:
        entries = [one for one in _entries(collection) if _is_listed(one[1])]
        days: defaultdict[str, list[str]] = defaultdict(list)
        for column, _, metadata in entries:
            days[column].append(_published(metadata))
        linked = {one.source for one in site.references if one.relation == "interprets"}
        loose = (
            one.type == _INTERPRETATION and one.article.path not in linked
            for one in collection.documents
            if _is_listed(one.article)
        )
        return ContentState(
            tuple(
                ColumnState(name, len(days[name]), max(days[name], default="")) for name in PARTS
            ),
            sum(not day for own in days.values() for day in own),
            sum(loose),
            bool(collection.agency.article.body),
        )
    return ContentState()


def _entries(collection: Collection) -> Iterator[tuple[str, Article, DocumentMetadata]]:
    """Yield the column, the article and the metadata of everything that an agency has disclosed."""
    yield from ((REPORTS, one.article, one.metadata) for one in collection.reports)
    yield from ((one.part, one.article, one.metadata) for one in collection.documents)


def _is_listed(article: Article) -> bool:
    return not article.archived and article.withdrawn is None


def _published(metadata: DocumentMetadata) -> str:
    """Return the day (ISO) of publication, or the empty string."""
    return metadata.published.isoformat() if metadata.published else metadata.generated[:10]
