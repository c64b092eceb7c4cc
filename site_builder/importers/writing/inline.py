"""Writes the text of a paragraph as Markdown that is read back as the same text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from site_builder.importers.imported import Remark
from site_builder.model.manuscript import Run
from site_builder.parsing.decode import faulty_characters, named
from site_builder.parsing.fast_blocks import no_space
from site_builder.parsing.links import resolve
from site_builder.parsing.markdown import flanks
from site_builder.text.patterns import regex

# Line ends of other programs, and spaces that are none in Markdown.
_BREAKS = regex("[ \t]*(?:\r\n?|[\n\v\f\x85\u2028\u2029])[ \t]*")
# What begins markup wherever it stands; letters on both sides keep `_` from doing so.
_SPECIAL = regex(r"[\\`*\[<]|_(?![0-9A-Za-z])|(?<![0-9A-Za-z])_|&(?=[#0-9A-Za-z])")
# What begins markup at the start of a line only: the backslash goes before the last character.
_AT_START = regex(r"[#>]|[-+](?=\s|$)|-(?=[- ]*$)|~(?=~~)|[0-9]{1,9}[.)](?=\s|$)")
_SLOT = regex(r"【(?=表[：:].*】$)")  # a line of its own that stands for a table
_AUTOLINK = regex(r"https?://[!#$&-;=?-Z_a-z~]+")
_HALF = regex("[\ud800-\udfff]")  # half a character, which no file can hold
_ENTITY = regex(r"&(?=#?[0-9A-Za-z]+;)")


class Inline(NamedTuple):
    """The lines of a paragraph as Markdown, and what was lost of it."""

    lines: tuple[str, ...]
    lost: tuple[Remark, ...] = ()


def inline_markdown(
    runs: Iterable[Run], path: str, place: str = "", *, one_line: bool = False
) -> Inline:
    """Return the runs of a paragraph of the file at `path` under content/ as Markdown; as one line,
    behind other markup, if that is asked for.

    Bold that Markdown cannot express where it stands is left out. A link becomes its text if its
    address is not one that a page may lead to. Characters that no page may have are left out.
    """
    lost: list[Remark] = []
    cleaned = [one._replace(text=clean(one.text, place, lost)) for one in runs]
    pieces = [
        (bold, "".join(_linked(one, path, place, lost) for one in group))
        for bold, group in groupby((one for one in cleaned if one.text), key=lambda one: one.bold)
    ]
    lines = [line.strip() for line in "".join(_emphasised(pieces)).split("\n")]
    lines = [line for line in lines if line]
    if one_line:
        return Inline((_joined(lines),) if lines else (), tuple(lost))
    return Inline(tuple(_at_start(line) for line in lines), tuple(lost))


def plain_markdown(text: str) -> str:
    """Return a text on one line as Markdown, for the description of a picture."""
    return _escaped(" ".join(text.split())).replace("]", r"\]")


def clean(text: str, place: str, lost: list[Remark]) -> str:
    """Return a text without the characters that no page may have, which are noted in `lost`; its
    line ends are line feeds."""
    text = _HALF.sub("\ufffd", _BREAKS.sub("\n", text).replace("\t", " "))
    for rule, character in faulty_characters(text, frozenset("\n")):
        if rule.severity == "error":
            text = text.replace(character, "")
            lost.append(Remark(place, named(character)["character"], "看不见的字符，网页不能有"))
    return text


def _joined(lines: list[str]) -> str:
    """Return lines as one; between Chinese characters there is no space."""
    text = lines[0]
    for line in lines[1:]:
        text += line if no_space(text[-1], line[0]) else f" {line}"
    return text


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _at_start(line: str) -> str:
    """Return a line that begins no block of its own."""
    if match := _AT_START.match(line):
        line = f"{line[: match.end() - 1]}\\{line[match.end() - 1 :]}"
    return _SLOT.sub("&#x3010;", line, count=1) if _SLOT.match(line) else line


def _linked(run: Run, path: str, place: str, lost: list[Remark]) -> str:
    """Return a run as Markdown, with its link if that leads out of the site to an address that a
    page may lead to."""
    if not run.link:
        return _escaped(run.text)
    target = resolve(run.link, path)
    if target.broken or not target.external or not run.text.strip():
        lost.append(Remark(place, run.link, "链接的地址不能用在网页上，只写了文字"))
        return _escaped(run.text)
    if run.text == run.link and "xn--" not in run.link and _AUTOLINK.fullmatch(run.link):
        return f"<{run.link}>"
    before, text, after = _spaced(_escaped(run.text).replace("]", r"\]"))
    return f"{before}[{text}](<{_address(run.link)}>){after}"


def _address(link: str) -> str:
    for sign in "\\<>":
        link = link.replace(sign, f"\\{sign}")
    return _ENTITY.sub(r"\\&", link.strip())


def _spaced(text: str) -> tuple[str, str, str]:
    """Return a text without the spaces around it, between these."""
    bare = text.strip()
    begin = text.index(bare)
    return text[:begin], bare, text[begin + len(bare) :]


def _emphasised(pieces: list[tuple[bool, str]]) -> Iterator[str]:
    """Yield the pieces of a paragraph, those that are bold between asterisks where our parser takes
    these for marks."""
    last = " "
    for index, (bold, plain) in enumerate(pieces):
        piece = plain
        before, text, after = _spaced(plain) if bold else ("", "", "")
        if text:
            following = pieces[index + 1][1] if index + 1 < len(pieces) else ""
            outside = (before or last)[-1], (after or following or " ")[0]
            if flanks(outside[0], text[0]) and flanks(outside[1], text[-1]):
                piece = f"{before}**{text}**{after}"
        yield piece
        last = piece[-1]
