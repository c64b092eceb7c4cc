"""Partitions of the content folder."""

from __future__ import annotations

FILE = "site.yaml"
AGENCIES = "agencies/"
REST = ""  # the partition of all that is no agency's


def partition_of(path: str) -> str:
    """The name of the partition that a path below the content folder belongs to."""
    agency, inside, _ = path.removeprefix(AGENCIES).partition("/")
    return agency if inside and path.startswith(AGENCIES) else REST
