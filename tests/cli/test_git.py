"""What git knows of changes: asked of a real repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from site_builder.cli.git import HistoryError, changed_since


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

    assert changed == (project / "content/new.md", project / "content/年 报.md")


def test_an_unknown_revision_and_an_option_in_its_place_are_reported(project: Path) -> None:
    for revision in ("nosuch", "--output=/tmp/x"):
        with pytest.raises(HistoryError, match="核对版本名"):
            changed_since(revision, project)


def test_a_folder_without_history_is_reported(tmp_path: Path) -> None:
    with pytest.raises(HistoryError):
        changed_since("HEAD", tmp_path)
