"""What is kept from one run to the next: it comes back as it was, or the work is done anew."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pytest
from conftest import REPORT, TODAY, Scenario, learnt, page, silent, with_cache

from site_builder.build import build, check
from site_builder.forms.versions import load_forms
from site_builder.incremental.cache import Cache
from site_builder.incremental.codec import DamagedError, loads
from site_builder.incremental.database import FOLDER
from site_builder.incremental.records import Analysis, KnownPartition

pytestmark = pytest.mark.interpreter

FORMS = load_forms()
OUTPUT = "/srv/www/public"
OTHER = "/srv/www/other"
PAGES = {"index.html": ("home.html", {"模板": "1"})}


def used(folder: Path, do: Callable[[Cache], Any], program: str = "1") -> Any:
    return with_cache(folder, do, program)


def known_of(learned: dict[str, Analysis]) -> dict[str, KnownPartition]:
    return {
        n: KnownPartition(f"stamp {n}", f"inputs {n}", one.summary) for n, one in learned.items()
    }


def fill(learned: dict[str, Analysis]) -> Callable[[Cache], None]:
    """Keep a little of everything."""

    def do(cache: Cache) -> None:
        for name, one in learned.items():
            cache.keep(one)
            cache.keep_pages(
                OUTPUT, name, (f"made of {name}", PAGES), (f'"{name}": "1"'.encode(), b"a")
            )
        cache.put_known(known_of(learned), {})
        cache.keep_pages(OTHER, "", ("other", PAGES), (b"other", b"b"))
        cache.put_note("copies", ("甲", 1))

    return do


def everything(learned: dict[str, Analysis]) -> Callable[[Cache], dict[str, Any]]:
    """Read all that `fill` kept."""

    def do(cache: Cache) -> dict[str, Any]:
        known = cache.known()
        names = [name for name in learned if name in known]
        return {
            "known": known,
            "parts": {
                (name, part, year): cache.part(name, part, year)
                for name in names
                for part, year, _ in learned[name].parts
            },
            "pages": cache.pages(OUTPUT),
            "other": cache.pages(OTHER),
            "made": {
                (output, name): cache.made(output, name)
                for output in (OUTPUT, OTHER)
                for name in cache.pages(output)
            },
            "of one": {name: cache.list_of_files(OTHER, name) for name in cache.pages(OTHER)},
            "files": list(cache.lists(OUTPUT, "files", sorted(cache.pages(OUTPUT)))),
            "targets": list(cache.lists(OUTPUT, "targets", sorted(cache.pages(OUTPUT)))),
            "note": cache.note("copies"),
        }

    return do


NOTHING: dict[str, Any] = {
    "known": {},
    "parts": {},
    "pages": {},
    "other": {},
    "made": {},
    "of one": {},
    "files": [],
    "targets": [],
    "note": None,
}


@pytest.fixture
def learned(site: Scenario) -> dict[str, Analysis]:
    site.lay(page("## 一\n\n正文。\n"))
    return learnt(site.root)


@pytest.fixture
def kept(tmp_path: Path, learned: dict[str, Analysis]) -> Path:
    """A folder with a full cache."""
    folder = tmp_path / "kept"
    folder.mkdir()
    used(folder, fill(learned))
    return folder


def database(folder: Path) -> Path:
    return folder / FOLDER / "cache.db"


# ---------------------------------------------------------------- what is kept


def test_what_is_kept_is_there_in_the_next_run(kept: Path, learned: dict[str, Analysis]) -> None:
    found = used(kept, everything(learned))

    assert found == {
        "known": known_of(learned),
        "parts": {
            (name, part, year): data
            for name, one in learned.items()
            for part, year, data in one.parts
        },
        "pages": {name: f"made of {name}" for name in learned},
        "other": {"": "other"},
        "made": {**{(OUTPUT, name): PAGES for name in learned}, (OTHER, ""): PAGES},
        "of one": {"": b"other"},
        "files": [f'"{name}": "1"'.encode() for name in learned],
        "targets": [b"a" for _ in learned],
        "note": ("甲", 1),
    }


def test_parts_come_back_one_after_another(kept: Path, learned: dict[str, Analysis]) -> None:
    names = sorted(learned)

    shown = used(kept, lambda cache: list(cache.parts(names, "portal")))

    own = [{part: data for part, _, data in learned[name].parts}["portal"] for name in names]
    assert shown == [loads(data, FORMS) for data in own]


def test_a_branch_that_is_kept_again_takes_the_place_of_the_old_one(
    kept: Path, learned: dict[str, Analysis]
) -> None:
    one = learned["zhongwei-kjj"]
    less = one._replace(parts=one.parts[:1])

    used(kept, lambda cache: cache.keep(less))

    for part, year, _ in one.parts[1:]:
        with pytest.raises(DamagedError):
            used_once(kept, lambda cache, *key: cache.part("zhongwei-kjj", *key), part, year)


def used_once(folder: Path, do: Callable[..., Any], *values: object) -> Any:
    """Do something with a cache, and do not do it again whatever happens."""
    found: list[Any] = []

    def once(cache: Cache) -> None:
        try:
            found.append(do(cache, *values))
        except DamagedError as error:
            found.append(error)

    used(folder, once)
    (result,) = found
    if isinstance(result, DamagedError):
        raise result
    return result


def test_what_is_known_of_a_branch_is_replaced(kept: Path) -> None:
    before = used(kept, Cache.known)
    after = {**before, "": before[""]._replace(stamp="new")}

    used(kept, lambda cache: cache.put_known(after, before))

    assert used(kept, Cache.known) == after


def test_of_a_branch_that_is_not_known_any_more_nothing_is_left(
    kept: Path, learned: dict[str, Analysis]
) -> None:
    known = used(kept, Cache.known)

    used(kept, lambda cache: cache.put_known({"": known[""]}, known))

    assert set(used(kept, Cache.known)) == {""}
    with pytest.raises(DamagedError):
        used_once(kept, lambda cache: cache.part("zhongwei-kjj", "site"))
    assert used_once(kept, lambda cache: cache.part("", "site"))
    with closing(sqlite3.connect(database(kept))) as connection:
        assert {name for (name,) in connection.execute("SELECT name FROM parts")} == {""}


def test_pages_of_one_output_folder_are_dropped_and_those_of_another_stay(kept: Path) -> None:
    used(kept, lambda cache: cache.forget_pages(OUTPUT, ["", "zhongwei-kjj"]))

    assert used(kept, lambda cache: (cache.pages(OUTPUT), cache.pages(OTHER))) == (
        {},
        {"": "other"},
    )
    for missing in (Cache.made, Cache.list_of_files):
        with pytest.raises(DamagedError):
            used_once(kept, partial(missing, output=OUTPUT, name=""))


def test_a_note_is_replaced(kept: Path) -> None:
    used(kept, lambda cache: cache.put_note("copies", "乙"))

    assert used(kept, lambda cache: (cache.note("copies"), cache.note("gone"))) == ("乙", None)


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, OSError])
def test_of_a_run_that_fails_nothing_is_kept(
    kept: Path, learned: dict[str, Analysis], failure: type[BaseException]
) -> None:
    before = used(kept, everything(learned))

    def fails(cache: Cache) -> None:
        cache.put_note("copies", "half")
        cache.put_known({}, cache.known())
        raise failure

    with pytest.raises(failure):
        used(kept, fails)
    assert used(kept, everything(learned)) == before


def test_what_was_saved_is_kept_even_if_the_run_fails(kept: Path) -> None:
    def fails(cache: Cache) -> None:
        cache.put_note("copies", "saved")
        cache.save()
        cache.put_note("copies", "half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        used(kept, fails)
    assert used(kept, lambda cache: cache.note("copies")) == "saved"


@pytest.mark.parametrize("program", ["2", ""])
def test_another_program_begins_with_nothing(
    kept: Path, learned: dict[str, Analysis], program: str
) -> None:
    assert used(kept, everything(learned), program) == NOTHING
    assert used(kept, everything(learned)) == NOTHING


def test_a_program_that_does_not_know_itself_keeps_nothing(
    tmp_path: Path, learned: dict[str, Analysis]
) -> None:
    used(tmp_path, fill(learned), "")

    assert used(tmp_path, everything(learned), "") == NOTHING


def test_one_may_begin_afresh(kept: Path, learned: dict[str, Analysis]) -> None:
    found = with_cache(kept, everything(learned), afresh=True)

    assert found == NOTHING


def test_tables_of_an_older_program_are_thrown_away(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    with closing(sqlite3.connect(database(tmp_path))) as connection:
        connection.execute("CREATE TABLE notes (name, value)")
        connection.execute("CREATE TABLE old (x)")
        connection.execute("CREATE TABLE pages (x)")
        connection.execute("INSERT INTO notes VALUES ('program', '0')")
        connection.commit()

    used(tmp_path, lambda cache: cache.put_note("a", 1))

    assert used(tmp_path, lambda cache: cache.note("a")) == 1
    with closing(sqlite3.connect(database(tmp_path))) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert "pages" in names
    assert "old" not in names


def test_git_is_told_to_pass_over_it(kept: Path) -> None:
    assert (kept / FOLDER / ".gitignore").read_text() == "*\n"


# ---------------------------------------------------------------- where it cannot be kept


@pytest.mark.parametrize(
    "prepare",
    [
        lambda folder: (folder / FOLDER).write_text("a file"),
        lambda folder: (folder / FOLDER).symlink_to("gone/deeper"),
        lambda folder: (folder / FOLDER / "cache.db").mkdir(parents=True),
        lambda folder: folder.rmdir(),
    ],
    ids=["a file", "a link to nowhere", "a folder", "no project"],
)
def test_where_nothing_can_be_written_the_work_is_done_all_the_same(
    tmp_path: Path, learned: dict[str, Analysis], prepare: Callable[[Path], object]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    prepare(folder)

    def work(cache: Cache) -> dict[str, Any]:
        fill(learned)(cache)
        return dict(everything(learned)(cache))

    assert used(folder, work)["note"] == ("甲", 1)
    assert used(folder, lambda cache: cache.note("copies")) is None


def test_a_system_folder_is_no_place_for_it_and_no_fault() -> None:
    assert used(Path("/proc/self"), lambda cache: cache.note("copies")) is None


FORK = get_context("fork")


def hold(folder: Path, held: Event, seconds: float) -> None:
    def do(_: Cache) -> None:
        held.set()
        time.sleep(seconds)

    used(folder, do)


@pytest.mark.parametrize(("seconds", "note"), [(0.3, ("甲", 1)), (30, None)])
def test_where_another_run_holds_it_one_waits_a_little_and_then_does_without(
    kept: Path, seconds: float, note: object
) -> None:
    held = FORK.Event()
    process = FORK.Process(target=hold, args=(kept, held, seconds), daemon=True)
    process.start()
    held.wait()

    started = time.perf_counter()
    found = used(kept, note_something)
    waited = time.perf_counter() - started
    process.kill()
    process.join()

    assert found == note
    assert waited < 10
    assert used(kept, lambda cache: cache.note("copies")) == ("甲", 1)
    assert used(kept, lambda cache: cache.note("new")) == (1 if note else None)


def note_something(cache: Cache) -> object:
    cache.put_note("new", 1)
    return cache.note("copies")


def write_and_die(folder: Path, learned: dict[str, Analysis]) -> None:
    def do(cache: Cache) -> None:
        cache.connection.execute("PRAGMA cache_size = 1")  # so that it is spilt to the disk
        for turn in range(200):
            for one in learned.values():
                cache.keep(one._replace(name=f"{turn}"))
        os.kill(os.getpid(), signal.SIGKILL)

    used(folder, do)


def test_a_run_that_is_killed_leaves_what_was_there_before(
    kept: Path, learned: dict[str, Analysis]
) -> None:
    before = used(kept, everything(learned))
    process = FORK.Process(target=write_and_die, args=(kept, learned), daemon=True)
    process.start()
    process.join()

    assert process.exitcode == -9
    assert used(kept, everything(learned)) == before


# ---------------------------------------------------------------- damage


def sound_or_anew(folder: Path, learned: dict[str, Analysis], good: dict[str, Any]) -> bool:
    """Whether a cache had to be thrown away. What it says is what was kept, or is not there; only
    the digest of a page's inputs may be another, which makes more work and nothing wrong."""
    found = used(folder, everything(learned))
    assert found["known"].items() <= good["known"].items()
    assert all(good["parts"][key] == part for key, part in found["parts"].items())
    for output in ("pages", "other"):
        for name, inputs in found[output].items():
            assert name in good[output]
            assert isinstance(inputs, str)
    assert all(made == PAGES for made in found["made"].values())
    assert set(found["files"]) <= set(good["files"])
    assert found["note"] in (None, good["note"])
    used(folder, lambda cache: cache.put_note("works", "again"))
    assert used(folder, lambda cache: cache.note("works")) == "again"
    return bool(found == NOTHING)


