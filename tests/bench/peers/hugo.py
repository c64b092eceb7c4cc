"""Hugo: agencies are its sections."""

from __future__ import annotations

from pathlib import Path

from bench.builder import Builder, File
from bench.peers.tools import Tools


def hugo(home: Path, tools: Tools) -> Builder:
    """Hugo, run as the program it is: the script of its package would add the start of Python."""
    program = str(tools.packages / "hugo" / "binaries" / "hugo")
    return Builder(
        name="Hugo",
        version=tools.version("hugo"),
        home=home,
        command=(program, "--quiet", "--cacheDir", str(home / "cache")),
        translate=translate,
        omits="building less after an edit: it makes all pages again",
        project="hugo",
        made=("public", "cache", "resources"),
    )


def translate(path: str, text: str) -> File | None:
    """The same texts under other names."""
    if path == "site.yaml":
        return None
    if path == "tables.json":
        return "data/tables.json", text
    return "content/" + path.replace("index.md", "_index.md").replace("reports/", ""), text
