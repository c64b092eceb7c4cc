"""The files of a site on disk, whatever else somebody put there."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from systems import make_pipe

from site_builder.model.limits import LARGEST_PAGE
from site_builder.publish.site_files import digest_of, files_below


@contextmanager
def deep(folder: Path, name: str, depth: int) -> Iterator[None]:
    """Make a file in a folder that may be so deep that no path leads there at once; in the end
    remove it, since Python cannot."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("file", os.O_CREAT, dir_fd=here))
    os.close(here)
    yield
    subprocess.run(["rm", "-r", folder / name], check=True)


def test_every_file_is_listed_however_deep_it_lies(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc")

    with deep(tmp_path, "a", 1500):
        assert files_below(tmp_path) == {"a/" * 1500 + "file", "link"}


def test_a_folder_that_lies_too_deep_stands_for_itself(tmp_path: Path) -> None:
    with deep(tmp_path, "a" * 100, 60):
        (found,) = files_below(tmp_path)

    assert found.endswith("a/")


def test_the_digest_is_that_of_a_regular_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    make_pipe(tmp_path / "pipe")

    assert digest_of(tmp_path / "a", keep=True) == (sha256(b"x").hexdigest(), b"x")
    assert digest_of(tmp_path / "a", keep=False) == (sha256(b"x").hexdigest(), b"")
    assert digest_of(tmp_path / "link", keep=True) == ("", b"")
    assert digest_of(tmp_path / "pipe", keep=True) == ("", b"")


def test_a_file_that_is_larger_than_a_page_is_not_read_as_one(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(LARGEST_PAGE + 1)

    assert digest_of(tmp_path / "a", keep=True) == ("", b"")


def test_a_folder_that_is_not_there_cannot_be_listed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        files_below(tmp_path / "gone")
