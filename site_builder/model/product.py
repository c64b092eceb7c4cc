"""What is made: pages, and the files of the finished site."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model.site import Agency, Article, Record, Report

Subject = Agency | Report | Record | Article | int | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be made: where, from which template, about what (a year is a number), and the
    facts about what it shows: names with digests."""

    url: str
    template: str
    subject: Subject
    inputs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the finished site, with the digest of its bytes: bytes of our making, or a file to
    be copied as it is."""

    path: str
    data: bytes
    digest: str
    copy_of: str = ""
