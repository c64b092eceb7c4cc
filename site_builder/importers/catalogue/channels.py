"""Reads a cell of 公开渠道和载体: a list of channels, those that are chosen with a black box.

Scans and old files write other signs for the boxes: `口` for an empty one, `t` for a black one.
These count only in front of a channel that the form knows, and are reported as guesses.
"""

from __future__ import annotations

from typing import NamedTuple

from site_builder.model.catalogue import choice_name
from site_builder.text.patterns import regex

_FULL, _EMPTY = "■☑√✓✔●▣", "□☐◻○"
_SCANNED = {"口": False, "t": True}
_SEPARATORS = regex(r"[、，,；;\n]+|\s{2,}")
_LINES = regex(r"\n+")
_NOTE = regex(r"(?:注|备注|说明)[:：]")
_OTHER_NAMES = ("行政服务中心", "纸质载体", "便民服务点", "广播", "电视", "微博微信", "政务新媒体")


class Channels(NamedTuple):
    """The channels in a cell: all that it offers, those chosen; the notes that are no channel; and
    the signs that were guessed, each with the reason."""

    offered: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    guesses: tuple[tuple[str, str], ...] = ()


def read_channels(text: str, known: tuple[str, ...]) -> Channels:
    """Return the channels in a cell. `known` are those of the form. Without any box, all that are
    named are chosen."""
    notes = [line for line in _LINES.split(text) if _NOTE.match(line.strip())]
    rest = "\n".join(line for line in _LINES.split(text) if line not in notes)
    names = tuple(sorted((*known, *_OTHER_NAMES), key=len, reverse=True))
    marked, guesses = _marked(rest.replace("(", "（").replace(")", "）"), names)
    if not any(mark is not None for mark, _ in marked):
        plain = tuple(one for part in _SEPARATORS.split(rest) if (one := part.strip()))
        return Channels((), plain, tuple(notes))
    offered = [(mark, _named(name, names)) for mark, name in marked if name]
    return Channels(
        tuple(dict.fromkeys(choice_name(name, known) for _, name in offered)),
        tuple(name for mark, name in offered if mark),
        tuple(notes),
        tuple(guesses),
    )


def _marked(
    text: str, names: tuple[str, ...]
) -> tuple[list[tuple[bool | None, str]], list[tuple[str, str]]]:
    """Cut a cell before each box. Return whether each is black (None before the first box) with the
    text behind it, and the guesses."""
    found: list[tuple[bool | None, str]] = [(None, "")]
    guesses: list[tuple[str, str]] = []
    for at, sign in enumerate(text):
        mark = True if sign in _FULL else False if sign in _EMPTY else None
        if mark is None and sign in _SCANNED and text[at + 1 :].lstrip().startswith(names):
            mark = _SCANNED[sign]
            shown = text[at : at + 12].split("\n", maxsplit=1)[0]
            guesses.append((shown, f"“{sign}”当作“{'■' if mark else '□'}”"))
        if mark is None:
            found[-1] = (found[-1][0], found[-1][1] + sign)
        else:
            found.append((mark, ""))
    return [(mark, " ".join(name.split())) for mark, name in found], guesses


def _named(text: str, names: tuple[str, ...]) -> str:
    """Return a channel; words behind the name of a known one are its note."""
    name = next((one for one in names if text.startswith(one)), "")
    note = text.removeprefix(name).strip(" ：:_＿")
    if name and not note:
        return name
    if not name or (note.startswith("（") and note.endswith("）")):
        return text.replace(" ", "") if name else text
    return f"{name}（{note}）" if text[len(name)] in " ：:_" else text
