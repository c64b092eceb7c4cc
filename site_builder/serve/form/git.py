"""Hands a finished document over to git: one commit of its files, and of nothing else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

_PATIENCE = 300  # seconds that a hook has
_MOST_SHOWN = 20_000  # characters of what git and its hooks say


class Handed(NamedTuple):
    """Whether a commit was made, what to do if not, and what git and its hooks said."""

    done: bool
    message: str
    said: str = ""


def why_not(source: Path) -> str:
    """Return why a project cannot be handed over with git, or the empty string if it can."""
    try:
        asked = _git(source, "rev-parse", "--is-inside-work-tree", language="C")
    except OSError:
        return "这台电脑没有装 git"
    except subprocess.TimeoutExpired:
        return "git 没有应答"
    if b"dubious ownership" in asked.stderr:
        there = source.resolve()
        return (
            f"git 不读 {there}，因为它属于另一个用户；"
            f"请先运行 git config --global --add safe.directory {there}"
        )
    return "" if asked.stdout.strip() == b"true" else "这个项目不在 git 仓库里"


def changed(source: Path, files: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some files, relative to the project, that the last commit does not hold as
    they are. Raise OSError or TimeoutExpired if git cannot be asked."""
    everything = ("--untracked-files=all", "--ignored=matching", "--no-renames")
    listed = _git(source, "status", "--porcelain", "-z", *everything, "--", *files)
    # The paths in the answer are relative to the repository, and a state of two letters is before.
    found = {one[3:] for one in _text(listed.stdout).split("\0") if one}
    prefix = _text(_git(source, "rev-parse", "--show-prefix").stdout).rstrip("\n")
    return tuple(one for one in files if f"{prefix}{one}" in found)


def is_tracked(source: Path, file: str) -> bool:
    """Whether git knows a file of a project, relative to it."""
    return not _git(source, "ls-files", "--error-unmatch", "--", file).returncode


def commit(source: Path, files: tuple[str, ...], message: str) -> Handed:
    """Commit some files of a project, and leave what else is staged as it is. Nothing is pushed.

    Hooks run, and may refuse: then there is no commit, and no file is staged that was not before.
    """
    try:
        return _commit(source, files, message)
    except OSError:
        return Handed(False, "这台电脑没有装 git，没有提交。")
    except subprocess.TimeoutExpired:
        return Handed(False, f"git 或它的钩子{_PATIENCE}秒没有结束，已经停下，没有提交。")


def _commit(source: Path, files: tuple[str, ...], message: str) -> Handed:
    due = changed(source, files)
    if not due:
        return Handed(False, "这些文件和上次提交的一样，没有什么要提交。")
    for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        known = _git(source, "var", who)
        if known.returncode:
            how = 'git config user.name "姓名"，再运行 git config user.email "邮箱"'
            return Handed(
                False, f"git 还不知道提交人是谁；请在项目文件夹里运行 {how}。", _said(known)
            )
    tracked = _git(source, "ls-files", "-z", "--", *due)
    known_files = {*_text(tracked.stdout).split("\0")}
    new = tuple(one for one in due if one not in known_files)
    if new:
        added = _git(source, "add", "--intent-to-add", "--", *new)
        if added.returncode:
            why = "git 不收这些文件，没有提交；多半是 .gitignore 排除了它们。"
            return Handed(False, why, _said(added))
    made = _git(source, "commit", "--only", f"--message={message}", "--", *due)
    if made.returncode:
        if new:
            _git(source, "reset", "--quiet", "--", *new)
        return Handed(False, "没有提交成；下面是 git 和它的钩子说的话。", _said(made))
    return Handed(True, f"已提交{len(due)}个文件；还没有推送。", _said(made))


def _git(source: Path, *words: str, language: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run a git command, which can ask nobody anything. File names are taken as they are."""
    surroundings = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1"}
    if language:
        surroundings["LC_ALL"] = language
    return subprocess.run(
        ["git", "-C", str(source), *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=surroundings,
        check=False,
        timeout=_PATIENCE,
    )


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what a command printed, shortened."""
    return _text(done.stdout + done.stderr).strip()[:_MOST_SHOWN]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
