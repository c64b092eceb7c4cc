"""The files of a built site on disk. Somebody else may have put anything there."""

from __future__ import annotations

import errno
import os
from hashlib import sha256
from pathlib import Path

from site_builder.content.regular_file import NotRegularError, open_regular
from site_builder.model.limits import LARGEST_PAGE
from site_builder.portable import is_entered, listed_name, long_path

_BLOCK = 1 << 20


def files_below(folder: Path) -> frozenset[str]:
    """Return the paths of everything below a folder but the folders in it, relative to it.

    Symbolic links are not followed. A folder that lies too deep to be listed stands for itself.
    """
    found: list[str] = []
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(long_path(f"{folder}/{inside}")) as entries:
                for entry in entries:
                    is_folder = is_entered(entry)
                    path = f"{inside}{listed_name(entry.name)}"
                    (waiting if is_folder else found).append(f"{path}/" if is_folder else path)
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
            found.append(inside)
    return frozenset(found)


def digest_of(file: Path, keep: bool) -> tuple[str, bytes]:
    """Return the SHA-256 of a file, and with `keep` its bytes. The digest is empty if it is not a
    regular file, or if its bytes should be kept and are more than a page can have."""
    found, parts = sha256(), list[bytes]()
    try:
        with open_regular(file) as opened:
            if keep and os.fstat(opened.fileno()).st_size > LARGEST_PAGE:
                return "", b""
            while block := opened.read(_BLOCK):
                found.update(block)
                if keep:
                    parts.append(block)
    except NotRegularError:
        return "", b""
    return found.hexdigest(), b"".join(parts)
