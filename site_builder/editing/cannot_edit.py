"""The one exception of this package."""

from __future__ import annotations


class CannotEditError(Exception):
    """A file cannot be changed as asked. Its text is the reason, a Chinese sentence for editors."""
