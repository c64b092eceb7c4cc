"""What has to hold of every build, and of those that are killed or disturbed."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace

from conftest import TICK

from law.edits import EDITS
from law.faults import build_and_kill
from law.project import CACHE, ROOTS, Project, Tree, snapshot
from law.reference import Outcome, outcome, reference
from site_builder.model.progress import Progress
from site_builder.publish.lock import OutputError
from site_builder.publish.manifest import MANIFEST
from site_builder.publish.site_check import verify


def assert_law(project: Project, elsewhere: bool = False) -> Outcome:
    """Build, here or in another process, and compare with a clean build. Returns the latter."""
    sources, site = project.sources(), snapshot(project.output)
    answer = reference().ask(project, sources)

    found = outcome_elsewhere(project) if elsewhere else outcome(project)

    clean = answer.result()
    assert_same((found.stopped, *found.findings), (clean.stopped, *clean.findings))
    assert_same_tree(found.site, site if clean.stopped else clean.site)
    assert_same_tree(project.sources(), sources)
    assert_same(strangers(project), [])
    return clean


def assert_same(found: Sequence[object], expected: Sequence[object]) -> None:
    """Say what one has and the other has not."""
    if found != expected:
        more = [f"+ {one}" for one in found if one not in expected]
        less = [f"- {one}" for one in expected if one not in found]
        raise AssertionError("\n".join(more + less))


def assert_same_tree(found: Tree, expected: Tree) -> None:
    """Say in what one folder is not as the other."""
    if found != expected:
        raise AssertionError("\n".join(difference(found, expected)))


def outcome_elsewhere(project: Project) -> Outcome:
    """The same build, in a process that has seen other builds, and hashes with another seed."""
    alone = replace(project, asked=replace(project.asked, jobs=1))
    return reference().pool.submit(outcome, alone).result()


def difference(found: Tree, expected: Tree) -> list[str]:
    """In what one folder is not as the other, in a few words each."""
    return [
        f"{path or 'the folder'}: {_shown(found.get(path), expected.get(path))}"
        for path in sorted(found.keys() | expected.keys())
        if found.get(path) != expected.get(path)
    ]


def _shown(found: tuple[str, int, bytes] | None, expected: tuple[str, int, bytes] | None) -> str:
    if not found or not expected:
        return "is there" if found else "is missing"
    if found[:2] != expected[:2]:
        return f"is {found[0]} {found[1]:o}, not {expected[0]} {expected[1]:o}"
    lines = zip(found[2].splitlines(), expected[2].splitlines(), strict=False)
    pair = next((pair for pair in lines if pair[0] != pair[1]), (found[2][-50:], expected[2][-50:]))
    return " instead of ".join(part.decode("utf-8", "replace")[:200] for part in pair)


def strangers(project: Project) -> list[str]:
    """What a build left in the project beside the site, its cache, and its state."""
    ours = {*ROOTS, CACHE, "elsewhere"}
    names = (path.name for path in project.root.iterdir())
    return [name for name in names if name not in ours and not re.match(r"\.?public", name)]


def shown(clean: Outcome) -> object:
    """What others see of a build: the site but for its manifest, and the findings."""
    site = {path: entry for path, entry in clean.site.items() if path != MANIFEST}
    return clean.findings, clean.stopped, {} if clean.stopped else site


def assert_old_or_new(project: Project, moment: int, torn: bool) -> None:
    """Build, be killed, and see that the site is wholly the old one or wholly the new one."""
    answer = reference().ask(project)
    before = snapshot(project.output)

    build_and_kill(project, moment, torn)

    clean, now = answer.result(), snapshot(project.output)
    if clean.stopped or now != clean.site:
        assert_same_tree(now, before)


def disturb(project: Project, name: str, n: int, moment: int) -> None:
    """Build, and edit meanwhile, when the program says for the time after `moment` times how far it
    is. What this gives depends; but it is a site without a fault, or none."""
    stages: list[str] = []

    class Meanwhile(Progress):
        def stage(self, text: str, **_: object) -> None:
            if len(stages) == moment:
                EDITS[name](project, n)
            stages.append(text)

    before, folder = snapshot(project.output), project.output
    time.sleep(TICK)
    try:
        stopped = outcome(project, Meanwhile()).stopped
    except (OSError, OutputError) as error:
        stopped = str(error)
    if stopped:
        assert_same_tree(snapshot(folder), before)
    else:
        assert verify(folder) == ()
