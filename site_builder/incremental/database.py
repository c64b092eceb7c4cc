"""Opens and deletes the SQLite file of the cache."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from site_builder.publish.paths import CACHE

_FILE = "cache.db"
_IN_MEMORY = ":memory:"
_PATIENCE = 2.0  # seconds to wait for another run
TABLES = """
CREATE TABLE parts (name TEXT, part TEXT, year INTEGER, value BLOB, PRIMARY KEY (part, year, name));
CREATE TABLE pages (output TEXT, name TEXT, inputs TEXT, files BLOB, targets BLOB, pages BLOB,
                    PRIMARY KEY (output, name));
CREATE TABLE notes (name TEXT PRIMARY KEY, value BLOB);
CREATE INDEX parts_of ON parts (name);
"""


def connect(folder: Path, program: str) -> sqlite3.Connection:
    """Open the cache of the project in `folder`, and begin a transaction. It is empty if another
    `program` made it; it is in memory if nothing can be written, or another run holds the lock.
    Raise sqlite3.DatabaseError if it is damaged."""
    try:
        (folder / CACHE).mkdir(exist_ok=True)
        ignored = folder / CACHE / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n")
        return _open(str(folder / CACHE / _FILE), program)
    except OSError:
        return connect_in_memory(program)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return connect_in_memory(program)


def connect_in_memory(program: str) -> sqlite3.Connection:
    """Open an empty cache that is not saved."""
    return _open(_IN_MEMORY, program)


def copy_cache(folder: Path, to: Path) -> None:
    """Copy the cache of the project in `folder` into the folder `to`, as it is between two runs; if
    it is damaged, or another run holds it for long, there is none in `to`."""
    place = to / CACHE / _FILE
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with (
            closing(sqlite3.connect(_read_only(folder), timeout=_PATIENCE, uri=True)) as old,
            closing(sqlite3.connect(place)) as new,
        ):
            old.backup(new)
    except sqlite3.Error:
        discard(to)


def _read_only(folder: Path) -> str:
    return f"{(folder / CACHE / _FILE).absolute().as_uri()}?mode=ro"


def discard(folder: Path) -> None:
    """Delete the cache of a project."""
    with suppress(OSError):
        (folder / CACHE / _FILE).unlink(missing_ok=True)
        (folder / CACHE / f"{_FILE}-journal").unlink(missing_ok=True)


def _open(file: str, program: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # a damaged cache is only made again
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
    for statement in TABLES.split(";"):
        connection.execute(statement)
    connection.execute("INSERT INTO notes VALUES ('program', ?)", (program,))
