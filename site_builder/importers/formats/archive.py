"""The files in what is imported: a file, the files of a folder, or those of a zip."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from site_builder.content.regular_file import (
    NotRegularError,
    TooLargeError,
    open_regular,
    read_regular,
)
from site_builder.importers.formats.file_kind import kind_of_parts
from site_builder.importers.imported import UnreadableFileError
from site_builder.model.limits import (
    LARGEST_IMPORTED,
    LARGEST_IMPORTED_ALL,
    MOST_EXPANSION,
    MOST_IMPORTED,
)

_ZIPS = (b"PK\3\4", b"PK\5\6")
_SMALL = 1_000_000  # bytes; a file below may be compressed as much as it likes
_ENCRYPTED = 0x1
_UTF8 = 0x800
_DEEPEST = 50  # folders in each other
_COMPANIONS = ("_files", ".files")  # of a page that a browser saved
_LINK = "是链接，没有读：请导入它指向的文件"
_HIDDEN = "是隐藏文件或 Office 的临时文件，没有读"
_COMPANION = "是网页附带的图片和脚本，没有读：网页本身会导入"
_LARGE = f"超过 {LARGEST_IMPORTED // 1_000_000} MB，没有读"
_NESTED = "压缩包里还有压缩包：请先解压，再导入里面的文件"
_BOMB = f"压缩得不合常理（解开后超过压缩时的 {MOST_EXPANSION} 倍），没有读：可能是损坏或恶意的文件"

Found = tuple[str, "bytes | UnreadableFileError"]


class LeftOutError(UnreadableFileError):
    """A file that is left out without being read: a hidden file, a link, what belongs to a saved
    page."""


def files_in(path: Path) -> Iterator[Found]:
    """Yield the files in a file, a folder or a zip, sorted by name: each with its bytes, or why it
    was not read. A file of Office is a file, though it is a zip. One file is in memory at a time.

    The name of a file in a folder begins after that of the folder; that of one in a zip with the
    name of the zip.
    """
    if path.is_symlink():
        yield path.name, LeftOutError(_LINK)
    elif path.is_dir():
        yield from _in_folder(path)
    elif _is_archive(path):
        yield from _in_zip(path, path.name)
    else:
        yield path.name, _read(path)


def _read(path: Path) -> bytes | UnreadableFileError:
    try:
        return read_regular(path, LARGEST_IMPORTED)
    except TooLargeError:
        return UnreadableFileError(_LARGE)
    except NotRegularError:
        return LeftOutError("不是普通文件，没有读")
    except FileNotFoundError:
        return UnreadableFileError("没有这个文件：请检查文件名")
    except OSError as error:
        return UnreadableFileError(f"打不开（{error.strerror}）：请检查权限，或关闭正在用它的程序")


def _in_folder(root: Path) -> Iterator[Found]:
    """Yield the files of a folder and of the folders in it."""
    count = 0
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(folder.iterdir(), key=lambda one: (one.is_dir(), one.name))
        except OSError as error:
            name = folder.relative_to(root).as_posix()
            yield name, UnreadableFileError(f"打不开（{error.strerror}）：请检查权限")
            continue
        inside: list[Path] = []
        for entry in entries:
            name = entry.relative_to(root).as_posix()
            count += 1
            if count > MOST_IMPORTED:
                yield name, UnreadableFileError(f"文件超过 {MOST_IMPORTED:,} 个，从这一个起没有读")
                return
            if why := _left_out(entry):
                yield name, LeftOutError(why)
            elif not entry.is_dir():
                yield from _file(entry, name)
            elif len(entry.relative_to(root).parts) > _DEEPEST:
                yield name, UnreadableFileError(f"文件夹套了超过 {_DEEPEST} 层，没有读")
            else:
                inside.append(entry)
        folders += reversed(inside)


def _file(path: Path, name: str) -> Iterator[Found]:
    if _is_archive(path):
        yield from _in_zip(path, name)
    else:
        yield name, _read(path)


def _left_out(entry: Path) -> str:
    """Return why an entry of a folder is left out, or the empty string."""
    if entry.is_symlink():
        return _LINK
    if is_hidden(entry.name):
        return _HIDDEN
    return _COMPANION if entry.is_dir() and entry.name.endswith(_COMPANIONS) else ""


def is_hidden(name: str) -> bool:
    """Whether a file with this name is hidden, or made by a system or by Office for itself."""
    return name.startswith((".", "~$")) or name in {"Thumbs.db", "desktop.ini", "__MACOSX"}


def _is_archive(path: Path) -> bool:
    """Whether a file is a zip of files, and not one of Office."""
    try:
        with open_regular(path) as opened:
            return opened.read(4).startswith(_ZIPS) and _holds_files(opened)
    except OSError:
        return False


def _holds_files(opened: BinaryIO) -> bool:
    """Whether a zip is no file of Office. One that is damaged is no zip."""
    try:
        with ZipFile(opened) as archive:
            names = archive.namelist()
        return kind_of_parts(names) == "zip" and "mimetype" not in names[:1]
    except (OSError, BadZipFile, ValueError, NotImplementedError, UnreadableFileError):
        return False


def _in_zip(path: Path, name: str) -> Iterator[Found]:
    """Yield the files of a zip."""
    rest = LARGEST_IMPORTED_ALL
    with open_regular(path) as opened, ZipFile(opened) as archive:
        files = (one for one in archive.infolist() if not one.is_dir())
        parts = sorted(((_name_of(one), one) for one in files), key=lambda named: named[0])
        for count, (inner, part) in enumerate(parts, 1):
            whole = f"{name}/{inner}"
            if count > MOST_IMPORTED:
                yield whole, UnreadableFileError(f"文件超过 {MOST_IMPORTED:,} 个，从这一个起没有读")
                return
            found = _part(archive, part, inner, rest)
            rest -= len(found) if isinstance(found, bytes) else 0
            yield whole, found


def _name_of(part: ZipInfo) -> str:
    """Return the name of a file in a zip: Windows writes it as GBK without saying so, and other
    systems as UTF-8."""
    if part.flag_bits & _UTF8:
        return part.filename
    try:
        raw = part.filename.encode("cp437")
    except UnicodeEncodeError:
        return part.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part.filename


def _part(archive: ZipFile, part: ZipInfo, name: str, rest: int) -> bytes | UnreadableFileError:
    """Return the bytes of a file in a zip, or why it was not read. `rest` is how many may come."""
    if why := _left_out_of_zip(name) or _refused(part, rest):
        return why
    try:
        with archive.open(part) as opened:
            data = opened.read(part.file_size + 1)
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        return UnreadableFileError("在压缩包里损坏了，或压缩方法不常用：请解压后导入文件夹")
    if data.startswith(_ZIPS) and _holds_files(BytesIO(data)):
        return UnreadableFileError(_NESTED)
    return data


def _refused(part: ZipInfo, rest: int) -> UnreadableFileError | None:
    """Return why a file in a zip is not unpacked, or None."""
    size = part.file_size
    if part.flag_bits & _ENCRYPTED:
        return UnreadableFileError("压缩包加了密码，读不了：请解压后导入文件夹")
    if size > _SMALL and size > part.compress_size * MOST_EXPANSION:
        return UnreadableFileError(_BOMB)
    if size > LARGEST_IMPORTED:
        return UnreadableFileError(_LARGE)
    if size > rest:
        limit = LARGEST_IMPORTED_ALL // 1_000_000
        return UnreadableFileError(f"压缩包解开后超过 {limit} MB，没有读：请分成几个再导入")
    return None


def _left_out_of_zip(name: str) -> UnreadableFileError | None:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or ":" in name:
        return UnreadableFileError("压缩包里的路径不安全，没有读：请解压后检查")
    if any(is_hidden(one) for one in parts):
        return LeftOutError(_HIDDEN)
    if any(one.endswith(_COMPANIONS) for one in parts[:-1]):
        return LeftOutError(_COMPANION)
    return None
