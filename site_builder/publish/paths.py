"""Paths of files that belong to an output folder."""

from __future__ import annotations

from pathlib import Path


def state_of(output: Path) -> Path:
    """Return the folder for state about an output folder: `.public.sitebuild` beside `public`."""
    return output.parent / f".{output.name}.sitebuild"
