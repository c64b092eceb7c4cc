"""Regular expressions that are compiled when they are first asked.

An edit asks two in five of those of the program; to compile the others takes a tenth of its time.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` would return, for a constant of a module. A mistake in it is found out when
    it is asked: `tests/test_regex.py` asks them all."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


class _Late:
    """Becomes the pattern that it stands for, method by method."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._asked = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # what copies or pickles asks for such names, of one half made
            raise AttributeError(name)
        found = getattr(re.compile(*self._asked), name)
        setattr(self, name, found)
        return found


def has(text: str, word: str) -> bool:
    """Whether a text has a word. Its first and last letters are looked for first: that is ten times
    as quick."""
    return word[0] in text and word[-1] in text and word in text
