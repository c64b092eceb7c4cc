"""Compares a published site with its manifest, to find what somebody else has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from site_builder.content.regular_file import open_regular
from site_builder.portable import Stamp, has_mode, is_entered, listed_name, long_path
from site_builder.publish.inventory import Inventory, stamp
from site_builder.publish.manifest import MANIFEST
from site_builder.publish.paths import folders_above
from site_builder.publish.twin import FILE_MODE, FOLDER_MODE

_BLOCK = 1 << 20  # bytes


class Changes(NamedTuple):
    """What somebody else has changed in a site, in order: files of ours that are changed or gone;
    files and folders that are not ours, and folders of ours with other permissions."""

    damaged: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.damaged, *self.foreign)


def changes_in(site: Path, digests: Mapping[str, str], noted: Inventory | None) -> Changes:
    """Compare the site with the digests in its manifest, which is known to be ours. Files that are
    as they were `noted` are not read again."""
    known = noted.files.by_path if noted else {}
    folders = {"", *chain.from_iterable(map(folders_above, digests))}
    foreign = tuple(path for path in _entries(site, folders) if path not in digests)
    damaged = (path for path, digest in digests.items() if not _is_ours(site, path, digest, known))
    return Changes(tuple(sorted(damaged)), tuple(sorted(foreign)))


def _entries(site: Path, folders: set[str]) -> Iterator[str]:
    """Yield all paths of the site, except for its manifest and for `folders` that are as they were
    made."""
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        folder = long_path(site / inside)
        if not has_mode(os.lstat(folder), FOLDER_MODE):
            yield inside
        with os.scandir(folder) as entries:
            for entry in entries:
                name = listed_name(entry.name)
                path = f"{inside}/{name}" if inside else name
                if path in folders and is_entered(entry):
                    waiting.append(path)
                elif path != MANIFEST:
                    yield path


def _is_ours(site: Path, path: str, digest: str, known: Mapping[str, Stamp]) -> bool:
    try:
        if path in known and stamp(site / path) == known[path]:
            return True
        with open_regular(site / path) as file:
            kept, found = has_mode(os.fstat(file.fileno()), FILE_MODE), sha256()
            while block := file.read(_BLOCK):
                found.update(block)
        return kept and found.hexdigest() == digest
    except (OSError, ValueError):
        return False
