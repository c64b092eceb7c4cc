"""The files of a theme, whatever lies in its folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from systems import make_pipe
from texts import folder

from site_builder.model.limits import DEEPEST_THEME_FOLDER, LARGEST_THEME_FILE, MOST_THEME_FILES
from site_builder.theme.theme_files import list_files, read_theme_file


def listed(place: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """The files that are listed, and the others with the reasons."""
    files, problems = list_files(place, "static")
    return list(files), [(what.path, what.values["why"]) for what in problems]


def test_files_are_listed_in_order_without_what_is_left_behind(tmp_path: Path) -> None:
    folder(tmp_path, "-- b/c --\nx\n-- a --\nx\n-- b/d~ --\nx\n-- .git/config --\nx\n")

    assert listed(tmp_path) == (["a", "b/c"], [])


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert listed(tmp_path / "gone") == ([], [])


def test_what_is_no_regular_file_is_reported(tmp_path: Path) -> None:
    make_pipe(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "itself").symlink_to("itself")

    files, problems = listed(tmp_path)

    assert files == []
    assert [path for path, _ in problems] == [
        *("static/device", "static/gone", "static/itself", "static/pipe")
    ]
    assert dict(problems)["static/device"] == dict(problems)["static/pipe"] == "不是普通文件"


def test_a_name_that_is_not_utf_8_is_reported_in_letters_that_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"a\xff.png")).write_text("x")

    assert listed(tmp_path)[0] == []
    assert listed(tmp_path)[1][0][0] == "static/a\\udcff.png"


def test_a_file_larger_than_any_is_reported_and_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(LARGEST_THEME_FILE + 1)

    assert listed(tmp_path) == ([], [("static/a", "超过50 MB")])
    with pytest.raises(OSError, match="超过50 MB"):
        read_theme_file(tmp_path / "a")


def test_a_folder_deeper_than_any_is_reported(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath(*["a"] * DEEPEST_THEME_FOLDER)
    deepest.mkdir(parents=True)
    (deepest / "b").write_text("x")

    files, problems = listed(tmp_path)

    assert files == ["a/" * DEEPEST_THEME_FOLDER + "b"]
    assert problems == []
    (deepest / "a/a").mkdir(parents=True)
    assert listed(tmp_path)[1] == [("static" + "/a" * (DEEPEST_THEME_FOLDER + 1), "文件夹套得太深")]


def test_links_that_multiply_files_are_not_followed_for_ever(tmp_path: Path) -> None:
    for number in range(DEEPEST_THEME_FOLDER):
        (tmp_path / f"{number}").mkdir()
        for name in "ab":
            (tmp_path / f"{number}/{name}").symlink_to(tmp_path / f"{number + 1}")

    assert listed(tmp_path / "0") == ([], [("static", f"超过{MOST_THEME_FILES}个文件")])


def test_a_file_behind_a_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    (tmp_path / "link").symlink_to("a")

    assert read_theme_file(tmp_path / "link") == b"x"
