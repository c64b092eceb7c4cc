"""What an importer returns besides the data: what it lost, and what it guessed."""

from __future__ import annotations

from typing import NamedTuple


class Remark(NamedTuple):
    """A text of the source that was lost, or read by a guess: its place there (`目录!F12`), the
    text, and the reason."""

    place: str
    text: str
    reason: str


class UnreadableFileError(Exception):
    """A file that cannot be imported; the text says why and what to do."""


class Remarks(NamedTuple):
    """Everything in a source that was lost, and every guess. `taken` are texts that are no longer
    written as text, because a value holds what they say, such as a signature or 文号：…; the
    reason names the value."""

    lost: tuple[Remark, ...] = ()
    guesses: tuple[Remark, ...] = ()
    taken: tuple[Remark, ...] = ()

    def __add__(self, other: object) -> Remarks:
        """Return the remarks of both, in order."""
        if not isinstance(other, Remarks):
            return NotImplemented
        return Remarks(
            self.lost + other.lost, self.guesses + other.guesses, self.taken + other.taken
        )
