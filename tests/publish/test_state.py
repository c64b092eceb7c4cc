"""The folder beside a site is believed in nothing that could publish, delete or stop anything."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Scenario, held
from systems import make_pipe, with_links
from texts import page

from publish.sites import NEW, OLD, beside, change, kept, texts, two_pages, whole
from site_builder.incremental.codec import with_checksum
from site_builder.model.product import Output
from site_builder.portable import has_mode
from site_builder.publish.lock import locked
from site_builder.publish.paths import is_inside, state_of
from site_builder.publish.site_check import verify
from site_builder.publish.staging import Staging


@pytest.fixture
def public(tmp_path: Path) -> Path:
    whole(tmp_path / "public", OLD)
    return tmp_path / "public"


def moved_and_linked(path: Path) -> None:
    """A link in place of a folder, which is elsewhere now."""
    (state,) = (one for one in (path, *path.parents) if one.name == ".public.sitebuild")
    elsewhere = state.parent / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


PLANTED: dict[str, Callable[[Path], object]] = {
    "a page in the twin": lambda state: (state / "twin/evil.html").write_text("evil"),
    "a page deep in the twin": lambda state: (state / "twin/a/evil.html").write_text("evil"),
    "a page of the twin replaced": lambda state: replace(state / "twin/f", "evil"),
    "a link in the twin": lambda state: moved_and_linked(state / "twin/a"),
    "the twin is a link": lambda state: moved_and_linked(state / "twin"),
    "the twin is a file": lambda state: replace(state / "twin", "evil"),
    "the twin is a pipe": lambda state: pipe(state / "twin"),
    "new-x is a file": lambda state: (state / "new-x").write_text("evil"),
    "new-x is a link": lambda state: (state / "new-x").symlink_to(state.parent),
    "old is a file": lambda state: (state / "old").write_text("evil"),
    "the inventory is a folder": lambda state: replace(state / "inventory/x", "evil"),
    "the inventory is a pipe": lambda state: pipe(state / "inventory"),
    "the state is a file": lambda state: replace(state, "evil"),
    "the state is a link": moved_and_linked,
    "others may write there": lambda state: state.chmod(0o777),
}


def replace(path: Path, text: str) -> None:
    for there in (path, path.parent):
        if there.is_dir() and there == path:
            shutil.rmtree(there)
        elif there.is_file() and not there.is_dir():
            there.unlink()
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def pipe(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    make_pipe(path)


@with_links
@pytest.mark.usefixtures("system")
@pytest.mark.parametrize("planted", PLANTED)
def test_what_somebody_puts_beside_the_site_neither_gets_published_nor_stops_a_build(
    public: Path, planted: str
) -> None:
    PLANTED[planted](state_of(public))

    for before, after in ((OLD, NEW), (NEW, OLD), (OLD, NEW)):
        change(public, before, after)
        assert held(public) == after
        assert not public.is_symlink()
        assert verify(public) == ()
    assert beside(public) == kept()
    assert has_mode(state_of(public).stat(), 0o700)


def test_a_journal_of_an_earlier_version_deletes_nothing(public: Path) -> None:
    victim = public.parent / "victim.txt"
    victim.write_text("mine")
    journal = state_of(public) / "journal.json"
    journal.write_text(json.dumps({"site": "x", "differs": ["../../victim.txt"]}))

    change(public, OLD, NEW)

    assert victim.read_text() == "mine"
    assert not journal.exists()


@pytest.mark.parametrize("forged", [b'"../victim.txt": "0"', b'"../../victim.txt"', b"\xff", b"["])
def test_a_forged_cache_deletes_nothing_outside_the_site(site: Scenario, forged: bytes) -> None:
    site.build(page("正文\n"))
    victim = site.root / "victim.txt"
    victim.write_text("mine")
    with sqlite3.connect(site.root / ".sitebuild/cache.db") as database:
        database.row_factory = sqlite3.Row
        (row,) = database.execute("SELECT * FROM pages WHERE name = ''")
        value = with_checksum(f"files {row['output']} ", forged)
        database.execute("UPDATE pages SET files = ? WHERE name = ''", (value,))

    assert not site.build(page("改\n")).stopped

    assert victim.read_text() == "mine"
    assert verify(site.root / "public") == ()


@pytest.mark.parametrize("path", ["../a", "a/../../b", "/etc/passwd", "", "a//b", "./a", "a\0"])
def test_a_path_that_leads_elsewhere_is_none_of_the_site(path: str) -> None:
    assert not is_inside(path)
    assert is_inside("a/b..c/.d")


@pytest.mark.usefixtures("system")
def test_a_failed_build_leaves_nothing_beside_the_site(public: Path) -> None:
    def build_in_vain() -> None:
        with locked(public):
            Staging(public).write(Output("index.html", b"half", ""))
            raise RuntimeError("x")

    with pytest.raises(RuntimeError):
        build_in_vain()

    assert beside(public) == kept()
    assert held(public) == OLD


@pytest.mark.usefixtures("other_system")
def test_a_build_puts_back_a_site_that_is_aside_even_if_the_content_has_errors(
    site: Scenario,
) -> None:
    """As after a kill between two renames, where the system cannot exchange two folders."""
    site.build()
    public = site.root / "public"
    before = held(public)
    public.rename(state_of(public) / "old")
    assert [one.rule.code for one in verify(public)] == ["V120"]

    assert site.build("-- content/site.yaml --\ntitle: [\n").stopped == "settings"

    assert held(public) == before
    assert verify(public) == ()


@pytest.mark.usefixtures("system")
def test_what_is_aside_is_put_back_only_if_it_is_a_site_of_ours(tmp_path: Path) -> None:
    public = tmp_path / "public"
    two_pages(public, "old")
    shutil.rmtree(public)
    (state_of(public) / "old").mkdir()
    (state_of(public) / "old/index.html").write_text("evil")

    two_pages(public, "new")

    assert texts(public) == {"new"}
    assert beside(public) == kept()
