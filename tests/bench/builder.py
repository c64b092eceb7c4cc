"""A program under measure, with the folder it works in and the content as it wants it."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figures import TABLES

# A file: its path in a project, and its text.
File = tuple[str, str]
# A file of our content → the same for another generator; None where that has no use for it.
Translate = Callable[[str, str], File | None]

PROJECTS = Path(__file__).parent / "projects"


@dataclass(frozen=True)
class Builder:
    """How a program is run in the folder `home`. It writes its site into `public`."""

    name: str
    version: str
    home: Path
    command: tuple[str, ...]
    translate: Translate
    omits: str  # what it leaves undone that others do in the same run
    project: str = ""  # the folder of its settings and templates under `projects`
    made: tuple[str, ...] = ("public",)  # globs: all that a build leaves behind
    whole: bool = True  # whether it makes more than the pages of the reports

    @property
    def public(self) -> Path:
        """The site."""
        return self.home / "public"

    def lay_out(self, content: Path) -> None:
        """Write its project with the same content as the folder `content`."""
        self.home.mkdir(parents=True)
        if self.project:
            shutil.copytree(PROJECTS / self.project, self.home, dirs_exist_ok=True)
        for path, text in _files(content):
            self.put(path, text)

    def put(self, path: str, text: str) -> None:
        """Write one file of the content."""
        if file := self.translate(path, text):
            target = self.home / file[0]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(file[1], "utf-8")

    def clear(self) -> None:
        """Put aside all that earlier builds left. It is not deleted: for minutes after many files
        were, ext4 takes long to find places for new ones."""
        aside = tempfile.mkdtemp(prefix="aside-", dir=self.home.parent)
        for pattern in self.made:
            for path in self.home.glob(pattern):
                path.rename(f"{aside}/{path.name}")


def _files(content: Path) -> Iterator[File]:
    """The files of a content folder; and what only others need: a file for the page of a year, and
    the rows and columns of the statutory tables."""
    years: set[str] = set()
    for path in content.rglob("*.*"):
        yield path.relative_to(content).as_posix(), path.read_text("utf-8")
        if path.parent.name == "reports":
            years.add(path.stem)
    for year in years:
        yield f"years/{year}.md", f"---\ntitle: {year}年\n---\n"
    tables = [table._asdict() for table in TABLES]
    yield "tables.json", json.dumps(tables, ensure_ascii=False)
