"""Publishing: a folder that is not ours is never touched, and at any instant the output is wholly
the old site or wholly the new one."""

from __future__ import annotations

import ctypes
import errno
import os
import random
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from itertools import count, pairwise
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from conftest import Scenario, manifest_of, output, page, publish
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.model.product import Output
from site_builder.publish.lock import OutputError, check_output, locked
from site_builder.publish.manifest import MANIFEST, is_ours, read_manifest
from site_builder.publish.paths import state_of
from site_builder.publish.site_check import verify
from site_builder.publish.staging import Staging, rewrite
from site_builder.publish.twin import HardLinkTwin, exchange

pytestmark = pytest.mark.interpreter

Files = dict[str, str]


def site_in(folder: Path, text: str) -> None:
    """Publish a site of two pages into a folder."""
    publish(folder, *pages(text))


def pages(text: str) -> list[Output]:
    return [output("index.html", text.encode()), output("a/b.html", text.encode())]


def change(folder: Path, before: Files, after: Files) -> None:
    """Publish what is different between two sites, as a build does that knows the first one."""
    staging = Staging(folder)
    changed = {path for path, text in after.items() if before.get(path) != text}
    for path in sorted(changed):
        staging.write(output(path, after[path].encode()))
    manifest = manifest_of(output(path, text.encode()) for path, text in after.items())
    staging.publish_changes(manifest, changed, before.keys() - after.keys())


def whole(folder: Path, files: Files) -> None:
    """Publish a site all of which is new."""
    publish(folder, *(output(path, text.encode()) for path, text in files.items()))


def held(folder: Path) -> Files:
    """The files of a site, but for its manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def beside(folder: Path) -> set[str]:
    """What is kept beside a site."""
    return {path.name for path in state_of(folder).iterdir()}


KEPT = {".gitignore", "journal.json", "spare"}
PATHS = ["index.html", "a/b.html", "a/c/d.html", "a/c/e.html", "f.html"]
SITES = st.dictionaries(st.sampled_from(PATHS), st.sampled_from("123"), min_size=1)


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
    site_in(output, "x")
    check_output(output, project)


def test_a_site_beside_the_project_with_a_like_name_is_no_overlap(project: Path) -> None:
    check_output(project / "content2", project)
    check_output(project.parent / "project2", project)


def test_a_staged_site_is_complete_and_not_seen_before_it_is_published(tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_bytes(b"\x00\xff")
    outputs = [
        *pages("甲"),
        output("files/list.pdf", b"\x00\xff", str(tmp_path / "list.pdf")),
    ]
    public = tmp_path / "public"

    staging = Staging(public, whole=True)
    for one in outputs:
        staging.write(one)

    assert not public.exists()
    assert staging.folder.parent == state_of(public)
    staging.publish_whole(manifest_of(outputs))
    assert (public / "files/list.pdf").read_bytes() == b"\x00\xff"
    assert read_manifest(public)["files"] == {
        path.relative_to(public).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in public.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    assert is_ours(public)
    assert verify(public) == ()


def test_what_is_not_to_be_published_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    public = tmp_path / "public"
    site_in(public, "old")

    staging = Staging(public)
    staging.write(output("index.html", b"new"))
    staging.discard()

    assert texts(public) == {"old"}
    assert beside(public) == KEPT


def test_what_is_copied_has_to_be_what_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"1")
    staging = Staging(tmp_path / "public")
    one = output("a.pdf", b"1", str(file))
    staging.write(one)
    file.write_bytes(b"2")

    with pytest.raises(OutputError, match=r"a\.pdf 被改动"):
        staging.write(one)


def test_nobody_waits_for_what_became_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")

    with pytest.raises(OutputError):
        Staging(tmp_path / "public").write(output("a.pdf", b"1", str(tmp_path / "a.pdf")))


@pytest.mark.parametrize("copied", [False, True])
def test_a_file_that_could_only_be_written_in_part_is_an_error(
    tmp_path: Path, copied: bool
) -> None:
    """As on a disk that is nearly full, where there may be room again for what comes after."""
    (tmp_path / "a.pdf").write_bytes(b"x" * 2000)
    one = output("a.pdf", b"x" * 2000, str(tmp_path / "a.pdf") if copied else "")
    staging = Staging(tmp_path / "public")

    with largest_file(1000), pytest.raises(OSError, match=r"\w"):
        staging.write(one)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_publishing_swaps_the_sites_and_leaves_only_what_it_keeps(tmp_path: Path) -> None:
    public = tmp_path / "public"
    site_in(public, "old")
    (public / "extra.html").write_text("extra")

    site_in(public, "new")

    assert texts(public) == {"new"}
    assert {path.name for path in tmp_path.iterdir()} == {"public", ".public.sitebuild"}
    assert beside(public) == KEPT


def test_git_is_told_to_pass_over_what_is_kept(tmp_path: Path) -> None:
    site_in(tmp_path / "public", "x")

    assert (tmp_path / ".public.sitebuild/.gitignore").read_text() == "*\n"


@pytest.fixture(params=["one step", "two steps"])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A system that can exchange two folders, and one that cannot."""
    if request.param == "two steps":
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    return str(request.param)


