"""Pages that a browser saved as one file (MHTML): the page, its address, and its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from site_builder.importers.imported import UnreadableFileError
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from email.message import Message

_HEAD = 4_000
_MARK = regex(rb"(?im)^content-type:\s*multipart/related")
_PARTS = regex(rb"(?im)^content-type:\s*multipart/")
_MOST_NESTED = 20


class SavedPage(NamedTuple):
    """The bytes of a page, the encoding that the archive names, its address, or empty, and the
    pictures beside it, by address."""

    data: bytes
    encoding: str = ""
    address: str = ""
    pictures: Mapping[str, bytes] = {}


def unpack(data: bytes) -> SavedPage:
    """Return the page in a file, which may be a web archive. Raise UnreadableFileError."""
    if not _MARK.search(data[:_HEAD]):
        return SavedPage(data)
    if len(_PARTS.findall(data)) > _MOST_NESTED:
        raise UnreadableFileError("是套了许多层的网页存档，没有读：请在浏览器里重新保存")
    from email import message_from_bytes

    parts = [*_parts(message_from_bytes(data))]
    pages = [
        part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}
    ]
    if not pages:
        raise UnreadableFileError("网页存档里没有网页：请在浏览器里重新保存")
    page = pages[0]  # the others are frames in it
    pictures = {
        name: _bytes(part)
        for part in parts
        if part.get_content_maintype() == "image"
        for name in _names(part)
    }
    address = str(page.get("Content-Location") or "").strip()
    return SavedPage(_bytes(page), page.get_content_charset() or "", address, pictures)


def _parts(message: Message) -> Iterator[Message]:
    return (part for part in message.walk() if not part.is_multipart())


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _names(part: Message) -> Iterator[str]:
    """Yield what a page calls a part: its address, and `cid:` with its number."""
    if place := str(part.get("Content-Location") or "").strip():
        yield place
    if number := str(part.get("Content-ID") or "").strip(" <>"):
        yield f"cid:{number}"
