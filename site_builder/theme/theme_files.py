"""Lists the files of a theme."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from site_builder.assembly.settings_rules import theme_file_not_usable
from site_builder.content.regular_file import read_regular
from site_builder.content.scan import is_litter
from site_builder.model.finding import Problem
from site_builder.model.limits import DEEPEST_THEME_FOLDER, LARGEST_THEME_FILE, MOST_THEME_FILES


def read_theme_file(file: Path) -> bytes:
    """Return the bytes of a file, behind links. Raise OSError if it is not regular, too large, or
    cannot be read."""
    return read_regular(os.path.realpath(file), LARGEST_THEME_FILE)


class _Entry(NamedTuple):
    """A file or folder: its path in the folder that is listed, and where it really is, behind
    links; the folders that it is in; and why it cannot be used, if so."""

    path: str
    place: str
    above: tuple[str, ...] = ()
    is_folder: bool = False
    why: str = ""


def list_files(folder: Path, shown: str) -> tuple[dict[str, Path], tuple[Problem, ...]]:
    """Return the files below a folder by their paths in it, in order, and a problem for each that
    cannot be used; `shown` is the path of the folder in their messages.

    Temporary files are left out, as in the content. Symbolic links are followed, except to a folder
    that is being listed.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    waiting = [_Entry("", os.path.realpath(folder), is_folder=True)] if folder.is_dir() else []
    seen = 0
    while waiting:
        entry = waiting.pop()
        seen += 1
        if seen > MOST_THEME_FILES:
            return {}, (_problem(shown, f"超过{MOST_THEME_FILES}个文件"),)
        if entry.why:
            problems.append(_problem(f"{shown}/{entry.path}", entry.why))
        elif not entry.is_folder:
            found[entry.path] = folder / entry.path
        elif entry.place not in entry.above:
            waiting += _entries(entry)
    return dict(sorted(found.items())), tuple(sorted(problems, key=lambda one: one.path))


def _entries(folder: _Entry) -> Iterator[_Entry]:
    if len(folder.above) > DEEPEST_THEME_FOLDER:
        yield folder._replace(why="文件夹套得太深")
        return
    try:
        names = os.listdir(folder.place)  # noqa: PTH208  # a name need not be UTF-8
    except OSError as error:
        yield folder._replace(why=error.strerror or "?")
        return
    inside = f"{folder.path}/" if folder.path else ""
    above = (*folder.above, folder.place)
    for name in names:
        if not is_litter(name):
            place = os.path.realpath(f"{folder.place}/{name}")
            yield _look(_Entry(f"{inside}{name}", place, above))


def _look(entry: _Entry) -> _Entry:
    if not entry.path.isprintable():
        return entry._replace(why="文件名不是 UTF-8，或有看不见的字符")
    try:
        there = os.lstat(entry.place)
    except OSError as error:
        return entry._replace(why=error.strerror or "?")
    if stat.S_ISDIR(there.st_mode):
        return entry._replace(is_folder=True)
    if not stat.S_ISREG(there.st_mode):
        return entry._replace(why="不是普通文件")
    large = there.st_size > LARGEST_THEME_FILE
    return entry._replace(why=f"超过{LARGEST_THEME_FILE / 1e6:g} MB" if large else "")


def _problem(path: str, why: str) -> Problem:
    return Problem(
        theme_file_not_usable, path.encode("utf-8", "backslashreplace").decode(), why=why
    )
