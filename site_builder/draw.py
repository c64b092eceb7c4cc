"""What a branch means → the pages of it that are stale, as files. No branch depends on another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from site_builder.freeze import thaw
from site_builder.model import Form, Output, Page, Settings, Site, Unread
from site_builder.plan import plan
from site_builder.render import Renderer
from site_builder.show import view
from site_builder.stale import Facts, Look, facts, stale
from site_builder.survey import digest
from site_builder.theme import Theme
from site_builder.verify import dead_anchors, goals, inspect
from site_builder.views import Item, View


class Made(NamedTuple):
    """A page as it was made: its template, the facts it was made from, its files with digests, and
    the files that it links to."""

    template: str
    facts: Facts
    files: tuple[tuple[str, str], ...]
    goals: tuple[str, ...]


class Before(NamedTuple):
    """What was made of a branch: its pages by their addresses, and its other files with their
    digests."""

    pages: Mapping[str, Made]
    others: tuple[tuple[str, str], ...]

    @property
    def files(self) -> frozenset[tuple[str, str]]:
        """All files with their digests."""
        return frozenset((*self.others, *(f for one in self.pages.values() for f in one.files)))

    def of(self, url: str) -> Before:
        """What was made of one page alone."""
        return Before({url: self.pages[url]} if url in self.pages else {}, ())


NOTHING = Before({}, ())


@dataclass(frozen=True)
class Style:
    """What every page is drawn with; compiled templates are kept in the folder `compiled`."""

    theme: Theme
    compiled: Path
    settings: Settings
    forms: tuple[Form, ...]
    navigation: tuple[Item, ...]
    fragments: bool
    look: Look

    @property
    def digest(self) -> str:
        """A digest of all that is the same on every page."""
        return digest(
            (*self.look[1:], *(text for one in self.look.templates.items() for text in one))
        )

    @cached_property
    def renderer(self) -> Renderer:
        """The templates, loaded."""
        environment = self.theme.environment(self.compiled)
        stylesheets = self.theme.stylesheets()
        return Renderer(
            environment, self.settings, self.navigation, stylesheets, fragments=self.fragments
        )

    def __getstate__(self) -> dict[str, object]:
        """What is sent to another process: it loads templates of its own."""
        return {name: value for name, value in vars(self).items() if name != "renderer"}


class Drawing(NamedTuple):
    """A branch that is to be drawn: its part of the site, frozen; where its files lie, those that
    are to be published; what was made of it last time."""

    name: str
    site: bytes
    files: Mapping[str, str]
    before: Before

    @property
    def size(self) -> int:
        """About how many pages it makes."""
        return len(self.files)


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that is made of a branch; why pages were made again; the files that came out otherwise,
    and the paths of those that are staged already; what is wrong with all that was made, whatever
    lies around it."""

    name: str
    made: Before
    reasons: dict[str, str]
    outputs: tuple[Output, ...]
    faults: tuple[Unread, ...]
    staged: tuple[str, ...] = ()


def draw(style: Style, drawing: Drawing) -> Drawn:
    """Render what is stale of a branch."""
    kept: Site = thaw(drawing.site, style.forms)
    site = kept._replace(settings=style.settings, forms=style.forms)
    attachments = tuple(
        Output(one.path, b"", one.digest, drawing.files[one.path])
        for one in site.attachments
        if one.path in drawing.files
    )
    drawn = draw_pages(
        style, plan(site), lambda page: view(page, site), drawing.before, attachments
    )
    return replace(drawn, name=drawing.name)


def draw_pages(
    style: Style,
    pages: Iterable[Page],
    view_of: Callable[[Page], View],
    before: Before,
    others: tuple[Output, ...] = (),
) -> Drawn:
    """Render what is stale of some pages; `before` is what was made last time, `others` are files
    that lie beside them: those made by us are looked through as well."""
    planned = {page.url: page for page in pages}
    now = {url: facts(page, style.look) for url, page in planned.items()}
    reasons = stale({url: made.facts for url, made in before.pages.items()}, now)
    made: dict[str, Made] = {}
    outputs = [*others]
    seen = {one.path: inspect(one.path, one.data) for one in others if one.data}
    for url, page in planned.items():
        if url not in reasons:
            made[url] = before.pages[url]
            continue
        files = style.renderer.render(url, page.template, view_of(page))
        seen.update((one.path, inspect(one.path, one.data)) for one in files)
        digests = tuple((one.path, one.digest) for one in files)
        made[url] = Made(page.template, now[url], digests, goals(url, seen[url]))
        outputs += files
    known = before.files
    fresh = tuple(one for one in outputs if (one.path, one.digest) not in known)
    wrong = (*(fault for one in seen.values() for fault in one.faults), *dead_anchors(seen))
    beside = tuple((one.path, one.digest) for one in others)
    return Drawn("", Before(made, beside), reasons, fresh, wrong)
