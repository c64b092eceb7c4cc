"""Writes a site to a staging folder and publishes it in one swap.

At any instant the output folder is either the complete old site or the complete new one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from io import FileIO
from pathlib import Path

from site_builder.content.regular_file import NotRegularError, open_regular
from site_builder.model.product import Output
from site_builder.portable import exchange, link_or_copy, long_path, remove, rename, set_mode
from site_builder.publish.inventory import (
    Inventory,
    forget_inventory,
    take_inventory,
    write_inventory,
)
from site_builder.publish.lock import OutputError
from site_builder.publish.manifest import MANIFEST
from site_builder.publish.paths import is_inside
from site_builder.publish.state import ASIDE, make_state
from site_builder.publish.twin import FILE_MODE, HardLinkTwin, make_folder

_LONGEST_STEM = 50  # characters of a name, in that of the file that takes its place


class Staging:
    """A folder beside the output that holds the files of a site that is not published yet.

    Its name is random, so that a worker of a killed build cannot write into a later one. Several
    processes may write at the same time, each with a pickled copy of this object.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.state = make_state(output)
        self.folder = self.state / f"new-{os.urandom(8).hex()}"
        make_folder(self.folder)
        self._made = {str(self.folder)}

    def write(self, one: Output) -> None:
        """Write a file. Raise OutputError if a file to be copied has changed."""
        path = f"{self.folder}/{one.path}"
        self._make_folder(os.path.dirname(path))
        with open(long_path(path), "wb", buffering=0) as file:
            set_mode(file.fileno(), FILE_MODE)
            try:
                _copy(one, file) if one.copy_of else _write(file, one.data)
            except OSError as error:
                error.filename = error.filename or path
                raise

    def _make_folder(self, path: str) -> None:
        if path not in self._made:
            self._make_folder(os.path.dirname(path))
            with suppress(FileExistsError):  # by another process
                make_folder(path)
            self._made.add(path)

    def discard(self) -> None:
        """Delete the staged files."""
        with suppress(OSError):  # the end of the build tries again
            remove(self.folder)

    def publish_whole(self, manifest: bytes) -> None:
        """Replace the output folder by the staged files, as a whole new site."""
        self.write(Output(MANIFEST, manifest, ""))
        forget_inventory(self.state)
        twin = HardLinkTwin(self.state / "twin", self.output)
        aside = self.folder.with_name(f"{self.folder.name}-twin")
        if os.path.lexists(twin.folder):
            rename(twin.folder, aside)
        if self.output.exists():
            self._exchange(self.folder)
        else:
            rename(self.folder, self.output)
        try:
            files = files_in(manifest)
            twin.fill(files)
            write_inventory(self.state, take_inventory(self.output, twin.folder, files))
        except OSError:  # it is published already; a missing twin is created next time
            with suppress(OSError):
                remove(twin.folder)
        # Last, because ext4 creates folders slowly for a while after many files were deleted.
        for old in (self.folder, aside):
            with suppress(OSError):
                remove(old)

    def publish_changes(
        self,
        manifest: bytes,
        changed: Iterable[str],
        removed: Iterable[str],
        noted: Inventory | None,
    ) -> None:
        """Replace the output folder by the twin, updated by staged files and removals, which then
        becomes equal to the site again. So the time depends on the number of changes and not on the
        size of the site.

        `noted` is the inventory of the site, or None if the site is not as it was noted. Without
        it, or if the twin is another one, all files of the manifest are linked into a new folder.
        """
        new, gone = {*changed, MANIFEST}, {*removed}
        twin = HardLinkTwin(self.state / "twin", self.output)
        if not noted or not noted.is_that_of_twin(twin.folder):
            self._link(files_in(manifest) - new)
            self.publish_whole(manifest)
            return
        self.write(Output(MANIFEST, manifest, ""))
        forget_inventory(self.state)
        twin.apply(self.folder, new, gone)
        self._exchange(twin.folder)
        try:
            twin.catch_up(new, gone)
            write_inventory(self.state, noted.after(self.output, twin.folder, new, gone))
        except OSError:  # it is published already; a missing twin is created next time
            with suppress(OSError):
                remove(twin.folder)
        self.discard()

    def _exchange(self, new: Path) -> None:
        exchange(new, self.output, self.state / ASIDE)

    def _link(self, files: Iterable[str]) -> None:
        """Add files of the present site."""
        for path in files:
            place = f"{self.folder}/{path}"
            self._make_folder(os.path.dirname(place))
            link_or_copy(self.output / path, place)


def files_in(manifest: bytes) -> set[str]:
    """Return the paths of all files of a site, its manifest included."""
    return {*filter(is_inside, json.loads(manifest)["files"]), MANIFEST}


def _copy(one: Output, new: FileIO) -> None:
    """Copy a file, and raise OutputError if it no longer has the known digest."""
    found = sha256()
    with suppress(NotRegularError), open_regular(one.copy_of) as old:
        while block := old.read(1 << 20):
            found.update(block)
            _write(new, block)
    if found.hexdigest() != one.digest:
        raise OutputError(
            f"生成网站的过程中，{one.copy_of} 被改动，没有生成网站，原有网站没有改动；请再运行一次"
        )


def _write(file: FileIO, data: bytes) -> None:
    """Write all of `data`. After a short write, writing the rest raises the reason."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def rewrite(path: Path, data: bytes) -> None:
    """Write a file atomically. If it exists, it keeps its mode."""
    new = path.with_name(f".{path.name[:_LONGEST_STEM]}.{os.urandom(8).hex()}.new")
    try:
        with open(long_path(new), "xb") as file:  # not what somebody may have put there
            file.write(data)
        with suppress(FileNotFoundError):
            shutil.copymode(long_path(path), long_path(new))
        rename(new, path)
    finally:
        with suppress(OSError):
            Path(long_path(new)).unlink()  # where it could not take the place
