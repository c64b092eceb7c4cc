"""Checks that an output folder may be written to, and locks it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from site_builder.portable import in_forked, is_link, open_file, take_lock
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
    if where in {Path(where.anchor), Path.home(), source.resolve()}:
        raise OutputError(
            f"不能把网站写到 {output}：这是系统、用户或项目的根文件夹，请另选一个文件夹"
        )
    if where == content or content.is_relative_to(where) or where.is_relative_to(content):
        raise OutputError(
            f"不能把网站写到 {output}：它与内容文件夹 {content} 重叠，请另选一个文件夹"
        )
    if is_link(output):
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
        # No link to it is left if its holder has deleted it in the meantime.
        if not (take_lock(file.fileno()) and os.fstat(file.fileno()).st_nlink):
            raise OutputError(f"另一个 sitebuild 正在写 {output}，请等它结束后再试")
        held = [file]
        in_forked(lambda: [one.close() for one in held])
        try:
            drop_untrusted(output)
            put_back(output)
            clear(output)
            yield
        finally:
            held.clear()
            with suppress(OSError):  # the build is what it is; the next one tries again
                clear(output)
            # Windows deletes no file while it is open, neither this one nor that of another build.
            if not _is_deleted(path):
                file.close()
                _is_deleted(path)


def recover(output: Path) -> None:
    """Put the old site back, if a build was killed between its two renames. Raise OutputError if
    another build is running."""
    if is_aside(output):
        with locked(output):
            pass


def _is_deleted(path: Path) -> bool:
    """Delete the lock file; whether that was possible."""
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _opened(path: Path) -> BinaryIO:
    """Open the lock file, which nothing is written to. Nobody waits for the other end of a named
    pipe in its place."""
    try:
        opened = open_file(path, os.O_RDWR | os.O_CREAT)
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
