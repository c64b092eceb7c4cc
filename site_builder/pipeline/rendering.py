"""What pages are rendered with, and what is known of those that were rendered before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from site_builder.fingerprint import digest
from site_builder.incremental.fingerprints import (
    Fingerprint,
    SharedFingerprints,
)
from site_builder.model.site import Settings
from site_builder.model.table import Form
from site_builder.pages.view_models import NavLink
from site_builder.publish.staging import Staging
from site_builder.theme.renderer import Renderer
from site_builder.theme.templates import Templates


class PageRecord(NamedTuple):
    """A rendered page: its template, its fingerprint, its files with their digests (its own, its
    fragment, and those that belong to it), and the files that it links to (`targets`)."""

    template: str
    fingerprint: Fingerprint
    files: tuple[tuple[str, str], ...]
    targets: tuple[str, ...]


class PreviousRender(NamedTuple):
    """The pages of a partition in the last build, by address, and its other files with their
    digests."""

    pages: Mapping[str, PageRecord]
    others: tuple[tuple[str, str], ...]

    @property
    def files(self) -> frozenset[tuple[str, str]]:
        """All files with their digests."""
        return frozenset((*self.others, *(f for one in self.pages.values() for f in one.files)))

    def of(self, url: str) -> PreviousRender:
        """Return the part about one page."""
        record = self.pages.get(url)
        return PreviousRender({url: record} if record else {}, ())


NOTHING = PreviousRender({}, ())


@dataclass(frozen=True)
class RenderContext:
    """The inputs that all pages share. The process that renders a page stages its files; if
    `staging` is None, it returns them instead."""

    templates: Templates
    settings: Settings
    forms: tuple[Form, ...]
    navigation: tuple[NavLink, ...]
    fragments: bool
    shared: SharedFingerprints
    staging: Staging | None = None

    @property
    def digest(self) -> str:
        """A digest of everything that all pages share."""
        templates = (text for one in self.shared.templates.items() for text in one)
        return digest((*self.shared[1:], *templates))

    @cached_property
    def renderer(self) -> Renderer:
        """The renderer, with loaded templates."""
        return Renderer(self.templates, self.settings, self.navigation, fragments=self.fragments)

    def __getstate__(self) -> dict[str, object]:
        """Return the state without the renderer: another process loads templates of its own."""
        return {name: value for name, value in vars(self).items() if name != "renderer"}
