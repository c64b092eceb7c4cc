"""Runs the builders side by side, one after the other, round after round."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench.builder import Builder
from bench.cases import PAUSE, Case, Edited
from bench.measure import Cost, cost, peak, recall
from bench.proof import prove

PATIENCE = 120  # seconds: what takes a builder longer is timed once


@dataclass(frozen=True)
class Result:
    """What a builder cost in a case."""

    walls: tuple[float, ...]  # seconds on the clock, of each round
    cpu: float  # seconds of all processors, median
    peak: float  # megabytes

    @property
    def wall(self) -> float:
        """The median."""
        return median(self.walls)


@dataclass(frozen=True)
class Written:
    """How large a site is."""

    files: int
    megabytes: float


Results = dict[tuple[str, Case], Result]


def run(
    builders: Sequence[Builder], edited: Edited, agencies: int, rounds: int
) -> tuple[Results, dict[str, Written]]:
    """Measure every builder in every case. The round before the first one measures memory and is
    not timed; it warms the caches of the disk too, and its sites are looked through."""
    peaks: dict[tuple[str, Case], float] = {}
    for case in Case:
        for builder in builders:
            edited.prepare(builder, case, 0)
            peaks[builder.name, case] = peak(builder.command, builder.home)
            print(f"{builder.name:<18} {case:<44} {peaks[builder.name, case]:8.0f} MB", flush=True)
    for builder in builders:
        prove(builder, edited, agencies)
    costs: dict[tuple[str, Case], list[Cost]] = defaultdict(list)
    for turn in range(1, rounds + 1):
        for case in Case:
            for builder in builders:
                own = costs[builder.name, case]
                if not own or own[0].wall < PATIENCE:
                    is_built = len(costs[builder.name, Case.COLD]) == turn
                    own.append(_timed(builder, edited, case, turn, is_built))
                    print(f"{builder.name:<18} {case:<44} {own[-1].wall:8.2f} s", flush=True)
    results = {key: _result(some, peaks[key]) for key, some in costs.items()}
    return results, {builder.name: _written(builder) for builder in builders}


def _timed(builder: Builder, edited: Edited, case: Case, turn: int, is_built: bool) -> Cost:
    """What a case costs; where the round did not begin with a cold build, a build that is not timed
    goes before the one of an unchanged folder: of the content as it was for the first."""
    if case is Case.AGAIN and not is_built:
        edited.restore(builder)
        time.sleep(PAUSE)
        cost(builder.command, builder.home)
    edited.prepare(builder, case, turn)
    recall(builder.home, builder.public.name)
    return cost(builder.command, builder.home)


def _result(costs: list[Cost], most: float) -> Result:
    return Result(tuple(one.wall for one in costs), median(one.cpu for one in costs), most)


def _written(builder: Builder) -> Written:
    sizes = [path.stat().st_size for path in builder.public.rglob("*") if path.is_file()]
    return Written(len(sizes), sum(sizes) / 1e6)
