"""How a command ends."""

from __future__ import annotations

from typing import NamedTuple

DONE, CONTENT, USAGE, SETTINGS, DISK, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130


class Outcome(NamedTuple):
    """The exit code of a command, its result for stdout, and its messages for stderr. The result
    ends with a newline or is empty; the messages are lines."""

    code: int
    result: str = ""
    messages: tuple[str, ...] = ()
