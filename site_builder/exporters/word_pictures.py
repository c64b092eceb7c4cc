"""Pictures in a Word file: what kind they are, and how large."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.text.patterns import regex

_PNG, _GIF, _JPEG, _BMP = b"\x89PNG\r\n\x1a\n", b"GIF8", b"\xff\xd8\xff", b"BM"
_MARKER = regex(rb"\xff+([^\x00\xff])", 16)  # re.DOTALL
_FRAMES = frozenset((*range(0xC0, 0xD0),)) - {0xC4, 0xC8, 0xCC}  # markers with the size of a JPEG
_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xDA)))


class PictureSize(NamedTuple):
    """The kind of a picture, as the ending of a file name, and its size in pixels."""

    kind: str
    width: int
    height: int


def picture_size(data: bytes) -> PictureSize | None:
    """Return the kind and the size of a PNG, JPEG, GIF or BMP; None for any other file, which Word
    files cannot show, and for one without an extent."""
    found = next(_found(data), None)
    return found if found and found.width > 0 and found.height > 0 else None


def _found(data: bytes) -> Iterator[PictureSize]:
    def number(start: int, count: int, order: str) -> int:
        return int.from_bytes(data[start : start + count], "big" if order == ">" else "little")

    if data.startswith(_PNG) and data[12:16] == b"IHDR":
        yield PictureSize("png", number(16, 4, ">"), number(20, 4, ">"))
    elif data.startswith(_GIF):
        yield PictureSize("gif", number(6, 2, "<"), number(8, 2, "<"))
    elif data.startswith(_BMP) and len(data) >= 26:  # noqa: PLR2004
        height = int.from_bytes(data[22:26], "little", signed=True)
        yield PictureSize("bmp", number(18, 4, "<"), abs(height))
    elif data.startswith(_JPEG) and (frame := _jpeg_frame(data)):
        yield PictureSize("jpeg", number(frame + 7, 2, ">"), number(frame + 5, 2, ">"))


def _jpeg_frame(data: bytes) -> int:
    """Return where the byte before the length of the frame of a JPEG stands, or 0."""
    at = 2
    while found := _MARKER.match(data, at):
        code, end = found[1][0], found.end()
        if code in _FRAMES:
            return end - 2
        if code in _WITHOUT_LENGTH:
            at = end
        else:
            at = end + max(int.from_bytes(data[end : end + 2], "big"), 2)
    return 0
