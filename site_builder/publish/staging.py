"""Writes a site to a staging folder and publishes it in one swap.

At any instant the output folder is either the complete old site or the complete new one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from site_builder.model.product import Output
from site_builder.publish.lock import OutputError
from site_builder.publish.manifest import MANIFEST
from site_builder.publish.paths import state_of
from site_builder.publish.twin import HardLinkTwin, exchange, link_or_copy


class Staging:
    """A folder beside the output that holds the files of a site that is not published yet.

    For a `whole` new site, files are also linked into a second folder, which becomes the twin (see
    `HardLinkTwin`). Folder names are random, so that a worker of a killed build cannot write into
    a later one; leftovers of killed builds are removed first. Several processes may write at the
    same time, each with a pickled copy of this object.
    """

    def __init__(self, output: Path, whole: bool = False) -> None:
        self.output = output
        self.state = state_of(output)
        if not output.exists() and (self.state / "old").exists():
            (self.state / "old").rename(output)  # a build was killed between its two renames
        for left in (*self.state.glob("new-*"), self.state / "old"):
            if left.exists():
                shutil.rmtree(left)
        self.folder = self.state / f"new-{os.urandom(8).hex()}"
        self.twin = self.folder.with_name(f"{self.folder.name}-twin")
        self._folders = [str(self.folder), str(self.twin)] if whole else [str(self.folder)]
        self._made = {*self._folders}
        for folder in self._folders:
            Path(folder).mkdir(parents=True)
        ignored = self.state / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n")

    def write(self, one: Output) -> None:
        """Write a file. Raise OutputError if a file to be copied has changed."""
        path, *twin = [f"{folder}/{one.path}" for folder in self._folders]
        self._make_folder(os.path.dirname(path))
        if one.copy_of:
            _copy(one, path)
        else:
            _write(path, one.data)
        for place in twin:
            self._make_folder(os.path.dirname(place))
            link_or_copy(path, place)

    def _make_folder(self, path: str) -> None:
        if path not in self._made:
            self._make_folder(os.path.dirname(path))
            with suppress(FileExistsError):  # by another process
                os.mkdir(path)
            self._made.add(path)

    def discard(self) -> None:
        """Delete the staged files."""
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)

    def publish_whole(self, manifest: bytes) -> None:
        """Replace the output folder by the staged files, as a whole new site."""
        self.write(Output(MANIFEST, manifest, ""))
        twin = HardLinkTwin(self.state / "twin", self.output)
        aside = self.folder.with_name(f"{self.folder.name}-old-twin")
        twin.put_aside(aside)
        if self.output.exists():
            exchange(self.folder, self.output)
        else:
            self.folder.rename(self.output)
        with suppress(OSError):  # it is published already; a missing twin is created next time
            self.twin.rename(twin.folder)
            twin.note((), manifest)
        # Last, because ext4 creates folders slowly for a while after many files were deleted.
        shutil.rmtree(aside, ignore_errors=True)
        self.discard()

    def publish_changes(
        self, manifest: bytes, changed: Iterable[str], removed: Iterable[str]
    ) -> None:
        """Replace the output folder by the twin, updated by staged files and removals.

        The twin is the site before the current one; it first catches up by the files that differ.
        So the time depends on the number of changes and not on the size of the site.
        """
        self.write(Output(MANIFEST, manifest, ""))
        new, gone = (*changed, MANIFEST), tuple(removed)
        twin = HardLinkTwin(self.state / "twin", self.output)
        twin.catch_up()
        twin.note((*new, *gone), manifest)
        twin.apply(self.folder, new, gone)
        exchange(twin.folder, self.output)
        self.discard()


def _write(path: str, data: bytes) -> None:
    left = memoryview(data)
    with open(path, "wb", buffering=0) as file:
        try:
            while left:  # a short write does not say why, but the next one does
                left = left[file.write(left) :]
        except OSError as error:
            error.filename = path
            raise


def _copy(one: Output, path: str) -> None:
    """Copy a file, and raise OutputError if it no longer has the known digest."""
    found = sha256()
    opened = os.open(one.copy_of, os.O_RDONLY | os.O_NONBLOCK)  # does not block on a named pipe
    with os.fdopen(opened, "rb") as old, open(path, "wb") as new:
        while block := old.read(1 << 20):
            found.update(block)
            new.write(block)
    if found.hexdigest() != one.digest:
        raise OutputError(
            f"生成网站的过程中，{one.copy_of} 被改动，没有生成网站，原有网站没有改动；请再运行一次"
        )


def rewrite(path: Path, data: bytes) -> None:
    """Replace the content of a file atomically, keeping its mode."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    shutil.copymode(path, new)
    new.replace(path)
