"""What a partition means → the pages of it that are stale, as files. No partition depends on another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from site_builder.fingerprint import digest
from site_builder.incremental.codec import loads
from site_builder.incremental.fingerprints import (
    Fingerprint,
    SharedFingerprints,
    fingerprint,
    stale,
)
from site_builder.model.product import Output, Page
from site_builder.model.site import Settings, Site
from site_builder.model.source import Problem
from site_builder.model.table import Form
from site_builder.pages.agency import view
from site_builder.pages.plan import plan
from site_builder.pages.view_models import NavLink, View
from site_builder.publish.site_check import dead_anchors, goals, inspect
from site_builder.theme.renderer import Renderer
from site_builder.theme.templates import Templates
from site_builder.theme.theme import Theme


class PageRecord(NamedTuple):
    """A page as it was made: its template, the facts it was made from, its files with digests, and
    the files that it links to."""

    template: str
    fingerprint: Fingerprint
    files: tuple[tuple[str, str], ...]
    goals: tuple[str, ...]


class PreviousRender(NamedTuple):
    """What was made of a partition: its pages by their addresses, and its other files with their
    digests."""

    pages: Mapping[str, PageRecord]
    others: tuple[tuple[str, str], ...]

    @property
    def files(self) -> frozenset[tuple[str, str]]:
        """All files with their digests."""
        return frozenset((*self.others, *(f for one in self.pages.values() for f in one.files)))

    def of(self, url: str) -> PreviousRender:
        """What was made of one page alone, whatever from."""
        made = self.pages.get(url)
        return PreviousRender({url: made._replace(fingerprint={})} if made else {}, ())


NOTHING = PreviousRender({}, ())


@dataclass(frozen=True)
class RenderContext:
    """What every page is drawn with; compiled templates are kept in the folder `compiled`."""

    theme: Theme
    templates: Templates
    compiled: Path
    settings: Settings
    forms: tuple[Form, ...]
    navigation: tuple[NavLink, ...]
    fragments: bool
    look: SharedFingerprints

    @property
    def digest(self) -> str:
        """A digest of all that is the same on every page."""
        return digest(
            (*self.look[1:], *(text for one in self.look.templates.items() for text in one))
        )

    @cached_property
    def renderer(self) -> Renderer:
        """The templates, loaded."""
        return Renderer(
            self.templates.environment(self.compiled),
            self.settings,
            self.navigation,
            self.templates.stylesheet.path,
            fragments=self.fragments,
        )

    def __getstate__(self) -> dict[str, object]:
        """What is sent to another process: it loads templates of its own."""
        return {name: value for name, value in vars(self).items() if name != "renderer"}


class RenderJob(NamedTuple):
    """A partition that is to be drawn: its part of the site, frozen; where its files lie, those that
    are to be published; what was made of it last time."""

    name: str
    site: bytes
    files: Mapping[str, str]
    before: PreviousRender

    @property
    def size(self) -> int:
        """About how many pages it makes."""
        return len(self.files)


@dataclass(frozen=True, slots=True)
class RenderResult:
    """All that is made of a partition; why pages were made again; the files that came out otherwise,
    and the paths of those that are staged already; what is wrong with all that was made, whatever
    lies around it."""

    name: str
    made: PreviousRender
    reasons: dict[str, str]
    outputs: tuple[Output, ...]
    faults: tuple[Problem, ...]
    staged: tuple[str, ...] = ()


def draw(style: RenderContext, drawing: RenderJob) -> RenderResult:
    """Render what is stale of a partition."""
    kept: Site = loads(drawing.site, style.forms)
    site = kept._replace(settings=style.settings, forms=style.forms)
    attachments = tuple(
        Output(one.path, b"", one.digest, drawing.files[one.path])
        for one in site.attachments
        if one.path in drawing.files
    )
    pages = plan(site)
    now, reasons = compared(pages, drawing.before, style.look)
    due = [page for page in pages if page.url in reasons]
    drawn = draw_pages(style, due, lambda page: view(page, site), drawing.before, attachments)
    return joined(drawing.name, (drawn,), drawing.before, now, reasons)


def compared(
    pages: Iterable[Page], before: PreviousRender, look: SharedFingerprints
) -> tuple[dict[str, Fingerprint], dict[str, str]]:
    """The facts about pages as they are now; and of those that are stale, why they are."""
    now: dict[str, Fingerprint] = {page.url: fingerprint(page, look) for page in pages}
    return now, stale({url: made.fingerprint for url, made in before.pages.items()}, now)


def draw_pages(
    style: RenderContext,
    pages: Iterable[Page],
    view_of: Callable[[Page], View],
    before: PreviousRender,
    others: tuple[Output, ...] = (),
) -> RenderResult:
    """Render some pages; what they were made from is for `joined` to say. `before` is what was made
    last time, `others` are files that lie beside them: those made by us are looked through too."""
    made: dict[str, PageRecord] = {}
    outputs = [*others]
    seen = {one.path: inspect(one.path, one.data) for one in others if one.data}
    for page in pages:
        files = style.renderer.render(page.url, page.template, view_of(page))
        seen.update((one.path, inspect(one.path, one.data)) for one in files)
        digests = tuple((one.path, one.digest) for one in files)
        made[page.url] = PageRecord(page.template, {}, digests, goals(page.url, seen[page.url]))
        outputs += files
    known = before.files
    fresh = tuple(one for one in outputs if (one.path, one.digest) not in known)
    wrong = (*(fault for one in seen.values() for fault in one.faults), *dead_anchors(seen))
    beside = tuple((one.path, one.digest) for one in others)
    return RenderResult("", PreviousRender(made, beside), {}, fresh, wrong)


def joined(
    name: str,
    parts: Sequence[RenderResult],
    before: PreviousRender,
    now: Mapping[str, Fingerprint],
    reasons: dict[str, str],
) -> RenderResult:
    """Pages that were drawn, part by part, with those that were not; all with the facts that they
    show `now`, and why they were drawn."""
    made = {**before.pages, **{url: one for part in parts for url, one in part.made.pages.items()}}
    return RenderResult(
        name,
        PreviousRender(
            {url: made[url]._replace(fingerprint=own) for url, own in now.items()},
            tuple(file for part in parts for file in part.made.others),
        ),
        reasons,
        tuple(output for part in parts for output in part.outputs),
        tuple(fault for part in parts for fault in part.faults),
        tuple(path for part in parts for path in part.staged),
    )
