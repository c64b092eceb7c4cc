"""Random sequences of edits, as many as one likes, and other ones every time:

    PYTHONPATH=tests python -m law 2000

What fails is shown as the shortest sequence that does.
"""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from test_law import Law

LONG = settings(
    Law.TestCase.settings,
    max_examples=int(sys.argv[1]) if sys.argv[1:] else 200,
    stateful_step_count=30,
    derandomize=False,
    suppress_health_check=list(HealthCheck),
)

if __name__ == "__main__":
    run_state_machine_as_test(Law, settings=LONG)
