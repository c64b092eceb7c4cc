"""Checks that an output folder may be written to, and locks it."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from site_builder.publish.manifest import MANIFEST, is_ours
from site_builder.publish.paths import changes_of
from site_builder.publish.state import clear, drop_untrusted, is_aside, put_back


class OutputError(Exception):
    """The site cannot be written; the message says why, in Chinese, for the user."""


def check_output(output: Path, source: Path) -> None:
    """Raise OutputError unless `output` is a folder that a site may be written to."""
    content = (source / "content").resolve()
    where = Path(
        os.path.realpath(output)
    )  # unlike resolve, does not raise for a symbolic link to itself
    if where in {Path("/"), Path.home()} or where == source.resolve():
        raise OutputError(
            f"不能把网站写到 {output}：这是系统、用户或项目的根文件夹，请另选一个文件夹"
        )
    if where == content or content.is_relative_to(where) or where.is_relative_to(content):
        raise OutputError(
            f"不能把网站写到 {output}：它与内容文件夹 {content} 重叠，请另选一个文件夹"
        )
    if output.is_symlink():
        raise OutputError(f"不能把网站写到 {output}：它是符号链接，请直接写出真正的文件夹")
    if changes_of(output).is_dir():
        raise OutputError(f"{changes_of(output)} 是一个文件夹，写不了这次生成的变化；请把它移走")
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputError(f"不能把网站写到 {output}：它是一个文件，不是文件夹")
    if any(output.iterdir()) and not is_ours(output):
        raise OutputError(
            f"{output} 里有不是 sitebuild 生成的文件（没有 {MANIFEST}），为免误删，没有动它；"
            "请另选一个文件夹，或先把里面的文件移走"
        )


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the lock on `output`. Before and after, remove what killed and failed builds left.

    It is a lock of the operating system, which releases it when the process ends for any reason;
    forked processes do not inherit it. Raise OutputError if another build holds it.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    path = output.parent / f".{output.name}.lock"
    with _opened(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.fstat(file.fileno()).st_nlink:  # its holder deleted it in the meantime
                raise BlockingIOError
        except BlockingIOError:
            raise OutputError(f"另一个 sitebuild 正在写 {output}，请等它结束后再试") from None
        held = [file]
        os.register_at_fork(after_in_child=lambda: [one.close() for one in held])
        try:
            drop_untrusted(output)
            put_back(output)
            clear(output)
            yield
        finally:
            held.clear()
            with suppress(OSError):  # the build is what it is; the next one tries again
                clear(output)
            with suppress(OSError):
                path.unlink()


def recover(output: Path) -> None:
    """Put the old site back, if a build was killed between its two renames. Raise OutputError if
    another build is running."""
    if is_aside(output):
        with locked(output):
            pass


def _opened(path: Path) -> BinaryIO:
    """Open the lock file, which nothing is written to. Nobody waits for the other end of a named
    pipe in its place."""
    try:
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o644)
    except OSError:
        if not os.path.lexists(path) or stat.S_ISREG(path.lstat().st_mode):
            raise
        raise _not_a_lock(path) from None
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise _not_a_lock(path)
    return os.fdopen(opened, "rb", buffering=0)


def _not_a_lock(path: Path) -> OutputError:
    return OutputError(f"{path} 应是 sitebuild 的锁文件，却不是普通文件；请把它移走再试")
