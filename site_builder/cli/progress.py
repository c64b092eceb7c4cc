"""Shows on stderr how far the work is: lines for who asks for them (`-v`), a bar on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from site_builder.cli.language import say
from site_builder.model.progress import Progress

if TYPE_CHECKING:  # importing it takes as long as a small build
    from rich.progress import Progress as RichProgress

CLEAR = "\r\033[K"

_LONG = 1.0  # seconds that a stage must have lasted to be worth a bar
_REDRAWN = 0.1  # seconds between two states of a bar


class Lines(Progress):
    """Prints each stage, its details, and how long it took."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._started: float | None = None

    def stage(self, text: str, **values: object) -> None:
        """Print how long the last stage took, and the name of this one."""
        self.end()
        self._started = self._now()
        write(f"{say(text, **values)}\n")

    def detail(self, text: str, **values: object) -> None:
        """Print a detail below the stage."""
        write(f"  {say(text, **values)}\n")

    def end(self) -> None:
        """Print how long the last stage took."""
        if self._started is not None:
            write(f"  {say('用时 {seconds:.2f} 秒', seconds=self._now() - self._started)}\n")
        self._started = None


class Bar(Progress):
    """Shows the stage in the last line of a terminal, and a bar if it takes long. The line is gone
    at the end. The bar is drawn when there is something to tell, by no thread of its own: workers
    can be forked only from a process without others."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._text = ""
        self._since = self._drawn = 0.0
        self._bar: RichProgress | None = None

    def stage(self, text: str, **values: object) -> None:
        """Show the name of the stage instead of what was shown."""
        self.end()
        self._text = say(text, **values)
        self._since = self._now()
        write(f"{CLEAR}{self._text}…")

    def advance(self, done: int, total: int) -> None:
        """Show a bar if the stage has lasted for long and there is more to do."""
        now = self._now()
        if done >= total or now - self._since < _LONG or now - self._drawn < _REDRAWN:
            return
        self._drawn = now
        if self._bar is None:
            self._bar = _new_bar()
            self._bar.add_task(self._text, total=total, completed=done)
            write(CLEAR)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=done, total=total)
        with suppress(OSError):
            self._bar.refresh()

    def end(self) -> None:
        """Clear the line."""
        if self._bar:
            with suppress(OSError):
                self._bar.stop()
        self._bar = None
        write(CLEAR)


def _new_bar() -> RichProgress:
    """Return a bar on stderr that leaves nothing behind."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return RichProgress(
        *columns,
        console=Console(file=sys.stderr),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )


def write(text: str) -> None:
    """Write to stderr, whether or not somebody reads it."""
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()
