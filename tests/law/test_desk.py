"""The pages that the desk shows are those of a clean build, after any edits."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from law.base import new_project
from law.desk import assert_shows, desk_of
from law.edits import EDITS
from law.project import HANDS, Hand, Project
from law.sequences import LIST

SOME = range(0, len(LIST), 4)  # of the edits; sequences of any of them are tried below
STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(EDITS)), st.integers(0, 99), st.sampled_from(HANDS), st.booleans()
    ),
    min_size=2,
    max_size=8,
)


@pytest.mark.parametrize("number", SOME, ids=[[*LIST][number] for number in SOME])
def test_an_edit_shows_as_in_a_clean_build(project: Project, number: int) -> None:
    steps = [*LIST.values()][number]
    with desk_of(project) as session:
        for name, n in steps:
            before = project.sources()
            EDITS[name](project, n)
            assert_shows(session, project, before, told=number % 8 == 0)
        before = project.sources()
        project.put_back()
        assert_shows(session, project, before, told=number % 8 == 0)


@given(steps=STEPS)
@examples(6)  # 120 in a hunt
def test_any_edits_show_as_in_a_clean_build(steps: list[tuple[str, int, Hand, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = new_project(Path(folder) / "project")
        with desk_of(project) as session:
            for name, n, hand, told in steps:
                project.hand = hand
                before = project.sources()
                EDITS[name](project, n)
                assert_shows(session, project, before, told)
