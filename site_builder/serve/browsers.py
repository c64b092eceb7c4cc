"""Tells the browsers that show a page when it has changed.

Each page opens a WebSocket and says what it shows, by digests. So a page that has changed before
its browser listened is told too. (A stream of events would take one of the six connections that a
browser opens to a server; the seventh tab would wait for ever.)
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple, Protocol

from site_builder.model.limits import MOST_BROWSER_TABS
from site_builder.serve.page import Page


class Listener(Protocol):
    """The connection to a browser."""

    def send(self, message: str) -> None:
        """Send a message, or drop it if the browser is gone."""


class Showing(NamedTuple):
    """What a browser shows: an address, and digests of the page and of its overlay."""

    address: str
    page: str
    overlay: str


class Browsers:
    """The browsers that listen, each with what it shows."""

    def __init__(self) -> None:
        self._showing: dict[Listener, Showing] = {}

    @property
    def is_full(self) -> bool:
        """Whether no more can listen."""
        return len(self._showing) >= MOST_BROWSER_TABS

    def addresses(self) -> tuple[str, ...]:
        """Return the addresses that are shown, each once."""
        return tuple(dict.fromkeys(one.address for one in self._showing.values()))

    def add(self, listener: Listener, showing: Showing) -> None:
        """Note what a browser shows."""
        self._showing[listener] = showing

    def remove(self, listener: Listener) -> None:
        """Forget a browser."""
        self._showing.pop(listener, None)

    def tell(self, address: str, page: Page) -> None:
        """Tell the browsers that show an address what is there now, if they show something else:
        to load the page again, or what the desk has to say about it."""
        new, overlay = page.versions
        for listener, showing in [*self._showing.items()]:
            if showing.address != address or (showing.page, showing.overlay) == (new, overlay):
                continue
            message: dict[str, Any] = {"reload": True}
            if showing.page == new and page.overlay:
                message = {"overlay": json.loads(page.overlay), "version": overlay}
                self._showing[listener] = showing._replace(overlay=overlay)
            listener.send(json.dumps(message, ensure_ascii=False))
