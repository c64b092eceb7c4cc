"""What a kind of page is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from site_builder.model.product import Page
from site_builder.pages.view_models import PageMeta

Inputs = tuple[tuple[str, str], ...]


class View(Protocol):
    """What a template sees as `page`: at least what every page has."""

    @property
    def meta(self) -> PageMeta:
        """Title, breadcrumb and the like."""


class PageKind(NamedTuple):
    """A kind of page.

    `template` names it and makes it; `label` counts it in the summary of a build. `pages(source)`
    yields the address and the subject of each page there is, `inputs(subject, source)` returns
    digests of all that such a page shows, by name, `view(subject, source)` returns what its
    template sees. The source of a page about one agency is the `Site` of its partition. Pages
    about all agencies are planned from a `PortalPlan` and seen in `PortalData`, for which
    `gather(subject, plan)` says what is wanted of which partitions.
    """

    template: str
    label: str
    pages: Callable[[Any], Iterable[tuple[str, int]]]
    inputs: Callable[[int, Any], Inputs]
    view: Callable[[int, Any], View]
    gather: Callable[[int, Any], Gathering] | None = None


class Gathering(NamedTuple):
    """What a page about all agencies is made from: one part of what is kept of each of some
    partitions (of one year, where it has one)."""

    partitions: tuple[str, ...] = ()
    part: str = "portal"
    year: int = 0


def plan(kinds: Iterable[PageKind], source: Any) -> Iterator[Page]:
    """The pages of some kinds, in their order, without their inputs."""
    for kind in kinds:
        for url, subject in kind.pages(source):
            yield Page(url, kind.template, subject)


def with_inputs(
    pages: Iterable[Page], kinds: Mapping[str, PageKind], source: Any
) -> Iterator[Page]:
    """Pages with their inputs; `kinds` are by template."""
    for page in pages:
        yield page._replace(inputs=kinds[page.template].inputs(page.subject, source))
