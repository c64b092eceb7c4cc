"""Runs a program that reads a file of others, and ends it with all that it started if it takes too
long."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence


class TooSlowError(Exception):
    """The program took too long, and was ended."""


def run(
    command: Sequence[str], data: bytes, seconds: float, environment: Mapping[str, str] = os.environ
) -> tuple[int, bytes]:
    """Run a command with these bytes as its input; return its exit code and its output. Raise
    TooSlowError, OSError if it cannot be started."""
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    ) as running:
        try:
            output, _ = running.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise TooSlowError from error
        finally:
            _end(running)
    return running.returncode, output


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a program and, where the system knows groups, all processes that it started."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(running.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    elif running.poll() is None:
        running.kill()
