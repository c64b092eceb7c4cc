"""Takes in attachments: a file that was dropped on the form is put beside its document."""

from __future__ import annotations

import os
import unicodedata
from contextlib import suppress
from pathlib import Path, PurePosixPath

from site_builder.content.reader import ATTACHMENTS
from site_builder.content.regular_file import NotRegularError
from site_builder.content.scan import is_litter
from site_builder.content.urls import page_ending
from site_builder.model.limits import LARGEST_ATTACHMENT, LONGEST_NAME
from site_builder.portable import rename
from site_builder.serve.form.subject import check_way
from site_builder.text.disk_errors import reason
from site_builder.text.patterns import regex

_MOST_NUMBERS = 99  # files of one name, told apart by a number
_ROOM = 3  # bytes of a name, kept for such a number
# What Windows allows in no name, and names that it keeps for devices.
_NOT_ON_WINDOWS = regex(
    r"(?i)[<>:\"/\\|?*]|[. ]\Z|\A(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)"
)


class RefusedError(Exception):
    """An attachment that is not taken in. The message, in Chinese, says why."""


class Incoming:
    """An attachment that arrives piece by piece. Its name is taken at once, so that no other file
    gets it, and it has no content until all of it is there."""

    def __init__(self, content: Path, document: str, name: str) -> None:
        """Begin a file beside the document at the path `document` below the folder `content`. If
        its `name` is taken, it gets a number. Raise RefusedError if it is not to be taken in."""
        self.size = 0
        folder, name = _folder(content, document), _checked(name)
        self._new = folder / f".{os.urandom(8).hex()}.new"
        try:
            self._file = self._new.open("xb")
            self.place = _taken(folder, name)
        except OSError as error:
            self._new.unlink(missing_ok=True)
            raise RefusedError(f"“{name}”存不下来：{reason(error)}。") from None

    def write(self, data: bytes) -> None:
        """Add a piece. Raise RefusedError if the file grows too large or the disk fails."""
        self.size += len(data)
        if self.size > LARGEST_ATTACHMENT:
            self.abandon()
            limit = f"{LARGEST_ATTACHMENT // 1_000_000}"
            raise RefusedError(f"“{self.place.name}”超过{limit} MB，没有存；请压缩或分成几个文件。")
        try:
            self._file.write(data)
        except OSError as error:
            self.abandon()
            raise RefusedError(f"“{self.place.name}”存不下来：{reason(error)}。") from None

    def finish(self) -> str:
        """Put the whole file in its place, and return its name."""
        if not self.size:
            self.abandon()
            raise RefusedError(f"“{self.place.name}”是空文件，没有存。")
        try:
            self._file.close()
            rename(self._new, self.place)
        except OSError as error:
            self.abandon()
            raise RefusedError(f"“{self.place.name}”存不下来：{reason(error)}。") from None
        return self.place.name

    def abandon(self) -> None:
        """Leave nothing of the file."""
        with suppress(OSError):
            self._file.close()
        for one in (self._new, self.place):
            with suppress(OSError):
                one.unlink()


def _folder(content: Path, document: str) -> Path:
    """Return the folder of a document. Raise RefusedError if there is none, or if a symbolic link
    leads to it."""
    try:
        check_way(content, document)
    except NotRegularError:
        raise RefusedError(f"content/{document} 在符号链接后面，附件没有存。") from None
    except OSError:
        raise RefusedError(f"没有 content/{document} 这个文件，附件没有存。") from None
    return (content / document).parent


def _checked(name: str) -> str:
    """Return a name in one normalisation. Raise RefusedError if no attachment can have it."""
    name = unicodedata.normalize("NFC", name)
    ending = PurePosixPath(name).suffix
    shown = name[:40]
    if not name.isprintable() or _NOT_ON_WINDOWS.search(name) or is_litter(name):
        raise RefusedError(f"“{shown}”这个文件名不能用；请改成普通的名字，如“附件1.pdf”。")
    if len(name.encode()) > LONGEST_NAME - _ROOM:
        raise RefusedError(f"“{shown}…”的文件名太长；请改短到八十个字以内。")
    if ending.lower() not in ATTACHMENTS or page_ending(name):
        kinds = "、".join(sorted(one[1:] for one in ATTACHMENTS))
        raise RefusedError(f"“{shown}”这种文件不能作附件；可以用的有：{kinds}。")
    return name


def _taken(folder: Path, name: str) -> Path:
    """Create an empty file of that name, or of the name with a number, and return its place. Names
    that differ only in the case of letters are the same on other systems."""
    path = PurePosixPath(name)
    names = (one.name for one in folder.iterdir())
    there = {unicodedata.normalize("NFC", one).casefold() for one in names}
    for number in range(1, _MOST_NUMBERS + 1):
        numbered = name if number == 1 else f"{path.stem}-{number}{path.suffix}"
        if numbered.casefold() in there:
            continue
        place = folder / numbered
        with suppress(FileExistsError):
            place.open("xb").close()
            return place
    raise RefusedError(f"叫“{name}”的文件已经太多；请换一个名字。")
