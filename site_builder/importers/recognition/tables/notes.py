"""What is printed around a statutory table and is no text of the report: its title with the unit,
and the notes that pages and exports of this program have below it. They are printed again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.forms.table_html import is_note
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.runs import squeezed
from site_builder.importers.report_draft import TablesFound
from site_builder.model.manuscript import Block, Paragraph
from site_builder.model.table import Form
from site_builder.text.patterns import regex

TITLE = "统计表的题目和单位，网页上自动写出"
NOTE = "统计表的注，网页上自动写出"

_NUMBER = r"(?:表[一二三四五六七八九十0-9]+[:：、.．]?)?"
_UNIT = regex(r"[（(]?单位[:：][^（）()。，]{1,6}[）)]?")
_REASON = "说明："


def without_notes(found: TablesFound, forms: tuple[Form, ...]) -> TablesFound:
    """Return the text around statutory tables without their titles and notes, which are listed as
    lost. A heading above a table is that of a chapter, and stays."""
    names = {name for form in forms for name in (form.title, *form.chapters)}
    titles = regex(_NUMBER + "(?:" + "|".join(map(re.escape, sorted(names))) + ")表?")
    lost: dict[int, str] = {}
    for gap in found.gaps:
        lost |= dict.fromkeys(_titles_before(found.rest, gap, titles), TITLE)
        lost |= dict.fromkeys(_notes_from(found.rest, gap), NOTE)
    if not lost:
        return found
    rest = tuple(block for index, block in enumerate(found.rest) if index not in lost)
    gaps = tuple(gap - sum(index < gap for index in lost) for gap in found.gaps)
    said = tuple(
        Remark(block.place, block.text, lost[index])
        for index, block in enumerate(found.rest)
        if index in lost and isinstance(block, Paragraph)
    )
    remarks = found.remarks + Remarks(lost=said)
    return found._replace(rest=rest, gaps=gaps, remarks=remarks)


def _titles_before(blocks: tuple[Block, ...], gap: int, titles: re.Pattern[str]) -> Iterator[int]:
    """Yield the indices of the paragraphs right before a table that are its title or its unit."""
    for index in range(gap - 1, -1, -1):
        block = blocks[index]
        if not isinstance(block, Paragraph) or block.role == "heading":
            return
        text = squeezed(block.text)
        bare = _UNIT.sub("", text)
        is_marked = bare != text or block.role == "caption"
        if not (is_marked and (not bare or titles.fullmatch(bare))):
            return
        yield index


def _notes_from(blocks: tuple[Block, ...], gap: int) -> Iterator[int]:
    """Yield the indices of the paragraphs right below a table that are notes on it, each with the
    reasons that the report gives."""
    has_notes = False
    for index in range(gap, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            return
        text = squeezed(block.text)
        if not (is_note(text) or (has_notes and text.startswith(_REASON))):
            return
        has_notes = True
        yield index
