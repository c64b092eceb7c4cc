"""A free page, such as “about this site”."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.content.urls import HOME_URL
from site_builder.model.site import Site
from site_builder.pages.history import archived, history
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import HOME, attached, contents, reasons, whole
from site_builder.pages.view_models import ABOUT_COLUMN, NavLink, PageMeta, Text


def pages(site: Site) -> Iterator[tuple[str, int]]:
    """Yield a page for each article except that of the home page; the subject is its index."""
    for number, article in enumerate(site.articles):
        if article.url != HOME_URL:
            yield article.url, number


def inputs(number: int, site: Site) -> Inputs:
    """Return the article."""
    return (whole(site.articles[number]),)


def view(number: int, site: Site) -> Text:
    """Return the view: the text, with a table of contents."""
    article = site.articles[number]
    crumbs = (HOME, NavLink(article.title))
    meta = PageMeta(article.title, crumbs, ABOUT_COLUMN)
    return Text(
        meta,
        article.body,
        contents(article),
        attachments=attached(article),
        reasons=reasons(article),
        archived=archived(article),
        history=history(article),
    )


KIND = PageKind("page.html", "专页", pages, inputs, view)
