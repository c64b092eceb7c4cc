"""Whether anything changed since the last build: in doubt, it did."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import TICK, TODAY, output, publish
from hypothesis import given
from hypothesis import strategies as st
from texts import GOOD_SITE, folder

from site_builder.incremental.idle import (
    BuildInputs,
    LastBuild,
    last_build,
    note_build,
    scan_project,
)
from site_builder.model.finding import CellAddress, Finding, Repair
from site_builder.publish.manifest import MANIFEST
from site_builder.publish.paths import state_of

pytestmark = pytest.mark.interpreter

OPTIONS = ("https://a.example/", False, False)
ABOUT_THEMES = {"a theme", "a new template", "no themes"}
TOUCHES: dict[str, Callable[[Path], object]] = {
    "the settings": lambda project: (project / "content/site.yaml").touch(),
    "an agency": lambda project: (project / "content/agencies/zhongwei-kjj/index.md").touch(),
    "a new agency": lambda project: folder(project, "-- content/agencies/b/index.md --\n甲\n"),
    "a theme": lambda project: (project / "themes/own/theme.yaml").touch(),
    "a new template": lambda project: folder(project, "-- themes/own/templates/a.html --\n甲\n"),
    "no themes": lambda project: shutil.rmtree(project / "themes"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a theme of its own."""
    folder(tmp_path, GOOD_SITE)
    folder(tmp_path, "-- themes/own/theme.yaml --\nextends: default\n")
    return tmp_path


LATER = time.time_ns() + 3600 * 1_000_000_000  # by then nothing is fresh that tests write


def seen(project: Path, today: date = TODAY, options: tuple[object, ...] = OPTIONS) -> BuildInputs:
    return scan_project(project, today, options, now_ns=LATER)


def test_a_project_that_nobody_touched_is_as_it_was(project: Path) -> None:
    now = seen(project)

    assert now.key
    assert now.program
    assert now.themes
    assert [partition.name for partition in now.partitions] == ["", "zhongwei-kjj"]
    assert seen(project) == now


@pytest.mark.parametrize(
    ("today", "same"),
    [
        (date(2026, 11, 1), True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
        (date(2026, 10, 31), False),
        (date(2027, 11, 21), False),
    ],
)
def test_days_of_one_month_are_alike_and_of_two_are_not(
    project: Path, today: date, same: bool
) -> None:
    """Deadlines end with a month: there are things to say on the first of the next one."""
    assert (seen(project, today).key == seen(project).key) is same


@pytest.mark.parametrize(
    "options", [("", False, False), (OPTIONS[0], True, False), (OPTIONS[0], False, True), ()]
)
def test_other_options_are_another_build(project: Path, options: tuple[object, ...]) -> None:
    assert seen(project, options=options).key != seen(project).key


@pytest.mark.parametrize("name", TOUCHES)
def test_a_touched_file_makes_another_build(project: Path, name: str) -> None:
    before = seen(project)
    time.sleep(TICK)

    TOUCHES[name](project)

    after = seen(project)
    assert before.key
    assert after.key
    assert after.key != before.key
    assert (after.themes != before.themes) is (name in ABOUT_THEMES)


def test_a_build_of_files_changed_just_now_has_no_key(project: Path) -> None:
    assert scan_project(project, TODAY, OPTIONS).key == ""


def test_another_package_at_hand_is_another_program(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "other-packages").mkdir()
    before = seen(project)
    monkeypatch.setattr(sys, "path", [*sys.path, str(project / "other-packages")])

    with_it = seen(project)
    os.utime(project / "other-packages", (0, 0))
    upgraded = seen(project)

    assert len({before.program, with_it.program, upgraded.program}) == 3
    assert len({before.key, with_it.key, upgraded.key}) == 3
    assert before.themes == with_it.themes


def test_a_missing_content_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        seen(tmp_path)


def test_the_state_is_kept_beside_the_output() -> None:
    assert state_of(Path("a/public")) == Path("a/.public.sitebuild")
    assert state_of(Path("/srv/www.example")) == Path("/srv/.www.example.sitebuild")


# ---------------------------------------------------------------- how the last build ended

NOW = BuildInputs((), "program", "themes", "2026-11-21", "key", LATER)
FINDINGS = (
    Finding("F220", "error", "content/a.md", 3, 4, "“甲”", CellAddress("表", "行", "列")),
    Finding("M101", "warning", "content/a.md", 1, 1, "", None, Repair(1, 1, "# ", "## "), "照录"),
)
LAST = LastBuild((("home.html", 1), ("report.html", 2)), FINDINGS, "2026-11-20")


@pytest.fixture
def public(tmp_path: Path) -> Path:
    publish(tmp_path / "public", output("index.html", b"x"))
    return tmp_path / "public"


@pytest.mark.parametrize(
    "last", [LAST, LastBuild((), (), ""), LastBuild((("a", 1),), FINDINGS[:1], "")]
)
def test_how_a_build_ended_is_remembered(public: Path, last: LastBuild) -> None:
    note_build(state_of(public), public, NOW, last)

    assert last_build(state_of(public), public, NOW) == last


@pytest.mark.parametrize("key", ["", "another"])
def test_nothing_is_known_of_another_build(public: Path, key: str) -> None:
    note_build(state_of(public), public, NOW, LAST)

    assert last_build(state_of(public), public, NOW._replace(key=key)) is None


def test_a_build_that_cannot_be_relied_on_is_not_remembered(public: Path) -> None:
    doubtful = NOW._replace(key="")

    note_build(state_of(public), public, doubtful, LAST)

    assert last_build(state_of(public), public, doubtful) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda public: publish(public, output("index.html", b"y")),
        lambda public: publish(public, output("index.html", b"x")),
        shutil.rmtree,
        lambda public: (public / MANIFEST).unlink(),
        lambda public: (public / MANIFEST).write_text("{}"),
        lambda public: (public / MANIFEST).touch(),
        lambda public: shutil.rmtree(state_of(public)),
    ],
    ids=["another site", "the same anew", "none", "no manifest", "other", "touched", "forgotten"],
)
def test_nothing_is_known_of_another_site(public: Path, change: Callable[[Path], object]) -> None:
    note_build(state_of(public), public, NOW, LAST)

    change(public)

    assert last_build(state_of(public), public, NOW) is None


@given(st.data())
def test_a_damaged_file_is_not_used(
    tmp_path_factory: pytest.TempPathFactory, choice: st.DataObject
) -> None:
    public = tmp_path_factory.mktemp("damaged") / "public"
    publish(public, output("index.html", b"x"))
    note_build(state_of(public), public, NOW, LAST)
    (file,) = state_of(public).glob("last.*")
    data = bytearray(file.read_bytes())
    at = choice.draw(st.integers(0, len(data) - 1))
    data[at] ^= 1 << choice.draw(st.integers(0, 7))
    damaged = bytes(data[: choice.draw(st.sampled_from((len(data), at)))])

    file.write_bytes(damaged)

    assert last_build(state_of(public), public, NOW) is None
