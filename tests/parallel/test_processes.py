"""The same work on many things: wherever it is done, its results are the same, in their order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count
from multiprocessing import Pipe, active_children, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from systems import STARTS, posix

from site_builder.parallel.processes import (
    CHUNK,
    PREFETCH,
    WORTH_SHARING,
    Pool,
    WorkerDiedError,
    Workers,
    parallel_map,
)

SOON = 30  # seconds, in which any worker has noticed that its parent ended

pytestmark = pytest.mark.interpreter


class Thing(NamedTuple):
    """Something to be worked on."""

    number: int
    size: int


def tell(shared: str, thing: Thing) -> str:
    return f"{shared} {thing.number}"


def whose(_: str, thing: Thing) -> int:
    return os.getpid()


def fail(shared: str, thing: Thing) -> int:
    return thing.number // (thing.number - int(shared))


class Here(Executor):
    """An executor that does at once, here, whatever it is given; and counts it."""

    def __init__(self) -> None:
        self.parcels = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.parcels += 1
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@pytest.fixture(scope="module")
def pools() -> Iterator[dict[str, Pool | None]]:
    with ExitStack() as stack:
        yield {
            "no pool": None,
            "here": Pool(Here(), 3),
            "threads": Pool(stack.enter_context(ThreadPoolExecutor(3)), 3),
            **{
                way: Pool(
                    stack.enter_context(ProcessPoolExecutor(2, mp_context=get_context(way))), 2
                )
                for way in STARTS
            },
        }


SIZES = st.lists(st.sampled_from([0, 1, 30, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK]), max_size=40)


@pytest.mark.parametrize("way", ["no pool", "here", "threads", *STARTS])
@given(sizes=SIZES)
def test_results_come_in_the_order_of_the_things_wherever_the_work_is_done(
    pools: dict[str, Pool | None], way: str, sizes: list[int]
) -> None:
    things = [Thing(number, size) for number, size in enumerate(sizes)]

    results = list(parallel_map(tell, "第", iter(things), pools[way]))

    assert results == [f"第 {number}" for number in range(len(sizes))]


@pytest.mark.parametrize(("way", "elsewhere"), [("no pool", False), (STARTS[0], True)])
def test_with_a_pool_other_processes_do_the_work(
    pools: dict[str, Pool | None], way: str, elsewhere: bool
) -> None:
    done = set(parallel_map(whose, "", (Thing(n, CHUNK) for n in range(20)), pools[way]))

    assert (os.getpid() not in done) is elsewhere


@pytest.mark.parametrize("way", ["no pool", "here", "threads", *STARTS])
def test_an_exception_in_a_process_is_raised_here(pools: dict[str, Pool | None], way: str) -> None:
    results = parallel_map(fail, "3", (Thing(n, CHUNK) for n in range(9)), pools[way])

    assert [next(results) for _ in range(3)] == [0, -1, -2]
    with pytest.raises(ZeroDivisionError):
        next(results)


@given(SIZES, st.integers(1, 5))
def test_no_more_is_on_its_way_than_the_processes_can_take(sizes: list[int], jobs: int) -> None:
    submitted = taken = 0

    def things() -> Iterator[Thing]:
        nonlocal submitted
        for number, size in enumerate(sizes):
            submitted += size
            yield Thing(number, size)

    # A chunk is full with the thing that fills it; one is being filled when another is awaited.
    bound = (jobs * PREFETCH + 1) * (CHUNK + max(sizes, default=0))
    for number, _ in enumerate(parallel_map(tell, "", things(), Pool(Here(), jobs))):
        assert submitted - taken <= bound
        taken += sizes[number]
    assert submitted == taken == sum(sizes)


def test_nothing_is_asked_for_before_a_result_is() -> None:
    def things() -> Iterator[Thing]:
        raise AssertionError
        yield

    for pool in (None, Pool(Here(), 2)):
        parallel_map(tell, "", things(), pool)


def test_small_things_are_sent_together() -> None:
    here = Here()

    list(parallel_map(tell, "", (Thing(n, 1) for n in range(10 * CHUNK)), Pool(here, 2)))

    assert here.parcels == 10


class Opened:
    """Counts how often it is opened."""

    times = 0

    def __setstate__(self, _: object) -> None:
        Opened.times += 1

    def __getstate__(self) -> dict[str, int]:
        return {"a": 1}


def nothing(_: Opened, thing: Thing) -> int:
    return thing.number


def test_what_is_shared_is_opened_once_for_all_chunks() -> None:
    Opened.times = 0

    list(parallel_map(nothing, Opened(), (Thing(n, CHUNK) for n in range(20)), Pool(Here(), 2)))

    assert Opened.times == 1


@pytest.mark.parametrize(
    ("jobs", "files", "shared_out"),
    [
        (1, 10 * WORTH_SHARING, False),
        (0, 10 * WORTH_SHARING, False),
        (2, WORTH_SHARING - 1, False),
        (2, WORTH_SHARING, True),
    ],
)
def test_processes_are_started_if_the_work_is_worth_it(
    jobs: int, files: int, shared_out: bool
) -> None:
    with Workers(jobs) as workers:
        pool = workers.pool(files)

        assert (pool is not None) is shared_out
        assert pool is None or pool.jobs == jobs
        assert pool is None or workers.pool(files) == pool


def test_an_executor_that_is_there_is_used_and_not_shut_down() -> None:
    with ThreadPoolExecutor(1) as executor:
        with Workers(4, executor) as workers:
            assert workers.pool(1) == Pool(executor, 4)
        assert executor.submit(len, "ab").result() == 2


def test_processes_that_were_started_end_with_the_work() -> None:
    before = set(active_children())
    with Workers(2) as workers:
        pool = workers.pool(WORTH_SHARING)
        assert pool
        (process,) = {*parallel_map(whose, "", [Thing(1, CHUNK)], pool)}
        assert process in {child.pid for child in active_children()}

    assert set(active_children()) == before


def test_processes_end_with_the_work_even_if_it_fails() -> None:
    before = set(active_children())

    def interrupted() -> None:
        with Workers(2) as workers:
            for _ in parallel_map(
                whose, "", map(Thing, range(99), [CHUNK] * 99), workers.pool(999)
            ):
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert set(active_children()) == before


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every process starts anew")
def test_workers_are_copies_unless_another_thread_is_at_work() -> None:
    program = (
        "import threading\n"
        "from site_builder.parallel.processes import _context\n"
        "print(_context().get_start_method())\n"
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "print(_context().get_start_method())\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["fork", get_context().get_start_method()]


def die_once(marker: str, thing: Thing) -> int:
    """Be killed, with the first thing that comes, the first time."""
    path = Path(marker)
    if thing.number == 5 and not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return thing.number


def die(_: str, thing: Thing) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return thing.number


@posix
def test_what_a_killed_worker_had_to_do_is_done_once_more(tmp_path: Path) -> None:
    with Workers(2) as workers:
        pool = workers.pool(WORTH_SHARING)
        things = [Thing(number, CHUNK) for number in range(20)]

        assert [*parallel_map(die_once, str(tmp_path / "m"), things, pool)] == [*range(20)]
        assert [*parallel_map(whose, "", things, workers.pool(WORTH_SHARING))]
        assert (tmp_path / "m").exists()


@posix
def test_workers_that_are_killed_again_are_reported() -> None:
    things = [Thing(number, CHUNK) for number in range(20)]

    with Workers(2) as workers, pytest.raises(WorkerDiedError, match="内存"):
        list(parallel_map(die, "", things, workers.pool(WORTH_SHARING)))


def work_on_and_on(pids: Connection) -> None:
    with Workers(2) as workers:
        things = (Thing(number, CHUNK) for number in count())
        for pid in parallel_map(whose, "", things, workers.pool(WORTH_SHARING)):
            pids.send(pid)


@posix
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM"])
def test_workers_end_when_their_parent_is_killed(how: str) -> None:
    receiver, sender = Pipe(duplex=False)
    parent = get_context("fork").Process(target=work_on_and_on, args=(sender,))
    parent.start()
    workers = {receiver.recv() for _ in range(50)}
    assert parent.pid
    assert parent.pid not in workers

    os.kill(parent.pid, signal.Signals[how])
    parent.join()

    sender.close()
    with pytest.raises(EOFError):  # which comes when no worker holds the other end any more
        while receiver.poll(SOON):
            receiver.recv()
