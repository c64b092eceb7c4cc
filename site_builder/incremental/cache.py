"""What is kept from one run to the next, in `.sitebuild/` beside the content: of every partition what
it means and what is wrong with it, of every output folder what its pages were made from.

It can be deleted at any time. Everything in it is sealed: what is damaged is found out, and then
all of it is thrown away and the work done anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from site_builder.incremental.codec import (
    DamagedError,
    Forms,
    dumps,
    loads,
    with_checksum,
    without_checksum,
)
from site_builder.incremental.records import Analysis
from site_builder.model.site import PartitionSummary

T = TypeVar("T")

FOLDER = ".sitebuild"
_FILE = "cache.db"
_IN_MEMORY = ":memory:"
# What is known of partitions is kept in notes of some together: to read a row of each takes three
# times as long, and to write all in one longer than the rest of an edit.
_KNOWN = "known"
_SHELVES = 64
_PATIENCE = 2.0  # seconds to wait for another run
# The last one comes out of sqlite3 where names in a damaged file are no texts.
_DAMAGE = (DamagedError, sqlite3.DatabaseError, UnicodeDecodeError)
_TABLES = """
CREATE TABLE parts (name TEXT, part TEXT, year INTEGER, value BLOB, PRIMARY KEY (part, year, name));
CREATE TABLE pages (output TEXT, name TEXT, inputs TEXT, files BLOB, goals BLOB, pages BLOB,
                    PRIMARY KEY (output, name));
