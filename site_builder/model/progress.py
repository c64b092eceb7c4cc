"""What long work tells of itself while it lasts."""

from __future__ import annotations


class Progress:
    """Is told how far the work is. This one tells nobody; those that do override its methods.

    Texts are Chinese, with the names of their `values` in braces: where nobody is told, nothing is
    formatted."""

    def stage(self, text: str, **values: object) -> None:
        """A stage begins, and the one before it has ended."""

    def advance(self, done: int, total: int) -> None:
        """Of the `total` parts of the stage, or of what is left of it, so many are `done`."""

    def detail(self, text: str, **values: object) -> None:
        """Something about the stage that only who asks for it wants to know."""


SILENT = Progress()
