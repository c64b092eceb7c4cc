"""What the head of a page says to programs: its canonical address, Open Graph and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from site_builder.content.urls import HOME_URL, NOT_FOUND_URL, quoted
from site_builder.model.site import Settings
from site_builder.pages.view_models import PageMeta

PAGE = "WebPage"
_ARTICLES = frozenset({"Article", "Report"})
_OF_SIGNING = "成文日期"
# In JSON these letters occur in strings only, where they may be written so; then no browser sees a
# tag in a block of data, whatever a title holds.
_ESCAPES = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})


class Head(NamedTuple):
    """The canonical address and the properties of Open Graph, empty if the base URL of the site is
    not known; and the data about the page as JSON-LD, which may stand in HTML as it is."""

    canonical: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    data: str = ""


def head(meta: PageMeta, url: str, settings: Settings) -> Head:
    """Return what the page at an address says to programs: at a former address, the present one.
    The page for addresses that do not exist says nothing."""
    if url == NOT_FOUND_URL:
        return Head()
    canonical = _full(meta.moved_to or url, settings)
    graph = [_thing(meta, url, canonical, settings), *_breadcrumb(meta, settings)]
    data = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    properties = _open_graph(meta, canonical, settings) if canonical else ()
    return Head(canonical, tuple(properties), text)


def _full(url: str, settings: Settings) -> str:
    """Return an address with the base URL before it, or the empty string if that is not known."""
    return settings.base_url + quoted(url) if settings.base_url and url else ""


def _open_graph(meta: PageMeta, canonical: str, settings: Settings) -> Iterator[tuple[str, str]]:
    is_article = meta.about.type in _ARTICLES
    yield "og:title", meta.title
    yield "og:type", "article" if is_article else "website"
    yield "og:url", canonical
    yield "og:site_name", settings.title
    yield "og:locale", "zh_CN"
    if meta.summary:
        yield "og:description", meta.summary
    if is_article and meta.published and meta.dated != _OF_SIGNING:
        yield "article:published_time", _iso(meta.published)


def _thing(meta: PageMeta, url: str, canonical: str, settings: Settings) -> dict[str, Any]:
    """Return the page as a document or, of an agency, as a page about it."""
    site = {"@type": "WebSite", "name": settings.title} | _known(url=settings.base_url)
    if url == HOME_URL:
        return site | _known(description=settings.description, inLanguage="zh-CN")
    properties: dict[str, Any] = _known(**dict(meta.about.properties))
    if "publisher" in properties:
        properties["publisher"] = {"@type": "Organization", "name": properties["publisher"]}
    if meta.published:
        kind = "dateCreated" if meta.dated == _OF_SIGNING else "datePublished"
        properties[kind] = _iso(meta.published)
    is_page = meta.about.type in {PAGE, *_ARTICLES}
    if not is_page:
        properties = {"mainEntity": {"@type": meta.about.type, "name": meta.title} | properties}
    kind = meta.about.type if is_page else PAGE
    known = _known(url=canonical, description=meta.summary, inLanguage="zh-CN")
    return {"@type": kind, "name": meta.title} | known | properties | {"isPartOf": site}


def _breadcrumb(meta: PageMeta, settings: Settings) -> Iterator[dict[str, Any]]:
    """Yield the breadcrumb, whose links have to be full addresses."""
    if settings.base_url and meta.crumbs:
        items = [
            {"@type": "ListItem", "position": number, "name": crumb.text}
            | _known(item=_full(crumb.url, settings))
            for number, crumb in enumerate(meta.crumbs, 1)
        ]
        yield {"@type": "BreadcrumbList", "itemListElement": items}


def _known(**values: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _iso(moment: str) -> str:
    """Return a moment of China as ISO 8601 has it."""
    return f"{moment.replace(' ', 'T')}:00+08:00"
