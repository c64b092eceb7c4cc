"""The manifest of a built site: its base URL, and the digest of each file. Its presence marks a
folder as an output of this program."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from site_builder import __version__
from site_builder.content.regular_file import open_regular, read_regular
from site_builder.model.limits import LARGEST_MANIFEST

MANIFEST = "manifest.json"
_BEGINS = '{"generator": "sitebuild '


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of the site in `folder`: its `generator`, and in `files` the digest of
    each file. Return an empty mapping if there is none of ours, or it has another shape."""
    manifest = _parsed(manifest_bytes(folder))
    return manifest if _is_well_formed(manifest) else {}


def manifest_bytes(folder: Path) -> bytes:
    """Return the bytes of the manifest in `folder`, or none if it cannot be read."""
    try:
        return read_regular(folder / MANIFEST, LARGEST_MANIFEST)
    except OSError:
        return b""


def is_ours(folder: Path) -> bool:
    """Whether `folder` has a manifest of ours. Usually its first bytes suffice; it can be large."""
    try:
        with open_regular(folder / MANIFEST) as file:
            if file.read(len(_BEGINS)) == _BEGINS.encode():
                return True
    except OSError:
        return False
    return bool(_parsed(manifest_bytes(folder)))


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


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    ours = isinstance(manifest, dict) and str(manifest.get("generator", "")).startswith("sitebuild")
    return manifest if ours else {}


def _is_well_formed(manifest: dict[str, Any]) -> bool:
    """Whether the files are a mapping from texts to texts, and everything else is text."""
    files = manifest.get("files")
    texts = [value for key, value in manifest.items() if key != "files"]
    return isinstance(files, dict) and all(isinstance(t, str) for t in (*texts, *files.values()))