@pytest.mark.usefixtures("steps")
def test_where_the_system_cannot_exchange_two_steps_do_it(tmp_path: Path) -> None:
    public = tmp_path / "public"
    site_in(public, "old")

    site_in(public, "new")

    assert texts(public) == {"new"}
    assert {path.name for path in tmp_path.iterdir()} == {"public", ".public.sitebuild"}
    assert beside(public) == KEPT


def test_two_folders_are_exchanged_with_all_that_is_in_them(tmp_path: Path, steps: str) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "name").write_text(folder.name)

    exchange(one, other)

    assert [(folder / "name").read_text() for folder in (one, other)] == ["other", "one"], steps
    assert {path.name for path in tmp_path.iterdir()} == {"one", "other"}


def test_if_the_second_step_fails_the_old_site_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    public = tmp_path / "public"
    site_in(public, "old")

    with pytest.raises(FileNotFoundError):
        exchange(state_of(public) / "gone", public)

    assert texts(public) == {"old"}
    assert beside(public) == KEPT


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    public = tmp_path / "public"
    site_in(public, "old")
    Staging(public).write(output("left/over.html", b"half"))
    (state_of(public) / "old").mkdir()

    site_in(public, "new")

    assert texts(public) == {"new"}
    assert beside(public) == KEPT


def test_a_site_that_was_aside_when_a_build_was_killed_is_put_back(tmp_path: Path) -> None:
    public = tmp_path / "public"
    site_in(public, "old")
    public.rename(state_of(public) / "old")

    staging = Staging(public)

    assert texts(public) == {"old"}
    staging.discard()
    assert beside(public) == KEPT


OLD = {"index.html": "1", "a/b.html": "1", "a/c/d.html": "1", "e.html": "1", "f": "1"}
NEW = {"index.html": "2", "a/b.html": "1", "a/c2/d.html": "2", "e.html/x": "2", "g/h/i.html": "2"}


def test_changes_are_published_beside_what_stays(tmp_path: Path) -> None:
    public = tmp_path / "public"
    whole(public, OLD)
    kept = (public / "a/b.html").stat().st_ino

    change(public, OLD, NEW)

    assert held(public) == NEW
    assert (public / "a/b.html").stat().st_ino == kept
    assert not (public / "a/c").exists()
    assert verify(public) == ()
    assert beside(public) == KEPT


def test_what_changed_twice_is_caught_up_with(tmp_path: Path) -> None:
    """The copy that a change is made in is the site of two changes ago."""
    public = tmp_path / "public"
    sites = [OLD, NEW, OLD | {"index.html": "3"}, NEW | {"f": "4"}, {"index.html": "5"}, OLD, NEW]
    whole(public, sites[0])

    for before, after in pairwise(sites):
        change(public, before, after)
        assert held(public) == after
        assert verify(public) == ()


def test_publishing_a_change_touches_no_file_that_did_not_change(tmp_path: Path) -> None:
    public = tmp_path / "public"
    files = {f"{n}.html": "1" for n in range(20)}
    whole(public, files)
    for turn in range(4):
        before = {path.name: path.stat().st_ino for path in public.iterdir()}
        changed = files | {"7.html": f"turn {turn}"}

        change(public, files, changed)

        files = changed
        after = {path.name: path.stat().st_ino for path in public.iterdir()}
        other = {name for name in after if after[name] != before[name]}
        assert other == {"7.html", MANIFEST}


