"""Planned pages, and the files of the finished site."""

from __future__ import annotations

from typing import Any, NamedTuple


class Page(NamedTuple):
    """A planned page: its URL relative to the site root, its template, its subject (a value that
    the page kind gives a meaning to, such as a year), and its inputs: the name and digest of
    everything it shows."""

    url: str
    template: str
    subject: Any = 0
    inputs: tuple[tuple[str, str], ...] = ()


class Output(NamedTuple):
    """A file of the finished site: either `data`, or the file at `copy_of`, to be copied unchanged.
    `digest` is the SHA-256 of its bytes."""

    path: str
    data: bytes
    digest: str
    copy_of: str = ""
