"""Writes new files into a project, and never over what is there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_EXECUTABLE = 0o755


class NewFile(NamedTuple):
    """A file to be written: its path relative to the project, and its text."""

    path: str
    text: str
    is_executable: bool = False


class RefusedError(Exception):
    """A file cannot or must not be written. The message, in Chinese, is for the user."""


def write_new(root: Path, files: Iterable[NewFile]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the files that are not there yet. Return the paths of those that were written, and of
    those that were left alone.

    Raise RefusedError, before anything is written, if a folder cannot be where one is needed.
    """
    missing: list[NewFile] = []
    kept: list[str] = []
    for one in files:
        _check_folders(root, one.path)
        if os.path.lexists(root / one.path):
            kept.append(one.path)
        else:
            missing.append(one)
    for one in missing:
        _write(root / one.path, one)
    return tuple(one.path for one in missing), tuple(kept)


def _check_folders(root: Path, path: str) -> None:
    """Raise RefusedError if something else than a folder lies where a folder of the path should."""
    for parent in Path(path).parents[:-1]:
        place = root / parent
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            raise RefusedError(f"{place} 不是文件夹，里面不能放 {Path(path).name}")


def _write(place: Path, one: NewFile) -> None:
    """Write a file. Raise FileExistsError if there is one now; leave nothing if it cannot be
    written whole."""
    place.parent.mkdir(parents=True, exist_ok=True)
    file = place.open("xb")
    try:
        with file:
            file.write(one.text.encode())
    except OSError:
        place.unlink(missing_ok=True)
        raise
    if one.is_executable:
        place.chmod(_EXECUTABLE)
