"""A full cache."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Scenario, in_cache, learnt
from texts import page

from incremental.caches import fill
from site_builder.incremental.records import Analysis


@pytest.fixture
def learned(site: Scenario) -> dict[str, Analysis]:
    site.lay(page("## 一\n\n正文。\n"))
    return learnt(site.root)


@pytest.fixture
def kept(tmp_path: Path, learned: dict[str, Analysis]) -> Path:
    """A folder with a full cache."""
    folder = tmp_path / "kept"
    folder.mkdir()
    in_cache(folder, fill(learned))
    return folder
