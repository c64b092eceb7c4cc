"""The language of what the commands say: Chinese, or English where that is asked for.

Texts are written in Chinese where they are used, with the names of their values in braces;
`english.py` has their English. Findings are Chinese in both.
"""

from __future__ import annotations

import os


def is_english() -> bool:
    """Return whether the language is English: by SITEBUILD_LANG, and without it by the locale of
    the system. What is neither English nor Chinese is answered in Chinese."""
    names = ("SITEBUILD_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next((value for name in names if (value := os.environ.get(name))), "")
    return chosen.lower().startswith("en")


def say(text: str, /, **values: object) -> str:
    """Return a text in the language of the user, with its values filled in."""
    return translated(text).format(**values)


def translated(text: str) -> str:
    """Return the English of a text if that is the language and it has one, else the text."""
    if not is_english():
        return text
    from site_builder.cli.english import ENGLISH

    return ENGLISH.get(text, text)
