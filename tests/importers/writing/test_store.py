"""What is written into a content folder, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from systems import posix

from site_builder.importers.imported import UnreadableFileError
from site_builder.importers.writing.made import Made, MadeFile
from site_builder.importers.writing.store import Stored, store, under_free_name

PATH = "agencies/kjj/reports/2023.md"
PICTURE = MadeFile("agencies/kjj/reports/2023-1.png", b"png")
DOCUMENT = "agencies/kjj/documents/notice.md"


def made(data: bytes = b"a", path: str = PATH, *beside: MadeFile) -> Made:
    return Made(MadeFile(path, data), beside)


def document(title: str, path: str = DOCUMENT, body: str = "") -> Made:
    return made(f"---\ntitle: {title}\n---\n{body}".encode(), path)


def held(content: Path) -> dict[str, bytes]:
    return {
        one.relative_to(content).as_posix(): one.read_bytes()
        for one in content.rglob("*")
        if one.is_file()
    }


def test_a_page_and_its_pictures_are_written_and_the_second_time_they_are_there(
    tmp_path: Path,
) -> None:
    one = made(b"a", PATH, PICTURE)

    assert store(tmp_path, one, force=False) == Stored((PATH, PICTURE.path))
    assert store(tmp_path, one, force=False) == Stored((), (PATH, PICTURE.path))
    assert held(tmp_path) == {PATH: b"a", PICTURE.path: b"png"}


def test_another_page_is_replaced_only_by_force_and_nothing_is_written_before(
    tmp_path: Path,
) -> None:
    store(tmp_path, made(b"a"), force=False)

    with pytest.raises(UnreadableFileError, match="--force"):
        store(tmp_path, made(b"b", PATH, PICTURE), force=False)
    assert held(tmp_path) == {PATH: b"a"}

    store(tmp_path, made(b"b", PATH, PICTURE), force=True)
    assert held(tmp_path) == {PATH: b"b", PICTURE.path: b"png"}


@posix
def test_nothing_is_written_through_a_link_out_of_the_folder(tmp_path: Path) -> None:
    content, elsewhere = tmp_path / "content", tmp_path / "elsewhere"
    (content / "agencies").mkdir(parents=True)
    elsewhere.mkdir()
    (content / "agencies/kjj").symlink_to(elsewhere)

    with pytest.raises(UnreadableFileError, match="不是文件夹"):
        store(content, made(), force=True)

    assert held(elsewhere) == {}


def test_a_folder_at_the_place_of_a_page_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / PATH).mkdir(parents=True)

    with pytest.raises(UnreadableFileError, match="不是普通文件"):
        store(tmp_path, made(), force=True)


def test_a_document_gets_another_name_where_its_name_or_address_is_taken(tmp_path: Path) -> None:
    assert under_free_name(tmp_path, document("甲")).page.path == DOCUMENT

    store(tmp_path, document("甲"), force=False)
    other = under_free_name(tmp_path, document("乙"))
    assert other.page.path == "agencies/kjj/documents/notice-2.md"

    store(tmp_path, document("丙", "agencies/kjj/documents/notice/2.md"), force=False)
    third = under_free_name(tmp_path, document("乙"), [DOCUMENT])
    assert third.page.path == "agencies/kjj/documents/notice-3.md"


def test_a_document_that_was_imported_before_keeps_its_name(tmp_path: Path) -> None:
    store(tmp_path, document("甲"), force=False)

    assert under_free_name(tmp_path, document("甲")).page.path == DOCUMENT
    assert under_free_name(tmp_path, document("甲", body="补充。\n")).page.path == DOCUMENT
