"""The days on which pages changed last, as their documents say: for sitemaps and feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.model.product import Page
from site_builder.model.site import Article, DisclosedDocument, DocumentMetadata, Report, Site
from site_builder.pages.portal import PageAddress

# Kinds of pages, by template, that search engines should not list, and files that are no pages.
_NOT_INDEXED = frozenset({"redirect.html", "withdrawn.html"})


def latest_day(article: Article, metadata: DocumentMetadata) -> str:
    """Return the latest day (ISO) that a document names as one of its publication, generation,
    signing or correction, or the empty string."""
    days = [day for day in (metadata.published, metadata.signed) if day]
    days += [correction.day for correction in article.corrections]
    return max((*(day.isoformat() for day in days), metadata.generated[:10]))


def page_addresses(site: Site, pages: Iterable[Page]) -> Iterator[PageAddress]:
    """Yield the addresses of the pages of a partition."""
    days: dict[str, str] = {}
    for collection in site.collections:
        items: tuple[Report | DisclosedDocument, ...] = (
            *collection.reports,
            *collection.documents,
        )
        days |= {one.article.url: latest_day(one.article, one.metadata) for one in items}
    for page in pages:
        if page.url.endswith(".html"):
            indexed = page.template not in _NOT_INDEXED
            yield PageAddress(page.url, days.get(page.url, ""), indexed)
