"""What a build costs, beside other generators that make the same site.

    make bench                                                1,000 reports
    make bench REPORTS="1000 10000" PEERS="hugo" ROUNDS=5     as you like

Prints every run, and writes docs/benchmark.md.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import corpus
from bench.builder import Builder
from bench.cases import Edited
from bench.document import Measured, document
from bench.ours import ours
from bench.peers import FROM_PYPI, NAMES, peers
from bench.peers.tools import Tools, install
from bench.rounds import run

DOCUMENT = Path(__file__).parents[2] / "docs" / "benchmark.md"
YEARS = 5
LARGE = 10_000  # reports, for which the others would take the better part of an hour
HUGE = 100_000  # for which everything takes minutes
QUICK = ("hugo", "zola")


def main() -> None:
    """Measure every size that was asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "reports", type=int, nargs="*", default=[1000], help=f"multiples of {YEARS}"
    )
    parser.add_argument("--peers", nargs="*", choices=NAMES, default=NAMES)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    sizes: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        folder = Path(scratch)
        tools = install(folder / "tools") if set(wanted.peers) & set(FROM_PYPI) else None
        known: dict[str, Builder] = {}
        for reports in wanted.reports:
            names = [one for one in wanted.peers if reports < LARGE or one in QUICK]
            processes = (1, 2) if reports < HUGE else (2,)
            builders = _builders(folder / str(reports), tools, names, processes)
            known |= {one.name: one for one in builders if one.name not in known}
            sizes.append(
                _measured(builders, folder / str(reports), reports // YEARS, wanted.rounds)
            )
            DOCUMENT.write_text(document([*known.values()], sizes), "utf-8")


def _builders(
    folder: Path, tools: Tools | None, wanted: Sequence[str], processes: Sequence[int]
) -> list[Builder]:
    own = [ours(folder / f"ours-{jobs}", jobs) for jobs in processes]
    return [*own, *peers(folder, tools, wanted)]


def _measured(builders: list[Builder], folder: Path, agencies: int, rounds: int) -> Measured:
    print(f"\n{agencies * YEARS} reports", flush=True)
    load = os.getloadavg()[0]
    corpus.make(folder / "corpus", agencies, YEARS)
    for builder in builders:
        builder.lay_out(folder / "corpus" / "content")
    results, written = run(builders, Edited(agencies // 2, YEARS), agencies, rounds)
    return Measured(agencies, YEARS, rounds, load, results, written)


if __name__ == "__main__":
    main()
