"""The inventory of a published site: the stat results of all its files and folders, by which the
next build finds out what somebody else has changed.

It also lists the folders of the twin. The files of the twin are those of the site (hard links), so
that a change in one of them, or its removal from the twin, shows in the stat results of the site.
"""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple
from zlib import crc32

from site_builder.content.regular_file import read_regular
from site_builder.model.limits import LARGEST_MANIFEST
from site_builder.portable import Stamp, long_path, remove, rename, stamper
from site_builder.publish.paths import folders_above

_FILE = "inventory"
_MODE, _CHANGED, _WIDTH = 1, 3, 4  # of a stamp, as `stamper` makes it
_PATIENCE_NS = 3_000_000_000  # some file systems tell the time in steps of two seconds


class Stamps(NamedTuple):
    """The stat results of some paths below a folder: `_WIDTH` numbers for each, one after another.
    They are compared as a whole, and never made into values one by one, which would take longer
    than the calls of the system."""

    paths: list[str]
    numbers: array[int]

    @property
    def by_path(self) -> Mapping[str, Stamp]:
        """The stamp of each path."""
        return dict(zip(self.paths, _rows(self.numbers), strict=True))

    def are_in(self, folder: Path) -> bool:
        """Whether all paths in `folder` have these stamps."""
        try:
            return _numbers(folder, self.paths) == self.numbers
        except (OSError, ValueError, OverflowError):
            return False

    def without(self, paths: Collection[str]) -> Stamps:
        """Return the stamps of all other paths."""
        others = Stamps([], array("Q"))
        start = 0
        for end in (*self._places(paths), len(self.paths)):
            others.paths.extend(self.paths[start:end])
            others.numbers.extend(self.numbers[start * _WIDTH : end * _WIDTH])
            start = end + 1
        return others

    def only(self, paths: Collection[str]) -> Stamps:
        """Return the stamps of those of these paths that have one."""
        some = Stamps([], array("Q"))
        for place in self._places(paths):
            some.paths.append(self.paths[place])
            some.numbers.extend(self.numbers[place * _WIDTH : (place + 1) * _WIDTH])
        return some

    def _places(self, paths: Collection[str]) -> list[int]:
        return [place for place, path in enumerate(self.paths) if path in paths]

    def plus(self, more: Stamps) -> Stamps:
        """Return these stamps and those of other paths."""
        return Stamps(self.paths + more.paths, self.numbers + more.numbers)


class Inventory(NamedTuple):
    """The stamps of the files and the folders of a site, and of the folders of its twin, if any;
    the path of the site itself is empty."""

    files: Stamps
    folders: Stamps
    twin: Stamps

    def is_that_of(self, site: Path) -> bool:
        """Whether nothing was changed in, added to or removed from `site` since it was noted."""
        return self.files.are_in(site) and self.folders.are_in(site)

    def has_folders(self, site: Path, around: Collection[str]) -> bool:
        """Whether nothing was added to `site` since it was noted, nor removed from it: in any of
        its folders, or only in those that the files `around` are in, if there are any."""
        folders = self.folders.only(_folders_of(around)) if around else self.folders
        return folders.are_in(site)

    def is_that_of_twin(self, twin: Path) -> bool:
        """Whether `twin` is still the twin of the site."""
        no_links = all(map(S_ISDIR, self.twin.numbers[_MODE::_WIDTH]))
        return bool(self.twin.paths) and no_links and self.twin.are_in(twin)

    def after(
        self, site: Path, twin: Path, changed: Iterable[str], removed: Iterable[str]
    ) -> Inventory:
        """Return the inventory after site and twin were exchanged, and both have had files
        `changed` and `removed`. Raise OSError if one of them is not there."""
        new, gone = set(changed), set(removed)
        touched = _folders_of(new | gone)
        return Inventory(
            self.files.without(new | gone).plus(_stamps(site, new)),
            self.twin.without(touched).plus(_stamps(site, _there(site, touched))),
            self.folders.without(touched).plus(_stamps(twin, _there(twin, touched))),
        )


def take_inventory(site: Path, twin: Path, files: Iterable[str]) -> Inventory:
    """Return the inventory of a site that consists of `files`, and of its twin. Raise OSError if
    one of them is not there."""
    paths = set(files)
    folders = _folders_of(paths)
    return Inventory(_stamps(site, paths), _stamps(site, folders), _stamps(twin, folders))


def read_inventory(state: Path) -> Inventory | None:
    """Return the inventory in a folder for state, or None if there is none that can be read."""
    try:
        head, _, data = read_regular(state / _FILE, LARGEST_MANIFEST).partition(b"\n")
        checksum, end, *counts = map(int, head.split())
        if checksum != crc32(data):
            return None
        paths = data[:end].decode("utf-8", "surrogatepass").split("\0")
        numbers = array("Q", data[end:])
        parts = []
        for count in counts:
            parts.append(Stamps(paths[:count], numbers[: count * _WIDTH]))
            paths, numbers = paths[count:], numbers[count * _WIDTH :]
        return Inventory(*parts)
    except (OSError, ValueError, TypeError):
        return None


def write_inventory(state: Path, inventory: Inventory) -> None:
    """Store an inventory. Without one, the next build compares the bytes of the site.

    First wait until a change would have a later time than every change that was noted: file systems
    tell the time in steps, usually of a few milliseconds.
    """
    with suppress(OSError, ValueError):
        latest = max(chain.from_iterable(one.numbers[_CHANGED::_WIDTH] for one in inventory))
        if not _clock_passes(state / f"new-{_FILE}", latest):
            return
        paths = "\0".join(chain.from_iterable(one.paths for one in inventory))
        names = paths.encode("utf-8", "surrogatepass")
        data = b"".join((names, *(one.numbers.tobytes() for one in inventory)))
        head = " ".join(map(str, (crc32(data), len(names), *(len(one.paths) for one in inventory))))
        (state / f"new-{_FILE}").write_bytes(head.encode() + b"\n" + data)
        rename(state / f"new-{_FILE}", state / _FILE)


def forget_inventory(state: Path) -> None:
    """Delete the inventory, before anything is changed that it describes."""
    remove(state / _FILE)


def stamp(file: Path) -> Stamp:
    """Return the stamp of one file."""
    return stamper()(os.lstat(long_path(file)))


def _clock_passes(file: Path, latest: int) -> bool:
    """Wait until the file system gives a later time than `latest` to a change."""
    begun = time.monotonic_ns()
    while time.monotonic_ns() - begun < _PATIENCE_NS:
        file.write_bytes(b" ")  # closed again: Windows may note the time of an open file later
        if stamp(file)[_CHANGED] > latest:
            return True
        time.sleep(0.001)
    return False


def _folders_of(paths: Iterable[str]) -> set[str]:
    return {"", *chain.from_iterable(map(folders_above, paths))}


def _there(folder: Path, paths: Iterable[str]) -> list[str]:
    return [path for path in paths if os.path.lexists(long_path(f"{folder}/{path}"))]


def _stamps(folder: Path, paths: Iterable[str]) -> Stamps:
    known = [*paths]
    return Stamps(known, _numbers(folder, known))


def _numbers(folder: Path, paths: Iterable[str]) -> array[int]:
    places = [long_path(f"{folder}/{path}" if path else f"{folder}") for path in paths]
    return array("Q", chain.from_iterable(map(stamper(), map(os.lstat, places))))


def _rows(numbers: array[int]) -> Iterator[Stamp]:
    return zip(*[iter(numbers)] * _WIDTH, strict=True)
