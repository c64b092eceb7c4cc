"""A new project: a content folder that is ready to be filled in, and the files around it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from site_builder import __version__
from site_builder.build import CONTENT
from site_builder.model.table import Form
from site_builder.scaffold.new_files import NewFile, RefusedError, write_new
from site_builder.scaffold.skeletons import (
    MARK,
    NAME_MARK,
    Register,
    new_agency,
    new_report,
    schema_files,
)
from site_builder.scaffold.templates import fill

AGENCY = "danwei"  # the folder of the agency that is to be renamed
# The files around the content folder, by their templates.
_FILES = (
    (".gitignore", "gitignore"),
    (".gitattributes", "gitattributes"),
    (".editorconfig", "editorconfig"),
    (".github/workflows/sitebuild.yml", "github.yml"),
    (".gitlab-ci.yml", "gitlab-ci.yml"),
    (".workflow/sitebuild.yml", "gitee.yml"),
)


def new_project(today: date, forms: tuple[Form, ...]) -> Iterator[NewFile]:
    """Yield the files of a new project: one agency and its report on the last calendar year, both
    drafts."""
    year = today.year - 1
    public = __version__.partition("+")[0]
    yield NewFile("README.md", fill("project/readme.md", version=public, agency=AGENCY, year=year))
    yield NewFile(f"{CONTENT}/site.yaml", fill("content/site.yaml"))
    yield NewFile(f"{CONTENT}/index.md", fill("content/home.md"))
    yield new_agency(AGENCY, {})
    yield new_report(AGENCY, Register(NAME_MARK, {"phone": MARK}), year, forms)
    for path, template in _FILES:
        yield NewFile(path, fill(f"project/{template}", version=public))
    yield NewFile(".githooks/pre-commit", fill("project/pre-commit"), is_executable=True)
    yield from schema_files(forms)


def make_project(
    root: Path, today: date, forms: tuple[Form, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write a new project into the folder `root`, and return the paths of the files written, and of
    those that were there and left alone. Raise RefusedError if `root` is no folder, or has content
    already."""
    if os.path.lexists(root) and not root.is_dir():
        raise RefusedError(f"{root} 不是文件夹")
    if os.path.lexists(root / CONTENT):
        raise RefusedError(
            f"{root / CONTENT} 已经有了，没有动它；要添机关、报告、文件，用 sitebuild new"
        )
    return write_new(root, new_project(today, forms))
