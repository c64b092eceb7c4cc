"""The page at the former address of a document: it leads to the present one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.fingerprint import digest
from site_builder.model.site import Site
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import HOME
from site_builder.pages.view_models import ABOUT_COLUMN, NavLink, PageMeta

_TITLE = "网页已移动"
_UNTITLED = "新的地址"  # of a document that was withdrawn


class RedirectView(NamedTuple):
    """A link to the present address of a document."""

    meta: PageMeta
    target: NavLink


def pages(site: Site) -> Iterator[tuple[str, int]]:
    """Yield a page for each former address; the subject is its index."""
    for number, redirect in enumerate(site.redirects):
        yield redirect.old, number


def inputs(number: int, site: Site) -> Inputs:
    """Return the title and the present address of the document."""
    redirect = site.redirects[number]
    return ((f"移动 {redirect.path}", digest((redirect.new, redirect.title))),)


def view(number: int, site: Site) -> RedirectView:
    """Return the view."""
    redirect = site.redirects[number]
    meta = PageMeta(_TITLE, (HOME, NavLink(_TITLE)), ABOUT_COLUMN, moved_to=redirect.new)
    return RedirectView(meta, NavLink(redirect.title or _UNTITLED, redirect.new))


KIND = PageKind("redirect.html", "移动说明", pages, inputs, view)
