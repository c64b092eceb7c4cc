"""A cache that is damaged: what it says is what was kept, or the work is done anew."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import TODAY, Scenario, digests, in_cache, silent
from texts import REPORT, page

from incremental.caches import NOTHING, OUTPUT, PAGES, database, everything
from site_builder.build import build, check
from site_builder.incremental.records import Analysis
from site_builder.publish.paths import CACHE


def sound_or_anew(folder: Path, learned: dict[str, Analysis], good: dict[str, Any]) -> bool:
    """Whether a cache had to be thrown away. What it says is what was kept, or is not there; only
    the digest of a page's inputs may be another, which makes more work and nothing wrong."""
    found = in_cache(folder, everything(learned))
    assert found["known"].items() <= good["known"].items()
    assert all(good["parts"][key] == part for key, part in found["parts"].items())
    for output in ("pages", "other"):
        for name, inputs in found[output].items():
            assert name in good[output]
            assert isinstance(inputs, str)
    assert all(made == PAGES for made in found["made"].values())
    assert set(found["files"]) <= set(good["files"])
    assert found["note"] in (None, good["note"])
    in_cache(folder, lambda cache: cache.put_note("works", "again"))
    assert in_cache(folder, lambda cache: cache.note("works")) == "again"
    return bool(found == NOTHING)


def test_changed_bytes_are_noticed_or_harmless(
    kept: Path, learned: dict[str, Analysis], tmp_path: Path, hunting: bool
) -> None:
    good = in_cache(kept, everything(learned))
    data = database(kept).read_bytes()
    chance = random.Random(11)
    anew = 0
    turns = 1000 if hunting else 100
    for turn in range(turns):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 1, 1, 4, 40))):
            damaged[chance.randrange(len(data))] = chance.randrange(256)
        folder = tmp_path / f"{turn}"
        (folder / CACHE).mkdir(parents=True)
        database(folder).write_bytes(damaged)
        anew += sound_or_anew(folder, learned, good)
        shutil.rmtree(folder)
    assert turns / 10 < anew < turns


def places_of_texts(data: bytes) -> Iterator[int]:
    """Where in a cache stand short texts, and the bytes that say how long and of what kind."""
    for word in (b"stamp ", b"inputs ", b"made of ", b"zhongwei-kjj", b"program", OUTPUT.encode()):
        at = data.find(word)
        while at >= 0:
            yield from range(max(0, at - 8), at + len(word))
            at = data.find(word, at + 1)


def test_names_stamps_and_their_lengths_may_be_damaged_too(
    kept: Path, learned: dict[str, Analysis], tmp_path: Path, hunting: bool
) -> None:
    good = in_cache(kept, everything(learned))
    data = database(kept).read_bytes()
    chance = random.Random(12)
    places = sorted(set(places_of_texts(data)))
    for turn, at in enumerate(places if hunting else chance.sample(places, 120)):
        damaged = bytearray(data)
        damaged[at] ^= 1 << chance.randrange(8)
        folder = tmp_path / f"{turn}"
        (folder / CACHE).mkdir(parents=True)
        database(folder).write_bytes(damaged)
        sound_or_anew(folder, learned, good)
        shutil.rmtree(folder)


@pytest.mark.parametrize("share", [0, 0.1, 0.3, 0.5, 0.8, 0.99])
def test_a_cache_that_was_cut_short_is_found_out(
    kept: Path, learned: dict[str, Analysis], share: float
) -> None:
    good = in_cache(kept, everything(learned))
    data = database(kept).read_bytes()

    database(kept).write_bytes(data[: int(len(data) * share)])

    assert sound_or_anew(kept, learned, good)


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b"not a database at all" * 1000),
        lambda file: file.write_bytes(b"\0" * 8192),
        lambda file: file.write_bytes(file.read_bytes() + b"\xff" * 5000),
        lambda file: file.write_bytes(file.read_bytes()[:100] + b"\0" * 50_000),
    ],
    ids=["text", "zeros", "longer", "only a header"],
)
def test_a_file_that_is_no_cache_is_deleted_or_harmless(
    kept: Path, learned: dict[str, Analysis], damage: Callable[[Path], object]
) -> None:
    good = in_cache(kept, everything(learned))

    damage(database(kept))

    sound_or_anew(kept, learned, good)


