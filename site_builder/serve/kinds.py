"""The media types of the files of a site. Those of the system are not used: they differ."""

from __future__ import annotations

from site_builder.serve.page import HTML

_KINDS = {
    "html": HTML,
    "htm": HTML,
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "map": "text/plain; charset=utf-8",
    "txt": "text/plain",  # attachments are in any encoding
    "svg": "image/svg+xml",
    "ico": "image/x-icon",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "woff2": "font/woff2",
}
_UNKNOWN = "application/octet-stream"  # is saved


def kind_of(path: str) -> str:
    """Return the media type of a file by the ending of its name."""
    return _KINDS.get(path.rpartition(".")[2].lower(), _UNKNOWN)
