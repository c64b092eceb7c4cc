"""Files of offices by their first bytes and their parts; they hold nothing else."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09\0"
_SECTOR = 512


def zipped(*parts: str, **files: bytes) -> bytes:
    """A zip with empty parts, and with files by name (`__` is a point)."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr(part, b"")
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return made.getvalue()


def ole(name: str, stream: bytes = b"") -> bytes:
    """An OLE container with one stream."""
    entry = name.encode("utf-16-le").ljust(116, b"\0") + (1).to_bytes(4, "little")
    directory = ("Root Entry".encode("utf-16-le").ljust(128, b"\0") + entry).ljust(_SECTOR, b"\0")
    return _OLE.ljust(_SECTOR, b"\0") + directory + stream.ljust(_SECTOR, b"\0")
