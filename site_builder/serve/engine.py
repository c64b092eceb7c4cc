"""The one thread in which the site is analysed and its pages are made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from site_builder.serve.session import Session

_PATIENCE = 5  # seconds for the work at hand when the program ends

T = TypeVar("T")


class Engine:
    """Runs work with the session of the project in `source`, one after the other, in a thread.
    What builds a site is imported there, so that the server answers at once."""

    def __init__(self, source: Path, today: Callable[[], date]) -> None:
        self._thread = ThreadPoolExecutor(1, "engine")
        self._session = self._thread.submit(_open, source, today)

    async def run(self, work: Callable[[Session], T]) -> T:
        """Return what `work` returns; it has the session for itself."""
        return await asyncio.wrap_future(self._submit(work))

    def close(self) -> None:
        """End the session, unless the work at hand takes long, and the thread."""
        if not self._session.cancel():
            wait([self._submit(_close)], _PATIENCE)
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _submit(self, work: Callable[[Session], T]) -> Future[T]:
        return self._thread.submit(lambda: work(self._session.result()))


def _open(source: Path, today: Callable[[], date]) -> Session:
    from site_builder.serve.session import Session

    return Session(source, today)


def _close(session: Session) -> None:
    session.close()
