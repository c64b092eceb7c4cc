"""A content folder by the names and stamps of its files: what was touched shows, and what may have
been touched without showing it is not relied on."""

from __future__ import annotations

import errno
import os
import shutil
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import examples, long_after, scanned
from hypothesis import given
from hypothesis import strategies as st
from systems import make_pipe, posix

from site_builder.content.partition import REST, partition_of
from site_builder.content.scan import TOO_FRESH, Partition, Trouble, is_unchanged, scan, stamp
from site_builder.fingerprint import digest
from site_builder.parallel.processes import WORTH_SHARING
from site_builder.text.disk_errors import reason

TREE = (
    *("site.yaml", "index.md", "pages/a.md", "agencies/a/index.md", "agencies/a/reports/2023.md"),
    *("agencies/b/index.md", "agencies/stray.md"),
)
DENIED = reason(PermissionError(errno.EACCES, ""))


def put(folder: Path, *names: str, data: bytes = b"x") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def partitions(folder: Path, now_ns: int | None = None) -> dict[str, Partition]:
    return {partition.name: partition for partition in scanned(folder, now_ns)}


def stamps(folder: Path, now_ns: int) -> dict[str, str]:
    return {partition.name: partition.stamp for partition in scanned(folder, now_ns)}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder of some files."""
    put(tmp_path / "tree", *TREE)
    return tmp_path / "tree"


# ---------------------------------------------------------------- partitions


def test_a_folder_is_divided_into_a_partition_for_each_agency_and_one_for_the_rest(
    tmp_path: Path,
) -> None:
    put(tmp_path, *TREE)

    found = scanned(tmp_path)

    assert [(one.name, [file.path for file in one.files]) for one in found] == [
        (REST, ["agencies/stray.md", "index.md", "pages/a.md", "site.yaml"]),
        ("a", ["agencies/a/index.md", "agencies/a/reports/2023.md"]),
        ("b", ["agencies/b/index.md"]),
    ]
    assert found[1].files[0].file == str(tmp_path / "agencies/a/index.md")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("index.md", REST),
        ("pages/a.md", REST),
        ("agencies/a.md", REST),
        ("agencies/a/index.md", "a"),
        ("agencies/a/b/c/d.pdf", "a"),
        ("pages/agencies/a/index.md", REST),
        ("Agencies/a/index.md", REST),
        ("agencies2/a/index.md", REST),
        ("", REST),
    ],
)
def test_a_path_belongs_to_the_partition_of_its_agency(path: str, name: str) -> None:
    assert partition_of(path) == name


NAMES = st.sampled_from(["a", "a-b", "b", "index.md", "c.pdf", "agencies", "é", "机关"])


@examples(25)
@given(st.sets(st.lists(NAMES, min_size=1, max_size=4).map("/".join)))
def test_every_file_is_in_the_partition_of_its_path(
    tmp_path_factory: pytest.TempPathFactory, paths: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("tree")
    there = {path for path in paths if not any(other.startswith(f"{path}/") for other in paths)}
    put(folder, *there)

    found = scanned(folder)

    assert [one.name for one in found] == sorted({REST, *map(partition_of, there)})
    assert {file.path: one.name for one in found for file in one.files} == {
        path: partition_of(path) for path in there
    }
    for one in found:
        assert list(one.files) == sorted(one.files)
    shutil.rmtree(folder)


def test_several_processes_see_what_one_sees(tmp_path: Path) -> None:
    for number in range(WORTH_SHARING):
        put(tmp_path, f"agencies/a{number}/index.md", f"agencies/a{number}/reports/2023.md")
    put(tmp_path, *TREE)
    later = long_after()

    seen = scan(str(tmp_path), later, jobs=2, many=100, at_once=70)

    assert seen == scan(str(tmp_path), later)
    assert len(seen) == WORTH_SHARING + 3


def test_an_agency_that_is_spelt_in_two_ways_is_one(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "é")
    put(tmp_path, f"agencies/{decomposed}/b.md", "agencies/é/a.md", f"agencies/{decomposed}/a.md")

    _, found = scanned(tmp_path)

    assert found.name == "é"
    assert [(file.path, file.file) for file in found.files] == [
        ("agencies/é/a.md", str(tmp_path / "agencies" / decomposed / "a.md")),
        ("agencies/é/a.md", str(tmp_path / "agencies/é/a.md")),
        ("agencies/é/b.md", str(tmp_path / "agencies" / decomposed / "b.md")),
    ]


def test_a_folder_that_cannot_be_listed_is_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused here by hand: the administrator may list everything."""
    put(tmp_path, *TREE, "agencies/c/index.md")
    scan = os.scandir

    def refuse(folder: str) -> object:
        if folder.rstrip("/").endswith(("/pages", "/reports", "/c")):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)

    found = partitions(tmp_path)

    assert {
        name: partition.troubles for name, partition in found.items() if partition.troubles
    } == {
        REST: (Trouble("pages", DENIED),),
        "a": (Trouble("agencies/a/reports", DENIED),),
        "c": (Trouble("agencies/c", DENIED),),
    }
    assert [file.path for file in found["a"].files] == ["agencies/a/index.md"]
    assert found["c"].files == ()


