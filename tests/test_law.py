"""The law of incremental builds:

    a build  ==  a clean build of the same content

whatever was edited, built, broken or killed before. Byte for byte: the same files in the output
folder, the manifest too, and the same findings. A build that stops leaves the output as it was; a
build that is killed leaves the old site or the new one; no build touches what is the editors'.

`assert_law` below says it once. It is tried three times:

- on a list of short sequences of edits, one at least for each kind of edit, there and back;
- on random sequences of edits, builds, kills and damages (`Law`);
- on a program that forgets a fact: the list has to notice (`MUTANTS`).

`law/project.py` is a project and the hands that edit it, `law/base.py` the project as it is at
first, `law/edits.py` all kinds of edits, `law/faults.py` kills and damages, `law/reference.py` the
clean builds, made by other processes at the same time.

    python -m pytest tests/test_law.py
    PYTHONPATH=tests python -m law 2000     two thousand random sequences, three times as long
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from law.base import new_project
from law.edits import EDITS, GROUPS
from law.faults import (
    DAMAGES,
    NEVER,
    TAMPERINGS,
    build_and_edit,
    build_and_kill,
    kept_files,
    remove,
)
from law.project import CACHE, HANDS, Hand, Project, Tree, snapshot
from law.reference import Outcome, lay_out, outcome, reference

from site_builder.incremental import fingerprints as stale
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
    ours = {*EDITORS, CACHE, "elsewhere"}
    names = (path.name for path in project.root.iterdir())
    return [name for name in names if name not in ours and not re.match(r"\.?public", name)]


EDITORS = ("content", "themes")


# The list: what was edited, in short, and which number decides among like edits.

Steps = tuple[tuple[str, int], ...]
# Edits that show nowhere: not on the site (but for the digests in its manifest) nor in findings.
UNSEEN = {
    *("lines that end as on Windows", "a byte order mark", "a remark", "a word about the theme"),
    *("a template that no page uses", "a style sheet that is not listed"),
    "a draft with an attachment of its own",
    *("a partial that may be asked for", "something deleted comes back"),
    "a draft of an agency with an attachment",
    "a draft with an attachment of another agency",
    *("the strictness", "the number of processes", "a clean build", "another output"),
    *("a relative path", "a build at once", *GROUPS["touches"]),
}
SEQUENCES: dict[str, Steps] = {
    "an attachment, a draft elsewhere that links to it, a page elsewhere that does": (
        ("an attachment that no page links to", 0),
        ("a draft with an attachment of another agency", 0),
        ("a page with the attachment of a draft", 0),
    ),
    "figures that fail, why they do, and why else": (
        ("figures that do not balance", 0),
        ("a reason for what fails", 0),
        ("a reason for what fails", 0),
        ("other figures", 0),
    ),
    "a warning, and no mercy": (("the title of a report", 0), ("the strictness", 0)),
    "a link that breaks on another side": (
        ("a link to a page that comes and goes", 0),
        ("a page deleted", 0),
        ("something deleted comes back", 0),
    ),
    "a link to what only a draft has": (
        ("a draft with an attachment of its own", 0),
        ("a link to an attachment that a draft has", 0),
        ("a link to an attachment that a draft has", 0),
    ),
    "a link to what only another agency's draft has": (
        ("a draft of an agency with an attachment", 0),
        ("a link to an attachment of an agency's draft", 0),
    ),
    "a partial that a template can do without": (
        ("a template that asks for it by its name", 0),
        ("a partial that may be asked for", 0),
        ("a partial that may be asked for", 0),
    ),
    "a partial that no template names": (
        ("a template that asks for it by a name put together", 0),
        ("a partial that may be asked for", 0),
        ("a partial that may be asked for", 0),
    ),
    "a report that a template links to goes": (
        ("a template that links to a report", 0),
        ("a report deleted", 5),
        ("something deleted comes back", 0),
    ),
    "a heading that a template links to goes": (
        ("a template that links to a report", 0),
        ("a heading that a template links to", 0),
    ),
    "a theme that is changed while it is not used": (
        ("the theme", 0),
        ("a word of a style sheet", 0),
        ("the theme", 0),
    ),
    "a theme between, and what it hides": (
        ("a theme between", 0),
        ("a theme between", 0),
    ),
    "fragments, while other things change": (
        ("the fragments", 0),
        ("a word of a page", 0),
        ("the base URL of the command", 0),
        ("the base URL of the command", 0),
        ("the fragments", 0),
    ),
    "fragments without a base URL": (("the base URL", 1), ("the fragments", 0)),
    "many hands": (
        ("the number of processes", 0),
        ("the title of a page", 0),
        ("the problems of another report", 0),
    ),
    "two outputs by turns": (
        ("another output", 0),
        ("a word of a report", 0),
        ("another output", 0),
        ("a page renamed", 0),
        ("another output", 0),
    ),
    "days pass, and come again": (
        *(("the day", 0), ("the day", 3), ("the day", 4), ("the day", 5), ("the day", 7)),
    ),
    "a warning of the day, and a waiver": (("the day", 0), ("a waiver for all documents", 0)),
    "a new year's report before the year ends": (("a new report", 1), ("the day", 0)),
    "an agency is a draft, and changes": (
        ("an agency is a draft", 1),
        ("the name of an agency", 1),
        ("an agency is a draft", 1),
    ),
    "another agency's text, and away with the first": (
        ("a text copied to another agency", 1),
        ("a rule deleted", 2),
    ),
    "a page, a folder of its name, and no page": (
        ("a page in a folder of the name of a page", 0),
        ("a link to an agency", 0),
    ),
}
LIST: dict[str, Steps] = {**{name: ((name, 0),) for name in EDITS}, **SEQUENCES}


@pytest.fixture(scope="module")
def shared() -> Iterator[Project]:
    """One project for the whole list, built once."""
    with tempfile.TemporaryDirectory() as folder:
        project = new_project(Path(folder) / "project")
        reference().ask(project)
        for steps in LIST.values():  # so that the answers are there when they are asked for
            for name, n in steps:
                EDITS[name](project, n)
                reference().ask(project)
            project.put_back()
        assert_law(project)
        yield project


@pytest.fixture
def project(shared: Project) -> Iterator[Project]:
    """The project of the list as it is at first, and built."""
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
        if path.name not in EDITORS:
            remove(path)
    outcome(project)


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


def shown(clean: Outcome) -> object:
    """What others see of a build: the site but for its manifest, and the findings."""
    site = {path: entry for path, entry in clean.site.items() if path != MANIFEST}
    return clean.findings, clean.stopped, {} if clean.stopped else site


@pytest.mark.parametrize("name", ["the problems of another report", "the order of a page"])
def test_what_one_process_kept_another_understands(project: Project, name: str) -> None:
    EDITS[name](project, 0)
    assert_law(project, elsewhere=True)

    project.put_back()
    assert_law(project)


# Killed, damaged, disturbed.

SOME = ("a new record", "a heading more", "the problems of another report")


def edit(project: Project, *names: str) -> None:
    """Do several edits. `SOME` add, change and take away; done twice, all is as before."""
    for name in names:
        EDITS[name](project, 0)


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(project: Project) -> None:
    edit(project, *SOME)
    count = len(build_and_kill(project, NEVER))
    for moment in {*range(0, count, 1 + count // 20), count - 2, count - 1}:
        edit(project, *SOME)
        assert_old_or_new(project, moment, torn=moment % 2 == 1)
        edit(project, *SOME, "an alias that its reports use")  # nothing of it may be left
        assert_law(project)


def assert_old_or_new(project: Project, moment: int, torn: bool) -> None:
    """Build, be killed, and see that the site is wholly the old one or wholly the new one."""
    answer = reference().ask(project)
    before = snapshot(project.output)

    build_and_kill(project, moment, torn)

    clean, now = answer.result(), snapshot(project.output)
    if clean.stopped or now != clean.site:
        assert_same_tree(now, before)


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_of_all_that_is_kept_is_done_anew(project: Project, damage: str) -> None:
    for n in range(len(kept_files(project))):
        DAMAGES[damage](project, n)
    assert_law(project)

    edit(project, *SOME)
    assert_law(project)


def test_where_nothing_can_be_kept_every_build_is_a_clean_one(project: Project) -> None:
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
    project.ask(clean=not PLAIN_BUILDS_HEAL)
    assert_law(project)


# Whether a build looks at every file that it made before; else only a clean build makes a site
# whole that others laid hands on.
PLAIN_BUILDS_HEAL = False


def test_a_site_that_is_gone_is_made_again(project: Project) -> None:
    remove(project.output)
    assert_law(project)


@pytest.mark.parametrize("how", ["moved", "checked out"])
def test_a_project_may_lie_elsewhere_for_the_next_build(tmp_path: Path, how: str) -> None:
    project = new_project(tmp_path / "project")
    outcome(project)
    carry(project, tmp_path / "elsewhere", how)
    assert_law(project)

    edit(project, "a word of a report", "other bytes in an attachment")
    assert_law(project)


def carry(project: Project, goal: Path, how: str) -> None:
    """Move a project with all that it has; or make a fresh copy that brings nothing along but the
    cache, as build servers do."""
    if how == "moved":
        project.root.rename(goal)
    else:
        lay_out(goal, project.sources())
        if (project.root / CACHE).is_dir():
            shutil.copytree(project.root / CACHE, goal / CACHE)
    project.root = goal


@pytest.mark.parametrize("moment", range(4))
@pytest.mark.parametrize("name", ["a word of a report", "a record deleted"])
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
    *("other bytes in an attachment", "a word of a report", "a record deleted"),
    "a line on every page",
)


@pytest.mark.parametrize("moment", range(3))
@pytest.mark.parametrize("name", PASSING)
def test_an_edit_that_is_there_only_while_a_build_runs_leaves_no_trace(
    project: Project, name: str, moment: int
) -> None:
    project.ask(clean=True)  # so that all is drawn
    disturb(project, name, 0, moment)

    project.put_back()
    assert_law(project)


@pytest.mark.parametrize("name", PASSING)
def test_an_edit_that_comes_and_goes_within_a_build_leaves_no_trace(
    project: Project, name: str
) -> None:
    project.ask(clean=True)
    before, said = project.sources(), list[str]()

    def progress(word: str) -> None:
        said.append(word)
        if len(said) == 2:  # the pages are still to be made
            EDITS[name](project, 0)
        if len(said) == 3:
            project.restore(before)

    with suppress(OutputError):
        outcome(project, progress)
    assert len(said) > 1

    project.put_back()
    assert_law(project)


@pytest.mark.parametrize("name", PASSING[1::2])
def test_an_edit_between_any_two_files_that_a_build_opens_leaves_no_trace(
    project: Project, name: str
) -> None:
    for moment in range(13, 53, 6):  # folders, site.yaml, pages, templates, attachments
        project.ask(clean=True)
        build_and_edit(project, lambda: EDITS[name](project, 0), moment)
        assert verify(project.output) == ()

        project.put_back()
        assert_law(project)


def disturb(project: Project, name: str, n: int, moment: int) -> None:
    """Build, and edit meanwhile, when the program says for the time after `moment` times how far it
    is. What this gives depends; but it is a site without a fault, or none."""
    said: list[str] = []

    def progress(word: str) -> None:
        if len(said) == moment:
            EDITS[name](project, n)
        said.append(word)

    before, folder = snapshot(project.output), project.output
    time.sleep(0.02)  # so that the clock of the file system has moved
    try:
        stopped = outcome(project, progress).stopped
    except (OSError, OutputError) as error:
        stopped = str(error)
    if stopped:
        assert_same_tree(snapshot(folder), before)
    else:
        assert verify(folder) == ()


# A program that forgets.

# A fact by how its name begins, the pages that forget it, and the edit that brings it to light.
MUTANTS = (
    ("模板", ".*", "a template that hides a default one"),
    ("站点设置", ".*", "a line on every page"),
    ("页面导航", ".*", "the title of a page"),
    ("正文片段", ".*", "the fragments"),
    ("内容 index.md", "index.html", "a word of the home page"),
    ("内容 pages/", "pages/.*", "a word of a page"),
    ("内容 agencies/", r"agencies/\w+/index.html", "a word of an agency"),
    ("内容 agencies/", r"agencies/\w+/\d+/.*", "a word of a report"),
    ("内容 agencies/", r"agencies/\w+/(documents|rules|guide)/.*", "a word of a record"),
    ("机关名称", r"agencies/\w+/\d+/.*", "the name of an agency"),
    ("机关名称", r"agencies/\w+/(documents|rules|guide)/.*", "the name of an agency"),
    ("机关名称", "catalogue/.*", "the name of an agency"),
    ("条目", r"agencies/\w+/index.html", "the title of a report"),
    ("条目", "catalogue/.*", "the title of a record"),
    ("前后年度", r"agencies/\w+/\d+/.*", "a new report"),
    ("各年度", "years/.*", "a new report"),
    ("各机关", "years/.*", "a new agency"),
    (r"\d+年报告", "years/.*", "other figures"),
    ("各年报告", "index.html", "the day a report came out"),
    ("目录", "catalogue/index.html", "a new agency"),
    ("网址", "sitemap.xml", "a record renamed"),
)
# Facts that say nothing that others of the same page do not say.
SAID_TWICE = (("各年度", "index.html"), ("各年度", "sitemap.xml"))
Fingerprint = Mapping[str, Mapping[str, str]]


class Forgetful:
    """`stale.stale`, to which some facts about some pages are not known."""

    def __init__(self, start: str, pages: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.start, self.pages = start, pages
        self.stale = stale.stale
        self.seen: set[tuple[str, str]] = set()
        for name, module in [*sys.modules.items()]:
            if name.split(".")[0] == "site_builder":
                for word in [w for w, value in vars(module).items() if value is self.stale]:
                    monkeypatch.setattr(module, word, self)

    def __call__(self, old: Fingerprint, new: Fingerprint) -> dict[str, str]:
        self.seen |= {(name, url) for url, facts in new.items() for name in facts}
        return self.stale(self.known(old), self.known(new))

    def known(self, facts: Fingerprint) -> Fingerprint:
        return {
            url: {name: digest for name, digest in own.items() if not self.forgets(name, url)}
            for url, own in facts.items()
        }

    def forgets(self, name: str, url: str) -> bool:
        return bool(re.match(self.start, name) and re.fullmatch(self.pages, url))


@pytest.mark.parametrize(
    ("start", "pages", "name"), MUTANTS, ids=[f"{pages} and {name}" for _, pages, name in MUTANTS]
)
def test_a_fact_that_is_forgotten_is_missed(
    project: Project, start: str, pages: str, name: str
) -> None:
    EDITS[name](project, 0)
    answer = reference().ask(project)

    with pytest.MonkeyPatch.context() as monkeypatch:
        forgetful = Forgetful(start, pages, monkeypatch)
        found = outcome(project)

    assert any(forgetful.forgets(*fact) for fact in forgetful.seen)
    noticed = shown(found) != shown(answer.result())
    assert noticed


def test_every_fact_is_forgotten_once(project: Project) -> None:
    project.ask(clean=True)
    with pytest.MonkeyPatch.context() as monkeypatch:
        forgetful = Forgetful("nothing", "nowhere", monkeypatch)
        outcome(project)

    known = [(start, pages) for start, pages, _ in MUTANTS] + [*SAID_TWICE]
    assert forgetful.seen
    for name, url in forgetful.seen:
        assert any(re.match(s, name) and re.fullmatch(p, url) for s, p in known), (name, url)


# The machine.

NUMBERS = st.integers(0, 99)


def editing(group: str) -> Callable[..., None]:
    """A rule that does one of the edits of a group, and builds or does not."""

    @rule(
        name=st.sampled_from(sorted(GROUPS[group])),
        n=NUMBERS,
        hand=st.sampled_from(HANDS),
        then_build=st.booleans(),
    )
    def edit(self: Law, name: str, n: int, hand: Hand, then_build: bool) -> None:
        self.project.hand = hand
        EDITS[name](self.project, n)
        if then_build:
            self.build()

    return edit


class Law(RuleBasedStateMachine):
    """Edits, builds, kills and damages, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.project = new_project(Path(self.place.name) / "project")
        self.moves = 0
        self.sound = True
        outcome(self.project)
        self.first = Path(self.place.name) / "first"
        for path in (self.project.output, self.project.root / CACHE):
            if path.is_dir():
                shutil.copytree(path, self.first / path.name)

    edit_words = editing("words")
    edit_headers = editing("headers")
    edit_figures = editing("figures")
    edit_files = editing("files")
    edit_links = editing("links")
    edit_settings = editing("settings")
    edit_theme = editing("theme")
    ask = editing("asks")
    touch = editing("touches")

    @rule(elsewhere=st.booleans())
    def build(self, elsewhere: bool = False) -> None:
        self.sound = False
        assert_law(self.project, elsewhere)
        self.sound = True

    @rule(moment=st.integers(0, 20) | st.integers(0, 200), torn=st.booleans())
    def build_and_be_killed(self, moment: int, torn: bool) -> None:
        assert_old_or_new(self.project, moment, torn)

    @rule(
        names=st.tuples(st.sampled_from(sorted(EDITS)), st.sampled_from(sorted(EDITS))),
        n=NUMBERS,
        moment=st.integers(0, 3) | st.integers(0, 60),
        between_files=st.booleans(),
        undone=st.booleans(),
    )
    def edit_while_building(
        self, names: tuple[str, str], n: int, moment: int, between_files: bool, undone: bool
    ) -> None:
        self.build()  # so that nothing but the disturbance is at fault
        EDITS[names[0]](self.project, n)  # so that there is something to do
        before = self.project.sources()
        if between_files:
            build_and_edit(self.project, lambda: EDITS[names[1]](self.project, n), moment)
        else:
            disturb(self.project, names[1], n, moment)
        if undone:
            self.project.restore(before)

    @rule(damage=st.sampled_from(sorted(DAMAGES)), n=NUMBERS)
    def damage(self, damage: str, n: int) -> None:
        DAMAGES[damage](self.project, n)

    @rule(tampering=st.sampled_from(sorted(TAMPERINGS)), n=NUMBERS)
    def tamper(self, tampering: str, n: int) -> None:
        if reference().ask(self.project).result().stopped:
            return
        TAMPERINGS[tampering](self.project, n)
        asked = self.project.asked
        self.project.ask(clean=asked.clean or not PLAIN_BUILDS_HEAL)
        self.build()
        self.project.asked = asked

    @rule()
    def take_the_site_away(self) -> None:
        remove(self.project.output)

    @rule(what=st.sampled_from(["public", CACHE]))
    def bring_back_the_first(self, what: str) -> None:
        """From a backup, or from what a build server keeps."""
        if (self.first / what).exists():
            remove(self.project.root / what)
            shutil.copytree(self.first / what, self.project.root / what)

    @rule(how=st.sampled_from(["moved", "checked out"]))
    def carry(self, how: str) -> None:
        self.moves += 1
        carry(self.project, Path(self.place.name) / f"project-{self.moves}", how)

    @rule()
    def put_back(self) -> None:
        self.project.put_back()

    def teardown(self) -> None:
        try:
            if self.sound:
                assert_law(self.project)
        finally:
            self.place.cleanup()


TestLaw = Law.TestCase
TestLaw.settings = settings(
    max_examples=12,
    stateful_step_count=10,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
