"""What may befall a build, what it keeps for the next one, and the site that it made."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

from law.project import CACHE, ROOTS, Project
from law.reference import lay_out
from site_builder.publish.lock import OutputError
from site_builder.publish.manifest import MANIFEST

NEVER = 1 << 30
_LONGEST = 60  # seconds
_CHANGES = frozenset(
    {"os.rename", "os.link", "os.symlink", "os.mkdir", "os.rmdir", "os.remove", "os.truncate"}
    | {"os.chmod", "os.utime", "sqlite3.connect"}
)


def build_and_kill(project: Project, moment: int, torn: bool = False) -> list[str]:
    """Build in a process of its own, which is killed, with all that it started, just before it
    changes anything on the disk for the time after `moment` times; `torn`, just after, where the
    change is a file that it begins to write: the file is empty then. Returns what it did until
    then, each by its name; with `NEVER`, all that a build does."""
    with tempfile.TemporaryDirectory() as folder:
        diary = Path(folder) / "diary"

        def be_killed() -> None:
            with diary.open("a") as lines:
                sys.addaudithook(_executioner(project.root, moment, torn, lines.write))
                with suppress(Exception):
                    project.build()
                lines.flush()

        status = _in_a_child(project, be_killed)
        assert not os.WIFSIGNALED(status) or os.WTERMSIG(status) == signal.SIGKILL
        return diary.read_text().split()


def build_and_edit(project: Project, edit: Callable[[], object], moment: int) -> None:
    """Build in a process of its own, which edits just before it opens anything of the editors'
    for the time after `moment` times."""

    def be_disturbed() -> None:
        sys.addaudithook(_intruder(project.root, edit, moment))
        with suppress(OSError, OutputError):
            project.build()

    status = _in_a_child(project, be_disturbed)
    assert status == 0, "what a build that is disturbed says shows above"


def _in_a_child(project: Project, do: Callable[[], None]) -> int:
    """Do something in a process of its own, which uses no others. Returns how that ended."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside threads
        child = os.fork()
    if not child:
        code = 1
        try:
            os.setpgid(0, 0)
            signal.alarm(_LONGEST)
            project.ask(jobs=1)  # the others are not ours to use
            do()
            code = 0
        except BaseException:  # it ends here, whatever it was
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def _executioner(
    root: Path, moment: int, torn: bool, note: Callable[[str], object]
) -> Callable[[str, tuple[Any, ...]], None]:
    """A hook that sees everything that a process is about to do."""
    count = 0
    own_doing = False
    process = os.getpid()

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count, own_doing
        if own_doing or os.getpid() != process or not _changes(event, arguments, root):
            return
        if count == moment:
            if torn and event == "open" and arguments[2] & os.O_TRUNC:
                own_doing = True
                os.close(os.open(arguments[0], arguments[2], 0o666))
            os.killpg(0, signal.SIGKILL)
        count += 1
        note(f"{event}\n")

    return hook


def _intruder(
    root: Path, edit: Callable[[], object], moment: int
) -> Callable[[str, tuple[Any, ...]], None]:
    """A hook that sees everything that a process is about to open."""
    count = 0
    own_doing = False
    editors = tuple(f"{root / name}/" for name in ROOTS)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count, own_doing
        if own_doing or event not in {"open", "os.scandir", "os.listdir"}:
            return
        if isinstance(arguments[0], int) or not _lies_in(root, arguments[0], editors):
            return
        if count == moment:
            own_doing = True
            edit()
            own_doing = False
        count += 1

    return hook


def _lies_in(root: Path, path: str | bytes, folders: tuple[str, ...]) -> bool:
    return f"{root / os.fsdecode(path)}/".startswith(folders)


def _changes(event: str, arguments: tuple[Any, ...], root: Path) -> bool:
    """Whether what is about to be done changes anything that lies in the project."""
    if event == "open":
        path, _, flags = arguments
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        inside = not isinstance(path, int) and (root / os.fsdecode(path)).is_relative_to(root)
        return bool(writes) and inside
    if event == "ctypes.dlsym":
        return "rename" in str(arguments[1])  # what exchanges two folders
    return event in _CHANGES


