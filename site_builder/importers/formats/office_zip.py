"""Looks at a zipped Office file (.xlsx, .docx) before its parts are unpacked."""

from __future__ import annotations

from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipInfo

from site_builder.importers.imported import UnreadableFileError
from site_builder.model.limits import LARGEST_UNPACKED, MOST_EXPANSION

OLE = b"\xd0\xcf\x11\xe0"  # .doc, .xls, and any file with a password
_SMALL = 1_000_000  # bytes; a part below may be compressed as much as it likes


def check_parts(parts: Iterable[ZipInfo], advice: str) -> None:
    """Raise UnreadableFileError, with advice, if parts of a file are too large when unpacked, or
    compressed more than any text is; BadZipFile if in a way that Office does not know."""
    parts = [*parts]
    if not {one.compress_type for one in parts} <= {ZIP_STORED, ZIP_DEFLATED}:
        raise BadZipFile
    bombs = (
        one.file_size > _SMALL and one.file_size > one.compress_size * MOST_EXPANSION
        for one in parts
    )
    if sum(one.file_size for one in parts) > LARGEST_UNPACKED or any(bombs):
        limit = LARGEST_UNPACKED // 1_000_000
        raise UnreadableFileError(f"解开后超过 {limit} MB，没有读：{advice}")
