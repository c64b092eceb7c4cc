"""A project on disk, the hands that edit its files, and what is asked of its builds."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from time import time_ns
from typing import Any, Literal
from unittest.mock import patch

from conftest import build_if_due
from jinja2 import Environment

from site_builder.build import Built
from site_builder.model.progress import SILENT, Progress

# How an editor's program saves a file. By rename, as most do, it is another file of the same name;
# `older`, as after `mv`, `git checkout` or a backup, it is younger than it says; `quietly`, nothing
# shows but the bytes (and, for whoever asks, the time of the last change of the inode).
Hand = Literal["in place", "by rename", "older", "quietly"]
HANDS: tuple[Hand, ...] = ("in place", "by rename", "older", "quietly")
A_DAY = 86_400_000_000_000  # nanoseconds

# What a site, or any folder, consists of: for each path the kind, the mode and the bytes.
Entry = tuple[str, int, bytes]
Tree = dict[str, Entry]

LATER = 10_000_000_000  # nanoseconds

ROOTS = ("content", "themes")  # what belongs to the editors
CACHE = ".sitebuild"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a build. The last five change how it is made, and never what. A build
    `long_after` the edits is one that may rely on what the file system tells of them: no file can
    have changed since without showing it."""

    today: date = date(2026, 1, 31)
    base_url: str = ""
    strict: bool = False
    fragments: bool = False
    output: str = "public"
    jobs: int = 1
    clean: bool = False
    relative: bool = False
    long_after: bool = True


@dataclass(slots=True)
class Project:
    """A project in `root`, what is asked of its next build, and the hand that edits it."""

    root: Path
    asked: Asked = field(default_factory=Asked)
    hand: Hand = "in place"
    original: Tree = field(default_factory=dict)

    @property
    def output(self) -> Path:
        """The folder that the next build goes to."""
        return self.root / self.asked.output

    def ask(self, **changed: object) -> None:
        """Ask something else of the next builds."""
        self.asked = replace(self.asked, **changed)  # type: ignore[arg-type]

    def paths(self, pattern: str) -> list[str]:
        """The files that match a pattern, in order."""
        found = (path for path in self.root.glob(pattern) if path.is_file())
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    def there(self, path: str) -> bool:
        """Whether there is a file or folder."""
        return os.path.lexists(self.root / path)

    def text(self, path: str) -> str:
        """The text of a file; what is no UTF-8 survives the way to and fro."""
        return (self.root / path).read_bytes().decode("utf-8", "surrogateescape")

    def write(self, path: str, text: str) -> None:
        """Give a file a text."""
        self.save(path, text.encode("utf-8", "surrogateescape"))

    def save(self, path: str, data: bytes) -> None:
        """Give a file its bytes, as the hand does it. What stands in the way is taken away."""
        place = self.root / path
        for above in [*reversed(place.relative_to(self.root).parents)][1:]:
            if (self.root / above).is_file():
                (self.root / above).unlink()
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_symlink() or place.is_dir():
            self.remove(path)
        before = place.stat() if place.exists() else None
        if self.hand in {"in place", "quietly"}:
            place.write_bytes(data)
        else:
            new = place.with_name(f".{place.name}.tmp")
            new.write_bytes(data)
            new.replace(place)
        if self.hand == "quietly" and before:
            os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
        if self.hand == "older":
            earlier = (before or place.stat()).st_mtime_ns - A_DAY
            os.utime(place, ns=(earlier, earlier))

    def remove(self, path: str) -> None:
        """Take a file or a folder away, if it is there."""
        place = self.root / path
        if place.is_symlink() or place.is_file():
            place.unlink()
        elif place.is_dir():
            shutil.rmtree(place)

    def rename(self, old: str, new: str) -> None:
        """Give a file or folder another name; its times stay."""
        if old == new:
            return
        self.remove(new)
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)

    def put_back(self) -> None:
        """Undo all edits, and ask what was asked at first."""
        self.restore(self.original)
        self.asked = Asked()

    def restore(self, sources: Tree) -> None:
        """Undo all edits since the sources were these."""
        for path, (kind, _, _) in self.sources().items():
            if path not in sources or sources[path][0] != kind:
                self.remove(path)
        for path, (kind, _, data) in sources.items():
            if kind == "folder":
                (self.root / path).mkdir(parents=True, exist_ok=True)
            elif snapshot(self.root / path) != {"": sources[path]}:
                self.save(path, data)

    def sources(self) -> Tree:
        """All that the editors have."""
        return {
            f"{root}/{path}" if path else root: entry
            for root in ROOTS
            for path, entry in snapshot(self.root / root).items()
        }

    def build(self, progress: Progress = SILENT) -> Built:
        """Build what is asked."""
        asked = self.asked
        where = chdir(self.root if asked.relative else ".")
        with where, quick_templates():
            start = Path() if asked.relative else self.root
            now_ns = time_ns() + (LATER if asked.long_after else 0)
            return build_if_due(
                start,
                start / asked.output,
                today=asked.today,
                progress=progress,
                base_url=asked.base_url,
                strict=asked.strict,
                fragments=asked.fragments,
                jobs=asked.jobs,
                clean=asked.clean,
                executor=others() if asked.jobs > 1 else None,
                now_ns=now_ns,
            )


@cache
def others() -> ProcessPoolExecutor:
    """Processes for builds that use several, however little there is to do. They are started anew
    and not forked, so that they hash with seeds of their own."""
    return ProcessPoolExecutor(2, get_context("spawn"))


@contextmanager
def quick_templates() -> Iterator[None]:
    """The same template is parsed and compiled once only: more than half of the time of a build."""
    parse, compile_ = _once(Environment.parse), _once(Environment.compile)
    with patch.multiple(Environment, parse=parse, compile=compile_):
        yield


_known: dict[object, Any] = {}


def _once(do: Callable[..., Any]) -> Callable[..., Any]:
    """A method of an environment that does nothing twice."""

    def once(self: Environment, *what: object) -> Any:
        key = (do, what, self.autoescape, self.trim_blocks, self.lstrip_blocks)
        if key not in _known:
            _known[key] = do(self, *what)
        return _known[key]

    return once


def snapshot(place: Path) -> Tree:
    """All that lies in a folder, hidden files and empty folders too; the folder itself, or what is
    in its place, is the empty path."""
    found: Tree = {}
    waiting = [(os.fspath(place), "")] if os.path.lexists(place) else []
    while waiting:
        path, name = waiting.pop()
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            found[name] = ("link", 0, os.fsencode(os.readlink(path)))  # noqa: PTH115  # quick
        elif stat.S_ISDIR(mode):
            found[name] = ("folder", mode & 0o7777, b"")
            inside = f"{name}/" if name else ""
            waiting += [(f"{path}/{n}", f"{inside}{n}") for n in os.listdir(path)]  # noqa: PTH208
        else:
            with open(path, "rb") as file:  # noqa: PTH123
                found[name] = ("file", mode & 0o7777, file.read())
    return found
