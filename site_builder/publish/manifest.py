"""The record that lies in every site of ours: the digest of each file. With it, a folder is known
to be ours."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from site_builder import __version__

MANIFEST = "manifest.json"
_BEGINS = '{"generator": "sitebuild '


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a site of ours in `folder`; empty where there is none."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    ours = isinstance(manifest, dict) and str(manifest.get("generator", "")).startswith("sitebuild")
    return manifest if ours else {}


def is_ours(folder: Path) -> bool:
    """Whether there is a site of ours in `folder`; its first words say so, a manifest is long."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            if file.read(len(_BEGINS)) == _BEGINS.encode():
                return True
    except OSError:
        return False
    return bool(read_manifest(folder))


def list_files(files: Iterable[tuple[str, str]]) -> bytes:
    """Files with their digests, as lines of a manifest."""
    return ",\n".join(
        f"{json.dumps(path, ensure_ascii=False)}: {json.dumps(d)}" for path, d in files
    ).encode()


def write_manifest(lists: Iterable[bytes]) -> bytes:
    """The manifest of a site whose files stand in `lists`."""
    begins = f'{_BEGINS}{__version__}", "files": {{\n'.encode()
    return begins + b",\n".join(filter(None, lists)) + b"\n}}\n"
