"""Applies a function to many items, in this process or in others, and keeps their order."""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from site_builder.portable import start_method

if TYPE_CHECKING:  # slow to import, rarely needed
    from concurrent.futures import Executor, Future
    from multiprocessing.context import BaseContext

CHUNK = 30  # pages that are sent to a process at a time
WORTH_SHARING = 200  # files; for fewer, starting processes takes longer than the work
PREFETCH = 2  # chunks that are submitted for each process

Shared = TypeVar("Shared")
Result = TypeVar("Result")


class Sized(Protocol):
    """An item; `size` is the approximate number of pages it results in."""

    @property
    def size(self) -> int: ...


Job = TypeVar("Job", bound=Sized)


class WorkerDiedError(Exception):
    """Worker processes were killed again after they had been started anew; the message is for the
    user, in Chinese."""


class Pool(NamedTuple):
    """An executor, and the number of jobs that it runs at a time. `restart` returns another
    executor in the place of one whose processes were killed, or raises WorkerDiedError."""

    executor: Executor
    jobs: int
    restart: Callable[[], Executor] | None = None


class Workers:
    """A context manager for worker processes, which are started when there is enough work for them,
    and end when this process does; with `executor`, that one is used instead and not shut down."""

    def __init__(self, jobs: int, executor: Executor | None = None) -> None:
        self._jobs = jobs
        self._given = executor
        self._started: Executor | None = None
        self._restarted = False

    def pool(self, files: int) -> Pool | None:
        """Return the pool for work on so many files; None if this process is faster."""
        if self._given:
            return Pool(self._given, self._jobs)
        if self._jobs <= 1 or files < WORTH_SHARING:
            return None
        if self._started is None:
            self._started = self._start()
        return Pool(self._started, self._jobs, self._restart)

    def _start(self) -> Executor:
        from concurrent.futures import ProcessPoolExecutor

        return ProcessPoolExecutor(self._jobs, mp_context=_context(), initializer=_end_with_parent)

    def _restart(self) -> Executor:
        """Start other processes in the place of killed ones, once: more than one death is no
        accident."""
        if self._started:
            self._started.shutdown()  # waits until none of the old ones writes any more
        if self._restarted:
            raise WorkerDiedError(
                "处理文件的进程被系统中止，重试一次仍然如此，多半是内存不够；"
                "请关掉别的程序，或用 --jobs 1 再运行一次"
            )
        self._restarted = True
        self._started = self._start()
        return self._started

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._started:
            self._started.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """Return the way to start processes."""
    import multiprocessing
    import threading

    return multiprocessing.get_context(start_method(threading.active_count() == 1))


def _end_with_parent() -> None:
    """Let this worker process end when the process that started it has ended, however that was."""
    import threading
    from multiprocessing import parent_process

    parent = parent_process()

    def end() -> None:
        if parent:
            parent.join()  # returns when the other end of a pipe is closed
            os._exit(1)

    threading.Thread(target=end, daemon=True).start()


def parallel_map(
    do: Callable[[Shared, Job], Result],
    shared: Shared,
    items: Iterable[Job],
    pool: Pool | None,
    prefetch: int = PREFETCH,
) -> Iterator[Result]:
    """Yield `do(shared, item)` for each item, in order.

    With a pool, items are sent in chunks, and `prefetch` chunks are submitted for each process, so
    that few items and results are in memory at a time. `shared` is unpickled once in each process.
    If a process was killed, everything without a result is done again, so `do` must bear that.
    """
    if pool is None:
        yield from (do(shared, item) for item in items)
        return
    from concurrent.futures import BrokenExecutor

    parcel = pickle.dumps(shared, protocol=5)
    chunks = _chunks(items)
    executor = pool.executor
    waiting = deque(
        (chunk, _submit(executor, do, parcel, chunk))
        for chunk in islice(chunks, pool.jobs * prefetch)
    )
    while waiting:
        try:
            done = waiting[0][1].result()
        except BrokenExecutor:
            if not pool.restart:
                raise
            executor = pool.restart()
            waiting = deque((chunk, _submit(executor, do, parcel, chunk)) for chunk, _ in waiting)
            continue
        waiting.popleft()
        waiting.extend((chunk, _submit(executor, do, parcel, chunk)) for chunk in islice(chunks, 1))
        yield from done


def _submit(
    executor: Executor,
    do: Callable[[Shared, Job], Result],
    parcel: bytes,
    items: tuple[Job, ...],
) -> Future[tuple[Result, ...]]:
    """Submit a chunk; to a broken executor too, which shows when its result is asked for."""
    from concurrent.futures import BrokenExecutor, Future

    try:
        return executor.submit(_do_all, do, parcel, items)
    except BrokenExecutor as error:
        failed: Future[tuple[Result, ...]] = Future()
        failed.set_exception(error)
        return failed


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
def _unpickled(parcel: bytes) -> Any:
    return pickle.loads(parcel)


def _do_all(
    do: Callable[[Shared, Job], Result], parcel: bytes, items: tuple[Job, ...]
) -> tuple[Result, ...]:
    shared = _unpickled(parcel)
    return tuple(do(shared, item) for item in items)