@pytest.mark.parametrize("turns", [0, 1, 2])
@pytest.mark.parametrize(
    "damage",
    [
        lambda state: shutil.rmtree(state / "spare"),
        lambda state: (state / "journal.json").unlink(),
        lambda state: (state / "journal.json").write_text('{"site": "x", "dif'),
        lambda state: (state / "journal.json").write_text("[]"),
        lambda state: (state / "journal.json").write_text("{}"),
        lambda state: (state / "journal.json").write_text('{"site": "0", "differs": []}'),
        lambda state: (state / "journal.json").write_bytes(b"\xff"),
        shutil.rmtree,
    ],
    ids=[
        *("no spare", "no journal", "half a journal", "a list", "an empty journal"),
        *("the journal of another site", "no journal at all", "nothing kept"),
    ],
)
def test_a_spare_that_cannot_be_relied_on_is_made_anew(
    tmp_path: Path, damage: Callable[[Path], object], turns: int
) -> None:
    public = tmp_path / "public"
    whole(public, OLD)
    sites = [OLD, NEW, OLD | {"f": "3"}, NEW | {"f": "4"}]
    for before, after in pairwise(sites[: turns + 1]):
        change(public, before, after)

    damage(state_of(public))
    change(public, sites[turns], sites[turns + 1])

    assert held(public) == sites[turns + 1]
    assert verify(public) == ()
    assert beside(public) == KEPT


def test_a_spare_beside_another_site_is_not_used(tmp_path: Path) -> None:
    """Somebody put an older copy of the site in place of the newer one."""
    public = tmp_path / "public"
    whole(public, OLD)
    shutil.copytree(public, tmp_path / "copy")
    change(public, OLD, NEW)
    change(public, NEW, NEW | {"f": "3"})
    shutil.rmtree(public)
    (tmp_path / "copy").rename(public)

    change(public, OLD, OLD | {"f": "4"})

    assert held(public) == OLD | {"f": "4"}
    assert verify(public) == ()


def test_where_there_are_no_hard_links_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    public = tmp_path / "public"
    whole(public, OLD)

    for before, after in ((OLD, NEW), (NEW, OLD), (OLD, NEW)):
        change(public, before, after)
        assert held(public) == after
        assert verify(public) == ()


@settings(max_examples=50)
@given(st.lists(SITES, min_size=2, max_size=6))
def test_any_changes_one_after_another_come_to_the_site_they_are_meant_to(
    tmp_path_factory: pytest.TempPathFactory, sites: list[Files]
) -> None:
    public = tmp_path_factory.mktemp("sites") / "public"
    whole(public, sites[0])

    for before, after in pairwise(sites):
        change(public, before, after)
        assert held(public) == after
        spare = HardLinkTwin(state_of(public) / "spare", public)
        assert held(spare.folder) == before


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


# Everything by which Python changes a file system tells of itself beforehand.
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "open", "ctypes.dlsym"}


