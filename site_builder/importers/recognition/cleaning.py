"""The characters of a manuscript put right: radicals that stand for characters, and the spaces that
PDF files have between Chinese and digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial

from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.runs import squeezed, stripped, without
from site_builder.model.manuscript import Block, Grid, Paragraph
from site_builder.text.patterns import regex

Blocks = tuple[Block, ...]

FEW_SPACES = 6  # so many are no habit of the file

# Kangxi and CJK radicals and compatibility characters, which fonts of PDF files map glyphs to.
_RADICAL = regex("[\u2e80-\u2fdf\uf900-\ufaff]")
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_SIDE = "[\u3400-\u4dbf\u4e00-\u9fff，。、；：（）()《》“”〔〕％%]"
_SPACED = regex(rf"(?<={_SIDE})[ \u00a0\u3000]+(?=[0-9])|(?<=[0-9])[ \u00a0\u3000]+(?={_SIDE})")
_TIGHT = regex(rf"(?<={_HAN})(?=[0-9])|(?<=[0-9])(?={_HAN})")
_LETTER_SPACED = regex(r"\S(?:[ \u00a0\u3000]+\S)+")


def folded(blocks: Blocks) -> tuple[Blocks, Remarks]:
    """Return blocks with characters instead of radicals, without paragraphs that hold nothing."""
    changed: list[tuple[str, str]] = []

    def fold(place: str, text: str) -> str:
        if not _RADICAL.search(text):
            return text
        changed.append((place, squeezed(text)[:20]))
        return _RADICAL.sub(_character, text)

    kept = tuple(
        _each(block, partial(fold, block.place))
        for block in blocks
        if not isinstance(block, Paragraph) or block.text.strip()
    )
    if not changed:
        return kept, Remarks()
    reason = f"部首形式的字改成了普通的字，共{len(changed)}处"
    return kept, Remarks(guesses=(Remark(*changed[0], reason),))


def tidy(blocks: Blocks, are_spaced: bool) -> Blocks:
    """Return blocks without white space at the ends of paragraphs and between the letters of a
    label in a table; if `are_spaced`, without spaces between Chinese and digits."""
    return tuple(_tidy(block, are_spaced) for block in blocks)


def spaces_between(blocks: Blocks) -> Remark | None:
    """Return what is to be said of the spaces between Chinese and digits if a file has them at half
    of the places or more, which is how PDF files are written and not their text; else None."""
    spaced = tight = 0
    first: Paragraph | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            here = len(_SPACED.findall(block.text))
            spaced += here
            tight += len(_TIGHT.findall(block.text))
            first = first or (block if here else None)
    if first is None or spaced < max(FEW_SPACES, tight):
        return None
    reason = f"汉字与数字之间的空格全部去掉了，共{spaced}处"
    return Remark(first.place, first.text[:20], reason)


def _tidy(block: Block, are_spaced: bool) -> Block:
    if isinstance(block, Grid):
        return _each(block, lambda text: _tidy_cell(text, are_spaced))
    if not isinstance(block, Paragraph):
        return block
    if are_spaced:
        block = without(block, (found.span() for found in _SPACED.finditer(block.text)))
    return stripped(block)


def _tidy_cell(text: str, are_spaced: bool) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(
        squeezed(line)
        if _LETTER_SPACED.fullmatch(line)
        else _SPACED.sub("", line)
        if are_spaced
        else line
        for line in lines
    )


def _character(found: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", found[0])
    return plain if len(plain) == 1 else found[0]


def _each(block: Block, change: Callable[[str], str]) -> Block:
    """Return a block whose texts are changed: runs of a paragraph, cells of a grid."""
    if isinstance(block, Paragraph):
        runs = tuple(run._replace(text=change(run.text)) for run in block.runs)
        return block._replace(runs=runs)
    if isinstance(block, Grid):
        cells = tuple(cell._replace(text=change(cell.text)) for cell in block.cells)
        return block._replace(cells=cells)
    return block._replace(alt=change(block.alt))