def test_in_an_empty_folder_there_is_only_the_rest_and_a_missing_one_is_an_error(
    tmp_path: Path,
) -> None:
    assert [(one.name, one.rows) for one in scanned(tmp_path)] == [(REST, ())]
    with pytest.raises(FileNotFoundError):
        scanned(tmp_path / "gone")
    put(tmp_path, "file")
    with pytest.raises(NotADirectoryError):
        scanned(tmp_path / "file")


def test_temporary_files_of_editors_and_systems_are_ignored(tree: Path) -> None:
    later = long_after()
    before = scanned(tree, later)
    litter = (".git/config", ".DS_Store", "a.md~", ".a.md.swp", "a.md.swp", "~$报告.docx", "#a.md#")
    more = ("Thumbs.db", "desktop.ini", "__pycache__/a.pyc", "a.bak", "a.tmp", "a.orig", "a.part")

    put(tree, *litter, *more)
    put(tree / "agencies/a", *litter, *more)
    put(tree / "agencies/.b", "index.md")

    assert scanned(tree, later) == before
    assert all(partition.stamp for partition in before)


def test_names_are_composed_and_their_files_found_as_they_are_spelt(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "é.md")
    put(tmp_path, decomposed, f"agencies/{decomposed}/index.md")

    found = partitions(tmp_path)

    assert found[REST].files[0][:2] == ("é.md", str(tmp_path / decomposed))
    assert [file.path for file in found["é.md"].files] == ["agencies/é.md/index.md"]


@pytest.mark.parametrize("name", ["a\nb.md", "a\x1b.md", "a\u200b.md", b"\xff.md"])
def test_a_name_that_cannot_be_written_is_trouble(tmp_path: Path, name: str | bytes) -> None:
    folder = tmp_path / "agencies/a"
    put(folder, "index.md")
    Path(os.fsdecode(os.fsencode(folder) + b"/" + os.fsencode(name))).write_bytes(b"x")

    found = partitions(tmp_path)["a"]

    ((shown, why),) = found.troubles
    assert shown.isprintable()
    assert shown.startswith("agencies/a/")
    assert why == ""
    assert [file.path for file in found.files] == ["agencies/a/index.md"]


def test_no_link_is_followed(tmp_path: Path) -> None:
    put(tmp_path / "outside", "secret.md")
    content = tmp_path / "content"
    put(content, "a.md")
    (content / "file.md").symlink_to(tmp_path / "outside/secret.md")
    (content / "folder").symlink_to(tmp_path / "outside", target_is_directory=True)
    (content / "loop").symlink_to(content, target_is_directory=True)
    (content / "agencies").mkdir()
    (content / "agencies/b").symlink_to(tmp_path / "outside", target_is_directory=True)
    (content / "gone.md").symlink_to("gone")

    (found,) = scanned(content)

    assert [file.path for file in found.files] == [
        *("a.md", "agencies/b", "file.md", "folder", "gone.md", "loop"),
    ]


# ---------------------------------------------------------------- stamps


def test_a_folder_that_nobody_touched_has_the_same_stamps(tree: Path) -> None:
    before, whole = stamps(tree, long_after()), stamp(str(tree), long_after())

    assert all(before.values())
    assert len(set(before.values())) == 3
    for name in TREE:
        (tree / name).read_bytes()
    assert stamps(tree, long_after()) == before
    assert stamp(str(tree), long_after()) == whole != ""


def rewrite_in_place(folder: Path) -> None:
    """Another byte, no byte more, and the time it had before."""
    path = folder / "agencies/a/index.md"
    before = path.stat()
    path.write_bytes(b"y")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def replace_with_an_old_file(folder: Path) -> None:
    """As `mv` and `cp -p` do."""
    path = folder / "agencies/a/index.md"
    new = folder / "agencies/.new"
    shutil.copy2(path, new)
    new.replace(path)


def exchange_two_files(folder: Path) -> None:
    one, other = folder / "agencies/a/index.md", folder / "agencies/a/reports/2023.md"
    one.rename(folder / "agencies/.a")
    other.rename(one)
    (folder / "agencies/.a").rename(other)


def new_but_old(folder: Path) -> None:
    put(folder, "agencies/a/new.md")
    os.utime(folder / "agencies/a/new.md", (0, 0))


