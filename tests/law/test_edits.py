"""Whatever is edited: a build is a clean build, and so is the one after all was put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from law.assertions import assert_law, shown
from law.base import new_project
from law.edits import EDITS
from law.faults import carry, remove
from law.project import Project
from law.reference import outcome, reference
from law.sequences import LIST, UNSEEN, Steps


@pytest.mark.parametrize("steps", LIST.values(), ids=LIST)
def test_an_edit_shows_as_in_a_clean_build_and_so_does_its_undoing(
    project: Project, steps: Steps
) -> None:
    seen = []
    before = reference().ask(project).result()
    for name, n in steps:
        EDITS[name](project, n)
        clean = assert_law(project)
        seen.append(shown(clean) != shown(before))
        before = clean
    project.put_back()
    assert_law(project)

    assert any(seen) != (steps[0][0] in UNSEEN and len(steps) == 1)


@pytest.mark.parametrize("name", ["the problems of another report", "the order of a page"])
def test_a_build_uses_what_another_process_kept(project: Project, name: str) -> None:
    EDITS[name](project, 0)
    assert_law(project, elsewhere=True)

    project.put_back()
    assert_law(project)


def test_a_site_that_is_gone_is_made_again(project: Project) -> None:
    remove(project.output)
    assert_law(project)


@pytest.mark.parametrize("how", ["moved", "checked out"])
def test_a_project_may_lie_elsewhere_for_the_next_build(tmp_path: Path, how: str) -> None:
    project = new_project(tmp_path / "project")
    outcome(project)
    carry(project, tmp_path / "elsewhere", how)
    assert_law(project)

    for name in ("a word of a report", "other bytes in an attachment"):
        EDITS[name](project, 0)
    assert_law(project)
