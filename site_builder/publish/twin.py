"""The twin of a site: a second copy made of hard links, which makes small changes fast to publish.

Linking 10,000 pages anew and deleting the old links would take 1.5 s for each publication.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from site_builder.publish.paths import folders_above
from site_builder.publish.state import ASIDE

# All published files and folders have these permissions, whatever the umask is.
FILE_MODE = 0o644
FOLDER_MODE = 0o755
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class HardLinkTwin:
    """A second copy of the site in `output`. Its files are hard links to those of the site, which
    is safe because no published file is ever written in place."""

    folder: Path
    output: Path

    def fill(self, files: Iterable[str]) -> None:
        """Create the twin of a site of these files. Raise OSError if there are no hard links."""
        make_folder(self.folder)
        for path in files:
            self._make_folder_of(path)
            os.link(self.output / path, self.folder / path)

    def apply(self, new: Path, changed: Iterable[str], removed: Iterable[str]) -> None:
        """Move `changed` files from the folder `new` into the twin, and delete `removed` ones."""
        self._remove(removed)
        for path in changed:
            self._make_folder_of(path)
            (new / path).replace(self.folder / path)

    def catch_up(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        """Make the twin, which was the site before, equal to the site again: link `changed` files
        of the site, and delete `removed` ones. Raise OSError if there are no hard links."""
        self._remove(removed)
        for path in changed:
            self._make_folder_of(path)
            (self.folder / path).unlink(missing_ok=True)
            os.link(self.output / path, self.folder / path)

    def _make_folder_of(self, path: str) -> None:
        for folder in folders_above(path):
            with suppress(FileExistsError):
                make_folder(self.folder / folder)

    def _remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            file = self.folder / path
            file.unlink(missing_ok=True)
            folder = file.parent
            while folder != self.folder and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
                folder = folder.parent


def make_folder(path: str | Path) -> None:
    """Create a folder of the site."""
    os.mkdir(path)
    os.chmod(path, FOLDER_MODE)  # noqa: PTH101  # once for each page


def exchange(new: Path, output: Path) -> None:
    """Exchange two folders, atomically if the system supports it."""
    try:
        _exchange(new, output)
    except OSError as error:
        if error.errno not in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
            raise
        _exchange_in_two_steps(new, output)


def _exchange(one: Path, other: Path) -> None:
    """Exchange two paths atomically with renameat2 and RENAME_EXCHANGE (Linux)."""
    libc = ctypes.CDLL(None, use_errno=True)
    rename = getattr(libc, "renameat2", None)
    if rename is None:
        raise OSError(errno.ENOSYS, "renameat2")
    paths = os.fsencode(one), os.fsencode(other)
    if rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(other))


def _exchange_in_two_steps(new: Path, output: Path) -> None:
    """Exchange two folders by renaming. The output folder is absent between two renames: the old
    site is put back if the second one fails, or by the next build if this one is killed."""
    aside = new.with_name(ASIDE)
    output.rename(aside)
    try:
        new.rename(output)
    except OSError:
        aside.rename(output)
        raise
    with suppress(OSError):  # it is published already; the end of the build removes leftovers
        aside.rename(new)


def link_or_copy(file: str | Path, place: str | Path) -> None:
    """Create a hard link to `file` at `place`, or a copy if the file system has no hard links."""
    try:
        os.link(file, place)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}:
            raise
        shutil.copy(file, place)
