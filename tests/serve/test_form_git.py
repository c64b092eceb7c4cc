"""Handing over with git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from site_builder.serve.form.git import changed, commit, why_not

FILES = ("content/甲.md", "content/a [1].pdf")


def git(folder: Path, *words: str) -> str:
    """Run git in a folder."""
    done = subprocess.run(
        ["git", "-C", str(folder), *words], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a folder of a repository, with a file that is tracked, one that is not, and
    something else that is staged."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    (tmp_path / "config").write_text("[user]\nname = 王\nemail = w@example.cn\n")
    root = tmp_path / "repository"
    project = root / "网站"
    (project / "content").mkdir(parents=True)
    git(root, "init", "--quiet")
    (project / FILES[0]).write_text("1")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "1")
    (project / FILES[0]).write_text("2")
    (project / FILES[1]).write_text("new")
    (project / "content/a1.pdf").write_text("matches the pattern [1]")
    (project / "staged.txt").write_text("staged")
    git(root, "add", "网站/staged.txt")
    return project


def committed(project: Path) -> set[str]:
    """The files of the last commit."""
    listed = git(project, "show", "--name-only", "--format=", "-z", "HEAD")
    return {one for one in listed.split("\0") if one}


def staged(project: Path) -> set[str]:
    listed = git(project, "diff", "--cached", "--name-only", "-z")
    return {one for one in listed.split("\0") if one}


def test_exactly_the_files_of_a_document_are_committed(project: Path) -> None:
    handed = commit(project, FILES, "#1 修改《甲》")

    assert handed.done, handed
    assert committed(project) == {f"网站/{one}" for one in FILES}
    assert git(project, "log", "-1", "--format=%B").strip() == "#1 修改《甲》"
    assert staged(project) == {"网站/staged.txt"}


def test_only_what_changed_is_listed(project: Path) -> None:
    (project / "content/same.pdf").write_text("same")
    git(project, "add", "content/same.pdf")
    git(project, "commit", "--quiet", "-m", "same", "content/same.pdf")

    assert changed(project, (*FILES, "content/same.pdf", "content/none.pdf")) == FILES


def test_what_is_committed_already_is_not_committed_again(project: Path) -> None:
    commit(project, FILES, "修改")

    handed = commit(project, FILES, "修改")

    assert not handed.done
    assert "没有什么要提交" in handed.message


def test_a_hook_may_refuse_and_is_heard(project: Path) -> None:
    hook = project.parent / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho 先检查\nexit 1\n")
    hook.chmod(0o755)

    handed = commit(project, FILES, "修改")

    assert not handed.done
    assert "先检查" in handed.said
    assert committed(project) == {f"网站/{FILES[0]}"}
    assert staged(project) == {"网站/staged.txt"}


def test_who_commits_must_be_known(project: Path, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("[user]\nuseConfigOnly = true\n")

    handed = commit(project, FILES, "修改")

    assert not handed.done
    assert "git config user.name" in handed.message
    assert staged(project) == {"网站/staged.txt"}


def test_a_file_that_git_ignores_is_named(project: Path) -> None:
    (project / ".gitignore").write_text("*.pdf\n")

    handed = commit(project, FILES, "修改")

    assert not handed.done
    assert ".gitignore" in handed.message
    assert FILES[1] in handed.said
    assert staged(project) == {"网站/staged.txt"}


def test_a_project_without_a_repository_says_so(tmp_path: Path, project: Path) -> None:
    assert why_not(project) == ""
    assert why_not(tmp_path) == "这个项目不在 git 仓库里"
    assert not commit(tmp_path, ("config",), "修改").done


def test_without_git_nothing_is_committed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert why_not(project) == "这台电脑没有装 git"
    assert commit(project, FILES, "修改").message == "这台电脑没有装 git，没有提交。"
