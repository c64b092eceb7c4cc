"""Where what belongs to an output folder lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


def state_of(output: Path) -> Path:
    """Where lies what is to be known of an output folder: `.public.sitebuild` beside `public`."""
    return output.parent / f".{output.name}.sitebuild"
