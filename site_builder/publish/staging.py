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
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from site_builder.incremental.idle import state_of
from site_builder.model import Output
from site_builder.publish.manifest import MANIFEST, is_ours

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class OutputError(Exception):
    """The site cannot be written; the message says why, in Chinese, for the user."""


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
    if any(output.iterdir()) and not is_ours(output):
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


class Staging:
    """Files of a site that is not published yet, in a folder beside the output; those of a `whole`
    new site in two folders, for its spare as well. The names are new every time: who still works
    for a build that was killed writes nowhere. What such a build left is cleared away first.
    Several processes may write at once, each with a copy of this."""

    def __init__(self, output: Path, whole: bool = False) -> None:
        self.output = output
        self.state = state_of(output)
        if not output.exists() and (self.state / "old").exists():
            (self.state / "old").rename(output)  # a build was killed between its two renames
        for left in (*self.state.glob("new-*"), self.state / "old"):
            if left.exists():
                shutil.rmtree(left)
        self.folder = self.state / f"new-{os.urandom(8).hex()}"
        self.twin = self.folder.with_name(f"{self.folder.name}-twin")
        self._folders = [str(self.folder), str(self.twin)] if whole else [str(self.folder)]
        self._made = {*self._folders}
        for folder in self._folders:
            Path(folder).mkdir(parents=True)
        ignored = self.state / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n")

    def write(self, one: Output) -> None:
        """Write a file. Raises OutputError where what is to be copied is not what it was."""
        path, *twin = [f"{folder}/{one.path}" for folder in self._folders]
        self._make_folder(os.path.dirname(path))
        if one.copy_of:
            _copy(one, path)
        else:
            with open(path, "wb", buffering=0) as file:
                if file.write(one.data) != len(one.data):  # as much as there was room for
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        for place in twin:
            self._make_folder(os.path.dirname(place))
            _link(path, place)

    def _make_folder(self, path: str) -> None:
        if path not in self._made:
            self._make_folder(os.path.dirname(path))
            with suppress(FileExistsError):  # by another process
                os.mkdir(path)
            self._made.add(path)

    def discard(self) -> None:
        """Take away what is not to be published."""
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)

    def publish_whole(self, manifest: bytes) -> None:
        """Put what was written in the place of the output folder, as a whole new site."""
        self.write(Output(MANIFEST, manifest, ""))
        spare = Spare(self.state / "spare", self.output)
        aside = self.folder.with_name(f"{self.folder.name}-spare")
        spare.put_aside(aside)
        if self.output.exists():
            exchange(self.folder, self.output)
        else:
            self.folder.rename(self.output)
        with suppress(OSError):  # it is published; a spare that is lost is made anew
            self.twin.rename(spare.folder)
            spare.note((), manifest)
        # At the end: ext4 is slow to make folders for a while after it deleted many.
        shutil.rmtree(aside, ignore_errors=True)
        self.discard()

    def publish_changes(
        self, manifest: bytes, changed: Iterable[str], removed: Iterable[str]
    ) -> None:
        """Put a copy of the site in which some files are new or gone in the place of the output
        folder. The copy is the site before this one, which has to catch up first: so publishing
        takes as long as there are changes, however large the site is."""
        self.write(Output(MANIFEST, manifest, ""))
        new, gone = (*changed, MANIFEST), tuple(removed)
        spare = Spare(self.state / "spare", self.output)
        spare.catch_up()
        spare.note((*new, *gone), manifest)
        spare.apply(self.folder, new, gone)
        exchange(spare.folder, self.output)
        self.discard()


@dataclass(frozen=True, slots=True)
class Spare:
    """The second copy of a site: the one before this. Its files are hard links to the same bytes
    wherever nothing changed; no file of ours is ever written in place. `journal.json` beside it
    names the site it lies beside, and all files in which it may differ from that."""

    folder: Path
    output: Path

    def drop(self) -> None:
        """Take it away."""
        self._journal.unlink(missing_ok=True)
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def put_aside(self, place: Path) -> None:
        """Take it out of use, to be deleted later."""
        self._journal.unlink(missing_ok=True)
        if self.folder.exists():
            self.folder.rename(place)

    def fill(self) -> None:
        """Make it anew, of links to the files of the site."""
        waiting = [(str(self.output), str(self.folder))]
        while waiting:
            old, new = waiting.pop()
            os.mkdir(new)
            with os.scandir(old) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((entry.path, f"{new}/{entry.name}"))
                    else:
                        _link(entry.path, f"{new}/{entry.name}")

    def note(self, differs: Iterable[str], manifest: bytes) -> None:
        """Write down beside which site it lies, and in which files it may differ."""
        journal = {"site": _digest(manifest), "differs": sorted(differs)}
        self._journal.write_text(json.dumps(journal), "utf-8")

    def catch_up(self) -> None:
        """Make it the same as the site."""
        try:
            journal = json.loads(self._journal.read_bytes())
            beside = journal["site"] == _digest((self.output / MANIFEST).read_bytes())
            differs = [str(path) for path in journal["differs"]]
        except (OSError, ValueError, TypeError, KeyError):
            beside, differs = False, []
        self._journal.unlink(missing_ok=True)
        if not beside or not self.folder.is_dir():
            self.drop()
            self.fill()
            return
        there = [path for path in differs if (self.output / path).is_file()]
        self._remove(set(differs) - set(there))
        for path in there:
            link = self.folder / path
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            _link(self.output / path, link)

    def apply(self, new: Path, changed: Iterable[str], removed: Iterable[str]) -> None:
        """Move changed files in from the folder `new`, and take others away."""
        self._remove(removed)
        for path in changed:
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            (new / path).replace(place)

    def _remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            file = self.folder / path
            file.unlink(missing_ok=True)
            folder = file.parent
            while folder != self.folder and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
                folder = folder.parent

    @property
    def _journal(self) -> Path:
        return self.folder.with_name("journal.json")


def exchange(new: Path, output: Path) -> None:
    """Exchange two folders in one step where the system can."""
    try:
        _exchange(new, output)
    except OSError as error:
        if error.errno not in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
            raise
        _exchange_in_two_steps(new, output)


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
    aside = new.with_name("old")
    output.rename(aside)
    try:
        new.rename(output)
    except OSError:
        aside.rename(output)
        raise
    with suppress(OSError):  # it is done; what stays aside is cleared away before the next time
        aside.rename(new)


def _link(file: str | Path, place: str | Path) -> None:
    """The same file in another place; a copy of it where the file system has no hard links."""
    try:
        os.link(file, place)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}:
            raise
        shutil.copyfile(file, place)


def _copy(one: Output, path: str) -> None:
    """Copy a file, if it still has the bytes that are known of it."""
    found = sha256()
    opened = os.open(one.copy_of, os.O_RDONLY | os.O_NONBLOCK)  # nothing that one has to wait for
    with os.fdopen(opened, "rb") as old, open(path, "wb") as new:
        while block := old.read(1 << 20):
            found.update(block)
            new.write(block)
    if found.hexdigest() != one.digest:
        raise OutputError(
            f"生成网站的过程中，{one.copy_of} 被改动，没有生成网站，原有网站没有改动；请再运行一次"
        )


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def rewrite(path: Path, data: bytes) -> None:
    """Put new bytes in the place of a file, whole or not at all."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    shutil.copymode(path, new)
    new.replace(path)
