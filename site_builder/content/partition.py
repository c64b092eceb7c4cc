"""Names of partitions: the content folder is divided into one partition for each agency and one for
all other files."""

from __future__ import annotations

FILE = "site.yaml"
AGENCIES = "agencies/"
CATALOGUE = "catalogue.yaml"  # in the folder of an agency
REST = ""  # the partition of all files outside agencies/


def titled(name: str) -> str:
    """Return what a partition is called where people read it: by its folder below the project."""
    return f"content/{AGENCIES}{name}" if name else "content"


def is_catalogue(path: str) -> bool:
    """Whether a path below the content folder is that of the catalogue of an agency."""
    return path == f"{AGENCIES}{partition_of(path)}/{CATALOGUE}"


def partition_of(path: str) -> str:
    """Return the name of the partition to which a path below the content folder belongs."""
    agency, inside, _ = path.removeprefix(AGENCIES).partition("/")
    return agency if inside and path.startswith(AGENCIES) else REST
