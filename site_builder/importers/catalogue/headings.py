"""Finds the two rows of headings of a 政务公开目录 in a sheet by their words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.importers.formats.excel.workbook import Sheet
from site_builder.importers.imported import Remark
from site_builder.text.patterns import regex

_TEXTS = {
    "序号": "number",
    "公开渠道和载体": "channels",
    "公开渠道及载体": "channels",
    "公开渠道或载体": "channels",
    "公开渠道": "channels",
    "公开内容": "content",
    "公开内容（要素）": "content",
    "公开依据": "basis",
    "公开时限": "time_limit",
    "公开主体": "publisher",
}
CHOICES = {"公开对象": "audience", "公开方式": "means", "公开层级": "levels"}
_NUMBER, _MATTERS = "序号", "公开事项"
_MATTER = {"一级": "matter", "二级": "sub_matter", "": "matter"}
CHANNEL = "channel"  # a column of its own for each
MARKED = frozenset({*CHOICES.values(), CHANNEL})
_NOTE_OF_HEADING = regex(r"（.*）$")
_SPACE = regex(r"\s+")


class Column(NamedTuple):
    """A column of the table: its number, what it holds (the name of a value of an item, `channel`
    or `other`), and the choice or the label that its heading names. Choices without a name stand in
    one column, in words."""

    number: int
    holds: str
    name: str = ""


class Headings(NamedTuple):
    """The headings of a table: its columns, and the first row below."""

    columns: tuple[Column, ...]
    below: int
    first: int

    def of(self, holds: str) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.holds == holds)


def find_headings(sheet: Sheet) -> Headings | None:
    """Return the headings of a sheet, or None: the row with 序号 and 公开事项, and the row below it
    if that names more."""
    for row in sheet.rows:
        labels = {column: folded(sheet.text(row, column)) for column in sheet.columns}
        if _NUMBER not in labels.values() or not {_MATTERS, "一级事项"} & {*labels.values()}:
            continue
        start = next(column for column, label in labels.items() if label == _NUMBER)
        joined = sheet.merged.get((row + 1, start)) == (row, start)
        second = joined or not sheet.text(row + 1, start)
        below = {column: folded(sheet.text(row + 1, column)) for column in sheet.columns}
        subs = {
            column: label if second and label != labels[column] else ""
            for column, label in below.items()
        }
        columns = tuple(_columns(labels, subs))
        return Headings(columns, row + 1 + second, row)
    return None


def _columns(labels: dict[int, str], subs: dict[int, str]) -> Iterator[Column]:
    """Yield the columns of a table. The heading of a merged range stands over all its columns; one
    that is not merged but blank belongs to the heading on its left."""
    last = ""
    seen: set[str] = set()
    for number, label in labels.items():
        sub = subs[number]
        top = last = label or (last if sub else "")
        if not top:
            continue
        name = f"{top}：{sub}" if sub else top
        holds = _MATTER.get(sub[:2], "") if top == _MATTERS else _TEXTS.get(top)
        if top.endswith("级事项"):
            holds = _MATTER.get(top[:2])
        if top in CHOICES:
            yield Column(number, CHOICES[top], _NOTE_OF_HEADING.sub("", sub))
        elif holds == "channels" and sub:
            yield Column(number, CHANNEL, sub)
        elif holds and holds not in seen:
            yield Column(number, holds)
        else:
            same = sum(one.startswith(name) for one in seen)
            yield Column(number, "other", f"{name}{same + 1}" if same else name)
        seen.add(holds if holds and holds not in seen else name)


def texts_before(sheet: Sheet, head: Headings) -> tuple[str, list[Remark]]:
    """Return the title above the headings, and what else stands there."""
    title = ""
    lost: list[Remark] = []
    for row in range(1, head.first):
        texts = {c: text for c in sheet.columns if (text := sheet.text(row, c))}
        for column, text in texts.items():
            if sheet.merged.get((row, column), (row, column)) != (row, column):
                continue
            if "目录" in text and not title:
                title = " ".join(text.split())
            else:
                lost.append(Remark(sheet.place(row, column), text, "表外的说明"))
    return title, lost


def heading_notes(sheet: Sheet, head: Headings) -> Iterator[Remark]:
    """Yield the notes in the headings of choices."""
    row = head.below - 1
    for column in head.columns:
        label = folded(sheet.text(row, column.number))
        if column.name and column.holds in CHOICES.values() and label != column.name:
            yield Remark(sheet.place(row, column.number), label, "表头里的说明")


def folded(text: str) -> str:
    """Return a heading as it is compared: without spaces, with full-width brackets."""
    return wide(_SPACE.sub("", text))


def wide(text: str) -> str:
    folded = unicodedata.normalize("NFC", text.strip())
    return folded.replace("(", "（").replace(")", "）")
