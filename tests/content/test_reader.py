"""A content folder as it is read: the same on every file system, and nothing followed out of it."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import everything, scanned
from systems import case_sensitive, limited, linux, make_pipe, posix

from site_builder.content.file_rules import file_unreadable, name_not_readable
from site_builder.content.reader import ATTACHMENTS, is_published, read
from site_builder.content.scan import Partition, Trouble
from site_builder.model.finding import Problem
from site_builder.model.limits import LARGEST_ATTACHMENT, LARGEST_MARKDOWN, LARGEST_SEARCHED
from site_builder.model.source import Attachment, Content, Source


def put(folder: Path, *names: str, data: bytes = b"x") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def rules(folder: Path) -> list[tuple[str, str]]:
    return [(what.rule.name, what.path) for what in everything(folder).problems]


def test_sources_and_attachments_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    put(tmp_path, "b/z.md", "b.md", "a/图.PNG", "a/b.pdf", "b/a.md", data=b"abc")
    digest = sha256(b"abc").hexdigest()

    content = everything(tmp_path)

    assert content.sources == tuple(
        Source(path, b"abc", digest) for path in ("b.md", "b/a.md", "b/z.md")
    )
    assert content.attachments == tuple(
        Attachment(path, str(tmp_path / path), digest, 3, b"abc")
        for path in ("a/b.pdf", "a/图.PNG")
    )
    assert not content.problems


def test_names_are_composed_and_their_spelling_does_not_show(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "résumé.md")
    put(tmp_path, decomposed)

    assert [source.path for source in everything(tmp_path).sources] == ["résumé.md"]


def test_settings_and_temporary_files_are_ignored(tmp_path: Path) -> None:
    put(tmp_path, "site.yaml", ".git/config", ".DS_Store", "a.md~", "a.md.swp", "~$报告.docx")
    put(tmp_path, "#a.md#", "Thumbs.db", "desktop.ini", "a.bak", "b/.hidden/a.md")

    assert everything(tmp_path) == everything(tmp_path / "b")


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.js", "a.exe", "a", "a.yaml", "b/site.yaml"])
def test_a_file_of_another_kind_is_reported_and_not_published(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)

    assert rules(tmp_path) == [("file_not_published", name)]
    assert not everything(tmp_path).attachments


@pytest.mark.parametrize("name", ["a.MD", "a.markdown", "a.Md"])
def test_an_ending_that_is_almost_right_is_reported_as_that(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)

    assert rules(tmp_path) == [("file_name_ending", name)]


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda path: path.symlink_to("/etc/passwd"), "symbolic_link"),
        (lambda path: path.symlink_to(path), "symbolic_link"),
        (lambda path: path.symlink_to(path.parent, target_is_directory=True), "symbolic_link"),
        (make_pipe, "not_a_file"),
    ],
    ids=["file", "loop", "folder", "pipe"],
)
def test_a_file_that_is_not_regular_is_reported_and_not_opened(
    tmp_path: Path, make: Callable[[Path], None], rule: str
) -> None:
    put(tmp_path, "b.md")
    make(tmp_path / "a.md")

    content = everything(tmp_path)

    assert [(what.rule.name, what.path) for what in content.problems] == [(rule, "a.md")]
    assert [source.path for source in content.sources] == ["b.md"]


@posix
@pytest.mark.parametrize("name", ["a\nb.md", "a\x1b.md", pytest.param(b"\xff.md", marks=linux)])
def test_a_name_that_cannot_be_written_is_reported_in_letters(
    tmp_path: Path, name: str | bytes
) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + os.fsencode(name)))).write_bytes(b"x")

    ((rule, path),) = rules(tmp_path)

    assert rule == "name_not_readable"
    assert path.isprintable()


@case_sensitive
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A.pdf", "a.pdf"),
        ("a/B.pdf", "A/b.pdf"),
        ("a/b.pdf", "A/c.pdf"),
        ("pages/a.md", "pages/A/b.pdf"),
        ("ß.pdf", "SS.pdf"),
        ("é.pdf", "e\u0301.pdf"),
    ],
)
def test_names_that_are_equal_on_other_systems_are_reported(
    tmp_path: Path, one: str, other: str
) -> None:
    put(tmp_path, one, other)

    ((rule, _),) = rules(tmp_path)

    assert rule == "names_clash"


@posix
@pytest.mark.parametrize("name", ["nul.pdf", "com1/a.pdf", "a.pdf./b.pdf", "a:b.pdf", "a\\b.pdf"])
def test_a_name_that_windows_refuses_is_reported(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, "number.pdf", "console/a.pdf", "COMA.pdf")

    assert rules(tmp_path) == [("name_refused_by_windows", name)]


@posix
def test_a_file_without_permission_is_reported_and_the_others_are_everything(
    tmp_path: Path,
) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    put(tmp_path, "a.md", "b.md", "c/d.md")
    (tmp_path / "a.md").chmod(0)
    (tmp_path / "c").chmod(0)

    content = everything(tmp_path)
    (tmp_path / "c").chmod(0o700)

    assert [(what.rule.name, what.path) for what in content.problems] == [
        ("file_unreadable", "c"),
        ("file_unreadable", "a.md"),
    ]
    assert [source.path for source in content.sources] == ["b.md"]


def test_no_kind_of_attachment_can_run_a_script() -> None:
    assert not ATTACHMENTS & {".html", ".htm", ".svg", ".js", ".css", ".xml", ".xhtml", ".swf"}


def test_a_very_deep_folder_is_everything(tmp_path: Path) -> None:
    deep = "/".join(["a"] * 200)
    put(tmp_path, f"{deep}/b.md")

    assert [source.path for source in everything(tmp_path).sources] == [f"{deep}/b.md"]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        everything(tmp_path / "gone")


def test_a_partition_is_read_by_itself(tmp_path: Path) -> None:
    put(tmp_path, "pages/a.md", "agencies/a/index.md", "agencies/a/b.pdf", "agencies/b/index.md")

    read_of = {partition.name: read(partition) for partition in scanned(tmp_path)}

    paths = {
        name: [s.path for s in content.sources] + [a.path for a in content.attachments]
        for name, content in read_of.items()
    }
    assert paths == {
        "": ["pages/a.md"],
        "a": ["agencies/a/index.md", "agencies/a/b.pdf"],
        "b": ["agencies/b/index.md"],
    }


def test_the_troubles_of_a_scan_are_reported() -> None:
    partition = Partition(
        "", "", (), (Trouble("a\\x1b.md", ""), Trouble("b", "Permission denied")), ""
    )

    assert read(partition) == Content(
        (),
        (),
        (
            Problem(name_not_readable, "a\\x1b.md"),
            Problem(file_unreadable, "b", why="Permission denied"),
        ),
    )


@pytest.mark.parametrize("name", ["a.md", "a.pdf"])
def test_a_file_that_went_away_or_became_a_link_since_the_survey_is_reported(
    tmp_path: Path, name: str
) -> None:
    put(tmp_path, name)
    (partition,) = scanned(tmp_path)
    (tmp_path / name).unlink()

    assert [what.rule.name for what in read(partition).problems] == ["file_unreadable"]
    (tmp_path / name).symlink_to("/etc/passwd")
    assert [what.rule.name for what in read(partition).problems] == ["file_unreadable"]
    assert not read(partition).sources
    assert not read(partition).attachments


@pytest.mark.parametrize(
    ("name", "published"),
    [("a.md", True), ("a/b.PDF", True), ("a.MD", False), ("a.html", False), ("site.yaml", False)],
)
def test_a_name_tells_whether_a_file_is_published(
    tmp_path: Path, name: str, published: bool
) -> None:
    put(tmp_path, name)

    content = everything(tmp_path)

    assert is_published(name) is published
    assert bool(content.sources or content.attachments) is published


def test_a_system_without_room_for_an_open_file_is_no_fault_of_the_file(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    (partition,) = scanned(tmp_path)

    with limited("RLIMIT_NOFILE", 3), pytest.raises(OSError, match=r"a\.md") as raised:
        read(partition)
    assert raised.value.errno == errno.EMFILE


def test_no_more_of_a_page_is_read_than_tells_that_it_is_too_large(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    os.truncate(tmp_path / "a.md", 2_000_000_000)

    (source,) = everything(tmp_path).sources

    assert len(source.data) == LARGEST_MARKDOWN + 1


def test_an_attachment_that_nobody_could_download_is_refused_unread(tmp_path: Path) -> None:
    put(tmp_path, "a.mp4", "b.pdf")
    os.truncate(tmp_path / "a.mp4", LARGEST_ATTACHMENT + 1)
    os.truncate(tmp_path / "b.pdf", LARGEST_SEARCHED + 1)

    content = everything(tmp_path)

    assert rules(tmp_path) == [("attachment_beyond_limit", "a.mp4")]
    assert [(one.path, one.size, one.whole) for one in content.attachments] == [
        ("b.pdf", LARGEST_SEARCHED + 1, False)
    ]
