"""The editor's desk: the pages that browsers ask for, kept up to date with the files."""

from __future__ import annotations

import asyncio
import os
import traceback
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.serve.browsers import Browsers
from site_builder.serve.engine import Engine
from site_builder.serve.guard import Guard
from site_builder.serve.page import Page
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from site_builder.serve.session import Session
    from site_builder.serve.views import Views

_PATIENCE = 1.0  # seconds until somebody who asks for a page is told to wait
_KEPT = 64  # pages, until the next change
_IMMUTABLE = regex(r"assets/[^/]+\.[0-9a-f]{8,64}\.[a-z0-9]+")  # its name has its digest
_QUIET = 0.5  # seconds after a change, in which browsers get their pages, before more is looked for


class Desk:
    """The desk for the project in `source`. `say` tells who started it what went wrong."""

    def __init__(
        self, source: Path, engine: Engine, guard: Guard, say: Callable[[str], None]
    ) -> None:
        self.source = source
        self.engine = engine
        self.guard = guard
        self.say = say
        self.browsers = Browsers()
        self._is_ready = False
        self._views: Views | None = None
        self._made: dict[str, Page] = {}
        self._files: dict[str, Page] = {}
        self._being_made: dict[str, asyncio.Task[Page]] = {}

    def report(self, error: BaseException) -> None:
        """Say that there was an error of ours; what it was, only to those who look for it."""
        self.say(f"程序缺陷（{type(error).__name__}）；设 SITEBUILD_DEBUG=1 再运行可看详情。")
        if os.environ.get("SITEBUILD_DEBUG"):
            self.say("".join(traceback.format_exception(error)))

    async def page(self, address: str) -> Page | None:
        """Return what is at an address, with its query; None if that takes longer than anybody
        should wait. It is made all the same, for the next time."""
        if known := self._made.get(address) or self._files.get(address):
            return known
        if address not in self._being_made:
            task = asyncio.create_task(self.engine.run(partial(self._make, address)))
            self._being_made[address] = task
            task.add_done_callback(lambda _: self._being_made.pop(address))
        making = self._being_made[address]
        await asyncio.wait([making], timeout=_PATIENCE if self._is_ready else 0)
        return making.result() if making.done() else None

    async def refresh(self, changed: Collection[Path] | None = None) -> bool:
        """Take up changes on the disk, all or those of the paths `changed`, and tell the browsers.
        Return whether the whole content is known; without changes, only that is looked at."""

        def work(session: Session) -> bool:
            try:
                session.refresh(changed)
            finally:
                if changed is None or changed or session.is_complete:
                    self._forget()
            return session.is_complete

        try:
            is_complete = await self.engine.run(work)
        finally:
            self._is_ready = True
        await self.tell()
        return is_complete

    async def settle(self) -> None:
        """Find what is left to find, part by part, when nobody asks for anything."""

        def work(session: Session) -> bool:
            if is_left := not session.settled:
                session.settle()
                self._forget()
            return is_left

        await asyncio.sleep(_QUIET)
        is_new = False
        while await self.engine.run(work):
            is_new = True
        if is_new:
            await self.tell()

    async def tell(self) -> None:
        """Tell every browser whose page has changed."""
        for address in self.browsers.addresses():
            self.browsers.tell(address, await self.engine.run(partial(self._make, address)))

    def _forget(self) -> None:
        """Forget the pages that were made, in the thread of the engine."""
        if self._views is None:
            from site_builder.serve.views import Views

            self._views = Views(self.source, self.guard)
        self._views.forget()
        self._made.clear()

    def _make(self, address: str, session: Session) -> Page:
        """Return what is at an address, in the thread of the engine."""
        if address in self._made:
            return self._made[address]
        assert self._views  # made when it was read for the first time
        page = self._views.page(session, address)
        kept = self._made if page.overlay else self._files if _IMMUTABLE.fullmatch(address) else {}
        if len(kept) >= _KEPT:
            kept.clear()
        kept[address] = page
        return page
