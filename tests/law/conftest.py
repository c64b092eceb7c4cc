"""One project for all tests of the law, built once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from law.assertions import assert_law
from law.base import new_project
from law.faults import remove
from law.project import ROOTS, Project
from law.reference import outcome, reference


@pytest.fixture(scope="session")
def shared() -> Iterator[Project]:
    """The project, built."""
    with tempfile.TemporaryDirectory() as folder:
        project = new_project(Path(folder) / "project")
        assert_law(project)
        yield project


@pytest.fixture
def project(shared: Project) -> Iterator[Project]:
    """The project as it is at first, and built."""
    base = reference().ask(shared)
    shared.hand = "quietly"
    yield shared
    shared.put_back()
    try:
        whole = outcome(shared).site == base.result().site
    except OSError:
        whole = False
    if not whole:
        start_anew(shared)


def start_anew(project: Project) -> None:
    """Something failed: whatever builds left is taken away."""
    for path in project.root.iterdir():
        if path.name not in ROOTS:
            remove(path)
    outcome(project)