def test_bytes_changed_anywhere_are_found_out_or_do_not_matter(
    kept: Path, learned: dict[str, Analysis], tmp_path: Path
) -> None:
    good = used(kept, everything(learned))
    data = database(kept).read_bytes()
    chance = random.Random(11)
    anew = 0
    for turn in range(250):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 1, 1, 4, 40))):
            damaged[chance.randrange(len(data))] = chance.randrange(256)
        folder = tmp_path / f"{turn}"
        (folder / FOLDER).mkdir(parents=True)
        database(folder).write_bytes(damaged)
        anew += sound_or_anew(folder, learned, good)
        shutil.rmtree(folder)
    assert 25 < anew < 250


def places_of_texts(data: bytes) -> Iterator[int]:
    """Where in a cache stand short texts, and the bytes that say how long and of what kind."""
    for word in (b"stamp ", b"inputs ", b"made of ", b"zhongwei-kjj", b"program", OUTPUT.encode()):
        at = data.find(word)
        while at >= 0:
            yield from range(max(0, at - 8), at + len(word))
            at = data.find(word, at + 1)


def test_names_stamps_and_their_lengths_may_be_damaged_too(
    kept: Path, learned: dict[str, Analysis], tmp_path: Path
) -> None:
    good = used(kept, everything(learned))
    data = database(kept).read_bytes()
    chance = random.Random(12)
    places = sorted(set(places_of_texts(data)))
    for turn, at in enumerate(chance.sample(places, 250)):
        damaged = bytearray(data)
        damaged[at] ^= 1 << chance.randrange(8)
        folder = tmp_path / f"{turn}"
        (folder / FOLDER).mkdir(parents=True)
        database(folder).write_bytes(damaged)
        sound_or_anew(folder, learned, good)
        shutil.rmtree(folder)


