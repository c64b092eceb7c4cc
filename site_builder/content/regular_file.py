"""Opens regular files only, and reads no more of them than a limit allows."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from site_builder.portable import long_path, mode_of, open_file


class NotRegularError(OSError):
    """What should be opened is a symbolic link, a folder, a named pipe or a device."""


class TooLargeError(OSError):
    """A file has more bytes than its limit, `limit`, allows."""

    def __init__(self, file: str, limit: int) -> None:
        super().__init__(None, f"超过{limit / 1e6:g} MB", file)
        self.limit = limit


def open_regular(file: str | Path) -> BinaryIO:
    """Open a regular file for reading, without waiting for a writer of a named pipe.

    A symbolic link is not followed, since it may have replaced a file after it was listed. Raise
    NotRegularError for anything else, OSError if the file cannot be opened.
    """
    try:
        opened = open_file(file, os.O_RDONLY)
    except OSError:
        if _is_other(file):
            raise NotRegularError(None, "不是普通文件", str(file)) from None
        raise
    if stat.S_ISREG(os.fstat(opened).st_mode):
        return os.fdopen(opened, "rb")
    os.close(opened)
    raise NotRegularError(None, "不是普通文件", str(file))


def read_regular(file: str | Path, limit: int) -> bytes:
    """Return the bytes of a regular file. Raise TooLargeError if it has more than `limit`, without
    reading them, and whatever `open_regular` raises."""
    with open_regular(file) as opened:
        if os.fstat(opened.fileno()).st_size > limit:
            raise TooLargeError(str(file), limit)
        data = opened.read(limit + 1)
    if len(data) > limit:  # it grew, or its size is unknown
        raise TooLargeError(str(file), limit)
    return data


def _is_other(file: str | Path) -> bool:
    try:
        return not stat.S_ISREG(mode_of(os.lstat(long_path(file))))
    except OSError:
        return False
