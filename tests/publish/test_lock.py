"""Who may write to an output folder: one build at a time, and nowhere but where it may."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from moments import FORK, meanwhile
from systems import make_pipe, posix

from publish.sites import two_pages
from site_builder.publish.lock import OutputError, check_output, locked
from site_builder.publish.manifest import MANIFEST

pytestmark = [pytest.mark.interpreter, pytest.mark.usefixtures("system")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "content/pages").mkdir(parents=True)
    return folder


def refused(output: Path, source: Path) -> str:
    with pytest.raises(OutputError) as error:
        check_output(output, source)
    return str(error.value)


def test_a_folder_of_the_system_the_user_or_the_project_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(project.parent / "home"))

    for folder in (Path("/"), Path.home(), project, project / "x/.."):
        assert "根文件夹" in refused(folder, project)


@pytest.mark.parametrize("where", ["content", "content/public", "content/pages", "..", "../.."])
def test_a_folder_that_overlaps_the_content_is_refused(project: Path, where: str) -> None:
    assert "重叠" in refused(project / where, project)


def test_the_content_is_found_behind_a_link(project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(project / "content")

    assert "重叠" in refused(tmp_path / "elsewhere/public", project)


def test_a_link_is_refused_wherever_it_leads(project: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for goal in ("there", "gone", "link"):
        link = tmp_path / "link"
        link.symlink_to(tmp_path / goal)
        assert "符号链接" in refused(link, project)
        link.unlink()


def test_a_file_is_refused(project: Path) -> None:
    (project / "public").write_text("x")

    assert "不是文件夹" in refused(project / "public", project)


@pytest.mark.parametrize(
    "manifest",
    [None, "", "[]", "{}", '{"generator": "hugo"}', '{"generator": ["sitebuild"]}', "\xff"],
)
def test_a_folder_that_is_not_ours_is_refused(project: Path, manifest: str | None) -> None:
    output = project / "public"
    output.mkdir()
    (output / "index.html").write_text("x")
    if manifest is not None:
        (output / MANIFEST).write_text(manifest, "latin-1")

    assert MANIFEST in refused(output, project)


def test_a_new_an_empty_and_our_own_folder_are_taken(project: Path) -> None:
    output = project / "deep/public"
    check_output(output, project)
    output.mkdir(parents=True)
    check_output(output, project)
    two_pages(output, "x")
    check_output(output, project)


def test_a_site_beside_the_project_with_a_like_name_is_no_overlap(project: Path) -> None:
    check_output(project / "content2", project)
    check_output(project.parent / "project2", project)


def hold(output: Path, held: Event) -> None:
    with locked(output):
        held.set()
        time.sleep(60)


def test_a_second_build_does_not_wait_but_says_so(tmp_path: Path) -> None:
    output, held = tmp_path / "public", FORK.Event()

    with meanwhile(hold, output, held):
        held.wait()
        with pytest.raises(OutputError, match="另一个 sitebuild 正在写"), locked(output):
            pass


def test_a_lock_ends_with_its_process_however_that_ends(tmp_path: Path) -> None:
    output, held = tmp_path / "public", FORK.Event()
    with meanwhile(hold, output, held):
        held.wait()

    with locked(output):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "make",
    [make_pipe, os.mkdir, lambda path: path.symlink_to("gone")],
    ids=["a pipe", "a folder", "a link"],
)
def test_what_is_in_the_place_of_the_lock_is_named_and_not_waited_for(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / ".public.lock"
    make(path)

    with (
        pytest.raises(OutputError, match=r"\.public\.lock .*不是普通文件"),
        locked(tmp_path / "public"),
    ):
        pass
    assert os.path.lexists(path)


def test_a_pipe_as_manifest_is_not_waited_for(project: Path) -> None:
    (project / "public").mkdir()
    make_pipe(project / "public" / MANIFEST)

    assert MANIFEST in refused(project / "public", project)


@posix
def test_a_forked_process_does_not_hold_the_lock_on(tmp_path: Path) -> None:
    ready = FORK.Event()
    with locked(tmp_path / "public"):
        child = FORK.Process(target=wait, args=(ready,), daemon=True)
        child.start()
        ready.wait()

    with locked(tmp_path / "public"):
        child.kill()
        child.join()


def wait(ready: Event) -> None:
    ready.set()
    time.sleep(60)


def test_a_lock_is_let_go_when_what_it_guards_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), locked(tmp_path / "public"):
        raise ValueError("x")

    assert not list(tmp_path.iterdir())
