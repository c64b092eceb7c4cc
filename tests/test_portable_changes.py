"""Files are renamed and deleted, and folders exchanged, in the other ways too, which only some
systems need."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from systems import posix

from site_builder import portable
from site_builder.portable import HeldError, system_of

pytestmark = pytest.mark.interpreter


def held_for(times: int, monkeypatch: pytest.MonkeyPatch, name: str, really: Any) -> list[str]:
    """Another program has files open for so many calls of a function of `os`; returns these."""
    calls: list[str] = []

    def call(*paths: Any, **more: Any) -> None:
        calls.append(str(paths[0]))
        if len(calls) <= times:
            raise PermissionError(errno.EACCES, "held", str(paths[0]))
        really(*paths, **more)

    monkeypatch.setattr(os, name, call)
    monkeypatch.setattr(portable, "PAUSES", (0, 0, 0))
    return calls


@pytest.mark.usefixtures("other_system")
def test_a_file_that_is_held_for_a_moment_is_replaced_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").write_bytes(b"new")
    (tmp_path / "old").write_bytes(b"old")
    calls = held_for(2, monkeypatch, "replace", os.replace)

    portable.rename(tmp_path / "new", tmp_path / "old")

    assert (tmp_path / "old").read_bytes() == b"new"
    assert len(calls) == 3


@pytest.mark.usefixtures("other_system")
@pytest.mark.parametrize("name", ["replace", "unlink"])
def test_a_file_that_is_held_for_long_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"a")
    held_for(99, monkeypatch, name, getattr(os, name))

    with pytest.raises(HeldError, match="正被别的程序占用") as raised:
        portable.delete(file) if name == "unlink" else portable.rename(file, tmp_path / "b")

    assert raised.value.filename == str(file)
    assert file.exists()


def test_on_posix_nobody_waits_for_a_permission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portable, "HERE", system_of("linux"))
    calls = held_for(99, monkeypatch, "replace", os.replace)

    with pytest.raises(PermissionError):
        portable.rename(tmp_path / "a", tmp_path / "b")

    assert len(calls) == 1


@pytest.mark.usefixtures("other_system")
def test_a_file_that_is_read_only_is_deleted_although_windows_refuses_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.unlink

    def unlink(path: Any, **more: Any) -> None:
        if not stat.S_IWRITE & os.stat(path, dir_fd=more.get("dir_fd")).st_mode:
            raise PermissionError(errno.EACCES, "read-only", str(path))
        really(path, **more)

    monkeypatch.setattr(os, "unlink", unlink)
    for name in ("folder/a", "folder/deep/b", "c"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
        (tmp_path / name).chmod(stat.S_IREAD)

    portable.remove(tmp_path / "folder")
    portable.remove(tmp_path / "c")
    portable.remove(tmp_path / "gone")

    assert not list(tmp_path.iterdir())


@posix
@pytest.mark.usefixtures("system")
def test_a_link_is_removed_and_not_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/a").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "folder")

    portable.remove(tmp_path / "link")

    assert (tmp_path / "folder/a").exists()
    assert not portable.is_link(tmp_path / "link")


def test_macos_exchanges_two_folders_in_one_step(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def swap(*values: Any) -> int:
        asked.append(values)
        return 0

    monkeypatch.setattr(portable, "HERE", system_of("darwin"))
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(renamex_np=swap))

    portable.exchange(Path("new"), Path("old"), Path("aside"))

    assert asked == [(b"new", b"old", 2)]


@pytest.mark.parametrize("held", [1, 2])
def test_a_folder_that_is_held_while_two_are_exchanged_leaves_both_as_they_were(
    tmp_path: Path, other_system: str, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_bytes(b"")
    really, calls = os.replace, list[str]()

    def replace(one: str, other: str) -> None:
        calls.append(one)
        if one.endswith("old" if held == 1 else "new"):
            raise PermissionError(errno.EACCES, "held", one)
        really(one, other)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(portable, "PAUSES", (0, 0))

    with pytest.raises(HeldError):
        portable.exchange(tmp_path / "new", tmp_path / "old", tmp_path / "aside")

    assert {path.name for path in tmp_path.rglob("*")} == {"new", "old"}, other_system
    assert (tmp_path / "old/old").exists()
