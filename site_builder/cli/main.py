"""Runs the commands; the only module that prints.

Each command is a function that returns an `Outcome`. It is imported when it is needed, so that
`--help` and a build without changes are fast. Exit codes: 0 done, 1 the content has errors, 2 wrong
usage, 3 wrong settings, 4 disk, permissions or a lock, 70 a bug of ours, 130 interrupted.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from site_builder import __version__
from site_builder.cli.arguments import parse_arguments
from site_builder.cli.language import say
from site_builder.cli.outcome import BUG, DISK, DONE, INTERRUPTED, Outcome
from site_builder.cli.terminal import drop_output, open_streams
from site_builder.text.disk_errors import described

# The module and the function of each command. The function takes the options and the day.
COMMANDS = {
    "build": ("build", "build_site"),
    "check": ("check", "check_content"),
    "addresses": ("addresses", "note_addresses"),
    "import": ("import_files", "import_files"),
    "export": ("export_files", "export_files"),
    "init": ("init", "init_project"),
    "new": ("new", "make_new"),
    "explain": ("explain", "explain_rules"),
    "verify": ("verify", "verify_site"),
    "completion": ("completion", "complete_shell"),
    "serve": ("serve", "serve_desk"),
}


def run() -> NoReturn:
    """Run the command and exit with `os._exit`, with the garbage collector disabled.

    All files are written by then, and deallocating objects at exit would take a tenth of a small
    build. Collecting cyclic garbage would take a fifth of a large one, and there are no cycles.
    """
    gc.disable()
    code = main()
    with suppress(OSError, AttributeError):
        sys.stderr.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None, now_ns: int | None = None) -> int:
    """Run `sitebuild` with `arguments` (default: `sys.argv`) and return the exit code. `now_ns` is
    the time in nanoseconds since 1970, by default that of the system."""
    open_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)

    def command() -> Outcome:
        typed = words or _asked()
        if typed is None:
            return Outcome(DONE)
        options = parse_arguments(typed)
        options.now_ns = time.time_ns() if now_ns is None else now_ns
        return _run(options)

    return exit_code_of(command)


def exit_code_of(command: Callable[[], Outcome]) -> int:
    """Run `command`, print its result and its messages, and return its exit code; an exception
    becomes an exit code and a message. A reader of stdout that has gone away changes nothing."""
    try:
        try:
            outcome = command()
        except SystemExit:  # help is printed already, or wrong usage
            _print("")
            raise
        _say(*outcome.messages)
        _print(outcome.result)
        return outcome.code
    except KeyboardInterrupt:
        _say("已中断，网站仍是完整的。")
        return INTERRUPTED
    except OSError as error:
        drop_output()
        _say(f"读写失败：{described(error)}。")
        return DISK
    except Exception as error:  # a bug of ours, reported in one line
        from site_builder.parallel.processes import WorkerDiedError

        if isinstance(error, WorkerDiedError):
            _say(f"{error}。")
            return DISK
        if os.environ.get("SITEBUILD_DEBUG"):
            raise
        _say(
            f"程序缺陷（{type(error).__name__}：{error}），网站仍是完整的。"
            "请把这一行和出错的文件报给维护者；设 SITEBUILD_DEBUG=1 可看详情。"
        )
        return BUG


def _asked() -> list[str] | None:
    """Return what is to be done where nothing was typed behind `sitebuild`: what is chosen on a
    terminal, or None if that is nothing; elsewhere an empty list, for which there is the usage."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return []
    from site_builder.cli.start import ask

    return ask(Path.cwd())


def _run(options: argparse.Namespace) -> Outcome:
    if options.version:
        return Outcome(DONE, f"sitebuild {__version__}\n")
    module, name = COMMANDS[options.verb]
    command = getattr(import_module(f"site_builder.cli.{module}"), name)
    today = datetime.now().astimezone().date()
    started = time.perf_counter()
    outcome: Outcome = command(options, today)
    if options.verbose:
        took = say("共用时 {seconds:.2f} 秒", seconds=time.perf_counter() - started)
        return outcome._replace(messages=(*outcome.messages, took))
    return outcome


def _print(text: str) -> None:
    try:
        print(text, end="", flush=True)
    except BrokenPipeError:
        drop_output()


def _say(*lines: str) -> None:
    with suppress(OSError):  # nobody reads it
        for line in lines:
            print(line, file=sys.stderr)