# What a build keeps for the next one: the cache in the project; hidden, beside the output, folders
# each of which is a whole (a copy of a site may well be hard links to the site itself) and notes.


def kept(project: Project) -> list[Path]:
    """All that is kept, folders and files, in order."""
    cache = project.root / CACHE
    beside = [*project.root.glob(".public*"), *project.root.glob(".public*/*")]
    return sorted(path for path in (cache, *cache.rglob("*"), *beside) if os.path.lexists(path))


def kept_files(project: Project) -> list[Path]:
    """The files among it."""
    return [path for path in kept(project) if path.is_file()]


def _all_gone(project: Project, _: int) -> None:
    for path in kept(project):
        remove(path)


def _one_gone(project: Project, n: int) -> None:
    if found := kept(project):
        remove(found[n % len(found)])


def remove(path: Path) -> None:
    """Take away whatever is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _damage(how: Callable[[bytes, Random], bytes]) -> Callable[[Project, int], None]:
    def damage(project: Project, n: int) -> None:
        if found := kept_files(project):
            path = found[n % len(found)]
            path.write_bytes(how(path.read_bytes(), Random(n)))

    return damage


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flipped(data: bytes, chance: Random) -> bytes:
    """One bit is another in a few bytes."""
    changed = bytearray(data)
    for _ in range(min(3, len(data))):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _swapped(project: Project, n: int) -> None:
    """Two files have each other's bytes."""
    found = kept_files(project)
    if len(found) > 1:
        one, other = found[n % len(found)], found[(n + 1) % len(found)]
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)


DAMAGES: dict[str, Callable[[Project, int], None]] = {
    "all gone": _all_gone,
    "one gone": _one_gone,
    "cut": _damage(_cut),
    "empty": _damage(lambda _, __: b""),
    "flipped": _damage(_flipped),
    "not ours": _damage(lambda _, __: b"{}"),
    "swapped": _swapped,
}


# What others do to the site that was made.


def _site(project: Project) -> list[Path]:
    found = project.output.rglob("*") if project.output.exists() else ()
    return sorted(path for path in found if path.is_file() and path.name != MANIFEST)


def _other_bytes(project: Project, n: int) -> None:
    """As many bytes as before, at the same time; nothing else shows."""
    if found := _site(project):
        path = found[n % len(found)]
        before, data = path.stat(), path.read_bytes()
        path.write_bytes(data[:-1] + b"x")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _page_gone(project: Project, n: int) -> None:
    if found := _site(project):
        found[n % len(found)].unlink()


def _page_more(project: Project, _: int) -> None:
    if project.output.exists():
        (project.output / "more").mkdir(exist_ok=True)
        (project.output / "more/list.xlsx").write_bytes(b"x")


def _folder_for_page(project: Project, n: int) -> None:
    if found := _site(project):
        path = found[n % len(found)]
        path.unlink()
        path.mkdir()


def _link_for_page(project: Project, n: int) -> None:
    if found := _site(project):
        path = found[n % len(found)]
        path.rename(project.root / "elsewhere")
        path.symlink_to(project.root / "elsewhere")


TAMPERINGS: dict[str, Callable[[Project, int], None]] = {
    "other bytes": _other_bytes,
    "a page gone": _page_gone,
    "a file more": _page_more,
    "a folder for a page": _folder_for_page,
    "a link for a page": _link_for_page,
}


def carry(project: Project, goal: Path, how: str) -> None:
    """Move a project with all that it has; or make a fresh copy that brings nothing along but the
    cache, as build servers do."""
    if how == "moved":
        project.root.rename(goal)
    else:
        lay_out(goal, project.sources())
        if (project.root / CACHE).is_dir():
            shutil.copytree(project.root / CACHE, goal / CACHE)
    project.root = goal
