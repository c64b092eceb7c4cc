"""What the documents of an agency are filtered by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.model.facets import CATEGORIES, GENRES, TOPICS, Facet, facet, topic
from site_builder.model.site import DocumentMetadata

# Stands for the documents whose headers do not name the item of the law.
UNSORTED = Facet("unsorted", "未标明条例条目")


class FacetKind(NamedTuple):
    """Values of one kind, in their order; `key` is the folder of their lists."""

    key: str
    label: str
    values: tuple[Facet, ...] = ()

    def place(self, one: Facet) -> tuple[int, str]:
        """Return what values are sorted by."""
        return self.position(one.slug)

    def position(self, slug: str) -> tuple[int, str]:
        """Return what slugs of values are sorted by: as the law or the notice lists them,
        years from the newest on, others last."""
        order = [one.slug for one in self.values]
        if not order:
            return -int(slug), slug
        return order.index(slug) if slug in order else len(order), slug


CATEGORY = FacetKind("category", "法定公开内容", (*CATEGORIES, UNSORTED))
TOPIC = FacetKind("topic", "主题分类", TOPICS)
GENRE = FacetKind("genre", "体裁", GENRES)
YEAR = FacetKind("year", "年度")
FACET_KINDS = (CATEGORY, TOPIC, GENRE, YEAR)
KINDS_BY_KEY = {kind.key: kind for kind in FACET_KINDS}


def facets_of(
    metadata: DocumentMetadata, category: str, topics: tuple[Facet, ...]
) -> Iterator[tuple[FacetKind, Facet]]:
    """Yield the values by which a document is found; `topics` are those that the site adds."""
    yield CATEGORY, facet(category, CATEGORIES) or UNSORTED
    about = topic(metadata.topic, topics)
    genre = facet(metadata.genre, GENRES)
    if about:
        yield TOPIC, about
    if genre:
        yield GENRE, genre
    if year := metadata.day[:4]:
        yield YEAR, Facet(year, f"{year}年")
