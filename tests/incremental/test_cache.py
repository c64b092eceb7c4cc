"""What is kept from one run to the next: it comes back as it was, or the work is done anew."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pytest
from conftest import in_cache
from moments import FORK
from systems import limited, posix

from incremental.caches import NOTHING, OTHER, OUTPUT, PAGES, database, everything, fill, known_of
from site_builder.forms.versions import load_forms
from site_builder.incremental.cache import Cache, open_cache
from site_builder.incremental.codec import DamagedError, loads
from site_builder.incremental.records import Analysis
from site_builder.publish.paths import CACHE

FORMS = load_forms()

pytestmark = pytest.mark.interpreter


def test_stored_values_are_there_in_the_next_run(kept: Path, learned: dict[str, Analysis]) -> None:
    found = in_cache(kept, everything(learned))

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

    shown = in_cache(kept, lambda cache: list(cache.parts(names, "portal")))

    own = [{part: data for part, _, data in learned[name].parts}["portal"] for name in names]
    assert shown == [loads(data, FORMS) for data in own]


def test_a_partition_that_is_stored_again_replaces_the_old_one(
    kept: Path, learned: dict[str, Analysis]
) -> None:
    one = learned["zhongwei-kjj"]
    less = one._replace(parts=one.parts[:1])

    in_cache(kept, lambda cache: cache.keep(less))

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

    in_cache(folder, once)
    (result,) = found
    if isinstance(result, DamagedError):
        raise result
    return result


def test_what_is_known_of_a_partition_is_replaced(kept: Path) -> None:
    before = in_cache(kept, Cache.known)
    after = {**before, "": before[""]._replace(stamp="new")}

    in_cache(kept, lambda cache: cache.put_known(after, before))

    assert in_cache(kept, Cache.known) == after


def test_nothing_is_left_of_a_partition_that_is_no_longer_known(
    kept: Path, learned: dict[str, Analysis]
) -> None:
    known = in_cache(kept, Cache.known)

    in_cache(kept, lambda cache: cache.put_known({"": known[""]}, known))

    assert set(in_cache(kept, Cache.known)) == {""}
    with pytest.raises(DamagedError):
        used_once(kept, lambda cache: cache.part("zhongwei-kjj", "site"))
    assert used_once(kept, lambda cache: cache.part("", "site"))
    with closing(sqlite3.connect(database(kept))) as connection:
        assert {name for (name,) in connection.execute("SELECT name FROM parts")} == {""}


def test_pages_of_one_output_folder_are_dropped_and_those_of_another_stay(kept: Path) -> None:
    in_cache(kept, lambda cache: cache.forget_pages(OUTPUT, ["", "zhongwei-kjj"]))

    assert in_cache(kept, lambda cache: (cache.pages(OUTPUT), cache.pages(OTHER))) == (
        {},
        {"": "other"},
    )
    for missing in (Cache.made, Cache.list_of_files):
        with pytest.raises(DamagedError):
            used_once(kept, partial(missing, output=OUTPUT, name=""))


def test_a_note_is_replaced(kept: Path) -> None:
    in_cache(kept, lambda cache: cache.put_note("copies", "乙"))

    assert in_cache(kept, lambda cache: (cache.note("copies"), cache.note("gone"))) == ("乙", None)


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, OSError])
def test_nothing_of_a_run_that_fails_is_kept(
    kept: Path, learned: dict[str, Analysis], failure: type[BaseException]
) -> None:
    before = in_cache(kept, everything(learned))

    def fails(cache: Cache) -> None:
        cache.put_note("copies", "half")
        cache.put_known({}, cache.known())
        raise failure

    with pytest.raises(failure):
        in_cache(kept, fails)
    assert in_cache(kept, everything(learned)) == before


def test_what_was_saved_is_kept_even_if_the_run_fails(kept: Path) -> None:
    def fails(cache: Cache) -> None:
        cache.put_note("copies", "saved")
        cache.save()
        cache.put_note("copies", "half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        in_cache(kept, fails)
    assert in_cache(kept, lambda cache: cache.note("copies")) == "saved"


@pytest.mark.parametrize("program", ["2", ""])
def test_another_program_begins_with_nothing(
    kept: Path, learned: dict[str, Analysis], program: str
) -> None:
    assert in_cache(kept, everything(learned), program) == NOTHING
    assert in_cache(kept, everything(learned)) == NOTHING


def test_a_program_that_does_not_know_itself_keeps_nothing(
    tmp_path: Path, learned: dict[str, Analysis]
) -> None:
    in_cache(tmp_path, fill(learned), "")

    assert in_cache(tmp_path, everything(learned), "") == NOTHING


def test_one_may_begin_afresh(kept: Path, learned: dict[str, Analysis]) -> None:
    found = in_cache(kept, everything(learned), afresh=True)

    assert found == NOTHING


def test_tables_of_an_older_program_are_thrown_away(tmp_path: Path) -> None:
    (tmp_path / CACHE).mkdir()
    with closing(sqlite3.connect(database(tmp_path))) as connection:
        connection.execute("CREATE TABLE notes (name, value)")
        connection.execute("CREATE TABLE old (x)")
        connection.execute("CREATE TABLE pages (x)")
        connection.execute("INSERT INTO notes VALUES ('program', '0')")
        connection.commit()

    in_cache(tmp_path, lambda cache: cache.put_note("a", 1))

    assert in_cache(tmp_path, lambda cache: cache.note("a")) == 1
    with closing(sqlite3.connect(database(tmp_path))) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert "pages" in names
    assert "old" not in names


def test_git_ignores_it(kept: Path) -> None:
    assert (kept / CACHE / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize(
    "prepare",
    [
        lambda folder: (folder / CACHE).write_text("a file"),
        lambda folder: (folder / CACHE).symlink_to("gone/deeper"),
        lambda folder: (folder / CACHE / "cache.db").mkdir(parents=True),
        lambda folder: folder.rmdir(),
    ],
    ids=["a file", "a link to nowhere", "a folder", "no project"],
)
def test_a_cache_that_cannot_be_written_is_in_memory(
    tmp_path: Path, learned: dict[str, Analysis], prepare: Callable[[Path], object]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    prepare(folder)

    def work(cache: Cache) -> dict[str, Any]:
        fill(learned)(cache)
        return dict(everything(learned)(cache))

    assert in_cache(folder, work)["note"] == ("甲", 1)
    assert in_cache(folder, lambda cache: cache.note("copies")) is None


def test_a_system_folder_is_no_place_for_it_and_no_fault() -> None:
    assert in_cache(Path("/proc/self"), lambda cache: cache.note("copies")) is None


def hold(folder: Path, held: Event, seconds: float) -> None:
    def do(_: Cache) -> None:
        held.set()
        time.sleep(seconds)

    in_cache(folder, do)


@pytest.mark.parametrize(("seconds", "note"), [(0.3, ("甲", 1)), (30, None)])
def test_a_cache_that_another_run_holds_is_in_memory_after_a_short_wait(
    kept: Path, seconds: float, note: object
) -> None:
    held = FORK.Event()
    process = FORK.Process(target=hold, args=(kept, held, seconds), daemon=True)
    process.start()
    held.wait()

    started = time.perf_counter()
    found = in_cache(kept, note_something)
    waited = time.perf_counter() - started
    process.kill()
    process.join()

    assert found == note
    assert waited < 10
    assert in_cache(kept, lambda cache: cache.note("copies")) == ("甲", 1)
    assert in_cache(kept, lambda cache: cache.note("new")) == (1 if note else None)


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

    in_cache(folder, do)


@posix
def test_a_run_that_is_killed_leaves_what_was_there_before(
    kept: Path, learned: dict[str, Analysis]
) -> None:
    before = in_cache(kept, everything(learned))
    process = FORK.Process(target=write_and_die, args=(kept, learned), daemon=True)
    process.start()
    process.join()

    assert process.exitcode == -9
    assert in_cache(kept, everything(learned)) == before


def test_a_cache_that_cannot_be_saved_in_the_end_is_only_missing(tmp_path: Path) -> None:
    """What was made of it is published by then."""
    with limited("RLIMIT_FSIZE", 100_000), open_cache(tmp_path, "1", FORMS) as cache:
        cache.put_note("large", "x" * 200_000)

    assert in_cache(tmp_path, lambda cache: cache.note("large")) is None


def test_a_cache_that_cannot_be_saved_on_the_way_is_a_fault_of_the_disk(tmp_path: Path) -> None:
    with (
        pytest.raises(OSError, match=r"\.sitebuild"),
        limited("RLIMIT_FSIZE", 100_000),
        open_cache(tmp_path, "1", FORMS) as cache,
    ):
        cache.put_note("large", "x" * 200_000)
        cache.save()
