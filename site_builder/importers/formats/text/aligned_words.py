"""Words in a line of text, with the columns where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from site_builder.text.patterns import regex

_FIGURE = regex(r"[-+]?[0-9０-９][0-9０-９,，.]*%?|/|[-—－]+")

Extent = tuple[int, int]  # from one column to another


class Word(NamedTuple):
    """A text in a line, from one column to another."""

    text: str
    begin: int
    end: int

    @property
    def middle(self) -> float:
        """The middle of the text, in columns."""
        return (self.begin + self.end) / 2


def is_figure(text: str) -> bool:
    """Whether a text is what stands in a cell for figures."""
    return bool(_FIGURE.fullmatch(text))


def figures_of(words: Sequence[Word]) -> list[Word]:
    """Return the figures at the end of a row."""
    at = len(words)
    while at and is_figure(words[at - 1].text):
        at -= 1
    return [*words[at:]]
