"""Regular expressions that are compiled on first use.

A build after a small edit uses about two fifths of the patterns of the program; compiling the
others would take a tenth of its time.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern as `re.compile` does, but compiled on first use. For module constants.

    An invalid pattern raises `re.error` on first use; `tests/text/test_patterns.py` compiles all.
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(pattern, flags))


class _LazyPattern:
    """A proxy that compiles its pattern on the first attribute access and keeps the attributes
    that were used."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._arguments = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # copy and pickle look up such names before __init__ ran
            raise AttributeError(name)
        found = getattr(re.compile(*self._arguments), name)
        setattr(self, name, found)
        return found


def has(text: str, word: str) -> bool:
    """Whether `text` contains `word`, which must not be empty.

    The first and last characters are searched for first: a single character is found about ten
    times as fast as a longer word, and most texts lack one of them.
    """
    return word[0] in text and word[-1] in text and word in text
