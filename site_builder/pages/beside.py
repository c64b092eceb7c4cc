"""What the page of a document links to beside it: the documents before and after it in its section,
and those that it has a facet in common with."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.fingerprint import digest
from site_builder.model.listing import DocumentPlace
from site_builder.model.site import Collection
from site_builder.pages.kind import Inputs
from site_builder.pages.view_models import NavLink


class Beside(NamedTuple):
    """Links to the documents beside one; `alike` have the day as their note."""

    earlier: NavLink | None = None
    later: NavLink | None = None
    alike: tuple[NavLink, ...] = ()


def beside(place: DocumentPlace, collection: Collection) -> Beside:
    """Return the links to the documents beside one."""

    def link(number: int | None) -> NavLink | None:
        if number is None:
            return None
        article = collection.documents[number].article
        return NavLink(article.title, article.url)

    def dated(number: int) -> NavLink:
        one = collection.documents[number]
        return NavLink(one.article.title, one.article.url, one.metadata.day[:10])

    return Beside(link(place.earlier), link(place.later), tuple(map(dated, place.alike)))


def beside_inputs(place: DocumentPlace, collection: Collection) -> Inputs:
    """Return the input of a page that shows these links."""
    return (("前后文件", digest((repr(beside(place, collection)),))),)
