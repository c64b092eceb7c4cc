"""What is made: pages, and the files of the finished site."""

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """A page of the site: its address, the template that makes it, what it is about (a number that
    its kind gives a meaning to, such as a year), and its inputs: everything that it shows, by name,
    each with a digest."""

    url: str
    template: str
    subject: int = 0
    inputs: tuple[tuple[str, str], ...] = ()


class Output(NamedTuple):
    """A file of the finished site, with the digest of its bytes: bytes of our making, or a file to
    be copied as it is."""

    path: str
    data: bytes
    digest: str
    copy_of: str = ""
