"""Which content files changed since a revision, as git tells it."""

from __future__ import annotations

import subprocess
from pathlib import Path


class HistoryError(Exception):
    """git cannot say; the message tells the user why, in Chinese."""


def changed_since(revision: str, source: Path) -> tuple[Path, ...]:
    """The files below `source`/content that differ from `revision`, and those git does not know
    yet. Raises HistoryError without git, without a repository, or for an unknown revision."""
    compared = _git(source, "diff", "--name-only", "--end-of-options", revision)
    unknown = _git(source, "ls-files", "--others", "--exclude-standard")
    return tuple(source / name for name in sorted({*compared, *unknown}))


def _git(source: Path, command: str, *options: str) -> list[str]:
    """Names of files relative to `source`, as one git command lists them."""
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
