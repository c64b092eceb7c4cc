"""The other ways of what only some systems can do, tried on this one."""

from __future__ import annotations

import errno
import ntpath
import os
import stat
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from systems import posix

from site_builder import portable
from site_builder.portable import System, system_of

pytestmark = pytest.mark.interpreter


def there(**numbers: int) -> Any:
    """What the system says of a file: a regular one, unless it is said otherwise."""
    usual = {"st_ino": 7, "st_mode": stat.S_IFREG | 0o644, "st_size": 3, "st_mtime_ns": 20}
    return SimpleNamespace(**{**usual, "st_ctime_ns": 30, "st_uid": -1, **numbers})


@pytest.mark.parametrize(
    ("platform", "forced", "lacks"),
    [
        ("linux", "", set()),
        ("darwin", "", {"forks"}),
        ("win32", "", {*System._fields} - {"links", "decomposes", "long"}),
        ("linux", "windows", {*System._fields} - {"links", "decomposes", "long"}),
        ("linux", "1", {*System._fields} - {"decomposes", "long"}),
    ],
)
def test_each_system_is_known_for_what_it_lacks(
    platform: str, forced: str, lacks: set[str]
) -> None:
    here = system_of(platform, forced)

    assert {name for name in System._fields[:-2] if not getattr(here, name)} == lacks
    assert bool(here.long) is (platform == "win32")
    assert here.decomposes is (platform == "darwin")


# Names and paths


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("a/CON", "CON"),
        ("con.md", "con.md"),
        ("nul.tar.gz/a", "nul.tar.gz"),
        ("aux .md", "aux .md"),
        ("com1.txt", "com1.txt"),
        ("LPT³", "LPT³"),
        ("a./b", "a."),
        ("a /b", "a "),
        ("a:b", "a:b"),
        ("a\\b", "a\\b"),
        *((f"a{one}", f"a{one}") for one in '<>"|?*'),
        ("conference/com10/auxiliary.md", ""),
        ("a.b/.c/com", ""),
        ("附件 1.pdf", ""),
    ],
)
def test_the_names_that_windows_refuses_are_known(path: str, refused: str) -> None:
    assert portable.refused_by_windows(path) == refused


@pytest.mark.parametrize("path", ["C:x", "a\\..\\b", "a/C:/b"])
def test_a_path_that_leads_elsewhere_on_windows_is_none_of_the_site_there(path: str) -> None:
    assert portable.leads_elsewhere(path, "\\")
    assert not portable.leads_elsewhere(path, "/")
    assert not portable.leads_elsewhere("a/b.html", "\\")


@pytest.mark.parametrize(
    ("path", "long"),
    [
        ("C:/site/" + "a" * 300, "\\\\?\\C:\\site\\" + "a" * 300),
        ("C:/x/../" + "a" * 300, "\\\\?\\C:\\" + "a" * 300),
        ("\\\\host\\share\\" + "a" * 300, "\\\\?\\UNC\\host\\share\\" + "a" * 300),
        ("\\\\?\\C:\\" + "a" * 300, "\\\\?\\C:\\" + "a" * 300),
        ("C:/site/a", "C:/site/a"),
        ("a/b", "a/b"),
    ],
)
def test_a_long_path_is_spelt_as_windows_takes_it(path: str, long: str) -> None:
    assert portable.spelt_long(path, "\\\\?\\", ntpath.abspath) == long


def test_names_are_compared_as_they_were_given_where_folders_list_them_in_another_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert portable.listed_name("e\u0301") == "e\u0301"
    monkeypatch.setattr(portable, "HERE", system_of("darwin"))
    assert portable.listed_name("e\u0301") == "\u00e9"


# What the system says of files


@pytest.mark.usefixtures("other_system")
def test_without_times_of_change_a_stamp_has_that_of_modification() -> None:
    stamp = portable.stamper()

    assert stamp(there()) == stamp(there(st_ctime_ns=31))
    assert stamp(there()) != stamp(there(st_mtime_ns=21))
    assert stamp(there()) != stamp(there(st_ino=8))
    assert max(stamp(there(st_ino=1 << 127))) < 1 << 64  # half of it, as on ReFS
    assert portable.changed_at(there()) == 20


@pytest.mark.usefixtures("other_system")
def test_a_file_has_one_stamp_in_the_list_of_a_folder_and_by_itself() -> None:
    """A list on Windows gives no inode numbers."""
    assert portable.scan_stamp(there(st_ino=0)) == portable.scan_stamp(there())
    assert portable.scan_stamp(there()) != portable.scan_stamp(there(st_size=4))
    assert portable.mode_of(there()) == portable.mode_of(there(st_mode=stat.S_IFREG | 0o755))