TOUCHES: dict[str, Callable[[Path], object]] = {
    "rewritten in place, its time restored": rewrite_in_place,
    "replaced by an older file": replace_with_an_old_file,
    "two files exchanged": exchange_two_files,
    "touched": lambda folder: (folder / "agencies/a/index.md").touch(),
    "renamed": lambda folder: (folder / "agencies/a/index.md").rename(folder / "agencies/a/i.md"),
    "gone": lambda folder: (folder / "agencies/a/index.md").unlink(),
    "new": lambda folder: put(folder, "agencies/a/new.md"),
    "new, and older than all": new_but_old,
    "another mode": lambda folder: (folder / "agencies/a/index.md").chmod(0o600),
}
# What shows in the time of the last change only, or in the number of the inode.
UNSEEN_ON_WINDOWS = {
    *("rewritten in place, its time restored", "replaced by an older file", "another mode"),
}
EVERY_TOUCH = [
    pytest.param(touch, id=name, marks=[posix] if name in UNSEEN_ON_WINDOWS else [])
    for name, touch in TOUCHES.items()
]


@pytest.mark.parametrize("touch", EVERY_TOUCH)
def test_a_touched_file_changes_the_stamp_of_its_partition_only(
    tree: Path, touch: Callable[[Path], object]
) -> None:
    later = long_after()
    before, whole = stamps(tree, later), stamp(str(tree), later)

    touch(tree)

    after = stamps(tree, later)
    assert {name for name in after if after[name] != before[name]} == {"a"}
    assert after["a"]
    assert stamp(str(tree), later) not in ("", whole)


def test_a_file_that_existed_for_a_moment_changes_the_stamp_of_everything(tree: Path) -> None:
    folder, later = str(tree / "agencies"), long_after()
    files, everything = stamp(folder, later), stamp(folder, later, everything=True)
    put(tree, "agencies/a/new.md")
    (tree / "agencies/a/new.md").unlink()

    assert stamp(folder, later) == files
    assert stamp(folder, later, everything=True) not in ("", everything)
    assert everything


@pytest.mark.parametrize("touch", TOUCHES)
def test_a_file_touched_since_the_scan_is_noticed(tree: Path, touch: str) -> None:
    before = partitions(tree, long_after())
    assert all(map(is_unchanged, before.values()))

    TOUCHES[touch](tree)

    assert is_unchanged(before["a"]) is touch.startswith("new"), "what is new was not read"
    assert is_unchanged(before["b"])


def test_the_name_of_an_agency_shows_in_its_stamp(tree: Path) -> None:
    later = long_after()
    before = stamps(tree, later)
    (tree / "agencies/a").rename(tree / "agencies/c")

    after = stamps(tree, later)

    assert "a" not in after
    assert after["c"] not in before.values()
    assert (after["b"], after[REST]) == (before["b"], before[REST])


@pytest.mark.parametrize(
    "written", ["in place", pytest.param("and its time put back", marks=posix)]
)
def test_a_file_that_changed_shortly_before_is_not_relied_on(tree: Path, written: str) -> None:
    """It may change once more within the tick of the clock, and have the same stamp."""
    long_after()
    put(tree, "agencies/a/index.md")
    if written != "in place":
        os.utime(tree / "agencies/a/index.md", (0, 0))
    changed = (tree / "agencies/a/index.md").stat().st_ctime_ns

    at_once = stamps(tree, changed + TOO_FRESH)
    later = stamps(tree, changed + TOO_FRESH + 1)

    assert (at_once["a"], stamp(str(tree), changed + TOO_FRESH)) == ("", "")
    assert all((at_once["b"], at_once[REST], stamp(str(tree), changed + TOO_FRESH + 1)))
    assert later == {**at_once, "a": later["a"]}
    assert later["a"]


def test_a_file_that_says_it_is_from_the_future_is_not_relied_on(tree: Path) -> None:
    now = time.time_ns()
    os.utime(tree / "agencies/a/index.md", ns=(now, now + 3 * TOO_FRESH))

    assert stamps(tree, now + 5 * TOO_FRESH)["a"]
    assert stamps(tree, now + 4 * TOO_FRESH)["a"] == ""


ODD: dict[str, Callable[[Path], object]] = {
    "a link": lambda folder: (folder / "b.md").symlink_to("a.md"),
    "a pipe": lambda folder: make_pipe(folder / "b.md"),
    "an odd name": lambda folder: put(folder, "b\n.md"),
}


@pytest.mark.parametrize("put_odd", ODD.values(), ids=ODD)
def test_a_partition_whose_changes_may_not_show_has_no_stamp(
    tree: Path, put_odd: Callable[[Path], object]
) -> None:
    put_odd(tree)

    found = stamps(tree, long_after())

    assert found[REST] == ""
    assert found["a"]
    assert stamp(str(tree), long_after()) == ""


def test_a_clock_is_two_seconds_ahead_of_what_it_lets_one_rely_on() -> None:
    """Some file systems tell the time in steps of two seconds."""
    assert TOO_FRESH == 2_000_000_000


def test_digests_tell_where_one_text_ends() -> None:
    assert len({digest(texts) for texts in (["ab", "c"], ["a", "bc"], ["abc"], [], ["", ""])}) == 5
    assert digest(["\udcff"]) != digest(["?"])
