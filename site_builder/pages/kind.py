"""Defines page kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

from site_builder.model.product import Output, Page
from site_builder.pages.view_models import PageMeta

Inputs = tuple[tuple[str, str], ...]


class View(Protocol):
    """The value that a template sees as `page`."""

    @property
    def meta(self) -> PageMeta:
        """The title, the breadcrumb and everything else that every page has."""


class PageKind(NamedTuple):
    """A page kind.

    `template` is the file name of its template, and its name elsewhere; `label` is its name in the
    summary of a build. `pages(source)` yields the address and the subject of each page
    (a number or another small value),
    `inputs(subject, source)` returns digests, by name, of everything that a page shows, and
    `view(subject, source)` returns what its template sees.

    The source of a page about one agency is the `Site` of its partition. A page about all agencies
    is planned from a `PortalPlan`, and its view is made from `PortalData`; `gather(subject, plan)`
    returns which part of which partitions that has to contain.

    `files(view)` yields the path and the bytes of files that belong to a page, such as its figures
    as CSV. They are made and replaced together with the page, from its view, so that what the page
    says of them (their size) is true; `inputs` covers them too.
    """

    template: str
    label: str
    pages: Callable[[Any], Iterable[tuple[str, Any]]]
    inputs: Callable[[Any, Any], Inputs]
    view: Callable[[Any, Any], View]
    gather: Callable[[Any, Any], Gathering] | None = None
    files: Callable[[Any], Iterable[tuple[str, bytes]]] | None = None


class Gathering(NamedTuple):
    """The data that a page about all agencies needs: the part `part` of the analyses of some
    partitions, for one year if the part has years (see `Analysis`)."""

    partitions: tuple[str, ...] = ()
    part: str = "portal"
    year: int = 0


def plan(kinds: Iterable[PageKind], source: Any) -> Iterator[Page]:
    """Yield the pages of some kinds, in their order, without their inputs."""
    for kind in kinds:
        for url, subject in kind.pages(source):
            yield Page(url, kind.template, subject)


def with_inputs(
    pages: Iterable[Page], kinds: Mapping[str, PageKind], source: Any
) -> Iterator[Page]:
    """Yield the pages with their inputs; `kinds` are by template."""
    for page in pages:
        yield page._replace(inputs=kinds[page.template].inputs(page.subject, source))


def beside(kind: PageKind, view: View) -> Iterator[Output]:
    """Yield the files that belong to a page, with their digests."""
    for path, data in kind.files(view) if kind.files else ():
        yield Output(path, data, sha256(data).hexdigest())
