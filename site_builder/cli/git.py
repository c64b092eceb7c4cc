"""Asks git which content files changed since a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path


class HistoryError(Exception):
    """git cannot list the changes. The message, in Chinese, gives users the reason."""


def changed_since(revision: str, source: Path) -> tuple[Path, ...]:
    """Return the files below `source`/content that differ from `revision` or are untracked.

    Raise HistoryError without git, outside a repository, or for an unknown revision.
    """
    compared = _git(source, "diff", "--name-only", "--end-of-options", revision)
    unknown = _git(source, "ls-files", "--others", "--exclude-standard")
    return tuple(source / name for name in sorted({*compared, *unknown}))


def _git(source: Path, command: str, *options: str) -> list[str]:
    """Run a git command and return the file names it lists, relative to `source`."""
    relative = ["--relative"] if command == "diff" else []
    line = ["git", "-C", str(source), command, "-z", *relative, *options, "--", "content"]
    try:
        done = subprocess.run(line, capture_output=True, check=True)
    except FileNotFoundError:
        raise HistoryError("没有装 git，不能用 --changed-since") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise HistoryError(f"git 查不到改动（{said}）；请核对版本名") from None
    return [name for name in done.stdout.decode("utf-8", "surrogateescape").split("\0") if name]
