"""A new site is completed beside the old one, and takes its place in one step."""

from __future__ import annotations

import errno
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import manifest_of, output
from systems import limited, make_pipe

from publish.sites import beside, kept, texts, two_pages
from site_builder.publish.lock import OutputError, locked
from site_builder.publish.manifest import MANIFEST, is_ours, read_manifest
from site_builder.publish.paths import state_of
from site_builder.publish.site_check import verify
from site_builder.publish.staging import Staging, rewrite

pytestmark = [pytest.mark.interpreter, pytest.mark.usefixtures("system")]


def test_a_staged_site_is_complete_and_not_seen_before_it_is_published(tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_bytes(b"\x00\xff")
    outputs = [
        output("index.html", "甲".encode()),
        output("a/b.html", "甲".encode()),
        output("files/list.pdf", b"\x00\xff", str(tmp_path / "list.pdf")),
    ]
    public = tmp_path / "public"

    staging = Staging(public)
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
    two_pages(public, "old")

    staging = Staging(public)
    staging.write(output("index.html", b"new"))
    staging.discard()

    assert texts(public) == {"old"}
    assert beside(public) == kept()


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
    make_pipe(tmp_path / "a.pdf")

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

    with limited("RLIMIT_FSIZE", 1000), pytest.raises(OSError, match=r"\w") as failed:
        staging.write(one)

    assert failed.value.errno == errno.EFBIG


def test_publishing_swaps_the_sites_and_leaves_only_what_it_keeps(tmp_path: Path) -> None:
    public = tmp_path / "public"
    two_pages(public, "old")
    (public / "extra.html").write_text("extra")

    two_pages(public, "new")

    assert texts(public) == {"new"}
    assert {path.name for path in tmp_path.iterdir()} == {"public", ".public.sitebuild"}
    assert beside(public) == kept()


def test_git_ignores_what_is_kept(tmp_path: Path) -> None:
    two_pages(tmp_path / "public", "x")

    assert (tmp_path / ".public.sitebuild/.gitignore").read_text() == "*\n"


@pytest.mark.usefixtures("steps")
def test_without_an_exchange_by_the_system_two_renames_do_it(tmp_path: Path) -> None:
    public = tmp_path / "public"
    two_pages(public, "old")

    two_pages(public, "new")

    assert texts(public) == {"new"}
    assert {path.name for path in tmp_path.iterdir()} == {"public", ".public.sitebuild"}
    assert beside(public) == kept()


def test_the_remains_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    public = tmp_path / "public"
    two_pages(public, "old")
    Staging(public).write(output("left/over.html", b"half"))
    (state_of(public) / "old").mkdir()

    two_pages(public, "new")

    assert texts(public) == {"new"}
    assert beside(public) == kept()


def test_a_site_that_was_aside_when_a_build_was_killed_is_put_back(tmp_path: Path) -> None:
    public = tmp_path / "public"
    two_pages(public, "old")
    public.rename(state_of(public) / "old")

    with locked(public):
        pass

    assert texts(public) == {"old"}
    assert beside(public) == kept()


def test_a_file_is_rewritten_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)

    rewrite(path, b"new")

    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_rewritten_without_following_a_link_that_lies_beside_it(tmp_path: Path) -> None:
    place, other = tmp_path / "a.md", tmp_path / "other"
    place.write_bytes(b"old")
    other.write_bytes(b"other")
    (tmp_path / ".a.md.new").symlink_to(other)

    rewrite(place, b"new")

    assert place.read_bytes() == b"new"
    assert other.read_bytes() == b"other"
    assert {one.name for one in tmp_path.iterdir()} == {"a.md", "other", ".a.md.new"}


def test_nothing_is_left_of_a_file_that_could_not_be_rewritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    place = tmp_path / "a.md"
    place.write_bytes(b"old")
    monkeypatch.setattr("site_builder.publish.staging.rename", full)

    with pytest.raises(OSError, match="full"):
        rewrite(place, b"new")

    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]
    assert place.read_bytes() == b"old"
