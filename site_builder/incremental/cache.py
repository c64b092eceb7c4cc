"""Keeps results of a build for the next one, in `.sitebuild/` beside the content.

The cache holds the analysis of every partition and, for every output folder, the records of its
pages. It can be deleted at any time. Everything in it has a checksum; a damaged cache is deleted,
and its results are computed again.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zlib import crc32

from site_builder.incremental.codec import (
    DamagedError,
    Forms,
    dumps,
    loads,
    with_checksum,
    without_checksum,
)
from site_builder.incremental.database import connect, connect_in_memory, discard
from site_builder.incremental.records import Analysis, KnownPartition
from site_builder.publish.paths import CACHE

# Summaries are stored in groups: after an edit among 20,000 agencies, reading takes 0.6 s longer
# with a row for each, and writing 0.5 s longer with one row for all (docs/performance.md).
_GROUPS = 64
_SUMMARIES = "summaries"
# sqlite3 raises UnicodeDecodeError if a name in a damaged file is not UTF-8.
_DAMAGE = (DamagedError, sqlite3.DatabaseError, UnicodeDecodeError)
_NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE})


@contextmanager
def open_cache(folder: Path, program: str, forms: Forms, afresh: bool = False) -> Iterator[Cache]:
    """Open the cache of the project in `folder`, for a `with` statement.

    The cache is empty with `afresh`, if another `program` made it, or if it is damaged; it is in
    memory if nothing can be written. Changes are saved when the block ends without an exception. If
    damage is found within the block, delete the cache and raise DamagedError; if the disk is full,
    OSError. If the changes cannot be saved in the end, only delete the cache: what was made of them
    is published already.
    """
    connection = _connect(folder, program, afresh)
    try:
        yield Cache(connection, forms)
    except _DAMAGE as error:
        connection.close()
        discard(folder)
        if getattr(error, "sqlite_errorcode", 0) in _NO_ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder / CACHE)) from error
        raise DamagedError(str(error)) from error
    else:
        try:
            connection.commit()
        except sqlite3.Error:
            connection.close()
            discard(folder)
    finally:
        connection.close()


def _connect(folder: Path, program: str, afresh: bool) -> sqlite3.Connection:
    if afresh:
        discard(folder)
    for _ in range(2):
        try:
            return connect(folder, program)
        except _DAMAGE:
            discard(folder)
    return connect_in_memory(program)


@dataclass(frozen=True, slots=True)
class Cache:
    """An open cache. All methods raise DamagedError or sqlite3.DatabaseError if the cache is
    damaged."""

    connection: sqlite3.Connection
    forms: Forms

    def save(self) -> None:
        """Save all changes so far, even if the build fails later."""
        self.connection.commit()
        self.connection.execute("BEGIN IMMEDIATE")

    def roll_back(self) -> None:
        """Undo the changes since the last `save`."""
        self.connection.rollback()

    def known(self) -> dict[str, KnownPartition]:
        """Return all partitions in the cache, by name."""
        groups = (self.note(f"{_SUMMARIES} {number}") or {} for number in range(_GROUPS))
        return {name: KnownPartition(*row) for group in groups for name, row in group.items()}

    def put_known(
        self, known: Mapping[str, KnownPartition], before: Mapping[str, KnownPartition]
    ) -> None:
        """Replace the partitions in the cache, `before`, with `known`."""
        groups: list[dict[str, KnownPartition]] = [{} for _ in range(_GROUPS)]
        for name, one in known.items():
            groups[_group(name)][name] = one
        names = known.keys() | before.keys()
        for number in {_group(name) for name in names if known.get(name) is not before.get(name)}:
            rows = {name: tuple(one) for name, one in groups[number].items()}
            self.put_note(f"{_SUMMARIES} {number}", rows)
        for name in before.keys() - known.keys():
            self._forget(name)

    def keep(self, one: Analysis) -> None:
        """Store the parts of an analysis."""
        self._forget(one.name)
        self.replace(one)

    def replace(self, one: Analysis) -> None:
        """Store the parts of an analysis; other parts of its partition stay."""
        name = one.name
        self.connection.executemany(
            "INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?)",
            [
                (name, part, year, with_checksum(_place(name, part, year), v))
                for part, year, v in one.parts
            ],
        )

    def _forget(self, name: str) -> None:
        self.connection.execute("DELETE FROM parts WHERE name = ?", (name,))

    def part(self, name: str, part: str, year: int = 0) -> bytes:
        """Return one part of a partition, serialized."""
        query = "SELECT value FROM parts WHERE part = ? AND year = ? AND name = ?"
        return self._only(_place(name, part, year), query, (part, year, name))

    def parts(self, names: Iterable[str], part: str, year: int = 0) -> Iterator[Any]:
        """Yield one part of each of some partitions."""
        for data in self.serialized_parts(names, part, year):
            yield loads(data, self.forms)

    def serialized_parts(self, names: Iterable[str], part: str, year: int = 0) -> Iterator[bytes]:
        """Yield one part of each of some partitions, serialized."""
        return (self.part(name, part, year) for name in names)

    def note(self, name: str) -> Any:
        """Return the value of a note, or None."""
        row = self.connection.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return loads(without_checksum(f"note {name}", row[0]), self.forms) if row else None

    def put_note(self, name: str, value: object) -> None:
        """Store a value as a note."""
        data = with_checksum(f"note {name}", dumps(value))
        self.connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, data))

    def pages(self, output: str) -> dict[str, str]:
        """Return, by partition, the digest of what its pages in an output folder were made from."""
        query = "SELECT name, inputs FROM pages WHERE output = ?"
        rows = self.connection.execute(query, (output,))
        return {_text(name): _text(inputs) for name, inputs in rows}

    def made(self, output: str, name: str) -> Any:
        """Return the records of the pages of a partition in an output folder."""
        query = "SELECT pages FROM pages WHERE output = ? AND name = ?"
        return loads(self._only(f"pages {output} {name}", query, (output, name)), self.forms)

    def list_of_files(self, output: str, name: str) -> bytes:
        """Return the files of a partition in an output folder, as lines of the manifest."""
        query = "SELECT files FROM pages WHERE output = ? AND name = ?"
        return self._only(f"files {output} {name}", query, (output, name))

    def lists(self, output: str, what: str, names: Iterable[str]) -> Iterator[bytes]:
        """Yield for each partition its `files`, as lines of the manifest, or the `targets` of the
        links on its pages; `what` says which. `names` must be the names of all partitions, in
        order."""
        column = {"files": "files", "targets": "targets"}[what]
        query = f"SELECT name, {column} FROM pages WHERE output = ? ORDER BY name"
        rows = self.connection.execute(query, (output,))
        for name, row in zip_longest(names, rows):
            if name is None or row is None or name != row[0]:
                raise DamagedError(f"{what} {output} {name}")
            yield without_checksum(f"{what} {output} {name}", row[1])

    def keep_pages(
        self, output: str, name: str, made: tuple[str, object], lists: tuple[bytes, bytes]
    ) -> None:
        """Store the pages of a partition. `made` is the digest of their inputs and their records;
        `lists` are their files and the targets of their links."""
        inputs, pages = made
        files, targets = lists
        row = (
            with_checksum(f"files {output} {name}", files),
            with_checksum(f"targets {output} {name}", targets),
            with_checksum(f"pages {output} {name}", dumps(pages)),
        )
        self.connection.execute(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)", (output, name, inputs, *row)
        )

    def forget_pages(self, output: str, names: Iterable[str]) -> None:
        """Delete the pages of some partitions."""
        query = "DELETE FROM pages WHERE output = ? AND name = ?"
        self.connection.executemany(query, [(output, name) for name in names])

    def _only(self, place: str, query: str, key: tuple[object, ...]) -> bytes:
        """Return the value in the one row that a query must find."""
        row = self.connection.execute(query, key).fetchone()
        if row is None:
            raise DamagedError(place)
        return without_checksum(place, row[0])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise DamagedError(str(value))
    return value


def _group(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogatepass")) % _GROUPS


def _place(name: str, part: str, year: int) -> str:
    return f"{part} {year} {name}"
