"""What tests of publishing have in common."""

from __future__ import annotations

import ctypes

import pytest
from systems import OTHERS, force


@pytest.fixture(params=["one step", "two steps", *OTHERS])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A system that can exchange two folders, and those that cannot."""
    if request.param == "two steps":
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    elif request.param in OTHERS:
        force(monkeypatch, request.param)
    return str(request.param)
