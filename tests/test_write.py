"""Publishing: a folder that is not ours is never touched, and at any instant the output is wholly
the old site or wholly the new one."""

from __future__ import annotations

import ctypes
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from conftest import Scenario, page

from site_builder.manifest import MANIFEST, read_manifest
from site_builder.model import Output
from site_builder.verify import verify
from site_builder.write import (
    OutputError,
    check_output,
    discard,
    locked,
    publish,
    rewrite,
    stage,
)


def site_in(folder: Path, text: str) -> None:
    """Publish a site of two pages into a folder."""
    publish(stage(pages(text), {}, folder), folder)


def pages(text: str) -> list[Output]:
    return [Output("index.html", text.encode()), Output("a/b.html", text.encode())]


def texts(folder: Path) -> set[str]:
    return {path.read_text("utf-8") for path in folder.rglob("*.html")}


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

    for output in (Path("/"), Path.home(), project, project / "x/.."):
        assert "根文件夹" in refused(output, project)


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
    site_in(output, "x")
    check_output(output, project)


def test_a_site_beside_the_project_with_a_like_name_is_no_overlap(project: Path) -> None:
    check_output(project / "content2", project)
    check_output(project.parent / "project2", project)


def test_a_staged_site_is_complete_and_listed_in_its_manifest(tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_bytes(b"\x00\xff")
    outputs = [
        *pages("甲"),
        Output("files/list.pdf", b"", str(tmp_path / "list.pdf"), sha256(b"\x00\xff").hexdigest()),
    ]

    staged = stage(outputs, {"index.html": {"模板": "1"}}, tmp_path / "public")

    manifest = read_manifest(staged.folder)
    assert not (tmp_path / "public").exists()
    assert staged.folder.parent == tmp_path
    assert (staged.folder / "files/list.pdf").read_bytes() == b"\x00\xff"
    assert manifest["pages"] == {"index.html": {"模板": "1"}}
    assert manifest["files"] == {
        path.relative_to(staged.folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in staged.folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    assert manifest["files"] == staged.files


def test_publishing_swaps_the_sites_and_leaves_nothing_beside(tmp_path: Path) -> None:
    output = tmp_path / "public"
    site_in(output, "old")
    (output / "extra.html").write_text("extra")

    site_in(output, "new")

    assert texts(output) == {"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_where_the_system_cannot_exchange_two_steps_do_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    output = tmp_path / "public"
    site_in(output, "old")

    site_in(output, "new")

    assert texts(output) == {"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_if_the_second_step_fails_the_old_site_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    output = tmp_path / "public"
    site_in(output, "old")
    staged = stage(pages("new"), {}, output)
    discard(staged)

    with pytest.raises(FileNotFoundError):
        publish(staged, output)

    assert texts(output) == {"old"}


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    output = tmp_path / "public"
    site_in(output, "old")
    stage([Output("left/over.html", b"half")], {}, output)
    (tmp_path / ".public.old").mkdir()

    site_in(output, "new")

    assert texts(output) == {"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_a_file_is_rewritten_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)

    rewrite(path, b"new")

    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


FORK = get_context("fork")


@contextmanager
def meanwhile(do: Callable[..., None], *values: object) -> Iterator[BaseProcess]:
    """Another process does something, and is killed in the end."""
    process = FORK.Process(target=do, args=values, daemon=True)
    process.start()
    yield process
    process.kill()
    process.join()


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


def test_a_lock_is_let_go_when_what_it_guards_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), locked(tmp_path / "public"):
        raise ValueError("x")

    assert not list(tmp_path.iterdir())


def publish_on_and_on(output: Path, version: int) -> None:
    while True:
        version += 1
        outputs = [Output(f"{n}/index.html", str(version).encode()) for n in range(30)]
        with locked(output):
            publish(stage(outputs, {}, output), output)


def test_publishing_killed_at_any_moment_leaves_the_old_site_or_the_new_one(
    tmp_path: Path,
) -> None:
    output = tmp_path / "public"
    site_in(output, "0")
    chance = random.Random(1)
    seen = set()
    started = time.perf_counter()
    site_in(output, "1")
    took = time.perf_counter() - started
    for turn in range(60):
        with meanwhile(publish_on_and_on, output, turn * 10_000):
            time.sleep(chance.uniform(0, 0.01 + 10 * took))
        assert verify(output) == ()
        assert len(texts(output)) == 1
        seen |= texts(output)
    assert len(seen) > 10, "there was a new site between two kills"

    site_in(output, "new")
    assert {path.name for path in tmp_path.iterdir()} <= {"public", ".public.lock"}


def build_on_and_on(scenario: Scenario) -> None:
    while True:
        scenario.build()


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(site: Scenario) -> None:
    output = site.root / "public"
    started = time.perf_counter()
    assert not site.build(page("第0版。\n")).stopped
    took = time.perf_counter() - started
    chance = random.Random(2)
    published = {0}
    for turn in range(1, 25):
        site.lay(page(f"第{turn}版。\n"))
        with meanwhile(build_on_and_on, site):
            time.sleep(chance.uniform(0, 3 * took))
        assert verify(output) == ()
        published |= {n for n in range(turn + 1) if f"第{n}版。" in site.main().text}
    assert len(published) > 2, "there was a new site between two kills"

    assert not site.build().stopped
    assert {path.name for path in site.root.iterdir()} == {"content", "public"}
