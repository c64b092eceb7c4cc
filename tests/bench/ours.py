"""Our own program under measure."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import site_builder
from bench.builder import Builder, File

NOT_DONE = (
    "typographic quotes, raw HTML. Attachments, images and links between documents are not in the "
    "corpus: what copies and resolves them has little to do"
)


def ours(home: Path, jobs: int) -> Builder:
    """`sitebuild build` with so many processes."""
    command = (sys.executable, "-m", "site_builder", "build", "--jobs", str(jobs))
    return Builder(
        name=f"sitebuild --jobs {jobs}",
        version=_version(),
        home=home,
        command=(*command, "--source", str(home), "--output", str(home / "public")),
        translate=as_it_is,
        omits=NOT_DONE,
        made=("public", ".public*", ".sitebuild"),
    )


def as_it_is(path: str, text: str) -> File | None:
    """Our content, and nothing that only others need."""
    if path == "tables.json" or path.startswith("years/"):
        return None
    return f"content/{path}", text


def _version() -> str:
    """The version, and the commit where there is one."""
    folder = Path(site_builder.__file__).parent
    git = ("git", "-C", str(folder), "describe", "--always", "--dirty", "--exclude=*")
    said = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()
    return f"{site_builder.__version__} ({said})" if said else site_builder.__version__
