"""Decides whether anything changed since the last build.

Only names and stat results of files are compared, so that a build without changes ends before
anything slow is imported.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING, Any, NamedTuple

from site_builder.content.regular_file import read_regular
from site_builder.content.scan import Partition, scan, stamp
from site_builder.fingerprint import digest
from site_builder.model.limits import LARGEST_NOTE
from site_builder.publish.inventory import read_inventory
from site_builder.publish.manifest import MANIFEST
from site_builder.publish.paths import state_of

if TYPE_CHECKING:
    from site_builder.model.finding import Finding

_FILE = "last.json"  # its first line is a digest of the rest


class BuildInputs(NamedTuple):
    """All inputs of a build: the partitions of the content folder, stamps of the program and of the
    themes, and the day (ISO). `key` is a digest of everything that the build depends on; it is
    empty if a stamp is unreliable. `now_ns` is the time of the scan."""

    partitions: tuple[Partition, ...]
    program: str
    themes: str
    today: str
    key: str
    now_ns: int


class LastBuild(NamedTuple):
    """The result of the last build: the number of pages by template, and its findings. `last_day`
    is the latest date (ISO) of signing or publication of a document; before that day, a date in the
    future has to be reported."""

    pages: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]
    last_day: str


def scan_project(
    source: Path,
    today: date,
    options: Iterable[object],
    jobs: int = 1,
    *,
    now_ns: int | None = None,
) -> BuildInputs:
    """Return the inputs for a build of the project in `source`.

    `options` are the options of the command that affect the site; `now_ns` is the time, by default
    that of the system. Raise OSError if there is no content folder.
    """
    now_ns = time_ns() if now_ns is None else now_ns
    partitions = scan(os.fspath(source / "content"), now_ns, jobs)
    program = _program(now_ns)
    themes = themes_of(source, now_ns)
    stamps = [f"{partition.name} {partition.stamp}" for partition in partitions]
    # Deadlines are the last days of months, so no report becomes late within a month.
    month = f"{today.year}-{today.month}"
    texts = [program, themes, month, *map(repr, options), *stamps]
    reliable = program and themes and all(partition.stamp for partition in partitions)
    key = digest(texts) if reliable else ""
    return BuildInputs(partitions, program, themes, today.isoformat(), key, now_ns)


def themes_of(source: Path, now_ns: int) -> str:
    """Return a stamp for all themes: those of the project, and the built-in ones in a checkout."""
    folders = [source / "themes", Path(__file__).parents[2] / "themes"]
    there = [os.fspath(folder) for folder in folders if folder.is_dir()]
    stamps = [stamp(folder, now_ns, everything=True) for folder in there]
    return digest(stamps) if all(stamps) else ""


def last_build(notes: Path, output: Path, now: BuildInputs) -> LastBuild | None:
    """Return the result of the last build, or None if its inputs differ from `now` or somebody
    changed its site in `output`. `notes` is the folder from `notes_of`."""
    try:
        data = read_regular(notes / _FILE, LARGEST_NOTE)
        checksum, _, text = data.decode().partition("\n")
        if checksum != digest([text]):
            return None
        noted = json.loads(text)
        if not now.key or noted["key"] != now.key or noted["site"] != _site(output):
            return None
        if now.today < noted["last_day"]:
            return None
        site = read_inventory(state_of(output))
        if not site or not site.is_that_of(output):
            return None
        pages = tuple((str(template), int(count)) for template, count in noted["pages"])
        return LastBuild(pages, _findings(noted["findings"]), noted["last_day"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def note_build(notes: Path, output: Path, now: BuildInputs, last: LastBuild) -> None:
    """Store the result of a build. If that fails, the next build merely takes longer.

    Call it only if the files that were read are still those that `now` was computed from.
    """
    noted = {**last._asdict(), "key": now.key, "site": _site(output)}
    text = json.dumps(noted, ensure_ascii=False)
    with suppress(OSError):
        notes.mkdir(parents=True, exist_ok=True)
        (notes / _FILE).write_bytes(f"{digest([text])}\n{text}".encode())


def _findings(rows: list[list[Any]]) -> tuple[Finding, ...]:
    if not rows:
        return ()
    from site_builder.model.finding import CellAddress, Finding, Repair  # rarely needed, slow

    findings = (Finding(*row) for row in rows)
    return tuple(
        one._replace(
            cell=one.cell and CellAddress(*one.cell),
            repair=one.repair and Repair(*one.repair),
            related=tuple(one.related),
        )
        for one in findings
    )


def _site(output: Path) -> list[int]:
    """Return the stat fingerprint of the manifest in the output folder."""
    there = (output / MANIFEST).stat()
    return [there.st_ino, there.st_mtime_ns, there.st_size]


def _program(now_ns: int) -> str:
    """Return a stamp for the program, the version of Python, and the installed packages."""
    here = stamp(str(Path(__file__).parent.parent), now_ns)
    places = [Path(path) for path in sys.path if path.endswith("-packages")]
    packages = [f"{path} {path.stat().st_mtime_ns}" for path in places if path.is_dir()]
    return digest([sys.version, here, *packages]) if here else ""
