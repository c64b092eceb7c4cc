"""The manifest of a built site: its base URL, and the digest of each file. Its presence marks a
folder as an output of this program."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from site_builder import __version__

MANIFEST = "manifest.json"
_BEGINS = '{"generator": "sitebuild '


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of the site in `folder`, or an empty mapping if there is none of ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    ours = isinstance(manifest, dict) and str(manifest.get("generator", "")).startswith("sitebuild")
    return manifest if ours else {}


def is_ours(folder: Path) -> bool:
    """Whether `folder` has a manifest of ours. Usually its first bytes suffice; it can be large."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            if file.read(len(_BEGINS)) == _BEGINS.encode():
                return True
    except OSError:
        return False
    return bool(read_manifest(folder))


def list_files(files: Iterable[tuple[str, str]]) -> bytes:
    """Return files and their digests as lines of a manifest."""
    return ",\n".join(
        f"{json.dumps(path, ensure_ascii=False)}: {json.dumps(d)}" for path, d in files
    ).encode()


def write_manifest(lists: Iterable[bytes], base_url: str = "") -> bytes:
    """Return the manifest for the files in `lists`, which come from `list_files`. `base_url` is
    that with which absolute links of the site begin, if known."""
    known = f'"base_url": {json.dumps(base_url)}, ' if base_url else ""
    begins = f'{_BEGINS}{__version__}", {known}"files": {{\n'.encode()
    return begins + b",\n".join(filter(None, lists)) + b"\n}}\n"
