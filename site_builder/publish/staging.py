"""Outputs → a folder, in one swap: at any instant the output folder is wholly the old site or
wholly the new one. A folder that we did not make is never touched."""

from __future__ import annotations

import errno
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
from site_builder.publish.twin import HardLinkTwin, _link, exchange


class Staging:
    """Files of a site that is not published yet, in a folder beside the output; those of a `whole`
    new site in two folders, for its spare as well. The names are new every time: who still works
    for a build that was killed writes nowhere. What such a build left is cleared away first.
    Several processes may write at once, each with a copy of this."""

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
        """Write a file. Raises OutputError where what is to be copied is not what it was."""
        path, *twin = [f"{folder}/{one.path}" for folder in self._folders]
        self._make_folder(os.path.dirname(path))
        if one.copy_of:
            _copy(one, path)
        else:
            with open(path, "wb", buffering=0) as file:
                if file.write(one.data) != len(one.data):  # as much as there was room for
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        for place in twin:
            self._make_folder(os.path.dirname(place))
            _link(path, place)

    def _make_folder(self, path: str) -> None:
        if path not in self._made:
            self._make_folder(os.path.dirname(path))
            with suppress(FileExistsError):  # by another process
                os.mkdir(path)
            self._made.add(path)

    def discard(self) -> None:
        """Take away what is not to be published."""
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)

    def publish_whole(self, manifest: bytes) -> None:
        """Put what was written in the place of the output folder, as a whole new site."""
        self.write(Output(MANIFEST, manifest, ""))
        spare = HardLinkTwin(self.state / "spare", self.output)
        aside = self.folder.with_name(f"{self.folder.name}-spare")
        spare.put_aside(aside)
        if self.output.exists():
            exchange(self.folder, self.output)
        else:
            self.folder.rename(self.output)
        with suppress(OSError):  # it is published; a spare that is lost is made anew
            self.twin.rename(spare.folder)
            spare.note((), manifest)
        # At the end: ext4 is slow to make folders for a while after it deleted many.
        shutil.rmtree(aside, ignore_errors=True)
        self.discard()

    def publish_changes(
        self, manifest: bytes, changed: Iterable[str], removed: Iterable[str]
    ) -> None:
        """Put a copy of the site in which some files are new or gone in the place of the output
        folder. The copy is the site before this one, which has to catch up first: so publishing
        takes as long as there are changes, however large the site is."""
        self.write(Output(MANIFEST, manifest, ""))
        new, gone = (*changed, MANIFEST), tuple(removed)
        spare = HardLinkTwin(self.state / "spare", self.output)
        spare.catch_up()
        spare.note((*new, *gone), manifest)
        spare.apply(self.folder, new, gone)
        exchange(spare.folder, self.output)
        self.discard()


def _copy(one: Output, path: str) -> None:
    """Copy a file, if it still has the bytes that are known of it."""
    found = sha256()
    opened = os.open(one.copy_of, os.O_RDONLY | os.O_NONBLOCK)  # nothing that one has to wait for
    with os.fdopen(opened, "rb") as old, open(path, "wb") as new:
        while block := old.read(1 << 20):
            found.update(block)
            new.write(block)
    if found.hexdigest() != one.digest:
        raise OutputError(
            f"生成网站的过程中，{one.copy_of} 被改动，没有生成网站，原有网站没有改动；请再运行一次"
        )


def rewrite(path: Path, data: bytes) -> None:
    """Put new bytes in the place of a file, whole or not at all."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    shutil.copymode(path, new)
    new.replace(path)
