"""A content folder by the names and stamps of its files, before any of them is opened.

The folder is cut into branches that can be understood by themselves: one for every agency, and one
for all the rest. A branch whose stamp is the one of last time has not been touched. This module
imports nothing of ours and little else: a build that has nothing to do ends here.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from time import time_ns
from typing import NamedTuple

AGENCIES = "agencies/"
REST = ""  # the branch of all that is no agency's

# Left behind by editors and systems: never published, never worth a word.
_LITTER_ENDS = ("~", ".bak", ".tmp", ".swp", ".orig", ".part")
_LITTER_STARTS = (".", "#", "~$")
_LITTER_NAMES = frozenset({"Thumbs.db", "desktop.ini", "__pycache__"})
# A file that changed so shortly before may change again without showing it: some file systems
# count in steps of two seconds.
_TOO_FRESH = 2_000_000_000


class File(NamedTuple):
    """A file by its path below the folder (NFC, `/` between parts), where it lies, and its mode."""

    path: str
    file: str
    mode: int


class Trouble(NamedTuple):
    """A name that cannot be written, or a folder that cannot be listed, and why not."""

    path: str
    why: str


class Branch(NamedTuple):
    """Files that are understood together. `stamp` stands for all that the file system tells of
    them; it is empty where that cannot be relied on."""

    name: str
    files: tuple[File, ...]
    troubles: tuple[Trouble, ...]
    stamp: str


def survey(folder: str) -> tuple[Branch, ...]:
    """The branches of a content folder, in the order of their names; the rest comes first. Raises
    FileNotFoundError or NotADirectoryError where there is no folder."""
    files: defaultdict[str, list[tuple[File, str]]] = defaultdict(list)
    troubles: defaultdict[str, list[Trouble]] = defaultdict(list)
    for prefix, own, wrong in _walk(folder):
        name = branch_of(f"{prefix}.")  # of anything in this folder
        if own:
            files[name] += own
        if wrong:
            troubles[name] += wrong
    return tuple(_make(name, files[name], troubles[name]) for name in sorted({*files, *troubles}))


def branch_of(path: str) -> str:
    """The name of the branch that a path below the content folder belongs to."""
    agency, inside, _ = path.removeprefix(AGENCIES).partition("/")
    return agency if inside and path.startswith(AGENCIES) else REST


def stamp(folder: str, litter: bool = False) -> str:
    """One stamp for all files below a folder, with what editors and systems leave behind or without
    it; empty where it cannot be relied on."""
    told: list[tuple[str, str]] = []
    for _, files, troubles in _walk(folder, litter):
        told += ((file.path, what) for file, what in files)
        told += ((trouble.path, trouble.why) for trouble in troubles)
    return _stamp(sorted(told))


def digest(texts: Iterable[str]) -> str:
    """One short digest for some texts."""
    return sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _make(name: str, files: list[tuple[File, str]], troubles: list[Trouble]) -> Branch:
    files.sort()
    told = [(file.path, told) for file, told in files] + [(t.path, t.why) for t in sorted(troubles)]
    return Branch(name, tuple(file for file, _ in files), tuple(sorted(troubles)), _stamp(told))


def _stamp(told: list[tuple[str, str]]) -> str:
    if not all(what for _, what in told):
        return ""
    return digest(map("\0".join, told))


def _walk(
    folder: str, litter: bool = False
) -> Iterator[tuple[str, list[tuple[File, str]], list[Trouble]]]:
    """Of `folder`, and of every folder below it: how the paths of what lies there begin; its files
    with what the file system tells of them, which is nothing where that cannot be relied on; what
    cannot be taken. No link is followed."""
    settled = time_ns() - _TOO_FRESH
    waiting = [("", _list(folder))]
    while waiting:
        prefix, entries = waiting.pop()
        files: list[tuple[File, str]] = []
        troubles: list[Trouble] = []
        for entry in entries:
            name = entry.name
            if not litter and _is_litter(name):
                continue
            path = prefix + (name if name.isascii() else unicodedata.normalize("NFC", name))
            if not path.isprintable():
                troubles.append(Trouble(path.encode("unicode_escape").decode(), ""))
            elif not entry.is_dir(follow_symlinks=False):
                there = entry.stat(follow_symlinks=False)
                file = File(path, entry.path, there.st_mode)
                files.append((file, _told(there, settled)))
            else:
                try:
                    waiting.append((f"{path}/", _list(entry.path)))
                except OSError as error:
                    troubles.append(Trouble(path, error.strerror or "?"))
        yield prefix, files, troubles


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER_STARTS) or name.endswith(_LITTER_ENDS) or name in _LITTER_NAMES


def _list(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _told(there: os.stat_result, settled: int) -> str:
    size, mode, inode = there.st_size, there.st_mode, there.st_ino
    written, changed = there.st_mtime_ns, there.st_ctime_ns
    if written >= settled or changed >= settled or not stat.S_ISREG(mode):
        return ""
    return f"{size} {written} {changed} {inode} {mode}"
