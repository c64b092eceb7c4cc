"""The same work on many things, here or in other processes; results in the order of the things."""

from __future__ import annotations

import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:  # it takes long to load, and is seldom needed
    from concurrent.futures import Executor
    from multiprocessing.context import BaseContext

CHUNK = 30  # pages that are sent to a process at once
WORTH_SHARING = 200  # files; for fewer, starting processes takes longer
PREFETCH = 2  # chunks that wait for each process

Shared = TypeVar("Shared")
Result = TypeVar("Result")


class Sized(Protocol):
    """Something to be worked on; `size` is about how many pages it makes."""

    @property
    def size(self) -> int: ...


Job = TypeVar("Job", bound=Sized)


class Pool(NamedTuple):
    """Where work can be sent: any executor of the standard kind, and how many jobs it does at
    once."""

    executor: Executor
    jobs: int


class Workers:
    """Other processes, started when there is enough to do for them; or an executor that is there
    already. To be closed like a file."""

    def __init__(self, jobs: int, executor: Executor | None = None) -> None:
        self._jobs = jobs
        self._given = executor
        self._started: Executor | None = None

    def pool(self, files: int) -> Pool | None:
        """Where to send work on so many files; None where it is done sooner here."""
        if self._given:
            return Pool(self._given, self._jobs)
        if self._jobs <= 1 or files < WORTH_SHARING:
            return None
        if self._started is None:
            from concurrent.futures import ProcessPoolExecutor

            self._started = ProcessPoolExecutor(self._jobs, mp_context=_context())
        return Pool(self._started, self._jobs)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._started:
            self._started.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """How processes are started: as copies of this one, which have imported all there is, where
    that is safe: on Linux, with no other thread at work."""
    import multiprocessing
    import threading

    alone = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if alone else None)


def parallel_map(
    do: Callable[[Shared, Job], Result],
    shared: Shared,
    items: Iterable[Job],
    pool: Pool | None,
    prefetch: int = PREFETCH,
) -> Iterator[Result]:
    """`do(shared, item)` for every item. With a pool, a few chunks at a time are on their way,
    `ahead` for each process: no more is held than these can take; `shared` is opened once in each
    of them."""
    if pool is None:
        yield from (do(shared, item) for item in items)
        return
    parcel = pickle.dumps(shared, protocol=5)
    chunks = _chunks(items)
    waiting = deque(
        pool.executor.submit(_do_all, do, parcel, chunk)
        for chunk in islice(chunks, pool.jobs * prefetch)
    )
    while waiting:
        done = waiting.popleft().result()
        waiting.extend(
            pool.executor.submit(_do_all, do, parcel, chunk) for chunk in islice(chunks, 1)
        )
        yield from done


def _chunks(items: Iterable[Job]) -> Iterator[tuple[Job, ...]]:
    chunk: list[Job] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += item.size
        if size >= CHUNK:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)


@lru_cache(maxsize=1)
def _opened(parcel: bytes) -> Any:
    return pickle.loads(parcel)


def _do_all(
    do: Callable[[Shared, Job], Result], parcel: bytes, items: tuple[Job, ...]
) -> tuple[Result, ...]:
    shared = _opened(parcel)
    return tuple(do(shared, item) for item in items)
