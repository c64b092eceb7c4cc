"""Zola, where this machine has it: agencies are its sections, years a taxonomy."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from bench.builder import Builder, File


def zola(home: Path, program: str) -> Builder:
    """Zola as it is found here."""
    said = subprocess.run((program, "--version"), capture_output=True, text=True, check=True)
    return Builder(
        name="Zola",
        version=said.stdout.strip().removeprefix("zola "),
        home=home,
        command=(program, "build"),
        translate=translate,
        omits="building less after an edit: it makes all pages again",
        project="zola",
    )


def translate(path: str, text: str) -> File | None:
    """What is not Zola's own stands in a header under `extra`."""
    if path == "tables.json":
        return path, text
    if path == "site.yaml" or path.startswith("years/"):
        return None
    target = "content/" + path.replace("index.md", "_index.md").replace("reports/", "")
    _, header, body = text.split("---\n", 2)
    title, _, rest = header.partition("\n")
    own = f"{title}\n"
    extra = re.sub("(?m)^", "  ", rest.rstrip())
    if found := re.fullmatch(r".+/reports/(\d+)\.md", path):
        year = found[1]
        own += f'taxonomies:\n  years: ["{year}"]\n'
        agency = title.removeprefix("title: ").partition(year)[0]
        extra = f"  agency: {agency}\n{extra}"
    own += f"extra:\n{extra}\n" if extra.strip() else ""
    return target, f"---\n{own}---\n{body}"
