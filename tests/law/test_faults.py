"""Builds that are killed, damaged or disturbed."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest
from moments import few
from systems import posix

from law.assertions import assert_law, assert_old_or_new, assert_same_tree, disturb
from law.edits import EDITS
from law.faults import (
    DAMAGES,
    NEVER,
    TAMPERINGS,
    build_and_edit,
    build_and_kill,
    kept_files,
    remove,
)
from law.project import CACHE, Project, snapshot
from law.reference import outcome
from site_builder.model.progress import Progress
from site_builder.publish.lock import OutputError, recover
from site_builder.publish.site_check import verify

SOME = ("a new disclosed document", "a heading more", "the problems of another report")


def edit(project: Project, *names: str) -> None:
    """Do several edits. `SOME` add, change and take away; done twice, all is as before."""
    for name in names:
        EDITS[name](project, 0)


@posix
def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(
    project: Project, hunting: bool
) -> None:
    edit(project, *SOME)
    changes = build_and_kill(project, NEVER)
    for moment in few(changes, hunting)[:-1]:
        edit(project, *SOME)
        assert_old_or_new(project, moment, torn=moment % 2 == 1)
        edit(project, *SOME, "an alias that its reports use")  # nothing of it may be left
        assert_law(project)


@posix
def test_a_build_killed_on_another_system_leaves_a_site_or_one_that_is_put_back(
    project: Project, other_system: str, hunting: bool
) -> None:
    """Where two folders are not exchanged in one step, the site is aside between two renames."""
    assert_law(project)
    edit(project, *SOME)
    changes = build_and_kill(project, NEVER)
    renames = [moment for moment, name in enumerate(changes) if name == "os.rename"]
    asides = 0
    for moment in range(len(changes)) if hunting else renames[-5:]:  # from the exchange on
        edit(project, *SOME)  # as at first
        assert_law(project)
        before = snapshot(project.output)
        edit(project, *SOME)

        build_and_kill(project, moment)

        if not project.output.exists():
            asides += 1
            assert [one.rule.code for one in verify(project.output)] == ["V120"]
            recover(project.output)
            assert_same_tree(snapshot(project.output), before)
        assert verify(project.output) == ()
    assert asides == 1, other_system


@pytest.mark.usefixtures("other_system")
@pytest.mark.parametrize("damage", ["all gone", "one gone", "cut", "not ours"])
def test_on_other_systems_what_is_damaged_is_done_anew_too(project: Project, damage: str) -> None:
    for n in range(len(kept_files(project))):
        DAMAGES[damage](project, n)
    assert_law(project)


@pytest.mark.usefixtures("other_system")
@pytest.mark.parametrize("tampering", [name for name in TAMPERINGS if name != "other bytes"])
def test_on_other_systems_a_site_that_others_changed_is_made_whole(
    project: Project, tampering: str
) -> None:
    assert_law(project)
    TAMPERINGS[tampering](project, 5)
    assert_law(project)


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_of_all_that_is_kept_is_done_anew(project: Project, damage: str) -> None:
    for n in range(len(kept_files(project))):
        DAMAGES[damage](project, n)
    assert_law(project)

    edit(project, *SOME)
    assert_law(project)


def test_every_build_is_a_clean_one_if_nothing_can_be_kept(project: Project) -> None:
    cache = project.root / CACHE
    remove(cache)
    cache.write_text("a file in its place")

    assert_law(project)
    edit(project, *SOME)
    assert_law(project)

    remove(cache)


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_site_that_others_changed_is_made_whole(project: Project, tampering: str) -> None:
    TAMPERINGS[tampering](project, 5)
    assert_law(project)


@pytest.mark.parametrize("moment", range(4))
@pytest.mark.parametrize("name", ["a word of a report", "a disclosed document deleted"])
def test_an_edit_while_a_build_runs_shows_in_the_next_one(
    project: Project, name: str, moment: int
) -> None:
    edit(project, "a word of an agency")
    disturb(project, name, 0, moment)
    assert_law(project)


# Edits of what is read more than once, or by many.
PASSING = (
    *("a word of a template", "a template that hides a default one", "a style sheet more"),
    *("the partial of a statutory table", "a static file in a folder", "the default theme changed"),
    *("other bytes in an attachment", "a word of a report", "a disclosed document deleted"),
    "a line on every page",
)


@pytest.mark.parametrize("moment", range(4))
@pytest.mark.parametrize("name", PASSING)
def test_an_edit_that_is_there_only_while_a_build_runs_leaves_no_trace(
    project: Project, name: str, moment: int
) -> None:
    project.ask(clean=True)  # so that all is rendered
    disturb(project, name, 0, moment)

    project.put_back()
    assert_law(project)


@pytest.mark.parametrize("name", PASSING)
def test_an_edit_that_comes_and_goes_within_a_build_leaves_no_trace(
    project: Project, name: str
) -> None:
    project.ask(clean=True)
    before, stages = project.sources(), list[str]()

    class Meanwhile(Progress):
        def stage(self, text: str, **_: object) -> None:
            stages.append(text)
            if len(stages) == 2:  # the pages are still to be made
                EDITS[name](project, 0)
            if len(stages) == 4:
                project.restore(before)

    with suppress(OutputError):
        outcome(project, Meanwhile())
    assert len(stages) > 1

    project.put_back()
    assert_law(project)


@posix
@pytest.mark.parametrize("name", PASSING)
def test_an_edit_between_any_two_files_that_a_build_opens_leaves_no_trace(
    project: Project, name: str, hunting: bool
) -> None:
    opened = range(60)  # folders, site.yaml, pages, templates, attachments
    for moment in opened if hunting else Random(name).sample(opened[13:53], 3):
        project.ask(clean=True)
        build_and_edit(project, lambda: EDITS[name](project, 0), moment)
        assert verify(project.output) == ()

        project.put_back()
        assert_law(project)
