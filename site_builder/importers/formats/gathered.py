"""Gathers remarks while a file is read."""

from __future__ import annotations

from site_builder.importers.imported import Remark, Remarks


class Gathered:
    """What a reader has left out and guessed so far, in order."""

    def __init__(self) -> None:
        self._lost: list[Remark] = []
        self._guesses: list[Remark] = []

    def lose(self, place: str, text: str, reason: str) -> None:
        """Say that a text is left out."""
        self._lost.append(Remark(place, text, reason))

    def guess(self, place: str, text: str, reason: str) -> None:
        """Say that a text is read by a guess."""
        self._guesses.append(Remark(place, text, reason))

    @property
    def remarks(self) -> Remarks:
        """Everything that was said."""
        return Remarks(tuple(self._lost), tuple(self._guesses))
