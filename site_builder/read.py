"""A content folder → Content. The only stage that reads it; the order of the file system and the
spelling of its names (NFC or NFD) do not show."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from site_builder.model import Attachment, Content, Source, Unread
from site_builder.settings import FILE
from site_builder.unpack import LARGEST, has_words, unpack

HEAD = 16  # bytes, by which kinds of files are told apart
ATTACHMENTS = frozenset(
    {
        ".pdf",
        ".doc",
        ".docx",
        ".wps",
        ".ofd",
        ".xls",
        ".xlsx",
        ".et",
        ".csv",
        ".txt",
        ".zip",
        ".rar",
    }
    | {".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp3", ".mp4"}
)
# Left behind by editors and systems: never published, never worth a word.
_LITTER_ENDS = ("~", ".bak", ".tmp", ".swp", ".orig", ".part")
_LITTER_STARTS = (".", "#", "~$")
_LITTER_NAMES = frozenset({"Thumbs.db", "desktop.ini"})


def read(folder: Path) -> Content:
    """Read every file below `folder`. Links, devices and unreadable files are reported, hidden
    files and editors' backups passed over. Raises NotADirectoryError where there is no folder."""
    sources: list[Source] = []
    attachments: list[Attachment] = []
    unread: list[Unread] = []
    for path, entry in sorted(_walk(folder, unread), key=lambda found: found[0]):
        try:
            what = _read_file(path, entry)
        except OSError as error:
            what = _unreadable(path, error)
        if isinstance(what, Source):
            sources.append(what)
        elif isinstance(what, Attachment):
            attachments.append(what)
        elif what:
            unread.append(what)
    return Content(tuple(sources), tuple(attachments), (*unread, *_clashes(sources, attachments)))


def _walk(folder: Path, unread: list[Unread]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below `folder` with its path from there; folders that cannot be listed and names
    that cannot be written are added to `unread`."""
    waiting = [("", _list(folder))]
    while waiting:
        prefix, entries = waiting.pop()
        for entry in entries:
            path = prefix + unicodedata.normalize("NFC", entry.name)
            if _is_litter(entry.name):
                continue
            if not path.isprintable():
                shown = path.encode("unicode_escape").decode()
                unread.append(Unread("name_not_readable", shown))
            elif not entry.is_dir(follow_symlinks=False):
                yield path, entry
            else:
                try:
                    waiting.append((f"{path}/", _list(entry.path)))
                except OSError as error:
                    unread.append(_unreadable(path, error))


def _list(folder: Path | str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _unreadable(path: str, error: OSError) -> Unread:
    return Unread("file_unreadable", path, values=(("why", error.strerror or ""),))


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER_STARTS) or name.endswith(_LITTER_ENDS) or name in _LITTER_NAMES


def _read_file(path: str, entry: os.DirEntry[str]) -> Source | Attachment | Unread | None:
    mode = entry.stat(follow_symlinks=False).st_mode
    if not stat.S_ISREG(mode):
        return Unread("symbolic_link" if stat.S_ISLNK(mode) else "not_a_file", path)
    if path == FILE:
        return None
    ending = Path(path).suffix
    if ending == ".md":
        data = _bytes(entry.path)
        return Source(path, data, sha256(data).hexdigest())
    if ending.lower() in ATTACHMENTS:
        return _attachment(path, entry.path)
    almost = ending.lower() in {".md", ".markdown", ".mdown"}
    rule = "file_name_ending" if almost else "file_not_published"
    return Unread(rule, path, values=(("ending", ending),))


def _bytes(path: str) -> bytes:
    """The bytes of a file, not through a link that took its place since it was listed."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        return file.read()


def _attachment(path: str, file: str) -> Attachment:
    """An attachment; only one whose words can be read is held in memory, and not for long."""
    digest, size, parts = sha256(), 0, list[bytes]()
    with os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW), "rb") as opened:
        while block := opened.read(1 << 20):
            digest.update(block)
            if not size or (has_words(path) and size < LARGEST):
                parts.append(block)
            size += len(block)
    head = parts[0][:HEAD] if parts else b""
    pieces = unpack(path, b"".join(parts)) if has_words(path) and size <= LARGEST else ()
    return Attachment(path, file, digest.hexdigest(), size, head, pieces)


def _clashes(sources: list[Source], attachments: list[Attachment]) -> Iterator[Unread]:
    """Names that are one name on a file system which does not tell capitals apart, or one of
    which is the other in another spelling (NFC, NFD)."""
    seen: dict[str, str] = {}
    for path in sorted([source.path for source in sources] + [a.path for a in attachments]):
        name = path.casefold()
        if name in seen:
            yield Unread("names_clash", path, values=(("other", seen[name]),))
        seen.setdefault(name, path)
