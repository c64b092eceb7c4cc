"""Lists the content folder and divides it into partitions, without opening any file.

A partition can be analysed independently: there is one for each agency and one for all other files.
Its stamp is a digest of the names and stat results of its files; a partition with the stamp of the
last build has not changed. This module imports little, because a build without changes ends here.

The current time is an argument, `now_ns`, in nanoseconds since 1970: a file that changed just
before may change again without a change of its times.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from site_builder.content.partition import AGENCIES, REST, partition_of
from site_builder.fingerprint import digest
from site_builder.portable import changed_at, is_entered, long_path, mode_of, scan_stamp
from site_builder.text.disk_errors import reason

# Temporary files of editors and systems are neither published nor reported.
_LITTER_ENDS = ("~", ".bak", ".tmp", ".swp", ".orig", ".part")
_LITTER_STARTS = (".", "#", "~$")
_LITTER_NAMES = frozenset({"Thumbs.db", "desktop.ini", "__pycache__"})
# Nanoseconds. A file that changed more recently may change again without a change of its times:
# some file systems store them in steps of two seconds.
TOO_FRESH = 2_000_000_000
_NEVER = 1 << 63  # later than any time of a file
# For fewer agencies, starting processes takes longer than listing them here.
MANY = 4000
AT_ONCE = 250  # agencies that are sent to a process at a time


class File(NamedTuple):
    """A file: its path below the content folder (NFC, `/` as separator), its location on disk, its
    mode, and the rest of its stat fingerprint."""

    path: str
    file: str
    mode: int
    fingerprint: str


class Trouble(NamedTuple):
    """A folder that cannot be listed, with the reason; or an unprintable name, with none."""

    path: str
    why: str


class Partition(NamedTuple):
    """Files that are analysed together. `rows` holds the path, the spelling on disk, the mode and
    the stat fingerprint of each. `stamp` is a digest of these; it is empty if it is unreliable: a
    file changed within two seconds, is not a regular file or has an unprintable name."""

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
            File(path, f"{self.folder}/{spelt}", int(mode), fingerprint)
            for path, spelt, mode, fingerprint in rows
        )


class _Folder(NamedTuple):
    """A folder as a prefix of paths: normalised (NFC), and as spelt on disk."""

    path: str
    spelt: str


class _Found(NamedTuple):
    """The files below some folders, in order, as rows (see `Partition`); the troubles found; and
    the folders that were left out. The stat fingerprint in a row is empty if it is unreliable."""

    rows: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    left_out: tuple[_Folder, ...]

    @property
    def stamp(self) -> str:
        """A digest of the rows and troubles; empty if it is unreliable."""
        if any(row.endswith("\0") for row in self.rows) or not all(t.why for t in self.troubles):
            return ""
        return digest((*self.rows, "", *(text for trouble in self.troubles for text in trouble)))


class _Place(NamedTuple):
    """A content folder, and the latest time of a file in it that makes its stamp reliable."""

    folder: str
    latest: int


class _Chunk(NamedTuple):
    """Some agencies by name, each with its folders: more than one if spellings on disk differ only
    in Unicode normalisation."""

    agencies: tuple[tuple[str, list[_Folder]], ...]

    @property
    def size(self) -> int:
        """The size for `parallel_map`: each of these is a chunk of its own."""
        return AT_ONCE


def scan(
    folder: str, now_ns: int, jobs: int = 1, many: int = MANY, at_once: int = AT_ONCE
) -> tuple[Partition, ...]:
    """Return the partitions of a content folder, in the order of their names.

    The partition `REST` is always present and comes first. If there are `many` agencies, `jobs`
    processes list them, `at_once` at a time. Raise FileNotFoundError or NotADirectoryError if
    `folder` is not a folder.
    """
    place = _Place(folder, now_ns - TOO_FRESH)
    rest, agencies = _list_top(place)
    if jobs <= 1 or len(agencies) < many:
        found = iter(_partitions(place, _Chunk(tuple(agencies))))
    else:
        starts = range(0, len(agencies), at_once)
        chunks = [_Chunk(tuple(agencies[start : start + at_once])) for start in starts]
        found = _in_processes(place, chunks, jobs)
    return _present((_partition(place, REST, rest), *found))


def scan_some(folder: str, now_ns: int, names: Container[str]) -> tuple[Partition, ...]:
    """Return those partitions of a content folder, as `scan` does, whose names are in `names`; the
    others are not listed. Raise the same errors."""
    place = _Place(folder, now_ns - TOO_FRESH)
    rest, agencies = _list_top(place)
    chunk = _Chunk(tuple(one for one in agencies if one[0] in names))
    first = (_partition(place, REST, rest),) if REST in names else ()
    return _present((*first, *_partitions(place, chunk)))


def _list_top(place: _Place) -> tuple[_Found, list[tuple[str, list[_Folder]]]]:
    """List everything outside the folders of agencies; return it, and these folders by name."""
    rest = _list_folders(place, [_Folder("", "")], left_out=AGENCIES)
    by_name: defaultdict[str, list[_Folder]] = defaultdict(list)
    for one in rest.left_out:
        by_name[partition_of(one.path)].append(one)
    return rest, sorted(by_name.items())


def _present(partitions: Iterable[Partition]) -> tuple[Partition, ...]:
    return tuple(one for one in partitions if one.rows or one.troubles or one.name == REST)


def _in_processes(place: _Place, chunks: list[_Chunk], jobs: int) -> Iterator[Partition]:
    from site_builder.parallel.processes import Workers, parallel_map  # rarely needed

    count = sum(len(chunk.agencies) for chunk in chunks)
    with Workers(jobs) as workers:
        for partitions in parallel_map(_partitions, place, chunks, workers.pool(count)):
            yield from partitions


def _partitions(place: _Place, chunk: _Chunk) -> tuple[Partition, ...]:
    return tuple(_partition(place, name, _list_folders(place, own)) for name, own in chunk.agencies)


def _partition(place: _Place, name: str, found: _Found) -> Partition:
    return Partition(name, place.folder, found.rows, found.troubles, found.stamp)


def is_unchanged(partition: Partition) -> bool:
    """Whether the files of a partition are unchanged since it was scanned. If so, what was read in
    the meantime is what its stamp stands for."""
    try:
        return all(
            f"{one.mode}\0{one.fingerprint}"
            == _stat_fingerprint(os.lstat(long_path(one.file)), _NEVER)
            for one in partition.files
        )
    except OSError:
        return False


def stamp(folder: str, now_ns: int, everything: bool = False) -> str:
    """Return one stamp for all files below a folder, or the empty string if it is unreliable.

    With `everything`, it includes temporary files and the folders themselves, so that it differs
    even if a file existed only for a moment.
    """
    place = _Place(folder, now_ns - TOO_FRESH)
    return _list_folders(place, [_Folder("", "")], everything).stamp


def _list_folders(
    place: _Place, waiting: list[_Folder], everything: bool = False, left_out: str | None = None
) -> _Found:
    """List the folders `waiting`, which are below a content folder, recursively. Subfolders of
    `left_out` are not entered but returned; symbolic links are not followed."""
    folder, latest = place
    rows: list[str] = []
    troubles: list[Trouble] = []
    left: list[_Folder] = []
    waiting = [*waiting]
    while waiting:
        inside, spelt = waiting.pop()
        try:
            if everything:
                fingerprint = _stat_fingerprint(Path(long_path(f"{folder}/{spelt}")).stat(), latest)
                rows.append(f"{inside}\0{spelt}\0{fingerprint}")
            entries = _list(f"{folder}/{spelt}", everything)
        except OSError as error:
            if not inside:
                raise
            troubles.append(Trouble(inside[:-1], reason(error)))
            continue
        below = left if inside == left_out else waiting
        for entry in entries:
            name = entry.name
            path = inside + (name if name.isascii() else unicodedata.normalize("NFC", name))
            if not path.isprintable():
                troubles.append(Trouble(path.encode("unicode_escape").decode(), ""))
            elif is_entered(entry):
                below.append(_Folder(f"{path}/", f"{spelt}{name}/"))
            else:
                fingerprint = _stat_fingerprint(entry.stat(follow_symlinks=False), latest)
                rows.append(f"{path}\0{spelt}{name}\0{fingerprint}")
    return _Found(tuple(sorted(rows)), tuple(sorted(troubles)), tuple(left))


def is_litter(name: str) -> bool:
    """Whether a file or folder of this name is left behind by an editor or a system."""
    return name.startswith(_LITTER_STARTS) or name.endswith(_LITTER_ENDS) or name in _LITTER_NAMES


def _list(folder: str, everything: bool) -> list[os.DirEntry[str]]:
    with os.scandir(long_path(folder)) as entries:
        return [entry for entry in entries if everything or not is_litter(entry.name)]


def _stat_fingerprint(there: os.stat_result, latest: int) -> str:
    """Return the mode of a file or folder, and a text that changes when the file does. The text is
    empty if it changed after `latest` (in nanoseconds)."""
    mode = mode_of(there)
    if changed_at(there) >= latest or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return f"{mode}\0"
    return f"{mode}\0{' '.join(map(str, scan_stamp(there)))}"