CREATE TABLE notes (name TEXT PRIMARY KEY, value BLOB);
CREATE INDEX parts_of ON parts (name);
"""


class Known(NamedTuple):
    """A partition as it was understood: its stamp, and the digest of all that it was made from."""

    stamp: str
    inputs: str
    summary: PartitionSummary


def with_cache(
    folder: Path, program: str, forms: Forms, do: Callable[[Cache], T], afresh: bool = False
) -> T:
    """Do something with the cache of the project in `folder`: an empty one with `afresh`, or where
    it was made by another `program`, and one that is not kept where nothing can be written. Where
    it turns out to be damaged, it is thrown away, and all is done once more."""
    if afresh:
        _discard(folder)
    for _ in range(2):
        try:
            with _kept(_connect(folder, program)) as connection:
                return do(Cache(connection, forms, folder / FOLDER / "templates"))
        except _DAMAGE:
            _discard(folder)
    with _kept(_open(_IN_MEMORY, program)) as connection:
        return do(Cache(connection, forms, folder / FOLDER / "templates"))


@contextmanager
def _kept(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """What is written is kept if nothing goes wrong."""
    try:
        yield connection
        connection.commit()
    finally:
        connection.close()


def _discard(folder: Path) -> None:
    with suppress(OSError):
        (folder / FOLDER / _FILE).unlink(missing_ok=True)
        (folder / FOLDER / f"{_FILE}-journal").unlink(missing_ok=True)


def _connect(folder: Path, program: str) -> sqlite3.Connection:
    try:
        (folder / FOLDER).mkdir(exist_ok=True)
        ignored = folder / FOLDER / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n")
        return _open(str(folder / FOLDER / _FILE), program)
    except OSError:
        return _open(_IN_MEMORY, program)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return _open(_IN_MEMORY, program)  # another run has it


def _open(file: str, program: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # it may be lost, but not be half of it
        connection.execute("BEGIN IMMEDIATE")
        if not program or _made_by(connection) != program:
            _empty(connection, program)
    except BaseException:
        connection.close()
        raise
    return connection


def _made_by(connection: sqlite3.Connection) -> str:
    try:
        row = connection.execute("SELECT value FROM notes WHERE name = 'program'").fetchone()
    except sqlite3.OperationalError:
        return ""
    return str(row[0]) if row else ""


def _empty(connection: sqlite3.Connection, program: str) -> None:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in rows:
        connection.execute(f'DROP TABLE "{name}"')
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    connection.execute("INSERT INTO notes VALUES ('program', ?)", (program,))


@dataclass(frozen=True, slots=True)
class Cache:
    """An open cache, and the folder for compiled templates beside it. All methods raise
    DamagedError or sqlite3.DatabaseError where it is damaged."""

    connection: sqlite3.Connection
    forms: Forms
    templates: Path

    def save(self) -> None:
        """Keep what was put in so far, whatever comes."""
        self.connection.commit()
        self.connection.execute("BEGIN IMMEDIATE")

    def known(self) -> dict[str, Known]:
        """Every partition that is known."""
        shelves = (self.note(f"{_KNOWN} {number}") or {} for number in range(_SHELVES))
        return {name: Known(*row) for shelf in shelves for name, row in shelf.items()}

    def put_known(self, known: Mapping[str, Known], before: Mapping[str, Known]) -> None:
        """These partitions are known, and no others; `before` were those."""
        shelves: list[dict[str, Known]] = [{} for _ in range(_SHELVES)]
        for name, one in known.items():
            shelves[_shelf(name)][name] = one
        names = known.keys() | before.keys()
        for number in {_shelf(name) for name in names if known.get(name) is not before.get(name)}:
            rows = {name: tuple(one) for name, one in shelves[number].items()}
            self.put_note(f"{_KNOWN} {number}", rows)
        for name in before.keys() - known.keys():
            self._forget(name)

    def keep(self, one: Analysis) -> None:
        """Keep the parts of a partition."""
        name = one.name
        self._forget(name)
        self.connection.executemany(
            "INSERT INTO parts VALUES (?, ?, ?, ?)",
            [
                (name, part, year, with_checksum(_place(name, part, year), v))
                for part, year, v in one.parts
            ],
        )

    def _forget(self, name: str) -> None:
        self.connection.execute("DELETE FROM parts WHERE name = ?", (name,))

    def part(self, name: str, part: str, year: int = 0) -> bytes:
        """One part of a partition, frozen."""
        query = "SELECT value FROM parts WHERE part = ? AND year = ? AND name = ?"
        return self._only(_place(name, part, year), query, (part, year, name))

    def parts(self, names: Iterable[str], part: str, year: int = 0) -> Iterator[Any]:
        """One part of each of some partitions."""
        for data in self.frozen_parts(names, part, year):
            yield loads(data, self.forms)

    def frozen_parts(self, names: Iterable[str], part: str, year: int = 0) -> Iterator[bytes]:
        """The same, to be thawed elsewhere."""
        return (self.part(name, part, year) for name in names)

    def note(self, name: str) -> Any:
        """What was noted under a name, or None."""
        row = self.connection.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return loads(without_checksum(f"note {name}", row[0]), self.forms) if row else None

    def put_note(self, name: str, value: object) -> None:
        """Note something under a name."""
        sealed = with_checksum(f"note {name}", dumps(value))
        self.connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, sealed))

    def pages(self, output: str) -> dict[str, str]:
        """From what the pages of every partition in an output folder were made."""
        query = "SELECT name, inputs FROM pages WHERE output = ?"
        rows = self.connection.execute(query, (output,))
        return {_text(name): _text(inputs) for name, inputs in rows}

    def made(self, output: str, name: str) -> Any:
        """How the pages of a partition were made."""
        query = "SELECT pages FROM pages WHERE output = ? AND name = ?"
        return loads(self._only(f"pages {output} {name}", query, (output, name)), self.forms)

    def list_of_files(self, output: str, name: str) -> bytes:
        """The files of a partition, as they stand in the manifest."""
        query = "SELECT files FROM pages WHERE output = ? AND name = ?"
        return self._only(f"files {output} {name}", query, (output, name))

    def lists(self, output: str, what: str, names: Iterable[str]) -> Iterator[bytes]:
        """Of every partition the `files`, as they stand in the manifest, or the `goals` of the links
        on its pages; `names` are all partitions, in their order."""
        column = {"files": "files", "goals": "goals"}[what]
        query = f"SELECT name, {column} FROM pages WHERE output = ? ORDER BY name"
        rows = self.connection.execute(query, (output,))
        for name, row in zip_longest(names, rows):
            if name is None or row is None or name != row[0]:
                raise DamagedError(f"{what} {output} {name}")
            yield without_checksum(f"{what} {output} {name}", row[1])

    def keep_pages(
        self, output: str, name: str, made: tuple[str, object], lists: tuple[bytes, bytes]
    ) -> None:
        """Keep from what the pages of a partition were made, and how; its files and its goals."""
        inputs, pages = made
        files, goals = lists
        row = (
            with_checksum(f"files {output} {name}", files),
            with_checksum(f"goals {output} {name}", goals),
            with_checksum(f"pages {output} {name}", dumps(pages)),
        )
        self.connection.execute(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)", (output, name, inputs, *row)
        )

    def forget_pages(self, output: str, names: Iterable[str]) -> None:
        """Drop the pages of some partitions."""
        query = "DELETE FROM pages WHERE output = ? AND name = ?"
        self.connection.executemany(query, [(output, name) for name in names])

    def _only(self, place: str, query: str, key: tuple[object, ...]) -> bytes:
        """What is kept in the one row that has to be there."""
        row = self.connection.execute(query, key).fetchone()
        if row is None:
            raise DamagedError(place)
        return without_checksum(place, row[0])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise DamagedError(str(value))
    return value


def _shelf(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogatepass")) % _SHELVES


def _place(name: str, part: str, year: int) -> str:
    return f"{part} {year} {name}"
