"""Small sites, published whole or as what changed, and read back."""

from __future__ import annotations

from pathlib import Path

from conftest import manifest_of, output, publish

from site_builder import portable
from site_builder.publish.inventory import read_inventory
from site_builder.publish.lock import locked
from site_builder.publish.paths import state_of
from site_builder.publish.staging import Staging

Files = dict[str, str]

OLD = {"index.html": "1", "a/b.html": "1", "a/c/d.html": "1", "e.html": "1", "f": "1"}
NEW = {"index.html": "2", "a/b.html": "1", "a/c2/d.html": "2", "e.html/x": "2", "g/h/i.html": "2"}


def whole(folder: Path, files: Files) -> None:
    """Publish a site all of which is new, as a build does."""
    with locked(folder):
        publish(folder, *(output(path, text.encode()) for path, text in files.items()))


def change(folder: Path, before: Files, after: Files) -> None:
    """Publish what is different between two sites, as a build does that knows the first one."""
    changed = {path for path, text in after.items() if before.get(path) != text}
    manifest = manifest_of(output(path, text.encode()) for path, text in after.items())
    with locked(folder):
        noted = read_inventory(state_of(folder))
        staging = Staging(folder)
        for path in sorted(changed):
            staging.write(output(path, after[path].encode()))
        staging.publish_changes(
            manifest,
            changed,
            before.keys() - after.keys(),
            noted if noted and noted.is_that_of(folder) else None,
        )


def kept() -> set[str]:
    """What has to be kept beside a site; where there are no hard links, the site has no twin."""
    return {".gitignore", "inventory", "twin"} if portable.HERE.links else {".gitignore"}


def beside(folder: Path) -> set[str]:
    """What is kept beside a site."""
    return {path.name for path in state_of(folder).iterdir()}


def two_pages(folder: Path, text: str) -> None:
    """Publish a site of two pages with the same text."""
    whole(folder, {"index.html": text, "a/b.html": text})


def texts(folder: Path) -> set[str]:
    """The texts of the pages of a site."""
    return {path.read_text("utf-8") for path in folder.rglob("*.html")}
