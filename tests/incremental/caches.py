"""A cache in which there is a little of everything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from site_builder.incremental.cache import Cache
from site_builder.incremental.records import Analysis, KnownPartition
from site_builder.publish.paths import CACHE

OUTPUT = "/srv/www/public"
OTHER = "/srv/www/other"
PAGES = {"index.html": ("home.html", {"模板": "1"})}


def known_of(learned: dict[str, Analysis]) -> dict[str, KnownPartition]:
    return {
        n: KnownPartition(f"stamp {n}", f"inputs {n}", one.summary) for n, one in learned.items()
    }


def fill(learned: dict[str, Analysis]) -> Callable[[Cache], None]:
    """Keep a little of everything."""

    def do(cache: Cache) -> None:
        for name, one in learned.items():
            cache.keep(one)
            cache.keep_pages(
                OUTPUT, name, (f"made of {name}", PAGES), (f'"{name}": "1"'.encode(), b"a")
            )
        cache.put_known(known_of(learned), {})
        cache.keep_pages(OTHER, "", ("other", PAGES), (b"other", b"b"))
        cache.put_note("copies", ("甲", 1))

    return do


def everything(learned: dict[str, Analysis]) -> Callable[[Cache], dict[str, Any]]:
    """Read all that `fill` kept."""

    def do(cache: Cache) -> dict[str, Any]:
        known = cache.known()
        names = [name for name in learned if name in known]
        return {
            "known": known,
            "parts": {
                (name, part, year): cache.part(name, part, year)
                for name in names
                for part, year, _ in learned[name].parts
            },
            "pages": cache.pages(OUTPUT),
            "other": cache.pages(OTHER),
            "made": {
                (output, name): cache.made(output, name)
                for output in (OUTPUT, OTHER)
                for name in cache.pages(output)
            },
            "of one": {name: cache.list_of_files(OTHER, name) for name in cache.pages(OTHER)},
            "files": list(cache.lists(OUTPUT, "files", sorted(cache.pages(OUTPUT)))),
            "targets": list(cache.lists(OUTPUT, "targets", sorted(cache.pages(OUTPUT)))),
            "note": cache.note("copies"),
        }

    return do


NOTHING: dict[str, Any] = {
    "known": {},
    "parts": {},
    "pages": {},
    "other": {},
    "made": {},
    "of one": {},
    "files": [],
    "targets": [],
    "note": None,
}


def database(folder: Path) -> Path:
    return folder / CACHE / "cache.db"
