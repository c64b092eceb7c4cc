"""Paths of files that belong to an output folder, or to a project."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from site_builder.portable import leads_elsewhere

CACHE = ".sitebuild"  # the folder for results of earlier builds, beside the content


def state_of(output: Path) -> Path:
    """Return the folder for state about an output folder: `.public.sitebuild` beside `public`."""
    return output.parent / f".{output.name}.sitebuild"


def changes_of(output: Path) -> Path:
    """Return the file that says what the last exchange of a site changed: `public.changes.json`."""
    return output.parent / f"{output.name}.changes.json"


def notes_of(source: Path, output: Path) -> Path:
    """Return the folder for notes about the last build of a project into an output folder. It is
    beside the content, because findings quote drafts."""
    where = sha256(os.fsencode(output.resolve())).hexdigest()
    return source / CACHE / where[:16]


def is_inside(path: str) -> bool:
    """Whether `path`, joined to a folder, is the path of a file below that folder."""
    parts = path.split("/")
    parts_are_names = not any(part in {"", ".", ".."} for part in parts)
    return "\0" not in path and parts_are_names and not leads_elsewhere(path)


def folders_above(path: str) -> Iterator[str]:
    """Yield the folders that a file is in, from the site down; the site itself is left out."""
    parts = path.split("/")
    return ("/".join(parts[:length]) for length in range(1, len(parts)))