def test_a_journal_of_something_else_is_harmless(kept: Path, learned: dict[str, Analysis]) -> None:
    good = in_cache(kept, everything(learned))

    database(kept).with_name("cache.db-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" * 999)

    sound_or_anew(kept, learned, good)


SQL = [
    "DELETE FROM parts",
    "DELETE FROM parts WHERE part = 'site'",
    "DELETE FROM pages",
    "DELETE FROM notes",
    "DELETE FROM notes WHERE name = 'copies'",
    "DELETE FROM notes WHERE name LIKE 'known %'",
    "UPDATE notes SET value = (SELECT value FROM notes WHERE name = 'copies')",
    "UPDATE notes SET value = NULL WHERE name LIKE 'known %'",
    "UPDATE notes SET value = 'text' WHERE name LIKE 'known %'",
    "UPDATE notes SET value = 5 WHERE name LIKE 'known %'",
    "UPDATE notes SET name = CAST(x'ff' AS TEXT) WHERE name = 'copies'",
    "DROP TABLE parts",
    "DROP TABLE notes",
    "DROP TABLE pages",
    "UPDATE parts SET value = (SELECT value FROM parts LIMIT 1)",
    "UPDATE parts SET year = year + 1",
    "UPDATE parts SET part = 'anchors' || part",
    "UPDATE parts SET value = substr(value, 1, 20)",
    "UPDATE pages SET inputs = NULL",
    "UPDATE pages SET inputs = x'ff'",
    "UPDATE pages SET name = NULL",
    "UPDATE pages SET name = name || 'x'",
    "UPDATE pages SET output = '/srv/www/other' WHERE name = 'zhongwei-kjj'",
    "UPDATE pages SET pages = files, files = pages",
    "UPDATE notes SET value = NULL",
    "UPDATE notes SET value = x'00' WHERE name = 'copies'",
    "UPDATE notes SET name = 'program2' WHERE name = 'program'",
]


@pytest.mark.parametrize("sql", SQL)
def test_missing_exchanged_or_foreign_rows_are_noticed_or_harmless(
    kept: Path, learned: dict[str, Analysis], sql: str
) -> None:
    good = in_cache(kept, everything(learned))

    with closing(sqlite3.connect(database(kept))) as connection:
        connection.execute(sql)
        connection.commit()

    sound_or_anew(kept, learned, good)


def test_a_build_with_a_damaged_cache_is_the_build_without_one(
    site: Scenario, tmp_path: Path
) -> None:
    agency = "-- content/agencies/b/index.md --\n---\ntitle: 乙\nregion: 640500\n---\n"
    site.build(page("正文\n") + agency)
    good = database(site.root).read_bytes()
    state = shutil.copytree(site.root, tmp_path / "before", symlinks=True)
    edit = (site.root / REPORT).read_text("utf-8") + "又一段。\n"
    (site.root / REPORT).write_text(edit, "utf-8")
    shutil.rmtree(site.root / CACHE)
    clean = build(site.root, tmp_path / "clean", today=TODAY, progress=silent, clean=True)
    findings = check(site.root, TODAY, silent).findings
    chance = random.Random(13)
    # Half of the damage is done where it is most likely to be taken for something.
    places = sorted(set(places_of_texts(good.replace(str(site.root).encode(), OUTPUT.encode()))))
    for turn in range(25):
        damaged = bytearray(good)
        for _ in range(chance.choice((1, 2, 30))):
            at = chance.choice((chance.randrange(len(good)), chance.choice(places)))
            damaged[at % len(good)] = chance.randrange(256)
        project = tmp_path / f"{turn}"
        shutil.copytree(state, project)
        (project / REPORT).write_text(edit, "utf-8")
        database(project).write_bytes(damaged)

        built = build(project, project / "public", today=TODAY, progress=silent)

        assert (built.stopped, built.findings) == ("", findings)
        assert dict(built.pages) == dict(clean.pages)
        assert digests(project / "public") == digests(tmp_path / "clean")
        shutil.rmtree(project)
