"""Random sequences of edits, builds, kills and damages."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from law.assertions import assert_law, assert_old_or_new, disturb
from law.base import new_project
from law.edits import EDITS, GROUPS
from law.faults import DAMAGES, TAMPERINGS, build_and_edit, carry, remove
from law.project import CACHE, HANDS, Hand
from law.reference import outcome, reference

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
        self.build()

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
