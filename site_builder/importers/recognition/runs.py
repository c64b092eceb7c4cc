"""Paragraphs cut, joined and set in bold without losing a character or the style of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from site_builder.model.manuscript import Paragraph, Run, merged


def squeezed(text: str) -> str:
    """Return a text without any white space, as labels and titles are compared."""
    return "".join(text.split())


def sliced(paragraph: Paragraph, start: int, end: int | None = None) -> Paragraph:
    """Return the part of a paragraph from the character `start` to `end`."""
    return paragraph._replace(runs=tuple(_slice(paragraph.runs, start, end)))


def without(paragraph: Paragraph, spans: Iterable[tuple[int, int]]) -> Paragraph:
    """Return a paragraph without the characters in `spans`, which are in order and apart."""
    runs: list[Run] = []
    start = 0
    for first, end in spans:
        runs += _slice(paragraph.runs, start, first)
        start = end
    runs += _slice(paragraph.runs, start, None)
    return paragraph._replace(runs=merged(runs))


def stripped(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph without white space at its ends."""
    text = paragraph.text
    if text == (bare := text.strip()):
        return paragraph
    start = len(text) - len(text.lstrip())
    return sliced(paragraph, start, start + len(bare))


def joined(parts: Sequence[Paragraph]) -> Paragraph:
    """Return the parts of a paragraph as one, which stands where the first does. Two words in Latin
    letters are kept apart, unless an address is cut."""
    runs = [*stripped(parts[0]).runs]
    for one, other in pairwise(parts):
        before, after = one.text.rstrip(), other.text.lstrip()
        if _is_letter(before[-1:]) and _is_letter(after[:1]) and not _in_address(before):
            runs.append(Run(" "))
        runs += stripped(other).runs
    return parts[0]._replace(runs=merged(runs), is_cut=parts[-1].is_cut)


def in_bold(paragraph: Paragraph, end: int) -> Paragraph:
    """Return a paragraph whose first `end` characters are bold."""
    bold = [run._replace(bold=True) for run in _slice(paragraph.runs, 0, end)]
    return paragraph._replace(runs=merged((*bold, *_slice(paragraph.runs, end, None))))


def plain(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph without bold type."""
    runs = merged(run._replace(bold=False) for run in paragraph.runs)
    return paragraph._replace(runs=runs)


def is_bold(paragraph: Paragraph) -> bool:
    """Whether everything in a paragraph is bold."""
    inked = [run for run in paragraph.runs if run.text.strip()]
    return bool(inked) and all(run.bold for run in inked)


def _slice(runs: tuple[Run, ...], start: int, end: int | None) -> Iterator[Run]:
    at = 0
    for run in runs:
        length = len(run.text)
        first = max(start - at, 0)
        last = length if end is None else min(end - at, length)
        if first < last:
            yield run._replace(text=run.text[first:last])
        at += length


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _in_address(text: str) -> bool:
    word = text.rsplit(maxsplit=1)[-1:]
    return bool(word) and any(sign in word[0] for sign in "./@")