@pytest.mark.parametrize("share", [0, 0.1, 0.3, 0.5, 0.8, 0.99])
def test_a_cache_that_was_cut_short_is_found_out(
    kept: Path, learned: dict[str, Analysis], share: float
) -> None:
    good = used(kept, everything(learned))
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
def test_what_is_no_cache_of_ours_is_thrown_away_or_does_not_matter(
    kept: Path, learned: dict[str, Analysis], damage: Callable[[Path], object]
) -> None:
    good = used(kept, everything(learned))

    damage(database(kept))

    sound_or_anew(kept, learned, good)


def test_a_journal_of_something_else_does_not_matter(
    kept: Path, learned: dict[str, Analysis]
) -> None:
    good = used(kept, everything(learned))

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
def test_rows_that_are_gone_exchanged_or_of_another_kind_are_found_out_or_do_not_matter(
    kept: Path, learned: dict[str, Analysis], sql: str
) -> None:
    good = used(kept, everything(learned))

    with closing(sqlite3.connect(database(kept))) as connection:
        connection.execute(sql)
        connection.commit()

    sound_or_anew(kept, learned, good)


# ---------------------------------------------------------------- builds with a damaged cache


def test_a_build_with_a_damaged_cache_is_the_build_without_one(
    site: Scenario, tmp_path: Path
) -> None:
    agency = "-- content/agencies/b/index.md --\n---\ntitle: 乙\nregion: 640500\n---\n"
    site.build(page("正文\n") + agency)
    good = database(site.root).read_bytes()
    state = shutil.copytree(site.root, tmp_path / "before", symlinks=True)
    edit = (site.root / REPORT).read_text("utf-8") + "又一段。\n"
    (site.root / REPORT).write_text(edit, "utf-8")
    shutil.rmtree(site.root / FOLDER)
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
        assert files(project / "public") == files(tmp_path / "clean")
        shutil.rmtree(project)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
