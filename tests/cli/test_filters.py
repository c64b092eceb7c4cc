"""Only what was asked for is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.cli.filters import Selection, SelectionError, codes, files
from site_builder.model.finding import Finding

FOUND = [
    Finding(code, "error", path, 1, 1, "")
    for code in ("F204", "F230", "L105")
    for path in ("content/a/x.md", "content/a.md")
]


def test_without_a_wish_everything_is_shown() -> None:
    assert Selection().of(FOUND) == FOUND


def test_codes_may_be_given_by_their_beginnings() -> None:
    chosen = Selection(select=codes("F, L105"), ignore=codes("F204")).of(FOUND)

    assert {one.code for one in chosen} == {"F230", "L105"}


def test_a_folder_stands_for_the_files_in_it_and_for_no_other(tmp_path: Path) -> None:
    (tmp_path / "content/a").mkdir(parents=True)
    paths = files([tmp_path / "content/a"], None, tmp_path)

    assert {one.path for one in Selection(paths=paths).of(FOUND)} == {"content/a/x.md"}


def test_nothing_changed_means_nothing_shown() -> None:
    assert Selection(paths=frozenset()).of(FOUND) == []


def test_a_folder_around_the_project_stands_for_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "project/content").mkdir(parents=True)

    for folder in (tmp_path, tmp_path / "project", tmp_path / "project/content"):
        assert Selection(paths=files([folder], None, tmp_path / "project")).of(FOUND) == FOUND


def test_a_name_is_known_however_its_letters_are_put_together(tmp_path: Path) -> None:
    """Findings name files in NFC; a file from a Mac may be in NFD."""
    (tmp_path / "content").mkdir()
    apart, whole = "content/cafe\u0301.md", "content/caf\u00e9.md"
    (tmp_path / apart).write_text("")

    selection = Selection(paths=files([tmp_path / apart], None, tmp_path))

    assert selection.has_path(whole)


def test_a_selection_of_many_findings_asks_nothing_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    selection = Selection(paths=files([tmp_path / "content"], None, tmp_path))
    (tmp_path / "content").rmdir()

    assert selection.of(FOUND) == FOUND


@pytest.mark.parametrize("typed", ["XYZ", "F,,Q9", "f2040"])
def test_a_code_of_no_rule_is_reported(typed: str) -> None:
    with pytest.raises(SelectionError, match="没有代码为"):
        codes(typed)


def test_a_file_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match="核对路径"):
        files([tmp_path / "gone.md"], None, tmp_path)
