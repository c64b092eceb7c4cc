"""The inventory of a published site: the stat results of all its files and folders, by which the
next build finds out what somebody else has changed.

It also lists the folders of the twin. The files of the twin are those of the site (hard links), so
that a change in one of them, or its removal from the twin, shows in the stat results of the site.
"""

from __future__ import annotations

import json
import os
import time
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from operator import attrgetter
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

from site_builder.content.regular_file import read_regular
from site_builder.model.limits import LARGEST_MANIFEST
from site_builder.publish.paths import folders_above
from site_builder.publish.state import remove

_FILE = "inventory"
# The inode number tells whether another file is in the place of the one that was noted. Whatever
# sets the time of modification sets that of the last change too, which nobody can set at will.
_STAMP = attrgetter("st_ino", "st_mode", "st_size", "st_ctime_ns")
_WIDTH = 4
_PATIENCE_NS = 3_000_000_000  # some file systems tell the time in steps of two seconds

Stamp = tuple[int, ...]
Stamps = Mapping[str, Stamp]


class Inventory(NamedTuple):
    """The stamps of the files and the folders of a site, and of the folders of its twin, if any, by
    path; the path of the site itself is empty."""

    files: Stamps
    folders: Stamps
    twin: Stamps

    def is_that_of(self, site: Path) -> bool:
        """Whether nothing was changed in, added to or removed from `site` since it was noted."""
        return self.has_files(site) and self.has_folders(site)

    def has_files(self, site: Path) -> bool:
        """Whether no file of `site` was changed or removed since it was noted."""
        return _is_as_noted(site, self.files)

    def has_folders(self, site: Path, around: Collection[str] = ()) -> bool:
        """Whether nothing was added to `site` since it was noted, nor removed from it: in any of
        its folders, or only in those that the files `around` are in, if there are any."""
        if not around:
            return _is_as_noted(site, self.folders)
        touched = _folders_of(around) & self.folders.keys()
        return _is_as_noted(site, {path: self.folders[path] for path in touched})

    def is_that_of_twin(self, twin: Path) -> bool:
        """Whether `twin` is still the twin of the site."""
        folders = all(S_ISDIR(stamp[1]) for stamp in self.twin.values())
        return bool(self.twin) and folders and _is_as_noted(twin, self.twin)

    def after(
        self, site: Path, twin: Path | None, changed: Iterable[str], removed: Iterable[str]
    ) -> Inventory:
        """Return the inventory after site and twin were exchanged, and both have had files
        `changed` and `removed`. Raise OSError if one of them is not there."""
        new, gone = set(changed), set(removed)
        files = {path: stamp for path, stamp in self.files.items() if path not in gone}
        files |= _stamps(site, new)
        touched = _folders_of(new | gone)
        folders = _updated(site, self.twin, touched)
        return Inventory(files, folders, _updated(twin, self.folders, touched) if twin else {})


def take_inventory(site: Path, twin: Path | None, files: Iterable[str]) -> Inventory:
    """Return the inventory of a site that consists of `files`, and of its twin. Raise OSError if
    one of them is not there."""
    paths = set(files)
    folders = _folders_of(paths)
    return Inventory(
        _stamps(site, paths), _stamps(site, folders), _stamps(twin, folders) if twin else {}
    )


def read_inventory(state: Path) -> Inventory | None:
    """Return the inventory in a folder for state, or None if there is none that can be read."""
    try:
        whole = read_regular(state / _FILE, LARGEST_MANIFEST)
        checksum, _, data = whole.partition(b"\n")
        if checksum.decode() != sha256(data).hexdigest():
            return None
        head, _, numbers = data.partition(b"\n")
        files, folders, twin = json.loads(head)
        stamps = array("Q")
        stamps.frombytes(numbers)
        rows = zip(*[iter(stamps)] * _WIDTH, strict=True)
        return Inventory(
            *(dict(zip(paths, rows, strict=False)) for paths in (files, folders, twin))
        )
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def write_inventory(state: Path, inventory: Inventory) -> None:
    """Store an inventory. Without one, the next build compares the bytes of the site.

    First wait until a change would have a later time than every change that was noted: file systems
    tell the time in steps, usually of a few milliseconds.
    """
    with suppress(OSError, OverflowError):
        latest = max(stamp[-1] for stamps in inventory for stamp in stamps.values())
        if not _clock_passes(state / f"new-{_FILE}", latest):
            return
        head = json.dumps([[*stamps] for stamps in inventory], ensure_ascii=True).encode()
        rows = chain.from_iterable(stamps.values() for stamps in inventory)
        data = head + b"\n" + array("Q", chain.from_iterable(rows)).tobytes()
        (state / f"new-{_FILE}").write_bytes(sha256(data).hexdigest().encode() + b"\n" + data)
        (state / f"new-{_FILE}").replace(state / _FILE)


def forget_inventory(state: Path) -> None:
    """Delete the inventory, before anything is changed that it describes."""
    remove(state / _FILE)


def _clock_passes(file: Path, latest: int) -> bool:
    """Wait until the file system gives a later time than `latest` to a change."""
    begun = time.monotonic_ns()
    with file.open("wb", buffering=0) as opened:
        while time.monotonic_ns() - begun < _PATIENCE_NS:
            opened.write(b" ")
            if os.fstat(opened.fileno()).st_ctime_ns > latest:
                return True
            time.sleep(0.001)
    return False


def stamp(file: Path) -> Stamp:
    """Return the stamp of one file."""
    return tuple(_STAMP(file.lstat()))


def _folders_of(paths: Iterable[str]) -> set[str]:
    return {"", *chain.from_iterable(map(folders_above, paths))}


def _is_as_noted(folder: Path, noted: Stamps) -> bool:
    try:
        return [*_found(folder, noted)] == [*noted.values()]
    except (OSError, ValueError):
        return False


def _stamps(folder: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    known = [*paths]
    return dict(zip(known, _found(folder, known), strict=True))


def _found(folder: Path, paths: Iterable[str]) -> Iterator[Stamp]:
    return map(_STAMP, map(os.lstat, [f"{folder}/{path}" if path else folder for path in paths]))


def _updated(folder: Path, noted: Stamps, touched: Iterable[str]) -> dict[str, Stamp]:
    """Return the stamps of folders after some were touched, created or removed."""
    updated = {**noted}
    for path in touched:
        updated.pop(path, None)
        with suppress(FileNotFoundError, NotADirectoryError):
            updated |= _stamps(folder, [path])
    return updated
