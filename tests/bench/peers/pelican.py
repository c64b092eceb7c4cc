"""Pelican: reports are its articles, agencies its categories, years its archives."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

from bench.builder import Builder, File
from bench.peers.tools import Tools


def pelican(home: Path, tools: Tools) -> Builder:
    """Pelican with a theme that has no more than the others."""
    return Builder(
        name="Pelican",
        version=f"{tools.version('pelican')}, Markdown {tools.version('markdown')}",
        home=home,
        command=(tools.program("pelican"), "--quiet", "--settings", "pelicanconf.py"),
        translate=translate,
        omits=(
            "reading YAML: its headers have no depth, and the figures stand there as JSON; the few "
            "words of an agency on its page"
        ),
        project="pelican",
        made=("public", "cache", "__pycache__"),
    )


def translate(path: str, text: str) -> File | None:
    """A header of Pelican has lines and no depth: the figures become one line of JSON."""
    if path == "tables.json":
        return path, text
    if not (found := re.fullmatch(r"agencies/(.+)/reports/(\d+)\.md", path)):
        return None
    slug, year = found.groups()
    _, header, body = text.split("---\n", 2)
    values = yaml.load(header, Loader=yaml.CSafeLoader)
    lines = {
        "title": values["title"],
        "slug": f"{slug}-{year}",
        "date": f"{year}-12-31",
        "category": slug,
        "agency": values["title"].partition(year)[0],
        "statistics": json.dumps(values["statistics"], ensure_ascii=False),
    }
    said = "".join(f"{key}: {value}\n" for key, value in lines.items())
    return f"content/{slug}-{year}.md", f"{said}\n{body}"
