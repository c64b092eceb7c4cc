"""The signature at the end of a text: the names of the bodies, and the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.dates import DAY_AT_END, day
from site_builder.importers.recognition.noise import openness_of
from site_builder.importers.recognition.numbering import is_structured
from site_builder.importers.recognition.runs import squeezed
from site_builder.importers.recognition.title import is_organ
from site_builder.model.manuscript import Block, Paragraph
from site_builder.text.patterns import regex

FARTHEST = 12  # paragraphs behind a signature: attachments, and what the office prints below
LONGEST_BEHIND = 60  # characters of one of these
MOST_NAMES = 4  # bodies that sign together
LONGEST_NAME = 40

_PRINTED = regex(r"(?:抄送|主送|抄报|分送)[:：].*|.{2,40}(?:印发|印制)")


class Signature(NamedTuple):
    """A text without its signature, the day and the names in it, and what it declares of its
    公开方式; the remarks say what was taken out."""

    blocks: tuple[Block, ...]
    signed: date | None
    names: tuple[str, ...]
    openness: str
    remarks: Remarks


def take_signature(blocks: tuple[Block, ...], names: frozenset[str]) -> Signature:
    """Take the signature, and what the office prints below it, out of a text. `names` are the
    names of known agencies."""
    blocks, openness, printed = _without_printed(blocks)
    for index in _marked(blocks) or _last_paragraphs(blocks):
        if found := _signature_at(blocks, index, names):
            first, signers, signed = found
            taken = tuple(_taken(blocks[first : index + 1], signed))
            rest = blocks[:first] + blocks[index + 1 :]
            return Signature(rest, signed, signers, openness, printed + Remarks(taken=taken))
    return Signature(blocks, None, (), openness, printed)


def signed_at(blocks: tuple[Block, ...], index: int, names: frozenset[str]) -> date | None:
    """Return the day of a signature with a name that ends at a block, or None."""
    found = _signature_at(blocks, index, names)
    return found[2] if found and found[1] else None


def _without_printed(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], str, Remarks]:
    """Take the lines at the end that say who gets the paper, who printed it, and whether it is
    open."""
    kept = [*blocks]
    taken: list[Remark] = []
    lost: list[Remark] = []
    openness = ""
    for index in _last_paragraphs(blocks):
        block = blocks[index]
        text = block.text if isinstance(block, Paragraph) else ""
        if declared := openness_of(text):
            openness = openness or declared
            taken.append(Remark(block.place, text, "写进了信息栏：openness"))
        elif _PRINTED.fullmatch(squeezed(text)) and (lost or index > len(blocks) - 5):
            lost.append(Remark(block.place, text, "版记，不是正文"))
        else:
            continue
        del kept[index]
    return tuple(kept), openness, Remarks(lost=tuple(lost[::-1]), taken=tuple(taken[::-1]))


def _marked(blocks: tuple[Block, ...]) -> list[int]:
    """Return the indices of the paragraphs that the file itself marks as a signature, the last one
    first."""
    return [
        index
        for index in range(len(blocks) - 1, -1, -1)
        if (block := blocks[index]) and isinstance(block, Paragraph) and block.role == "signature"
    ]


def _last_paragraphs(blocks: tuple[Block, ...]) -> list[int]:
    """Return the indices of the last paragraphs, the last one first, as far as all behind are
    short."""
    found: list[int] = []
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            continue
        found.append(index)
        if len(block.text) > LONGEST_BEHIND or len(found) > FARTHEST:
            break
    return found


def _signature_at(
    blocks: tuple[Block, ...], index: int, names: frozenset[str]
) -> tuple[int, tuple[str, ...], date | None] | None:
    """Return the first block of a signature that ends at a block, the names, and the day; or None.
    A name without a day is a signature only as the last words."""
    line = _line(blocks[index])
    if signed := day(line):
        first, signers = _names_before(blocks, index, names)
        return first, signers, signed
    if found := DAY_AT_END.search(line):
        name = line[: found.start()].strip("（(")
        if (signed := day(found[0])) and _is_name(name, names):
            first, signers = _names_before(blocks, index, names)
            return first, (*signers, name), signed
    if line in names and index == len(blocks) - 1 and index and not is_structured(line):
        first, signers = _names_before(blocks, index, names)
        return first, (*signers, line), None
    return None


def _names_before(
    blocks: tuple[Block, ...], index: int, names: frozenset[str]
) -> tuple[int, tuple[str, ...]]:
    first = index
    while first and index - first < MOST_NAMES and _is_name(_line(blocks[first - 1]), names):
        first -= 1
    return first, tuple(_line(block) for block in blocks[first:index])


def _is_name(line: str, names: frozenset[str]) -> bool:
    return line in names or (0 < len(line) <= LONGEST_NAME and is_organ(line))


def _line(block: Block) -> str:
    is_text = isinstance(block, Paragraph) and block.role in {"text", "signature"}
    return squeezed(block.text) if is_text and isinstance(block, Paragraph) else ""


def _taken(blocks: tuple[Block, ...], signed: date | None) -> Iterator[Remark]:
    reason = "落款，日期写进了信息栏：signed" if signed else "落款，机关由文件夹表明"
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Remark(block.place, block.text, reason)
