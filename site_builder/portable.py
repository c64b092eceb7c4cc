"""What differs between operating systems: each call that only POSIX has, and another way beside it.

`HERE` says what this system can do; the other functions ask it. For tests, the environment variable
`SITEBUILD_PORTABLE` takes abilities away, in this process and in all that it starts: `windows` what
Windows lacks on its usual file system (NTFS), `1` hard links too, as on a USB stick (exFAT).
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

FORCED = "SITEBUILD_PORTABLE"
PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 1.0)  # seconds, until an open file may be closed

Stamp = tuple[int, ...]
Place = str | Path


class System(NamedTuple):
    """What a system can do.

    It `exchanges` two folders in one step; has hard `links`; its `open` refuses symbolic links and
    does not wait for named pipes (`refuses`); its files have `modes` and owners; it notes in
    `st_ctime` when a file last changed, which nobody can set (`changes`); it `forks`; an open file
    can be renamed, replaced and deleted (`lends`). `decomposes` is for one that lists names in
    another normalisation (NFD) than they were given. `long` is what long paths must begin with.
    """

    exchanges: bool = True
    links: bool = True
    refuses: bool = True
    modes: bool = True
    changes: bool = True
    forks: bool = True
    lends: bool = True
    decomposes: bool = False
    long: str = ""


class HeldError(OSError):
    """Another program has a file open, so that it cannot be replaced or deleted."""

    def __init__(self, file: str) -> None:
        super().__init__(
            None,
            "正被别的程序占用（如看图、看网页、杀毒或同步的程序，或停在这个文件夹里的窗口）；"
            "请关闭它再试",
            file,
        )


def system_of(platform: str, forced: str = "") -> System:
    """Return what a system can do; `platform` is as in `sys.platform`, and `forced` the value of
    the environment variable."""
    if platform == "win32" or forced:
        long = "\\\\?\\" if platform == "win32" else ""
        return System(False, forced != "1", False, False, False, False, False, long=long)
    return System(forks=platform == "linux", decomposes=platform == "darwin")


HERE = system_of(sys.platform, os.environ.get(FORCED, ""))

_BINARY: int = getattr(os, "O_BINARY", 0)
_LONGEST = 240  # characters, from which Windows needs another spelling: folders may have 248
_TRIES = 5
_AT_FDCWD, _SWAP = -100, 2
_NO_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})
# Windows has one number for whatever a file system does not know: EINVAL.
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL})
_OTHERS_MAY_WRITE = 0o022
_64_BITS = (1 << 64) - 1


# Paths and names


def long_path(path: Place) -> str:
    """Return a path as calls of the system take it, however long it is."""
    text = os.fspath(path)
    return spelt_long(text, HERE.long) if HERE.long else text


def spelt_long(path: str, prefix: str, absolute: Callable[[str], str] = os.path.abspath) -> str:
    """Return a path that is too long for Windows as an absolute one with `prefix`, others as they
    are. The prefix has Windows take a path literally: with `\\` only, and without `..`."""
    if len(path) < _LONGEST and len(absolute(path)) < _LONGEST:
        return path
    whole = absolute(path)
    if whole.startswith(prefix):
        return whole
    return f"{prefix}UNC{whole[1:]}" if whole.startswith("\\\\") else f"{prefix}{whole}"


def listed_name(name: str) -> str:
    """Return the name of a file of ours (NFC) that a folder lists."""
    return unicodedata.normalize("NFC", name) if HERE.decomposes else name


def leads_elsewhere(path: str, separator: str = os.sep) -> bool:
    """Whether a path with `/` has another separator, or a drive letter, where that of the system is
    `separator`."""
    return separator == "\\" and bool({*path} & {"\\", ":"})


def refused_by_windows(path: str) -> str:
    """Return the first part of a path, with `/`, that no file can have as its name on Windows; or
    an empty string."""
    return next((part for part in path.split("/") if _is_refused(part)), "")


def _is_refused(name: str) -> bool:
    device = name.partition(".")[0].rstrip(" ").upper()
    is_numbered = device[:-1] in {"COM", "LPT"} and device[-1:] in "0123456789¹²³"
    return bool(
        name[-1:] in {".", " "}
        or {*name} & {*'<>:"|?*\\'}
        or is_numbered
        or device in {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    )


# What the system says of a file


_JUNCTION = 0xA0000003  # stat.IO_REPARSE_TAG_MOUNT_POINT, which only Windows has


def mode_of(there: os.stat_result) -> int:
    """Return the mode of a file, without permissions where there are none. A junction, which
    Windows takes for a folder, is a symbolic link."""
    if getattr(there, "st_reparse_tag", 0) == _JUNCTION:
        return stat.S_IFLNK
    return there.st_mode if HERE.modes else stat.S_IFMT(there.st_mode)


def is_entered(entry: os.DirEntry[str]) -> bool:
    """Whether what a folder lists is a folder, and no link to one. The list itself says so; what
    else there is to say of an entry, only that of Windows has."""
    if HERE.modes or not entry.is_dir(follow_symlinks=False):
        return entry.is_dir(follow_symlinks=False)
    with suppress(OSError):
        return stat.S_ISDIR(mode_of(entry.stat(follow_symlinks=False)))
    return True


def is_link(path: Place) -> bool:
    """Whether `path` is a symbolic link or a junction."""
    return _is(stat.S_ISLNK, path)


def is_folder(path: Place) -> bool:
    """Whether `path` is a folder, and no link to one."""
    return _is(stat.S_ISDIR, path)


def _is(kind: Callable[[int], bool], path: Place) -> bool:
    try:
        return kind(mode_of(os.lstat(long_path(path))))
    except OSError:
        return False


def stamper() -> Callable[[os.stat_result], Stamp]:
    """Return the function that makes the stamp of a file: its inode number, mode and size, and when
    it last changed.

    The inode number tells whether another file is in the place of the one that was noted. Whatever
    sets the time of modification sets that of the last change too, which nobody can set at will. On
    Windows there is only the former: who writes as many bytes into a file, and then sets its time
    back, is not noticed before the site is verified.
    """
    if HERE.changes:
        return attrgetter("st_ino", "st_mode", "st_size", "st_ctime_ns")
    return lambda there: (_inode(there), mode_of(there), there.st_size, there.st_mtime_ns)


def scan_stamp(there: os.stat_result) -> Stamp:
    """Return size, both times and inode number of a file that may come from the list of a folder;
    on Windows, where that has no inode number, and in place of a time of change that of creation,
    only size and time of modification."""
    if HERE.changes:
        return there.st_size, there.st_mtime_ns, there.st_ctime_ns, there.st_ino
    return there.st_size, there.st_mtime_ns


def changed_at(there: os.stat_result) -> int:
    """Return the latest time of a file, in nanoseconds: no later change has an earlier one."""
    return max(there.st_mtime_ns, there.st_ctime_ns) if HERE.changes else there.st_mtime_ns


def is_same(one: os.stat_result, other: os.stat_result) -> bool:
    """Whether two stat results are of the same file. Where there is no inode number, files with
    the same size and time are taken for one."""
    if one.st_ino and other.st_ino:
        return _inode(one) == _inode(other)
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def _inode(there: os.stat_result) -> int:
    """Return the inode number; of one with 128 bits (ReFS), half of it."""
    return there.st_ino & _64_BITS


def set_mode(place: Place | int, mode: int) -> None:
    """Set the permissions of a path or an open file, where there are any."""
    if HERE.modes:
        os.chmod(place, mode)


def has_mode(there: os.stat_result, mode: int) -> bool:
    """Whether a file has these permissions; true where there are none."""
    return not HERE.modes or stat.S_IMODE(there.st_mode) == mode


def is_own(there: os.stat_result) -> bool:
    """Whether only the user of this process may write to a file; true where none has an owner."""
    if not HERE.modes:
        return True
    return there.st_uid == os.geteuid() and not there.st_mode & _OTHERS_MAY_WRITE


# Opening


def open_file(path: Place, flags: int) -> int:
    """Open a file and return its descriptor. Links are not followed but refused, and nobody waits
    for the other end of a named pipe. The caller has to look whether it is a regular file."""
    place = long_path(path)
    if HERE.refuses:
        return os.open(place, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o644)
    for _ in range(_TRIES):
        if (opened := _open_known(place, flags | _BINARY)) is not None:
            return opened
    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN), place)


def _open_known(place: str, flags: int) -> int | None:
    """Look what a file is and open it; None if it has become another one in the meantime."""
    try:
        before = os.lstat(place)
    except FileNotFoundError:
        if not flags & os.O_CREAT:
            raise
        with suppress(FileExistsError):
            return os.open(place, flags | os.O_EXCL, 0o644)
        return None
    if not stat.S_ISREG(mode_of(before)):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), place)
    opened = os.open(place, flags & ~os.O_CREAT, 0o644)
    if is_same(before, os.fstat(opened)):
        return opened
    os.close(opened)
    return None


def take_lock(opened: int) -> bool:
    """Lock an open file until it is closed, or its process has ended; whether nobody else holds the
    lock."""
    try:
        fcntl: Any = import_module("fcntl")
    except ImportError:
        return take_lock_on_a_byte(opened, import_module("msvcrt"))
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def take_lock_on_a_byte(opened: int, msvcrt: Any) -> bool:
    """Do so on Windows, by a lock on the first byte, which need not be there."""
    os.lseek(opened, 0, os.SEEK_SET)
    try:
        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        if error.errno not in {errno.EACCES, errno.EDEADLK, errno.EAGAIN}:
            raise
        return False
    return True


# Changing the file system


def rename(old: Place, new: Place) -> None:
    """Rename a file, also over another one, or a folder. Raise HeldError if another program has one
    of them open for long, which hinders nobody on POSIX."""
    _patiently(os.replace, long_path(old), long_path(new))


def delete(path: Place) -> None:
    """Delete a file, if it is there. Raise HeldError if another program has it open."""
    with suppress(FileNotFoundError):
        _patiently(_unlink, long_path(path))


def remove(path: Place) -> None:
    """Delete whatever is at a path, if anything; links are not followed."""
    if not is_folder(path):
        delete(path)
        return
    _patiently(_remove_folder, long_path(path))


def _patiently(do: Callable[..., None], *paths: str) -> None:
    """Do something with files; where others that have them open prevent it, try again for a few
    seconds."""
    if HERE.lends:
        do(*paths)
        return
    for pause in PAUSES:
        try:
            do(*paths)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    try:
        do(*paths)
    except PermissionError as error:
        raise HeldError(str(error.filename or paths[-1])) from error


def _unlink(place: str) -> None:
    try:
        os.unlink(place)
    except PermissionError:
        if HERE.modes:
            raise
        _make_writable(place)
        os.unlink(place)


def _remove_folder(place: str) -> None:
    try:
        shutil.rmtree(place)
    except PermissionError:
        if HERE.modes:
            raise
        for folder, _, files in os.walk(place):
            for name in files:
                _make_writable(os.path.join(folder, name))
        shutil.rmtree(place)


def _make_writable(place: str) -> None:
    """Windows deletes no file that is read-only; POSIX asks nothing of the file itself."""
    with suppress(OSError):
        os.chmod(place, stat.S_IREAD | stat.S_IWRITE)


def link(file: Place, place: Place) -> None:
    """Create a hard link to `file` at `place`. Raise OSError where there are none."""
    if not HERE.links:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP), os.fspath(file))
    os.link(long_path(file), long_path(place))


def link_or_copy(file: Place, place: Place) -> None:
    """Create a hard link to `file` at `place`, or a copy if the file system has no hard links."""
    try:
        link(file, place)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy(long_path(file), long_path(place))


def exchange(new: Path, old: Path, aside: Path) -> None:
    """Exchange two folders, atomically if the system can. Otherwise `old` is absent between two
    renames, when it is called `aside`: it is put back if the second one fails, and has to be put
    back by the next build if this one is killed."""
    try:
        _swap(os.fspath(new), os.fspath(old))
    except OSError as error:
        if error.errno not in _NO_EXCHANGE:
            raise
        _swap_in_steps(new, old, aside)


def _swap(one: str, other: str) -> None:
    """Exchange two paths atomically: with renameat2 on Linux, with renamex_np on macOS."""
    import ctypes

    libc: Any = ctypes.CDLL(None, use_errno=True) if HERE.exchanges else None
    paths = os.fsencode(one), os.fsencode(other)
    if swap := getattr(libc, "renameat2", None):
        failed = swap(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _SWAP)
    elif swap := getattr(libc, "renamex_np", None):
        failed = swap(*paths, _SWAP)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if failed:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), other)


def _swap_in_steps(new: Path, old: Path, aside: Path) -> None:
    rename(old, aside)
    try:
        rename(new, old)
    except OSError:
        rename(aside, old)
        raise
    with suppress(OSError):  # it is published already; the end of the build removes leftovers
        rename(aside, new)


# Processes and the console


def start_method(alone: bool) -> str | None:
    """Return how to start processes; `alone` says whether this one has no other threads. Forked
    ones need not import anything again, but forking is only safe on Linux, without threads."""
    if HERE.forks:
        return "fork" if alone else None
    return "spawn"


def in_forked(do: Callable[[], object]) -> None:
    """Have each process that this one forks do something first."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=do)


def use_colours(kernel32: Any) -> None:
    """Have the console of Windows understand the escapes of colours. `kernel32` is its library."""
    import ctypes

    for number in (-11, -12):  # stdout, stderr
        handle, mode = kernel32.GetStdHandle(number), ctypes.c_ulong()
        if kernel32.GetConsoleMode(handle, ctypes.byref(mode)):
            kernel32.SetConsoleMode(handle, mode.value | _ESCAPES)


_ESCAPES = 0x0004  # ENABLE_VIRTUAL_TERMINAL_PROCESSING


def prepare_console() -> None:
    """Do so where there is such a console."""
    if sys.platform == "win32":
        import ctypes

        use_colours(ctypes.windll.kernel32)
