"""Something is done in a process of its own, which is killed, or meets a bad disk, at a moment:
just before a change of the file system, by its number."""

from __future__ import annotations

import errno
import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

from systems import STARTS

# Everything by which Python changes a file system tells of itself beforehand.
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "open", "ctypes.dlsym"}
FORK = get_context("fork") if "fork" in STARTS else get_context("spawn")


def few(events: Sequence[str], hunting: bool = False) -> list[int]:
    """Some moments of many, always the same: of each kind of event the first, the last and one
    between, and the moments right before and after all; every one of them in a hunt."""
    if hunting:
        return [*range(len(events) + 1)]
    chance = random.Random(len(events))
    chosen = {0, len(events) - 1, len(events)}
    for kind in sorted(set(events)):
        moments = [moment for moment, event in enumerate(events) if event == kind]
        chosen |= {moments[0], moments[-1], chance.choice(moments)}
    return sorted(chosen)


def changes(do: Callable[[], None]) -> list[str]:
    """All changes of the file system that something makes, done in another process, by name."""
    reading, writing = os.pipe()
    if not os.fork():
        seen: list[str] = []
        sys.addaudithook(lambda event, _: seen.append(event) if event in CHANGES else None)
        do()
        os.write(writing, "\n".join(seen).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as lines:
        found = lines.read().split("\n")
    os.wait()
    return found


def killed(moment: int, do: Callable[[], None]) -> bool:
    """Do something in another process that dies before the change of the file system with this
    number; whether it came to that."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    left = moment

    def watch(event: str, _: object) -> None:
        nonlocal left
        if event in CHANGES:
            left -= 1
            if left < 0:
                os._exit(1)

    sys.addaudithook(watch)
    do()
    os._exit(0)


def failed(moment: int, do: Callable[[], None], for_good: bool) -> bool | None:
    """Do something in another process to which the disk refuses the change with this number, or
    that one and all after it; whether it failed, None where it did not come to that."""
    child = os.fork()
    if child:
        return {0: False, 1: True, 2: None}[os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])]
    left = moment

    def watch(event: str, _: object) -> None:
        nonlocal left
        if event in CHANGES:
            left -= 1
            if left == -1 or (left < 0 and for_good):
                raise OSError(errno.ENOSPC, "no room")

    sys.addaudithook(watch)
    try:
        do()
    except OSError:
        os._exit(1)
    os._exit(0 if left < 0 else 2)


@contextmanager
def meanwhile(do: Callable[..., None], *values: object) -> Iterator[BaseProcess]:
    """Another process does something, and is killed in the end."""
    process = FORK.Process(target=do, args=values, daemon=True)
    process.start()
    yield process
    process.kill()
    process.join()
