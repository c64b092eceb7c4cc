"""What one run of a program costs, with all processes it starts. Linux only."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.02  # seconds between two samples of the memory


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of all processors together."""

    wall: float
    cpu: float


def recall(project: Path, site: str) -> None:
    """Bring all files of a project into the page cache, but for its site and copies of that: who
    ran since may have needed all the memory."""
    for place, folders, names in os.walk(project):
        folders[:] = [name for name in folders if site not in name]
        for name in names:
            with Path(place, name).open("rb", buffering=0) as file:
                while file.read(1 << 20):
                    pass


def cost(command: tuple[str, ...], home: Path) -> Cost:
    """Run a command and take its time. The disk is at rest when it starts."""
    os.sync()
    begun = time.perf_counter()
    process = _start(command, home)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    _ended(process, status)
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def peak(command: tuple[str, ...], home: Path) -> float:
    """Run a command and return the most memory, in megabytes, that all its processes held at a
    time: their PSS, in which a page that several share counts once. Looking at it takes time:
    that is why it is another run."""
    process = _start(command, home)
    most = 0.0
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        most = max(most, held(process.pid))
        time.sleep(INTERVAL)
    _ended(process, ended[1])
    return most


def held(process: int) -> float:
    """Megabytes that a process and all that it started hold now."""
    return sum(_held(one) for one in _family(process)) / 1024


def _start(command: tuple[str, ...], home: Path) -> subprocess.Popen[bytes]:
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            command, cwd=home, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )


def _ended(process: subprocess.Popen[bytes], status: int) -> None:
    """Return the result as `subprocess` does; stop if the program failed."""
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)


def _family(first: int) -> set[int]:
    """A process, and all that it and its children started."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # gone in the meantime
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    family = {first}
    while more := {one for one, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _held(process: int) -> int:
    """Kilobytes of a process."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
