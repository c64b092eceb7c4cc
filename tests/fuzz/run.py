"""Runs the command on spoilt projects, each in a process of its own, with limits."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from importlib import import_module
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import NamedTuple

# Here, so that the processes forked need not import them again and again.
import site_builder.build
import site_builder.cli.filters
import site_builder.lint.autofix
import site_builder.publish.site_check
import site_builder.reporters.formats  # noqa: F401
from fuzz.mutations import spoil
from fuzz.project import lay
from site_builder.cli.main import main

SECONDS = 10  # of the processor
KILOBYTES = 500_000  # of memory
ALLOWED = frozenset({0, 1, 3})  # done, the content has errors, the settings are wrong


class Outcome(NamedTuple):
    """How a command ended: with an exit code, or by a signal; and what is wrong with that."""

    arguments: tuple[str, ...]
    fault: str
    said: str


def try_one(seed: int, folder: Path) -> Outcome | None:
    """Spoil a project and run commands on it; return the first that ends badly."""
    shutil.rmtree(folder, ignore_errors=True)
    project, random = folder / "project", Random(seed)
    lay(project, random)
    spoil(project, random)
    if not (project / "content").is_dir():
        return None
    source, output = str(project), str(project / "public")
    shown = ("check", "--source", source, "--format", random.choice(("text", "html", "sarif")))
    fixed = ("check", "--source", source, "--fix")
    extra = random.choice(((), ("--base-url", "https://e.cn/a"), ("--fragments",)))
    build = ("build", "--source", source, "--output", output, "--jobs", "1", *extra)
    code = 0
    for words in random.choice(((build,), (build, build), (shown, build), (fixed, build))):
        outcome, code = run(words, folder / "said")
        if outcome:
            return outcome
    if code == 0:
        outcome, code = run(("verify", output), folder / "said")
        if outcome or code:
            return outcome or Outcome(("verify", output), "what was built does not hold", "")
    return None


def run(words: tuple[str, ...], said: Path) -> tuple[Outcome | None, int]:
    """Run a command in a process of its own; return what is wrong with its end, and its code."""
    child = os.fork()
    if not child:
        _run_here(words, said)
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    fault = ""
    if code not in ALLOWED:
        fault = f"exit code {code}"
    elif used.ru_maxrss > KILOBYTES:
        fault = f"{used.ru_maxrss // 1000} MB"
    elif "Traceback" in (text := said.read_text("utf-8", "replace")):
        fault = text
    return (Outcome(words, fault, said.read_text("utf-8", "replace")) if fault else None), code


def _run_here(words: tuple[str, ...], said: Path) -> None:
    """Run a command and end the process; never return."""
    code = 99
    try:
        resource = import_module("resource")  # of POSIX only, as fork is
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 2))
        signal.alarm(6 * SECONDS)  # if it waits
        written = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(written, stream)
        code = main(words)
        sys.stdout.flush()
    finally:
        os._exit(code)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def hunt(worker: int, seconds: float, first: int) -> None:
    """Try one number after the other until the time is over."""
    folder, tried, failed = Path(mkdtemp(prefix="fuzz-")), 0, 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        seed = first + tried
        tried += 1
        if outcome := try_one(seed, folder):
            failed += 1
            say(f"{seed}: {' '.join(outcome.arguments)}: {outcome.fault}")
            say(outcome.said[-1500:])
    say(f"worker {worker}: {tried} projects, {failed} failures")
    if failed:
        sys.exit(1)
