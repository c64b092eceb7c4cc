"""What git knows of changes: asked of a real repository."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from site_builder.cli.git import HistoryError, changed_since, repository_of


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a subfolder of a repository, with one commit."""
    folder = tmp_path / "门户 1"
    (folder / "content").mkdir(parents=True)
    for name in ("a.md", "b.md", "年 报.md"):
        (folder / "content" / name).write_text("甲\n", "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    return folder


def test_files_changed_and_files_not_yet_known_are_named(project: Path) -> None:
    (project / "content/年 报.md").write_text("乙\n", "utf-8")
    (project / "content/new.md").write_text("丙\n", "utf-8")
    (project / "outside.md").write_text("丁\n", "utf-8")

    changed = changed_since("HEAD", project)

    assert changed == ("content/new.md", "content/年 报.md")


def test_a_deleted_file_has_changed_and_a_renamed_one_is_two(project: Path) -> None:
    (project / "content/a.md").unlink()
    git(project, "mv", "content/b.md", "content/c.md")

    assert changed_since("HEAD", project) == ("content/a.md", "content/b.md", "content/c.md")


def test_an_unknown_revision_and_an_option_in_its_place_are_reported(project: Path) -> None:
    for revision in ("nosuch", "--output=/tmp/x"):
        with pytest.raises(HistoryError, match="核对版本名"):
            changed_since(revision, project)


def test_a_folder_without_history_is_reported(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="不在 git 仓库里"):
        changed_since("HEAD", tmp_path)


def test_the_root_of_a_repository_is_found_from_any_folder_in_it(project: Path) -> None:
    assert repository_of(project / "content") == project.parent
    assert repository_of(Path("/")) is None


def test_nothing_that_git_says_in_english_is_passed_on(project: Path) -> None:
    with pytest.raises(HistoryError) as unknown:
        changed_since("nosuch", project)
    (project.parent / ".git/HEAD").write_text("broken")
    with pytest.raises(HistoryError) as broken:
        changed_since("HEAD", project)

    for error in (unknown, broken):
        assert not re.search(r"fatal|error|ambiguous|repository", str(error.value))
