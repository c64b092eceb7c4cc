"""Systems that can do less than this one, and tests that need what only some systems have."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_all_start_methods
from pathlib import Path

import pytest

from site_builder import portable
from site_builder.portable import FORCED, system_of

STARTS = tuple(way for way in ("fork", "spawn") if way in get_all_start_methods())
OTHERS = ("windows", "1")  # as the variable says: without hard links too
with_links = pytest.mark.parametrize("system", ["", "windows"], indirect=True)

posix = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="needs fork, signals, named pipes, modes or a shell: POSIX only"
)
linux = pytest.mark.skipif(
    sys.platform != "linux", reason="needs /proc, /dev/full, names in any bytes: Linux only"
)
case_sensitive = pytest.mark.skipif(
    os.path.exists(__file__.upper()),  # noqa: PTH110
    reason="needs a file system that tells names by case",
)


def force(monkeypatch: pytest.MonkeyPatch, forced: str) -> None:
    """Go on as on another system, in this process and in those that it starts."""
    monkeypatch.setenv(FORCED, forced)
    monkeypatch.setattr(portable, "HERE", system_of(sys.platform, forced))


@pytest.fixture(params=OTHERS)
def other_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A system that can do less: as Windows, and without hard links too."""
    force(monkeypatch, request.param)
    return str(request.param)


@pytest.fixture(params=["", *OTHERS], ids=["this system", *OTHERS])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """This system, and those."""
    if request.param:
        force(monkeypatch, request.param)
    return str(request.param)


def make_pipe(path: Path) -> None:
    """Make a named pipe, or skip the test on a system whose folders have none."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs named pipes: POSIX only")
    os.mkfifo(path)


@contextmanager
def limited(name: str, most: int) -> Iterator[None]:
    """No more than so much of what the system gives, for a time; `name` is that of a constant of
    `resource`, such as RLIMIT_FSIZE."""
    resource = pytest.importorskip("resource", reason="only POSIX limits resources")
    number = getattr(resource, name)
    before = resource.getrlimit(number)
    resource.setrlimit(number, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(number, before)
