"""Outputs → a folder, in one swap: at any instant the output folder is wholly the old site or
wholly the new one. A folder that we did not make is never touched."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from site_builder import __version__
from site_builder.manifest import MANIFEST, read_manifest
from site_builder.model import Output

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class OutputError(Exception):
    """The output folder cannot be used; the message says why, in Chinese, for the user."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A finished site beside the old one; `files` maps each path to the digest of its bytes."""

    folder: Path
    files: dict[str, str]


def check_output(output: Path, source: Path) -> None:
    """Raise OutputError where `output` is not a folder that a site may be written to."""
    content = (source / "content").resolve()
    where = Path(os.path.realpath(output))  # which takes a link to itself, unlike resolve
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
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputError(f"不能把网站写到 {output}：它是一个文件，不是文件夹")
    if any(output.iterdir()) and not read_manifest(output):
        raise OutputError(
            f"{output} 里有不是 sitebuild 生成的文件（没有 {MANIFEST}），为免误删，没有动它；"
            "请另选一个文件夹，或先把里面的文件移走"
        )


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the right to write to `output`. The lock is the system's: it ends with the process,
    however that ends. Raises OutputError where another build holds it."""
    output.parent.mkdir(parents=True, exist_ok=True)
    path = output.parent / f".{output.name}.lock"
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.fstat(file.fileno()).st_nlink:  # its holder took it away meanwhile
                raise BlockingIOError
        except BlockingIOError:
            raise OutputError(f"另一个 sitebuild 正在写 {output}，请等它结束后再试") from None
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def stage(outputs: Iterable[Output], facts: dict[str, Any], output: Path) -> Staged:
    """Write a site, complete, into a folder beside `output`. What an interrupted build left there
    is cleared away first."""
    folder = output.parent / f".{output.name}.new"
    if _aside(output).exists() and not output.exists():
        _aside(output).rename(output)  # a build was killed between its two renames
    for left in (folder, _aside(output)):
        if left.exists():
            shutil.rmtree(left)
    folder.mkdir()
    files: dict[str, str] = {}
    made: set[Path] = {folder}
    for one in outputs:
        path = folder / one.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        if one.copy_of:
            shutil.copyfile(one.copy_of, path)
        else:
            path.write_bytes(one.data)
        files[one.path] = one.digest or sha256(one.data).hexdigest()
    manifest = {"generator": f"sitebuild {__version__}", "files": files, "pages": facts}
    text = json.dumps(manifest, ensure_ascii=False, indent=0, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", "utf-8")
    return Staged(folder, files)


def publish(staged: Staged, output: Path) -> None:
    """Exchange the staged site for the one in `output`, in one step where the system can."""
    if not output.exists():
        staged.folder.rename(output)
        return
    try:
        _exchange(staged.folder, output)
    except OSError as error:
        if error.errno not in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
            raise
        _exchange_in_two_steps(staged.folder, output)
    shutil.rmtree(staged.folder)


def _exchange(one: Path, other: Path) -> None:
    """Linux's renameat2 with RENAME_EXCHANGE: no moment without a site."""
    libc = ctypes.CDLL(None, use_errno=True)
    rename = getattr(libc, "renameat2", None)
    if rename is None:
        raise OSError(errno.ENOSYS, "renameat2")
    paths = os.fsencode(one), os.fsencode(other)
    if rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(other))


def _exchange_in_two_steps(new: Path, output: Path) -> None:
    """Where there is no exchange: the old site is aside for the time of one rename, and is put
    back if the second rename fails."""
    aside = _aside(output)
    output.rename(aside)
    try:
        new.rename(output)
    except OSError:
        aside.rename(output)
        raise
    aside.rename(new)


def _aside(output: Path) -> Path:
    return output.parent / f".{output.name}.old"


def discard(staged: Staged) -> None:
    """Take away a staged site that is not to be published."""
    shutil.rmtree(staged.folder, ignore_errors=True)


def rewrite(path: Path, data: bytes) -> None:
    """Put new bytes in the place of a file, whole or not at all."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    shutil.copymode(path, new)
    new.replace(path)
