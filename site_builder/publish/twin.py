"""The second copy of a site."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from site_builder.publish.manifest import MANIFEST

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class HardLinkTwin:
    """The second copy of a site: the one before this. Its files are hard links to the same bytes
    wherever nothing changed; no file of ours is ever written in place. `journal.json` beside it
    names the site it lies beside, and all files in which it may differ from that."""

    folder: Path
    output: Path

    def drop(self) -> None:
        """Take it away."""
        self._journal.unlink(missing_ok=True)
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def put_aside(self, place: Path) -> None:
        """Take it out of use, to be deleted later."""
        self._journal.unlink(missing_ok=True)
        if self.folder.exists():
            self.folder.rename(place)

    def fill(self) -> None:
        """Make it anew, of links to the files of the site."""
        waiting = [(str(self.output), str(self.folder))]
        while waiting:
            old, new = waiting.pop()
            os.mkdir(new)
            with os.scandir(old) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((entry.path, f"{new}/{entry.name}"))
                    else:
                        _link(entry.path, f"{new}/{entry.name}")

    def note(self, differs: Iterable[str], manifest: bytes) -> None:
        """Write down beside which site it lies, and in which files it may differ."""
        journal = {"site": _digest(manifest), "differs": sorted(differs)}
        self._journal.write_text(json.dumps(journal), "utf-8")

    def catch_up(self) -> None:
        """Make it the same as the site."""
        try:
            journal = json.loads(self._journal.read_bytes())
            beside = journal["site"] == _digest((self.output / MANIFEST).read_bytes())
            differs = [str(path) for path in journal["differs"]]
        except (OSError, ValueError, TypeError, KeyError):
            beside, differs = False, []
        self._journal.unlink(missing_ok=True)
        if not beside or not self.folder.is_dir():
            self.drop()
            self.fill()
            return
        there = [path for path in differs if (self.output / path).is_file()]
        self._remove(set(differs) - set(there))
        for path in there:
            link = self.folder / path
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            _link(self.output / path, link)

    def apply(self, new: Path, changed: Iterable[str], removed: Iterable[str]) -> None:
        """Move changed files in from the folder `new`, and take others away."""
        self._remove(removed)
        for path in changed:
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            (new / path).replace(place)

    def _remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            file = self.folder / path
            file.unlink(missing_ok=True)
            folder = file.parent
            while folder != self.folder and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
                folder = folder.parent

    @property
    def _journal(self) -> Path:
        return self.folder.with_name("journal.json")


def exchange(new: Path, output: Path) -> None:
    """Exchange two folders in one step where the system can."""
    try:
        _exchange(new, output)
    except OSError as error:
        if error.errno not in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
            raise
        _exchange_in_two_steps(new, output)


def _exchange(one: Path, other: Path) -> None:
    """Linux's renameat2 with RENAME_EXCHANGE: no moment without a site."""
    libc = ctypes.CDLL(None, use_errno=True)
    rename = getattr(libc, "renameat2", None)
    if rename is None:
        raise OSError(errno.ENOSYS, "renameat2")
    paths = os.fsencode(one), os.fsencode(other)
    if rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(other))


def _exchange_in_two_steps(new: Path, output: Path) -> None:
    """Where there is no exchange: the old site is aside for the time of one rename, and is put
    back if the second rename fails."""
    aside = new.with_name("old")
    output.rename(aside)
    try:
        new.rename(output)
    except OSError:
        aside.rename(output)
        raise
    with suppress(OSError):  # it is done; what stays aside is cleared away before the next time
        aside.rename(new)


def _link(file: str | Path, place: str | Path) -> None:
    """The same file in another place; a copy of it where the file system has no hard links."""
    try:
        os.link(file, place)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}:
            raise
        shutil.copyfile(file, place)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
