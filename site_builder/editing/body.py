"""Changes the body of a file and leaves its header as it is."""

from __future__ import annotations

from site_builder.model.finding import Problem


def edit_body(data: bytes, body: str) -> bytes:
    """Return the file `data` with another body, with line ends of any kind; the file keeps its own.
    The header, and the lines that `body` has in common with the old one at its beginning and end,
    are the same byte for byte. Raise CannotEditError if the header is not found or if the result
    could not be read."""
    raise NotImplementedError


def body_of(data: bytes) -> str:
    """Return the body of the file `data`, with \\n as line ends. Raise CannotEditError if the header
    is not found."""
    raise NotImplementedError


def readable(data: bytes, path: str) -> tuple[Problem, ...]:
    """Return what prevents the file `data` at `path` from being read at all: its encoding, a header
    that is not found, or broken YAML. Empty if it can be read."""
    raise NotImplementedError
