"""The folder for state about an output folder (see `state_of`).

Only its owner may write there: what is found in one that others could write to, or in place of one,
is deleted and made anew.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from site_builder.portable import is_folder, is_own, mode_of, remove, rename, set_mode
from site_builder.publish.manifest import is_ours
from site_builder.publish.paths import state_of

ASIDE = "old"  # the site before, between two renames
_LEFTOVERS = ("new-*", ASIDE, "journal.json", "changes.json")
_PRIVATE = 0o700


def make_state(output: Path) -> Path:
    """Return the folder for state about `output`, and create it if necessary."""
    drop_untrusted(output)
    state = state_of(output)
    state.mkdir(parents=True, exist_ok=True)
    set_mode(state, _PRIVATE)
    ignored = state / ".gitignore"
    if not os.path.lexists(ignored):
        ignored.write_text("*\n")
    return state


def drop_untrusted(output: Path) -> None:
    """Delete what is in place of the folder for state but may be somebody else's work."""
    if not _is_trusted(state_of(output)):
        remove(state_of(output))


def put_back(output: Path) -> None:
    """Put the old site back if a build was killed between its two renames."""
    if is_aside(output):
        rename(state_of(output) / ASIDE, output)


def is_aside(output: Path) -> bool:
    """Whether a build was killed when the old site was aside and the new one not yet in place."""
    aside = state_of(output) / ASIDE
    return not os.path.lexists(output) and is_folder(aside) and is_ours(aside)


def clear(output: Path) -> None:
    """Delete what builds that were killed, or failed, have left behind."""
    for pattern in _LEFTOVERS:
        for left in state_of(output).glob(pattern):
            remove(left)


def _is_trusted(state: Path) -> bool:
    try:
        there = state.lstat()
    except OSError:
        return False
    return is_own(there) and stat.S_ISDIR(mode_of(there))
