"""Tells of changes in the files of a project."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from site_builder.build import CONTENT

# Milliseconds. An editor writes a file in several steps, which are taken as one change if they
# follow each other within this time; it is also what a reader waits longer for a page.
_STEP = 10
_LONGEST = 200  # milliseconds; changes that follow each other for longer are told of in parts
_NOW_AND_THEN = 30.0  # seconds; what the system did not tell of is found so late at the latest
_WITHOUT_SYSTEM = 1.0  # seconds between two looks where the system tells of nothing


async def watch(source: Path) -> AsyncIterator[frozenset[Path] | None]:
    """Yield the files and folders of the project in `source` that have changed, again and again;
    None where that is not known, so that everything has to be looked through."""
    while True:
        folders = [one for one in (source / CONTENT, source / "themes") if one.is_dir()]
        try:
            async for changed in _told_by_system(folders):
                yield changed
        except (ImportError, OSError, RuntimeError):  # none for this machine, too many folders …
            pass
        await asyncio.sleep(_WITHOUT_SYSTEM)
        yield None


async def _told_by_system(folders: list[Path]) -> AsyncIterator[frozenset[Path] | None]:
    from watchfiles import awatch

    told = awatch(
        *folders,
        watch_filter=None,
        step=_STEP,
        debounce=_LONGEST,
        rust_timeout=int(_NOW_AND_THEN * 1000),
        yield_on_timeout=True,
    )
    async for changes in told:
        yield frozenset(Path(path) for _, path in changes) or None
