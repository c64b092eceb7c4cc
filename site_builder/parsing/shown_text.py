"""The text of a block as readers of the page get it, where its source looks different: character
references are decoded, links and code are without their markup, attributes are included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from site_builder.model.document import ShownText
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKUP = regex(r"[\[&`\\<]")
_OUTWARD = regex(r"(?i)(?:https?|mailto|tel):")
_BREAKS = frozenset({"softbreak", "hardbreak"})


def shown_inline(token: Token, line: int) -> Iterator[ShownText]:
    """Yield the lines of an inline token that begins at `line`, then its attributes: titles, and
    addresses outside the site. Nothing if its source is as it is shown."""
    if not _MARKUP.search(token.content):
        return
    parts: list[str] = []
    attributes: list[ShownText] = []
    for child in token.children or ():
        if child.type in _BREAKS:
            yield ShownText("".join(parts), line)
            parts.clear()
            line += 1
        else:
            parts.append(child.content)
            attributes += (ShownText(text, line) for text in _attributes(child))
    yield ShownText("".join(parts), line)
    yield from attributes


def shown_code(token: Token, line: int) -> Iterator[ShownText]:
    """Yield the lines of a code block whose fence is at `line`; nothing for other blocks."""
    if token.type == "fence":
        yield ShownText(token.info, line)
        for number, text in enumerate(token.content.split("\n"), line + 1):
            yield ShownText(text, number)


def _attributes(token: Token) -> Iterator[str]:
    if title := token.attrs.get("title"):
        yield str(title)
    href = str(token.attrs.get("href", ""))
    if _OUTWARD.match(href):
        yield href