def test_without_inode_numbers_size_and_time_tell_files_apart() -> None:
    assert portable.is_same(there(st_ino=0), there(st_ino=0))
    assert not portable.is_same(there(st_ino=0), there(st_ino=0, st_mtime_ns=21))
    assert not portable.is_same(there(), there(st_ino=8))


@pytest.mark.usefixtures("other_system")
def test_a_junction_is_a_link_and_no_folder() -> None:
    junction = there(st_mode=stat.S_IFDIR, st_reparse_tag=0xA0000003)
    entry: Any = SimpleNamespace(
        is_dir=lambda follow_symlinks: True, stat=lambda follow_symlinks: junction
    )

    assert stat.S_ISLNK(portable.mode_of(junction))
    assert not portable.is_entered(entry)


# Opening


@posix
@pytest.mark.usefixtures("system")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")

    for flags in (os.O_RDONLY, os.O_RDWR | os.O_CREAT):
        with pytest.raises(OSError, match="link"):
            portable.open_file(tmp_path / "link", flags)
    assert not (tmp_path / "gone").exists()


@pytest.mark.usefixtures("other_system")
@pytest.mark.parametrize("times", [1, 100])
def test_a_file_that_becomes_another_one_while_it_is_opened_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    path, left, really = tmp_path / "a", [times], os.open
    path.write_bytes(b"old")

    def replaced(file: str, flags: int, mode: int = 0o777) -> int:
        if left[0]:
            left[0] -= 1
            (tmp_path / "b").write_bytes(b"new text")
            (tmp_path / "b").replace(path)
        return really(file, flags, mode)

    monkeypatch.setattr(os, "open", replaced)

    if times > 1:
        with pytest.raises(OSError, match="a") as raised:
            portable.open_file(path, os.O_RDONLY)
        assert raised.value.errno == errno.EAGAIN
    else:
        opened = portable.open_file(path, os.O_RDONLY)
        assert os.read(opened, 99) == b"new text"
        os.close(opened)


@pytest.mark.usefixtures("other_system")
def test_a_file_that_another_process_creates_at_the_same_time_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, really = tmp_path / "a", os.open

    def created(file: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_EXCL:
            path.write_bytes(b"theirs")
        return really(file, flags, mode)

    monkeypatch.setattr(os, "open", created)

    opened = portable.open_file(path, os.O_RDWR | os.O_CREAT)

    assert os.read(opened, 99) == b"theirs"
    os.close(opened)


def locking(code: int) -> Any:
    """A `msvcrt` whose lock is held, if there is a code of an error, by somebody else."""

    def lock(opened: int, how: int, count: int) -> None:
        assert (how, count, os.lseek(opened, 0, os.SEEK_CUR)) == (2, 1, 0)
        if code:
            raise OSError(code, "held")

    return SimpleNamespace(LK_NBLCK=2, locking=lock)


def test_the_lock_of_windows_is_on_the_first_byte(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("wb+") as file:
        file.write(b"text")
        file.flush()

        assert portable.take_lock_on_a_byte(file.fileno(), locking(0))
        assert not portable.take_lock_on_a_byte(file.fileno(), locking(errno.EACCES))
        assert not portable.take_lock_on_a_byte(file.fileno(), locking(errno.EDEADLK))
        with pytest.raises(OSError, match="held"):
            portable.take_lock_on_a_byte(file.fileno(), locking(errno.EIO))


@posix
def test_without_flock_that_lock_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", locking(errno.EACCES))

    with (tmp_path / "lock").open("wb") as file:
        assert not portable.take_lock(file.fileno())


# Processes and the console


@pytest.mark.parametrize(
    ("here", "alone", "method"),
    [
        (system_of("linux"), True, "fork"),
        (system_of("linux"), False, None),
        (system_of("darwin"), True, "spawn"),
        (system_of("win32"), True, "spawn"),
        (system_of("linux", "1"), True, "spawn"),
    ],
)
def test_processes_are_forked_only_where_that_is_safe(
    monkeypatch: pytest.MonkeyPatch, here: System, alone: bool, method: str | None
) -> None:
    monkeypatch.setattr(portable, "HERE", here)

    assert portable.start_method(alone) == method


def test_where_nothing_forks_nothing_is_done_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "register_at_fork", raising=False)

    portable.in_forked(lambda: None)


@pytest.mark.parametrize("is_console", [True, False])
def test_a_console_of_windows_is_told_to_show_colours(is_console: bool) -> None:
    told: list[tuple[int, int]] = []

    def get_mode(handle: int, mode: Any) -> bool:
        mode._obj.value = 3
        return is_console

    kernel32 = SimpleNamespace(
        GetStdHandle=lambda number: 100 + number,
        GetConsoleMode=get_mode,
        SetConsoleMode=lambda handle, mode: told.append((handle, mode)),
    )

    portable.use_colours(kernel32)

    assert told == ([(89, 7), (88, 7)] if is_console else [])
