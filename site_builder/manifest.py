"""The record that lies in every site of ours: the digest of each file, the facts of each page. With
it, a folder is known to be ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a site of ours in `folder`; empty where there is none."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    ours = isinstance(manifest, dict) and str(manifest.get("generator", "")).startswith("sitebuild")
    return manifest if ours else {}
