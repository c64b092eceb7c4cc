"""Asks git which content files changed since a revision, and finds the root of a repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class HistoryError(Exception):
    """git cannot list the changes. The message, in Chinese, gives users the reason."""


def changed_since(revision: str, source: Path) -> tuple[str, ...]:
    """Return the files below `source`/content that differ from `revision`, are deleted, or are
    untracked, relative to `source`. A renamed file is one deleted and one new.

    Raise HistoryError without git, outside a repository, or for an unknown revision.
    """
    names = ("--name-only", "--no-renames", "--relative", "--end-of-options", revision)
    compared = _names(source, "diff", *names)
    unknown = _names(source, "ls-files", "--others", "--exclude-standard")
    return tuple(sorted({*compared, *unknown}))


def repository_of(folder: Path) -> Path | None:
    """Return the root of the repository that a folder is in, or None."""
    there = folder.resolve()
    return next((one for one in (there, *there.parents) if (one / ".git").exists()), None)


def _names(source: Path, command: str, *options: str) -> list[str]:
    """Run a git command and return the file names it lists, relative to `source`."""
    done = _git(source, command, "-z", *options, "--", "content")
    if done.returncode:
        raise HistoryError(_reason(source, options[-1], done))
    return [name for name in done.stdout.decode("utf-8", "surrogateescape").split("\0") if name]


def _reason(source: Path, revision: str, failed: subprocess.CompletedProcess[bytes]) -> str:
    """Return why git could not compare with a revision, and what to do. What git itself says is in
    English."""
    if b"dubious ownership" in failed.stderr:
        return (
            f"git 不读 {source.resolve()}，因为它属于另一个用户；"
            f"请先运行 git config --global --add safe.directory {repository_of(source)}"
        )
    if _git(source, "rev-parse", "--git-dir").returncode:
        return f"{source.resolve()} 不在 git 仓库里，不能用 --changed-since"
    if _git(source, "rev-parse", "--verify", "--end-of-options", revision).returncode:
        return (
            f"git 里没有“{revision}”这个版本；请核对版本名，"
            "只取了最近几次提交的仓库（浅克隆）要先取回历史"
        )
    return f"git 查不到改动（退出码 {failed.returncode}）；请核对版本名，或检查仓库是否完好"


def _git(source: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    surroundings = {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(
            ["git", "-C", str(source), *words], capture_output=True, env=surroundings, check=False
        )
    except FileNotFoundError:
        raise HistoryError("没有装 git，不能用 --changed-since") from None