def killed(moment: int, do: Callable[[], None]) -> bool:
    """Do something in another process that dies before the change of the file system with this
    number; whether it came to that."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    left = moment

    def watch(event: str, _: object) -> None:
        nonlocal left
        if event in CHANGES:
            left -= 1
            if left < 0:
                os._exit(1)

    sys.addaudithook(watch)
    do()
    os._exit(0)


EITHER_WAY = pytest.mark.parametrize(
    "publish_new",
    [lambda p: whole(p, NEW), lambda p: change(p, OLD, NEW)],
    ids=["a whole site", "changes"],
)


@pytest.mark.usefixtures("steps")
@EITHER_WAY
def test_publishing_killed_before_any_change_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, publish_new: Callable[[Path], None]
) -> None:
    public = tmp_path / "public"
    whole(public, NEW | {"f": "5"})
    change(public, NEW | {"f": "5"}, OLD)
    outcomes: list[str] = []
    for moment in count():
        dead = killed(moment, partial(publish_new, public))

        if not public.exists():  # only between two renames, where there is no exchange
            outcomes.append("aside")
            Staging(public).discard()
        assert verify(public) == ()
        now = held(public)
        assert now in (OLD, NEW)
        outcomes.append("old" if now == OLD else "new")
        change(public, now, NEW | {"f": "5"})
        change(public, NEW | {"f": "5"}, OLD)
        assert held(public) == OLD
        assert verify(public) == ()
        assert beside(public) == KEPT
        if not dead:
            break
    assert moment > 15
    assert outcomes[0] == "old"
    assert outcomes[-1] == "new"
    assert outcomes.count("new") > 1, "something was left to be done after the exchange"


def failed(moment: int, do: Callable[[], None], for_good: bool) -> bool | None:
    """Do something in another process to which the disk refuses the change with this number, or
    that one and all after it; whether it failed, None where it did not come to that."""
    child = os.fork()
    if child:
        return {0: False, 1: True, 2: None}[os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])]
    left = moment

    def watch(event: str, _: object) -> None:
        nonlocal left
        if event in CHANGES:
            left -= 1
            if left == -1 or (left < 0 and for_good):
                raise OSError(errno.ENOSPC, "no room")

    sys.addaudithook(watch)
    try:
        do()
    except OSError:
        os._exit(1)
    os._exit(0 if left < 0 else 2)


# Not two steps on a disk that is bad for good: then the old site cannot be put back either.
@pytest.mark.parametrize(
    ("steps", "for_good"),
    [("one step", False), ("one step", True), ("two steps", False)],
    indirect=["steps"],
)
@EITHER_WAY
def test_publishing_fails_on_a_bad_disk_only_if_it_leaves_the_old_site(
    tmp_path: Path, publish_new: Callable[[Path], None], steps: str, for_good: bool
) -> None:
    """So that it may be said that the old site is as it was."""
    public = tmp_path / "public"
    whole(public, NEW | {"f": "5"})
    change(public, NEW | {"f": "5"}, OLD)
    failures: list[bool] = []
    for moment in count():
        failure = failed(moment, partial(publish_new, public), for_good)
        if failure is None:
            break
        failures.append(failure)
        assert verify(public) == ()
        assert held(public) == (OLD if failure else NEW), steps
        change(public, held(public), NEW | {"f": "5"})
        change(public, NEW | {"f": "5"}, OLD)
        assert held(public) == OLD
        assert beside(public) == KEPT
    assert True in failures
    assert False in failures, "something was left to be done after the exchange"


@pytest.mark.parametrize("steps", ["one step"], indirect=True)
def test_a_system_that_can_exchange_is_never_without_a_site(tmp_path: Path, steps: str) -> None:
    public = tmp_path / "public"
    whole(public, OLD)
    for moment in count():
        if not killed(moment, partial(change, public, OLD, NEW)):
            break
        assert public.exists(), steps
        assert held(public) in (OLD, NEW)
        change(public, held(public), OLD)


def thirty(version: int) -> Files:
    return {f"{n}/index.html": str(version) for n in range(30)}


def publish_on_and_on(public: Path, version: int) -> None:
    while True:
        version += 1
        with locked(public):
            if version % 3 == 0:
                whole(public, thirty(version))
            else:
                change(public, held(public), thirty(version))


def test_publishing_killed_at_any_moment_leaves_the_old_site_or_the_new_one(
    tmp_path: Path,
) -> None:
    public = tmp_path / "public"
    whole(public, thirty(0))
    chance = random.Random(1)
    seen = set()
    started = time.perf_counter()
    whole(public, thirty(1))
    took = time.perf_counter() - started
    for turn in range(60):
        with meanwhile(publish_on_and_on, public, turn * 10_000):
            time.sleep(chance.uniform(0, 0.02 + 3 * took))
        assert verify(public) == ()
        assert len(texts(public)) == 1
        seen |= texts(public)
    assert len(seen) > 10, "there was a new site between two kills"

    whole(public, OLD)
    assert {path.name for path in tmp_path.iterdir()} <= {
        *("public", ".public.lock", ".public.sitebuild"),
    }
    assert beside(public) == KEPT


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
    assert {path.name for path in site.root.iterdir()} == {
        *("content", "public", ".sitebuild", ".public.sitebuild"),
    }
    assert beside(output) == {*KEPT, "last.json"}
