"""The standard streams, and what a terminal can show."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from site_builder.model.progress import SILENT, Progress
from site_builder.portable import prepare_console

if TYPE_CHECKING:
    from site_builder.reporters.text import Screen

_NARROWEST, _WIDEST = 40, 100  # columns of a report


def open_streams() -> None:
    """Open the null device in place of standard streams that are closed, so that no file of the
    site gets their numbers. Read and write UTF-8 in the others, whatever the code page is."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free number, which is this one
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    prepare_console()


def drop_output() -> None:
    """Redirect stdout to the null device, so that Python does not fail to flush it at exit."""
    with suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def screen() -> Screen:
    """Return how findings are shown: on a terminal wrapped, and in colours unless NO_COLOR is set;
    elsewhere as plain lines."""
    from shutil import get_terminal_size

    from site_builder.reporters.text import Screen

    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return Screen()
    columns = max(_NARROWEST, min(get_terminal_size().columns, _WIDEST))
    return Screen(columns, colour=not os.environ.get("NO_COLOR"))


@contextmanager
def progress(quiet: bool, verbose: bool = False) -> Iterator[Progress]:
    """Yield what reports progress on stderr: lines with details if the user asks for them; on a
    terminal one line, which is cleared at the end; elsewhere, and if `quiet`, nothing."""
    if not verbose and (quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"):
        yield SILENT
        return
    from site_builder.cli.progress import Bar, Lines

    shown = Lines() if verbose else Bar()
    try:
        yield shown
    finally:
        shown.end()
