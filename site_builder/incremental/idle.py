"""Whether anything at all changed since the last build: told by the stamps of files alone, so that
a build that has nothing to do is over before anything heavy is imported."""

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

from site_builder.content.scan import Partition, stamp, survey
from site_builder.fingerprint import digest
from site_builder.publish.manifest import MANIFEST

if TYPE_CHECKING:
    from site_builder.model.finding import Finding

_FILE = "last.json"  # behind a digest of itself


class BuildInputs(NamedTuple):
    """How things stand: the partitions of the content folder, and a key that stands for all that a
    build depends on; it is empty where the stamps cannot be relied on. `program` and `themes` stand
    for parts of it; `now_ns` is the time at which all that was seen."""

    partitions: tuple[Partition, ...]
    program: str
    themes: str
    today: str
    key: str
    now_ns: int


class LastBuild(NamedTuple):
    """How the last build ended: pages by template, and its findings. `last_day` is the latest that
    anything was signed or published on: on an earlier day, that lies in the future."""

    pages: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]
    last_day: str


def look(  # noqa: PLR0913  # all that a build depends on
    source: Path,
    content: Path,
    today: date,
    options: Iterable[object],
    jobs: int = 1,
    *,
    now_ns: int | None = None,
) -> BuildInputs:
    """See how things stand in a project at a time, by default now. Raises OSError where there is no
    content."""
    now_ns = time_ns() if now_ns is None else now_ns
    partitions = survey(os.fspath(content), now_ns, jobs)
    program = _program(now_ns)
    themes = themes_of(source, now_ns)
    stamps = [f"{partition.name} {partition.stamp}" for partition in partitions]
    # Deadlines end with a month: between the days of one, nothing becomes late.
    month = f"{today.year}-{today.month}"
    told = [program, themes, month, *map(repr, options), *stamps]
    sure = program and themes and all(partition.stamp for partition in partitions)
    key = digest(told) if sure else ""
    return BuildInputs(partitions, program, themes, today.isoformat(), key, now_ns)


def themes_of(source: Path, now_ns: int) -> str:
    """What stands for all themes at hand: those beside the content, and ours in a checkout."""
    folders = [source / "themes", Path(__file__).parents[2] / "themes"]
    there = [os.fspath(folder) for folder in folders if folder.is_dir()]
    stamps = [stamp(folder, now_ns, everything=True) for folder in there]
    return digest(stamps) if all(stamps) else ""


def last_build(state: Path, output: Path, now: BuildInputs) -> LastBuild | None:
    """How the last build ended, if it was of the same and its site is still there."""
    try:
        with_checksum, _, text = (state / _FILE).read_text("utf-8").partition("\n")
        if with_checksum != digest([text]):
            return None
        noted = json.loads(text)
        if not now.key or noted["key"] != now.key or noted["site"] != _site(output):
            return None
        if now.today < noted["last_day"]:
            return None
        pages = tuple((str(template), int(count)) for template, count in noted["pages"])
        return LastBuild(pages, _findings(noted["findings"]), noted["last_day"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def note_build(state: Path, output: Path, now: BuildInputs, last: LastBuild) -> None:
    """Remember how a build ended; where that cannot be written, the next one takes longer. It is
    only to be done if what was built from is what `now` stands for."""
    noted = {**last._asdict(), "key": now.key, "site": _site(output)}
    text = json.dumps(noted, ensure_ascii=False)
    with suppress(OSError):
        (state / _FILE).write_text(f"{digest([text])}\n{text}", "utf-8")


def _findings(rows: list[list[Any]]) -> tuple[Finding, ...]:
    if not rows:
        return ()
    from site_builder.model.finding import Finding  # seldom needed, and not light
    from site_builder.model.source import CellAddress, Repair  # seldom needed, and not light

    findings = (Finding(*row) for row in rows)
    return tuple(
        one._replace(
            cell=one.cell and CellAddress(*one.cell), repair=one.repair and Repair(*one.repair)
        )
        for one in findings
    )


def _site(output: Path) -> list[int]:
    """What tells the site in the output folder from every other."""
    there = (output / MANIFEST).stat()
    return [there.st_ino, there.st_mtime_ns, there.st_size]


def _program(now_ns: int) -> str:
    """What stands for the program: its files, those of Python, and the packages it has at hand."""
    here = stamp(str(Path(__file__).parent.parent), now_ns)
    places = [Path(path) for path in sys.path if path.endswith("-packages")]
    packages = [f"{path} {path.stat().st_mtime_ns}" for path in places if path.is_dir()]
    return digest([sys.version, here, *packages]) if here else ""
