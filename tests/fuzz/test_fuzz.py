"""Some spoilt projects; `make hunt` tries as many as ten minutes allow."""

from __future__ import annotations

from pathlib import Path

import pytest
from systems import posix

from fuzz.run import try_one


@posix
@pytest.mark.parametrize("seed", range(20))
def test_a_spoilt_project_ends_in_findings(seed: int, tmp_path: Path) -> None:
    assert try_one(seed, tmp_path) is None
