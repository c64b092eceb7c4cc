"""Pages of a portal that were pasted into a report, with their metadata block. They become
documents of their own, and the sentence that one cuts is whole again."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.document import named_apart, read_paper, untitled
from site_builder.importers.recognition.joining import GAP, is_unfinished
from site_builder.importers.recognition.metadata import Metadata, metadata_at
from site_builder.importers.recognition.noise import openness_of, text_of
from site_builder.importers.recognition.numbering import KINDS, ORDINAL, is_title, numbering
from site_builder.importers.recognition.outline import is_chapter_name
from site_builder.importers.recognition.runs import squeezed
from site_builder.importers.recognition.signature import signed_at
from site_builder.importers.report_draft import PastedDocument
from site_builder.model.manuscript import Block, Paragraph
from site_builder.text.patterns import regex

LONGEST_LIST = 8  # paragraphs between a closing formula and the signature
FARTHEST = 400  # blocks that are looked at to resolve a doubt

_LEVELS = (*KINDS, "ordinal")
_CLOSING = regex(r"(?:特此(?:通知|函[告复达]?|公[告示]|报告|答复)|此复|此函|专此.{1,6})[。.]?")
_ATTACHMENT = regex(r"附件?\d{0,2}[:：].*|\d{1,2}[.．、].{1,40}|[（(]?联系人[:：].*")

Numbers = dict[str, int]
Blocks = tuple[Block, ...]


class Pages(NamedTuple):
    """A text without the pages that were pasted into it, and these."""

    blocks: Blocks
    documents: tuple[PastedDocument, ...]
    remarks: Remarks


class _End(NamedTuple):
    """Where a page ends. `is_sure` if it says so itself, by a signature or a closing formula."""

    at: int
    is_sure: bool


def take_pages(blocks: Blocks, names: frozenset[str], year: int) -> Pages:
    """Take pasted pages out of the text of a report on `year`; `GAP` marks where one stood. `names`
    are the names of all known agencies."""
    rest: list[Block] = []
    documents: list[PastedDocument] = []
    remarks = Remarks()
    numbers: Numbers = {}
    index = 0
    while index < len(blocks):
        page = metadata_at(blocks, index)
        if page is None or not page.is_of_a_page:
            numbers = _counted(numbers, blocks[index])
            rest.append(blocks[index])
            index += 1
            continue
        rest, repeated = _without_title(rest, blocks[page.end : page.end + 1])
        rest = _cut(rest)
        end = _end_of_page(blocks, page, numbers, _Reader(names, year))
        if not end.is_sure and rest and isinstance(rest[-1], Paragraph) and rest[-1].is_cut:
            end = end._replace(at=_before_the_rest(blocks, page.end, end.at))
        document, _, found = read_paper(
            blocks[page.end : end.at], page.values, names, blocks[index].place
        )
        documents.append(document)
        reason = f"“{document.title}”到这里为止当作粘贴的网页，单独成文；请核对首尾"
        guess = Remark(document.place, text_of(blocks[end.at - 1])[-20:], reason)
        remarks += repeated + page.remarks + found + untitled(document) + Remarks(guesses=(guess,))
        rest.append(GAP)
        index = end.at
    return Pages(tuple(rest), named_apart(tuple(documents)), remarks)


def _end_of_page(blocks: Blocks, page: Metadata, outer: Numbers, reader: _Reader) -> _End:
    """Return where a page ends: behind its signature, or before what the report goes on with. The
    report counts on from the numbers `outer`."""
    inner: Numbers = {}
    doubt = 0  # where either the report or a list in the page goes on
    for index in range(page.end, len(blocks)):
        block = blocks[index]
        if _is_border(blocks, index):
            return _End(doubt or index, is_sure=False)
        if doubt and index > doubt + FARTHEST:
            break
        if _counts_on(block, outer):
            if not _counts_on(block, inner):
                return _End(index, is_sure=False)
            doubt = doubt or (index if reader.is_chapter(block) else 0)
        inner = _counted(inner, block)
        if reader.ends(blocks, index):
            if doubt and reader.is_of_the_report(blocks, index, outer):
                break
            return _End(_behind_attachments(blocks, index + 1), is_sure=True)
    return _End(doubt or len(blocks), is_sure=False)


def _is_border(blocks: Blocks, index: int) -> bool:
    """Whether a statutory table stood here, or another page begins."""
    page = metadata_at(blocks, index)
    return blocks[index] == GAP or bool(page and page.is_of_a_page)


class _Reader(NamedTuple):
    """Reads the report on `year`; `names` are those of all known agencies."""

    names: frozenset[str]
    year: int

    def is_chapter(self, block: Block) -> bool:
        """Whether a numbered paragraph has the name of a chapter."""
        return is_title(text_of(block)) and is_chapter_name(text_of(block), self.year)

    def ends(self, blocks: Blocks, index: int) -> bool:
        """Whether a block is a signature, or a closing formula without one below."""
        if _CLOSING.fullmatch(squeezed(text_of(blocks[index]))):
            below = range(index + 1, min(index + LONGEST_LIST, len(blocks)))
            return not any(signed_at(blocks, n, self.names) for n in below)
        return bool(signed_at(blocks, index, self.names))

    def is_of_the_report(self, blocks: Blocks, index: int, outer: Numbers) -> bool:
        """Whether a signature is of a later year than the report, which goes on nowhere below."""
        day = signed_at(blocks, index, self.names)
        below = blocks[index + 1 : index + FARTHEST]
        goes_on = any(_counts_on(b, outer) for b in below)
        return bool(day and day.year > self.year) and not goes_on


def _behind_attachments(blocks: Blocks, index: int) -> int:
    """Return the index behind the lines below a signature that still belong to it."""
    while index < len(blocks):
        line = squeezed(text_of(blocks[index]))
        if not (_ATTACHMENT.fullmatch(line) or openness_of(line)):
            break
        index += 1
    return index


def _counts_on(block: Block, numbers: Numbers) -> bool:
    """Whether a paragraph has a number that follows on one of `numbers`."""
    kind, number = _number(block)
    return bool(kind) and number > 1 and numbers.get(kind) == number - 1


def _before_the_rest(blocks: Blocks, start: int, end: int) -> int:
    """Return the end of a page whose last paragraph is the rest of the sentence that it cut."""
    last = blocks[end - 1] if end - start > 1 else None
    is_rest = isinstance(last, Paragraph) and last.role == "text" and not _number(last)[0]
    return end - 1 if is_rest else end


def _counted(numbers: Numbers, block: Block) -> Numbers:
    """Return the last number of each kind, those below the number of a block being forgotten."""
    kind, number = _number(block)
    if not kind:
        return numbers
    above = _LEVELS[: _LEVELS.index(kind)]
    return {name: numbers[name] for name in above if name in numbers} | {kind: number}


def _number(block: Block) -> tuple[str, int]:
    if not isinstance(block, Paragraph):
        return "", 0
    if found := numbering(block.text):
        return found.kind, found.number
    ordinal = ORDINAL.match(block.text)
    word = next((group for group in ordinal.groups() if group), "") if ordinal else ""
    return ("ordinal", "一二三四五六七八九十".find(word) + 1) if word else ("", 0)


def _without_title(rest: list[Block], first: Blocks) -> tuple[list[Block], Remarks]:
    """Take out the title of a page that stands above its metadata too, if its first line is the
    same."""
    last = rest[-1] if rest else None
    lines = [squeezed(text_of(block)) for block in first]
    if not isinstance(last, Paragraph) or [squeezed(last.text)] != lines:
        return rest, Remarks()
    return rest[:-1], Remarks(lost=(Remark(last.place, last.text, "重复的标题"),))


def _cut(rest: list[Block]) -> list[Block]:
    """Mark the last sentence before a page as cut, if it is not at its end."""
    last = rest[-1] if rest else None
    if not isinstance(last, Paragraph) or last.role != "text":
        return rest
    is_heading = bool(numbering(last.text)) and is_title(last.text)
    cut = last._replace(is_cut=True)
    return [*rest[:-1], cut] if is_unfinished(cut) and not is_heading else rest
