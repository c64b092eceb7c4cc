"""Files, folders and zips that are imported."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from importers.formats.file_heads import zipped
from systems import posix

from site_builder.importers.formats.archive import LeftOutError, files_in
from site_builder.importers.imported import UnreadableFileError


def listed(path: Path) -> list[tuple[str, str]]:
    """The names of the files in a path, each with its text, or the beginning of why it was not
    read."""
    return [
        (name, data.decode("utf-8", "replace")[:20] if isinstance(data, bytes) else f"!{data}")
        for name, data in files_in(path)
    ]


def lay_out(root: Path, **files: bytes) -> None:
    for name, data in files.items():
        file = root / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def test_a_file_is_itself(tmp_path: Path) -> None:
    lay_out(tmp_path, 报告="甲".encode())

    assert listed(tmp_path / "报告") == [("报告", "甲")]


def test_a_folder_is_its_files_and_those_in_its_folders(tmp_path: Path) -> None:
    lay_out(tmp_path, b=b"2", a__c=b"3", a__b__d=b"4", c=b"5")

    assert listed(tmp_path) == [("b", "2"), ("c", "5"), ("a/c", "3"), ("a/b/d", "4")]


def test_what_is_left_out_of_a_folder_is_said(tmp_path: Path) -> None:
    lay_out(tmp_path, a__x=b"1", **{".DS_Store": b"", "~$报告.docx": b"", "年报_files__a.js": b""})

    found = dict(files_in(tmp_path))

    assert [*found] == [".DS_Store", "~$报告.docx", "年报_files", "a/x"]
    assert isinstance(found["年报_files"], LeftOutError)
    assert "网页附带" in str(found["年报_files"])
    assert "隐藏" in str(found["~$报告.docx"])


@posix
def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "b")

    assert listed(tmp_path) == [
        ("a", "!是链接，没有读：请导入它指向的文件"),
        ("b", "!不是普通文件，没有读"),
    ]
    assert listed(tmp_path / "a")[0][1].startswith("!是链接")


def test_a_file_that_is_missing_is_said(tmp_path: Path) -> None:
    assert listed(tmp_path / "x") == [("x", "!没有这个文件：请检查文件名")]


def test_a_zip_is_its_files_and_a_file_of_office_is_none(tmp_path: Path) -> None:
    word = zipped("word/document.xml")
    lay_out(tmp_path, a=zipped(b=b"2", a=b"1", c=word), d=word)

    assert [(name, type(data)) for name, data in files_in(tmp_path)] == [
        *(("a/a", bytes), ("a/b", bytes), ("a/c", bytes), ("d", bytes)),
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_in_a_zip_of_windows_are_read(tmp_path: Path, encoding: str) -> None:
    raw = "年报/二〇二三.txt".encode(encoding)
    data = zipped(**{"x" * len(raw): "甲".encode()}).replace(b"x" * len(raw), raw)
    (tmp_path / "a.zip").write_bytes(data)

    assert listed(tmp_path / "a.zip") == [("a.zip/年报/二〇二三.txt", "甲")]


def test_what_a_zip_must_not_hold_is_refused(tmp_path: Path) -> None:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * 30_000_000)
        archive.writestr("../up.txt", b"1")
        archive.writestr("C:\\x.txt", b"1")
        archive.writestr("__MACOSX/._a", b"1")
        archive.writestr("in.zip", zipped(a=b"1"))
        archive.writestr(ZipInfo("secret.txt"), b"1")
    data = made.getvalue()
    at = data.rindex(b"PK\1\2")  # the entry of the last file in the directory
    data = data[: at + 8] + b"\1\0" + data[at + 10 :]
    (tmp_path / "a.zip").write_bytes(data)

    assert [
        (name[6:], why.split("：")[0].split("（")[0]) for name, why in listed(tmp_path / "a.zip")
    ] == [
        ("../up.txt", "!压缩包里的路径不安全，没有读"),
        ("C:\\x.txt", "!压缩包里的路径不安全，没有读"),
        ("__MACOSX/._a", "!是隐藏文件或 Office 的临时文件，没有读"),
        ("bomb.txt", "!压缩得不合常理"),
        ("in.zip", "!压缩包里还有压缩包"),
        ("secret.txt", "!压缩包加了密码，读不了"),
    ]


def test_a_damaged_zip_is_a_file_or_says_what_is_damaged(tmp_path: Path) -> None:
    data = zipped(a=b"0123456789" * 50)
    lay_out(tmp_path, cut=data[:-30], wrong=data[:33] + b"\xff" * 4 + data[37:])

    found = dict(files_in(tmp_path))

    assert found["cut"] == data[:-30]
    assert isinstance(found["wrong/a"], UnreadableFileError)
