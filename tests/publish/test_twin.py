"""The second copy of a site: changes are made in it, and it takes the place of the first."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import examples, held
from hypothesis import given
from hypothesis import strategies as st
from systems import with_links

from publish.sites import NEW, OLD, Files, beside, change, kept, texts, two_pages, whole
from site_builder.portable import exchange
from site_builder.publish.manifest import MANIFEST
from site_builder.publish.paths import state_of
from site_builder.publish.site_check import verify
from site_builder.publish.twin import HardLinkTwin

pytestmark = [pytest.mark.interpreter, pytest.mark.usefixtures("system")]


def test_two_folders_are_exchanged_with_all_that_is_in_them(tmp_path: Path, steps: str) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "name").write_text(folder.name)

    exchange(one, other, tmp_path / "aside")

    assert [(folder / "name").read_text() for folder in (one, other)] == ["other", "one"], steps
    assert {path.name for path in tmp_path.iterdir()} == {"one", "other"}


def test_if_the_second_step_fails_the_old_site_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    public = tmp_path / "public"
    two_pages(public, "old")

    with pytest.raises(FileNotFoundError):
        exchange(state_of(public) / "gone", public, state_of(public) / "old")

    assert texts(public) == {"old"}
    assert beside(public) == kept()


@with_links
def test_changes_are_published_beside_what_stays(tmp_path: Path) -> None:
    public = tmp_path / "public"
    whole(public, OLD)
    inode = (public / "a/b.html").stat().st_ino

    change(public, OLD, NEW)

    assert held(public) == NEW
    assert (public / "a/b.html").stat().st_ino == inode
    assert not (public / "a/c").exists()
    assert verify(public) == ()
    assert beside(public) == kept()


def test_changes_one_after_another_are_published(tmp_path: Path) -> None:
    public = tmp_path / "public"
    sites = [OLD, NEW, OLD | {"index.html": "3"}, NEW | {"f": "4"}, {"index.html": "5"}, OLD, NEW]
    whole(public, sites[0])

    for before, after in pairwise(sites):
        change(public, before, after)
        assert held(public) == after
        assert verify(public) == ()


@with_links
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


@with_links
@pytest.mark.parametrize("turns", [0, 1, 2])
@pytest.mark.parametrize(
    "damage",
    [
        lambda state: shutil.rmtree(state / "twin"),
        lambda state: (state / "inventory").unlink(),
        lambda state: (state / "inventory").write_bytes(b""),
        lambda state: (state / "inventory").write_bytes((state / "inventory").read_bytes()[:-8]),
        lambda state: (state / "inventory").write_bytes(b"\xff"),
        lambda state: (state / "twin/more.html").write_text("x"),
        lambda state: (state / "twin/index.html").unlink(),
        lambda state: (state / "twin").chmod(0o700),
        shutil.rmtree,
    ],
    ids=[
        *("no twin", "no inventory", "an empty inventory", "half an inventory", "no text"),
        *("a file more", "a file less", "other permissions", "nothing kept"),
    ],
)
def test_a_twin_that_cannot_be_relied_on_is_made_anew(
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
    assert beside(public) == kept()


def test_a_twin_beside_another_site_is_not_used(tmp_path: Path) -> None:
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


def test_files_are_copied_if_hard_links_are_impossible(
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


PATHS = ["index.html", "a/b.html", "a/c/d.html", "a/c/e.html", "f.html"]
SITES = st.dictionaries(st.sampled_from(PATHS), st.sampled_from("123"), min_size=1)


@with_links
@examples(25)
@given(st.lists(SITES, min_size=2, max_size=6))
def test_any_changes_one_after_another_come_to_the_site_they_are_meant_to(
    tmp_path_factory: pytest.TempPathFactory, sites: list[Files]
) -> None:
    public = tmp_path_factory.mktemp("sites") / "public"
    whole(public, sites[0])

    for before, after in pairwise(sites):
        change(public, before, after)
        assert held(public) == after
        twin = HardLinkTwin(state_of(public) / "twin", public)
        assert held(twin.folder) == after
