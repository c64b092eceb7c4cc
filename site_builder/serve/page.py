"""What the desk answers at an address."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

HTML = "text/html; charset=utf-8"

# The scripts and styles of the desk are served by the desk itself: the policy allows nothing else.
_LINKS = (
    b'<link rel="stylesheet" href="/_desk/assets/desk.css">'
    b'<script src="/_desk/assets/desk.js" defer></script>'
    b'<script type="application/json" id="sb-desk-data" data-version="%s">%s</script>'
)
_HEAD_END = b"</head>"


class Page(NamedTuple):
    """A page, or a file: its bytes, or its place on the disk (`file`).

    `overlay` is what the desk has to say about a page, as JSON, or empty. A page with a `location`
    leads there; one with `wait` seconds is asked for again after them.
    """

    data: bytes = b""
    kind: str = HTML
    status: int = 200
    overlay: bytes = b""
    file: str = ""
    location: str = ""
    wait: int = 0

    @property
    def versions(self) -> tuple[str, str]:
        """Digests of the page and of its overlay, by which a browser knows what it shows."""
        return digest(self.data), digest(self.overlay)

    @property
    def dressed(self) -> bytes:
        """The page with its overlay: byte for byte as it is, but for one place."""
        if not self.overlay:
            return self.data
        links = _LINKS % (digest(self.overlay).encode(), self.overlay)
        before, end, after = self.data.partition(_HEAD_END)
        return b"".join((before, links, end, after))


def digest(data: bytes) -> str:
    """Return a short digest of some bytes."""
    return sha256(data).hexdigest()[:16]
