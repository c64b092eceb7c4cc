"""A content folder by the names and stamps of its files, before any of them is opened.

The folder is cut into partitions that can be understood by themselves: one for every agency, and
one for all the rest. A partition whose stamp is the one of last time has not been touched. A build
that has nothing to do ends here: this module imports little.

The clock is an argument, `now_ns`, in nanoseconds since 1970: a file that was written shortly
before may be written again without showing it.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from site_builder.content.partition import AGENCIES, REST, partition_of
from site_builder.fingerprint import digest

# Left behind by editors and systems: never published, never worth a word.
_LITTER_ENDS = ("~", ".bak", ".tmp", ".swp", ".orig", ".part")
_LITTER_STARTS = (".", "#", "~$")
_LITTER_NAMES = frozenset({"Thumbs.db", "desktop.ini", "__pycache__"})
# A file that changed so shortly before may change again without showing it: some file systems
# count in steps of two seconds.
TOO_FRESH = 2_000_000_000
_NEVER = 1 << 63  # later than any time of a file
# Fewer agencies are looked through by the time that other processes have started.
MANY = 4000
AT_ONCE = 250  # agencies that are sent to a process


class File(NamedTuple):
    """A file by its path below the folder (NFC, `/` between parts), where it lies, its mode, and
    what else shows whether it was touched."""

    path: str
    file: str
    mode: int
    told: str


class Trouble(NamedTuple):
    """A name that cannot be written, or a folder that cannot be listed, and why not."""

    path: str
    why: str


class Partition(NamedTuple):
    """Files that are understood together: `rows` hold what the file system tells of them. `stamp`
    stands for all that; it is empty where that cannot be relied on."""

    name: str
    folder: str
    rows: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    stamp: str

    @property
    def files(self) -> tuple[File, ...]:
        """The files, in the order of their paths."""
        rows = (row.split("\0") for row in self.rows)
        return tuple(
            File(path, f"{self.folder}/{spelt}", int(mode), told)
            for path, spelt, mode, told in rows
        )


class _Folder(NamedTuple):
    """A folder by how the paths of what lies in it begin: composed (NFC), and as they are spelt."""

    path: str
    spelt: str


class _Found(NamedTuple):
    """What lies below some folders, in order: a row for each file, of its path, how that is spelt,
    its mode, and the rest that shows whether it was touched, which is empty where that cannot be
    relied on; what cannot be taken; and the folders that were left out."""

    rows: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    left_out: tuple[_Folder, ...]

    @property
    def stamp(self) -> str:
        """One stamp for all of it; empty where it cannot be relied on."""
        if any(row.endswith("\0") for row in self.rows) or not all(t.why for t in self.troubles):
            return ""
        return digest((*self.rows, "", *(text for trouble in self.troubles for text in trouble)))


class _Place(NamedTuple):
    """A content folder, and since when its files must not have changed to be relied on."""

    folder: str
    settled: int


class _Some(NamedTuple):
    """Some agencies by name, each with its folders: one, or two whose names are spelt in two
    ways."""

    agencies: tuple[tuple[str, list[_Folder]], ...]

    @property
    def size(self) -> int:
        """About as many pages as are sent to a process at once, so that these go alone."""
        return AT_ONCE


def survey(
    folder: str, now_ns: int, jobs: int = 1, many: int = MANY, at_once: int = AT_ONCE
) -> tuple[Partition, ...]:
    """The partitions of a content folder, in the order of their names; the rest is always there and
    comes first. Where there are `many` agencies, `jobs` processes look through them, `at_once` at a
    time. Raises FileNotFoundError or NotADirectoryError where there is no folder."""
    place = _Place(folder, now_ns - TOO_FRESH)
    rest = _look(place, [_Folder("", "")], left_out=AGENCIES)
    by_name: defaultdict[str, list[_Folder]] = defaultdict(list)
    for one in rest.left_out:
        by_name[partition_of(one.path)].append(one)
    agencies = sorted(by_name.items())
    if jobs <= 1 or len(agencies) < many:
        found = iter(_partitions(place, _Some(tuple(agencies))))
    else:
        starts = range(0, len(agencies), at_once)
        some = [_Some(tuple(agencies[start : start + at_once])) for start in starts]
        found = _in_processes(place, some, jobs)
    every = (_partition(place, REST, rest), *found)
    return tuple(one for one in every if one.rows or one.troubles or one.name == REST)


def _in_processes(place: _Place, some: list[_Some], jobs: int) -> Iterator[Partition]:
    from site_builder.parallel.processes import Workers, parallel_map  # seldom needed

    count = sum(len(one.agencies) for one in some)
    with Workers(jobs) as workers:
        for partitions in parallel_map(_partitions, place, some, workers.pool(count)):
            yield from partitions


def _partitions(place: _Place, some: _Some) -> tuple[Partition, ...]:
    return tuple(_partition(place, name, _look(place, own)) for name, own in some.agencies)


def _partition(place: _Place, name: str, found: _Found) -> Partition:
    return Partition(name, place.folder, found.rows, found.troubles, found.stamp)


def is_as_surveyed(partition: Partition) -> bool:
    """Whether the files of a partition are still what they were when it was surveyed: what was read
    of it meanwhile is what its stamp stands for."""
    try:
        return all(
            _told(os.lstat(one.file), _NEVER) == f"{one.mode}\0{one.told}"
            for one in partition.files
        )
    except OSError:
        return False


def stamp(folder: str, now_ns: int, everything: bool = False) -> str:
    """One stamp for all files below a folder; empty where it cannot be relied on. With
    `everything`, also for what editors and systems leave behind, and for the folders themselves: it
    is another one even if something was there only for a moment."""
    return _look(_Place(folder, now_ns - TOO_FRESH), [_Folder("", "")], everything).stamp


def _look(
    place: _Place, waiting: list[_Folder], everything: bool = False, left_out: str | None = None
) -> _Found:
    """Look through folders that lie in a place, but not through those right in `left_out`. No link
    is followed."""
    folder, settled = place
    rows: list[str] = []
    troubles: list[Trouble] = []
    left: list[_Folder] = []
    waiting = [*waiting]
    while waiting:
        inside, spelt = waiting.pop()
        try:
            if everything:
                told = _told(Path(folder, spelt).stat(), settled)
                rows.append(f"{inside}\0{spelt}\0{told}")
            entries = _list(f"{folder}/{spelt}", everything)
        except OSError as error:
            if not inside:
                raise
            troubles.append(Trouble(inside[:-1], error.strerror or "?"))
            continue
        below = left if inside == left_out else waiting
        for entry in entries:
            name = entry.name
            path = inside + (name if name.isascii() else unicodedata.normalize("NFC", name))
            if not path.isprintable():
                troubles.append(Trouble(path.encode("unicode_escape").decode(), ""))
            elif entry.is_dir(follow_symlinks=False):
                below.append(_Folder(f"{path}/", f"{spelt}{name}/"))
            else:
                told = _told(entry.stat(follow_symlinks=False), settled)
                rows.append(f"{path}\0{spelt}{name}\0{told}")
    return _Found(tuple(sorted(rows)), tuple(sorted(troubles)), tuple(left))


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER_STARTS) or name.endswith(_LITTER_ENDS) or name in _LITTER_NAMES


def _list(folder: str, everything: bool) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return [entry for entry in entries if everything or not _is_litter(entry.name)]


def _told(there: os.stat_result, settled: int) -> str:
    """The mode of a file or folder, and what shows whether it was touched."""
    mode, written, changed = there.st_mode, there.st_mtime_ns, there.st_ctime_ns
    if max(written, changed) >= settled or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return f"{mode}\0"
    return f"{mode}\0{there.st_size} {written} {changed} {there.st_ino}"
