"""What is told of changes in the files of a project."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from law.base import BASE
from texts import folder

from site_builder.serve.watch import watch

Change = frozenset[Path] | None


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project."""
    folder(tmp_path, BASE)
    return tmp_path


def told(root: Path, change: Callable[[], None], until: Callable[[Change], bool]) -> Change:
    """What is told of a change, if it is what it is waited for."""

    async def wait() -> Change:
        changes: AsyncIterator[Change] = watch(root)
        first = asyncio.ensure_future(anext(changes))
        await asyncio.sleep(0.5)  # the system needs a while until it looks at all folders
        change()
        while not until(found := await asyncio.wait_for(first, 20)):
            first = asyncio.ensure_future(anext(changes))
        return found

    with ThreadPoolExecutor(1) as thread:  # the browser of other tests keeps a loop in this one
        return thread.submit(asyncio.run, wait()).result()


def test_a_file_that_is_written_is_named(root: Path) -> None:
    place = root / "content/agencies/kjj/reports/2024.md"

    def change() -> None:
        place.write_text("x", "utf-8")

    found = told(root, change, bool)

    assert found is not None
    assert place in found


def test_a_file_that_is_replaced_and_one_that_is_deleted_are_named(root: Path) -> None:
    place = root / "themes/own/templates/page.html"
    other = root / "content/pages/about.md"

    def change() -> None:
        new = root / "themes/own/templates/new"
        new.write_text("x", "utf-8")
        new.replace(place)
        other.unlink()

    seen: set[Path] = set()

    def both(found: Change) -> bool:
        seen.update(found or ())
        return {place, other} <= seen

    told(root, change, both)


def test_a_new_folder_is_looked_into(root: Path) -> None:
    def change() -> None:
        place = root / "content/agencies/new/index.md"
        place.parent.mkdir()
        place.write_text("x", "utf-8")

    found = told(root, change, bool)

    assert found is not None
    assert any("new" in path.parts for path in found)


def test_where_the_system_tells_nothing_everything_is_to_be_looked_through(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)

    assert told(root, lambda: None, lambda found: found is None) is None
