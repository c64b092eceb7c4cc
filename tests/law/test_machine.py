"""A few random sequences, always the same; `python -m law` tries more, and others every time."""

from __future__ import annotations

from hypothesis import Phase, settings

from law.machine import Law

TestLaw = Law.TestCase
TestLaw.settings = settings(
    max_examples=8,
    stateful_step_count=10,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
