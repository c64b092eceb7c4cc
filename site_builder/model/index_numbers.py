"""The 索引号 of documents, which are compared between agencies."""

from __future__ import annotations

from typing import NamedTuple


class NumberedDocument(NamedTuple):
    """A document with an 索引号: its path, the number, and the line and column of that."""

    path: str
    number: str
    place: tuple[int, int]


class IndexNumbers(NamedTuple):
    """Documents of several partitions, sorted by path, whose numbers may be the same."""

    documents: tuple[NumberedDocument, ...]
