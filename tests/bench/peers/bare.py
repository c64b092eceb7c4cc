"""The bare libraries: what `bare_pages.py` does."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

from bench.builder import Builder
from bench.ours import as_it_is

SCRIPT = Path(__file__).with_name("bare_pages.py")
LIBRARIES = ("PyYAML", "markdown-it-py", "Jinja2")


def bare(home: Path) -> Builder:
    """The least work that Python can do."""
    return Builder(
        name="bare libraries",
        version=", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        home=home,
        command=(sys.executable, "-P", str(SCRIPT), str(home), str(home / "public")),
        translate=as_it_is,
        omits="all but one page a report with its prose and its three tables",
        whole=False,
    )
