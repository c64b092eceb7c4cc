"""MkDocs: agencies are sections of its navigation; a page names its template."""

from __future__ import annotations

import re
from pathlib import Path

from bench.builder import Builder, File
from bench.peers.tools import Tools

# The first that fits a path.
TEMPLATES = (
    (r"index\.md", "home"),
    (r"agencies/.+/index\.md", "agency"),
    (r"years/.+", "year"),
    (r".+", "main"),
)


def mkdocs(home: Path, tools: Tools) -> Builder:
    """MkDocs with a theme that has no more than the others."""
    return Builder(
        name="MkDocs",
        version=f"{tools.version('mkdocs')}, Markdown {tools.version('markdown')}",
        home=home,
        command=(tools.program("mkdocs"), "build", "--quiet"),
        translate=translate,
        omits=(
            "building less after an edit: its `--dirty` would empty the pages of agencies and years"
        ),
        project="mkdocs",
    )


def translate(path: str, text: str) -> File | None:
    """Each header names its template."""
    if path == "site.yaml":
        return None
    if path == "tables.json":
        return "tables.yml", f'{{"extra": {{"tables": {text}}}}}'
    template = next(name for pattern, name in TEMPLATES if re.fullmatch(pattern, path))
    header = f"---\ntemplate: {template}.html\n"
    return "docs/" + path.replace("reports/", ""), text.replace("---\n", header, 1)
