"""Random sequences of edits, as many as one likes, and other ones every time:

    PYTHONPATH=tests python -m law 2000

It says how far it is, and at once what fails; in the end, the shortest sequence that does.
"""

from __future__ import annotations

import sys
import time
import traceback

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from law.machine import Law
from law.test_machine import TestLaw

LONG = settings(
    TestLaw.settings,
    max_examples=int(sys.argv[1]) if sys.argv[1:] else 200,
    stateful_step_count=30,
    derandomize=False,
    suppress_health_check=list(HealthCheck),
)


class Hunt(Law):
    """The law, counting."""

    sequences = 0
    steps = 0
    began = time.monotonic()

    def __init__(self) -> None:
        super().__init__()
        Hunt.sequences += 1

    @invariant()
    def count(self) -> None:
        Hunt.steps += 1
        if Hunt.steps % 100 == 0:
            self.say()

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            failure = sys.exc_info()[1]
            if isinstance(failure, Exception):
                traceback.print_exception(failure)
                self.say()

    @classmethod
    def say(cls) -> None:
        seconds = time.monotonic() - cls.began
        sys.stderr.write(f"{cls.steps} steps in {cls.sequences} sequences, {seconds:.0f} s\n")


if __name__ == "__main__":
    run_state_machine_as_test(Hunt, settings=LONG)
    Hunt.say()
