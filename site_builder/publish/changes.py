"""What the last exchange of a site added, changed and removed, for programs that pass it on.

The file lies beside the output folder and never in it: a removed address is no part of the site.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from site_builder import __version__
from site_builder.portable import rename
from site_builder.publish.paths import changes_of

PREPARED = "changes.json"  # in the folder for state, until the new site is in its place


class SiteChanges(NamedTuple):
    """The paths of files that were added, changed and removed, in order."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def changes_between(old: bytes, new: bytes) -> SiteChanges:
    """Return the differences between the files of two manifests. Equal lines are not parsed."""
    before, now = (frozenset(one.split(b"\n")) for one in (old, new))
    gone, come = _files(before - now), _files(now - before)
    return SiteChanges(
        tuple(sorted(come.keys() - gone.keys())),
        tuple(sorted(path for path in come.keys() & gone.keys() if come[path] != gone[path])),
        tuple(sorted(gone.keys() - come.keys())),
    )


def prepare_changes(state: Path, old: bytes, new: bytes) -> None:
    """Write the differences between two manifests into the folder for state. `from` and `to` are
    the digests of the manifests, by which a program finds that it has missed an exchange."""
    found = changes_between(old, new)
    known = {
        "generator": f"sitebuild {__version__}",
        "from": sha256(old).hexdigest() if old else "",
        "to": sha256(new).hexdigest(),
        **found._asdict(),
    }
    text = json.dumps(known, ensure_ascii=False, indent=0) + "\n"
    (state / PREPARED).write_bytes(text.encode())


def show_changes(state: Path, output: Path) -> None:
    """Put the prepared file beside the output folder, whose site was exchanged."""
    rename(state / PREPARED, changes_of(output))


def _files(lines: frozenset[bytes]) -> dict[str, str]:
    """Return the digests of files, by path, in lines of a manifest; other lines are left out."""
    found: dict[str, str] = {}
    for line in lines:
        if line.startswith(b'"'):
            found.update(json.loads(b"{%s}" % line.strip().removesuffix(b",")))
    return found
