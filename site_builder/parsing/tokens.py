"""Questions about the tokens of the Markdown parser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from site_builder.parsing.fast_blocks import no_space

if TYPE_CHECKING:
    from markdown_it.token import Token

WITHOUT_SPACE = "without space"  # in `info` of a heading: no space after its `#`

_PICTURE = {"image", "link_open", "link_close", "softbreak", "hardbreak"}


def text_of(inline: Token) -> str:
    """Return the text of a heading without markup and images."""
    children = inline.children or []
    return "".join(child.content for child in children if child.type != "image").strip()


def is_picture(inline: Token) -> bool:
    """Whether a paragraph holds images, which may be links, and nothing else."""
    kinds = {child.type for child in inline.children or () if child.type != "text" or child.content}
    return "image" in kinds and kinds <= _PICTURE


def joints(children: Sequence[Token]) -> Iterator[Token]:
    """Yield the soft line breaks that are removed instead of becoming a space."""
    last = ""
    waiting: list[Token] = []
    for child in children:
        if child.content:
            if last and no_space(last, child.content[0]):
                yield from waiting
            last, waiting = child.content[-1], []
        elif child.type == "softbreak":
            waiting.append(child)


def expanded_size(tokens: Sequence[Token]) -> int:
    """Return the number of characters in the addresses and titles of all links and images. A
    reference definition is written once and expanded wherever it is used."""
    return sum(
        len(str(value))
        for token in tokens
        for child in token.children or ()
        for key, value in child.attrs.items()
        if key in {"href", "src", "title"}
    )


def is_closed(fence: Token, last_line: str) -> bool:
    """Whether a block of code ends with a line like its first one. `last_line` is the last line of
    the block, in a list or quotation with what is before it."""
    end = last_line.lstrip(" \t>").rstrip()
    has_end = fence.map is not None and fence.map[1] - fence.map[0] > 1
    return has_end and end.startswith(fence.markup) and not end.strip(fence.markup[0])
