"""What is made: pages, and the files of the finished site."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.model.site import Agency, Article, DisclosedDocument, Report

Subject = Agency | Report | DisclosedDocument | Article | int | None


class Page(NamedTuple):
    """A page to be made: where, from which template, about what (a year is a number), and the
    facts about what it shows: names with digests."""

    url: str
    template: str
    subject: Subject
    inputs: tuple[tuple[str, str], ...] = ()


class Output(NamedTuple):
    """A file of the finished site, with the digest of its bytes: bytes of our making, or a file to
    be copied as it is."""

    path: str
    data: bytes
    digest: str
    copy_of: str = ""
