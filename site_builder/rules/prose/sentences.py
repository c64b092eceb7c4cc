"""Finds the sentences of a report about the year and the agency, and the amounts in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from site_builder.model.finding import CellAddress, Violation
from site_builder.text.numerals import amount_at
from site_builder.text.patterns import regex
from site_builder.text.plain_text import ReportContext, TextBlock, chapter_above, chapters_of

Number = int | Decimal
_PART = regex(
    r"季度|上半年|下半年|月份|以来|历年|历史|全市|全县|全区|全省|各级|各部门|各乡镇|各单位|下属|所属|直属"
    r"|去年|同期|上年(?!度?结转)|上一年(?!度?结转)|其中|约|余件|代理|名义|日均|平均|多年"
)
_YEAR = regex(r"(20[0-9]{2}|２０[０-９]{2})\s*年")
_UNTIL = regex(r"截[至止](?!.{0,6}(?:12\s*月|年底|年末|当年底)).{0,10}月")


class Sentence(NamedTuple):
    """A sentence of the prose that is about the year and the agency, with its place."""

    text: str
    block: TextBlock
    start: int
    chapter: str

    def violation(self, path: str, index: int, cells: Cells, **values: Any) -> Violation:
        """Return a violation at an index of the sentence, with the values for its message."""
        line, column = self.block.place(self.start + index)
        return Violation(path, line, column, cell=cells.address, **values)


class Cells(NamedTuple):
    """Cells of a table that a statement may mean: the address of the first, and the numbers that
    are right."""

    address: CellAddress
    figures: tuple[Number, ...]


def sentences(context: ReportContext, *words: str) -> Iterator[Sentence]:
    """Yield the sentences that contain one of some words, from the parts of a report about its
    year."""
    account = context.account
    words = tuple(filter(account.has, words))
    chapters = chapters_of(account.document)
    for block in account.blocks if words else ():
        if not any(map(block.text.__contains__, words)):
            continue
        chapter = f"{chapter_above(block, chapters)}/{block.heading}"
        start, text = 0, block.text
        for mark in "！？!?":
            text = text.replace(mark, "。")
        for sentence in text.split("。"):
            for word in words:
                if word in sentence:
                    yield Sentence(sentence, block, start, chapter)
                    break
            start += len(sentence) + 1


def of_the_year(sentence: Sentence, index: int, year: int) -> bool:
    """Return whether the statement at an index of a sentence is about the whole year and the whole
    agency."""
    text = sentence.text[:index]
    clause = text[max(text.rfind("；"), 0) :]
    if _PART.search(clause) or _UNTIL.search(clause):
        return False
    years = [found[1] for found in _YEAR.finditer(text)]
    return not years or int(years[-1]) == year


def number(found: re.Match[str]) -> Number | None:
    """Return the amount that a pattern found, in either of two groups, or None if it is part of
    another word, or not exact."""
    start = found.start("n") if found["n"] else found.start("m")
    amount = amount_at(found.string[: found.end() + 6], start)
    return amount.value if amount and amount.exact else None
