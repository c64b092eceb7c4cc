"""Titles that begin a paragraph instead of standing alone: （一）主动公开情况。2023年，…"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.forms.outline import chapters_for
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.numbering import ORDINAL, is_title, numbering
from site_builder.importers.recognition.outline import (
    CHAPTER,
    NEWEST,
    as_heading,
    canonical,
    chapter_names,
)
from site_builder.importers.recognition.runs import in_bold, is_bold, sliced, squeezed, stripped
from site_builder.model.manuscript import Block, Paragraph
from site_builder.text.patterns import regex

LONGEST = 30  # characters of a title that begins a paragraph
FEWEST = 3  # chapters of a text that has them all at the beginning of paragraphs

_SECOND = regex(r"[。；;]二(?:是|要)")
_LEAD = regex(r"[^。：:；;！？]{1,60}[。：:](?=\s*\S)")


def with_chapters_apart(blocks: tuple[Block, ...], year: int) -> tuple[Block, ...]:
    """Return a text in which the titles of chapters stand alone: 六、其他需要报告的事项。无。 is
    made two paragraphs. Titles that no form prescribes are only looked for if no chapter stands
    alone.
    """
    names = chapter_names(year)
    ends = {index: _end(block) for index, block in enumerate(blocks) if _is_chapter(block)}
    apart = {n: end for n, end in ends.items() if canonical(_text(blocks[n])[:end]) in names}
    alone = sum(is_title(_text(blocks[n])) for n in ends)
    if not alone and not apart and sum(end > 0 for end in ends.values()) >= FEWEST:
        apart = ends
    return tuple(_parted(blocks, {n: end for n, end in apart.items() if end}))


def with_lead_ins(blocks: tuple[Block, ...], year: int) -> tuple[tuple[Block, ...], Remarks]:
    """Return a text whose titles at the beginning of paragraphs are headings where the form of the
    year prescribes them, or others of their chapter are headings, and bold elsewhere."""
    found: list[Block] = []
    headings: list[Remark] = []
    bold: list[Remark] = []
    taken: list[Remark] = []
    words: tuple[str, ...] = ()
    for block, has_items in zip(blocks, _has_items(blocks), strict=True):
        if _is_heading(block, CHAPTER):
            words = _words(_text(block), year)
        end = _end(block)
        lead = _text(block)[:end]
        if isinstance(block, Paragraph) and _becomes_heading(lead, words, has_items):
            heading = as_heading(sliced(block, 0, end), CHAPTER + 1)
            found.append(heading)
            headings.append(Remark(block.place, lead, "句首的小标题改成了标题"))
            taken.append(Remark(block.place, lead[len(heading.text) :], "标题后面的标点，标题不写"))
            block = stripped(sliced(block, end))  # noqa: PLW2901
            end = _end(block)
        if end and isinstance(block, Paragraph) and (whole := in_bold(block, end)) != block:
            bold.append(Remark(block.place, block.text[:end], "句首的小标题加粗"))
            block = whole  # noqa: PLW2901
        found.append(block)
    guesses = (*_once(headings), *_once(bold))
    return tuple(found), Remarks(guesses=guesses, taken=tuple(taken))


def _becomes_heading(lead: str, words: tuple[str, ...], has_items: bool) -> bool:
    found = numbering(lead)
    if not found or found.kind != "item":
        return False
    return has_items or any(word in squeezed(lead) for word in words)


def _has_items(blocks: tuple[Block, ...]) -> list[bool]:
    """Return for each block whether a heading （一）, （二）, … stands alone in its chapter."""
    found: list[bool] = []
    here = False
    for block in reversed(blocks):
        if _is_heading(block, CHAPTER + 1):
            number = numbering(_text(block))
            here = here or bool(number and number.kind == "item")
        found.append(here)
        here = here and not _is_heading(block, CHAPTER)
    return _to_the_end(blocks, found[::-1])


def _to_the_end(blocks: tuple[Block, ...], found: list[bool]) -> list[bool]:
    """Return what is known of the beginning of each chapter, for all blocks of it."""
    spread: list[bool] = []
    here = False
    for block, known in zip(blocks, found, strict=True):
        here = known if _is_heading(block, CHAPTER) or not spread else here
        spread.append(here)
    return spread


def _is_heading(block: Block, level: int) -> bool:
    return isinstance(block, Paragraph) and block.role == "heading" and block.level == level


def _words(chapter: str, year: int) -> tuple[str, ...]:
    """Return the words of the parts that the form prescribes for a chapter."""
    place = chapter_names(year).get(canonical(chapter), -1)
    items = chapters_for(year or NEWEST)[place].items if place >= 0 else ()
    return tuple(word for _, words in items for word in words)


def _end(block: Block) -> int:
    """Return the length of the numbered title that begins a paragraph of text, with its full stop;
    0 if there is none, or nothing behind it."""
    if not isinstance(block, Paragraph) or block.role != "text":
        return 0
    text = block.text
    start = _start(text)
    if not start or (found := _LEAD.match(text)) is None or is_bold(block):
        return 0
    title = text[start : found.end()]
    return found.end() if is_title(title) and len(squeezed(title)) <= LONGEST else 0


def _start(text: str) -> int:
    """Return where the number ends that a text begins with, or 0. A paragraph that goes on with
    二是 begins with the first item of an enumeration, and has no title."""
    if number := numbering(text):
        return number.end
    ordinal = ORDINAL.match(text)
    return ordinal.end() if ordinal and not _SECOND.search(text) else 0


def _is_chapter(block: Block) -> bool:
    found = numbering(block.text) if isinstance(block, Paragraph) and block.role == "text" else None
    return bool(found and found.kind in {"part", "chapter"})


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _parted(blocks: tuple[Block, ...], ends: dict[int, int]) -> Iterator[Block]:
    for index, block in enumerate(blocks):
        if index in ends and isinstance(block, Paragraph):
            yield sliced(block, 0, ends[index])
            yield stripped(sliced(block, ends[index]))
        else:
            yield block


def _once(remarks: list[Remark]) -> tuple[Remark, ...]:
    """Return one remark for all of a kind, at the place of the first."""
    if not remarks:
        return ()
    first = remarks[0]
    return (first._replace(reason=f"{first.reason}，共{len(remarks)}处"),)
