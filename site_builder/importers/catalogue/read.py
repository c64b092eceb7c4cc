"""Reads a 政务公开目录 from the Excel file that offices pass round.

The two rows of headings are found by their words, wherever they stand. Merged cells hold for all
their rows, “同上” for the row above. Whatever is not part of the table, and whatever could be read
in more than one way, is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from site_builder.importers.catalogue.channels import read_channels
from site_builder.importers.catalogue.headings import (
    CHANNEL,
    MARKED,
    Column,
    Headings,
    find_headings,
    folded,
    heading_notes,
    texts_before,
    wide,
)
from site_builder.importers.formats.excel.workbook import Sheet, read_workbook
from site_builder.importers.imported import Remark, Remarks, UnreadableFileError
from site_builder.model.catalogue import Catalogue, CatalogueForm, CatalogueItem, choice_name
from site_builder.text.patterns import regex

_SAME = regex(r"同\s*上[。.]?|〃")
FIELD = "领域"  # the local column that tells the sheets of one workbook apart
_STANDARD = CatalogueForm()
_CHOSEN = regex(r"(?:[√✓✔☑■●Vv]|\u221a|是)(?:（(?P<note>.+)）)?")
_NOT_CHOSEN = frozenset({"", "□", "☐", "○", "×", "✗", "/", "—", "-", "否", "无"})
_SEPARATORS = regex(r"[、，,；;\s]+")


@dataclass(slots=True)
class _Reader:
    """Reads the rows below the headings of one sheet."""

    sheet: Sheet
    head: Headings
    lost: list[Remark] = field(default_factory=list)
    guesses: list[Remark] = field(default_factory=list)
    boxes: dict[str, None] = field(default_factory=dict)

    def items(self) -> Iterator[tuple[int, CatalogueItem]]:
        """Yield the items, each with its row."""
        above: CatalogueItem | None = None
        for row in self.sheet.rows[self.head.below - 1 :]:
            texts = {one.number: self.sheet.text(row, one.number) for one in self.head.columns}
            filled = {text for text in texts.values() if text}
            self.lose_beside(row)
            if not filled:
                continue
            if self.is_head(row):
                self.lose(row, self.head.columns[0].number, "重复的表头")
            elif len(filled) == 1 and not self.is_item(row):
                self.lose(row, min(n for n, text in texts.items() if text), "表外的说明")
            else:
                above = self.item(row, above)
                yield row, above

    def lose_beside(self, row: int) -> None:
        """Report the texts of a row in columns without a heading."""
        known = {one.number for one in self.head.columns}
        for column in self.sheet.columns:
            is_first = self.sheet.merged.get((row, column), (row, column)) == (row, column)
            if column not in known and is_first and self.sheet.text(row, column):
                self.lose(row, column, "这一列没有表头")

    def is_item(self, row: int) -> bool:
        """Whether a row has a number, and its own matter or content, outside ranges merged across
        the table."""
        wanted = (*self.head.of("matter"), *self.head.of("sub_matter"), *self.head.of("content"))
        first = self.head.columns[0].number
        return bool(self.sheet.text(row, self.head.of("number")[0].number)) and any(
            self.sheet.text(row, one.number)
            and self.sheet.merged.get((row, one.number), (0, 0))[1] != first
            for one in wanted
        )

    def is_head(self, row: int) -> bool:
        """Whether a row repeats one of the rows of headings."""
        texts = {n: text for n in self.sheet.columns if (text := self.sheet.text(row, n))}
        return any(
            all(folded(text) == folded(self.sheet.text(head, n)) for n, text in texts.items())
            for head in range(self.head.first, self.head.below)
        )

    def item(self, row: int, above: CatalogueItem | None) -> CatalogueItem:
        texts = {one: self.text(row, one, above) for one in self.head.columns}
        plain = {one.holds: text for one, text in texts.items()}
        return CatalogueItem(
            number=plain["number"],
            matter=plain.get("matter", ""),
            sub_matter=plain.get("sub_matter", ""),
            content=plain.get("content", ""),
            basis=plain.get("basis", ""),
            time_limit=plain.get("time_limit", ""),
            publisher=plain.get("publisher", ""),
            channels=(
                *self.channels(row, above),
                *self.choices(row, CHANNEL, texts, above.channels if above else ()),
            ),
            audience=self.choices(row, "audience", texts, above.audience if above else ()),
            means=self.choices(row, "means", texts, above.means if above else ()),
            levels=self.choices(row, "levels", texts, above.levels if above else ()),
            others=tuple((one.name, text) for one, text in texts.items() if one.holds == "other"),
        )

    def text(self, row: int, column: Column, above: CatalogueItem | None) -> str:
        """Return the text of a cell. “同上”, and a blank matter, stand for the one above."""
        text = self.sheet.text(row, column.number)
        if column.holds in MARKED or column.holds == "channels":
            return text
        before = _value(above, column) if above else ""
        if _SAME.fullmatch(text):
            if not above:
                self.lose(row, column.number, "上面没有一行，不知“同上”指什么")
            return before
        if not text and before and column.holds == "matter":
            self.guess(row, column.number, before, "空白，照上一行写")
            return before
        return text

    def choices(
        self, row: int, name: str, texts: dict[Column, str], before: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return the choices made in a group of columns; `before` are those of the item above. A
        text that is no mark counts as a choice with that text as its note."""
        found: list[str] = []
        for column in self.head.of(name):
            text = wide(texts[column])
            if not column.name:
                found += before if _SAME.fullmatch(text) else _words(text)
                continue
            mark = _CHOSEN.fullmatch(text)
            if _SAME.fullmatch(text):
                found += [one for one in before if choice_name(one, (column.name,)) == column.name]
            elif mark:
                found.append(f"{column.name}（{mark['note']}）" if mark["note"] else column.name)
            elif text not in _NOT_CHOSEN:
                said = f"不是“√”也不是空白，当作选了“{column.name}”"
                self.guess(row, column.number, text, said)
                found.append(f"{column.name}（{text}）")
        return tuple(found)

    def channels(self, row: int, above: CatalogueItem | None) -> tuple[str, ...]:
        for column in self.head.of("channels"):
            text = self.sheet.text(row, column.number)
            if _SAME.fullmatch(text):
                if not above:
                    self.lose(row, column.number, "上面没有一行，不知“同上”指什么")
                return above.channels if above else ()
            read = read_channels(text, _STANDARD.channels)
            self.boxes |= dict.fromkeys(read.offered)
            for lost in read.lost:
                self.lost.append(Remark(self.place(row, column), lost, "渠道一格里的说明"))
            for guess, reason in read.guesses:
                self.guesses.append(Remark(self.place(row, column), guess, reason))
            return read.chosen
        return ()

    def place(self, row: int, column: Column) -> str:
        return self.sheet.place(row, column.number)

    def lose(self, row: int, column: int, reason: str) -> None:
        text = self.sheet.text(row, column)
        self.lost.append(Remark(self.sheet.place(row, column), text, reason))

    def guess(self, row: int, column: int, text: str, reason: str) -> None:
        self.guesses.append(Remark(self.sheet.place(row, column), text, reason))


def read_catalogue_workbook(data: bytes, usual_title: str = "") -> tuple[Catalogue, Remarks]:
    """Return the catalogue in a workbook; a title that is the usual one of its agency is no title
    of its own. Its sheets become one catalogue; if several hold a table,
    the local column “领域” has the title of the
    table. Raise UnreadableFileError if there is no table."""
    sheets, remarks = read_workbook(data)
    tables: list[tuple[Sheet, Headings]] = []
    for sheet in sheets:
        if head := find_headings(sheet):
            tables.append((sheet, head))
        elif sheet.cells:
            remarks += Remarks(lost=tuple(_every_row(sheet, "没有目录表头，没有导入")))
    if not tables:
        raise UnreadableFileError("没有找到目录的表头：要有“序号”“公开事项”“公开内容（要素）”等列")
    found: list[Catalogue] = []
    for sheet, head in tables:
        title, lost = texts_before(sheet, head)
        lost += heading_notes(sheet, head)
        reader = _Reader(sheet, head)
        items = _numbered(reader)
        boxes = (*reader.boxes, *(one.name for one in head.of(CHANNEL)))
        form = _form(head, items, boxes)
        if len(tables) > 1:
            name = title or sheet.name
            items = [one._replace(others=(*one.others, (FIELD, name))) for one in items]
            form = form._replace(others=(*form.others, FIELD))
        own = "" if title == usual_title else title
        found.append(Catalogue(form, tuple(items), own))
        remarks += Remarks((*lost, *reader.lost), tuple(reader.guesses))
    return _joined(found), remarks


def _every_row(sheet: Sheet, reason: str) -> Iterator[Remark]:
    for row in sheet.rows:
        texts = {c: text for c in sheet.columns if (text := sheet.text(row, c))}
        if texts:
            yield Remark(sheet.place(row, min(texts)), " ".join(texts.values()), reason)


def _numbered(reader: _Reader) -> list[CatalogueItem]:
    """Return the items with a number each: rows that share one get `1-1`, `1-2`, a row without one
    the next that is free."""
    rows = [*reader.items()]
    count = Counter(one.number for _, one in rows)
    last: dict[str, int] = {}
    found: list[CatalogueItem] = []
    for at, (row, one) in enumerate(rows, 1):
        number = one.number
        if not number or count[number] > 1:
            stem = f"{number}-" if number else ""
            free = max(last.get(stem, 0) + 1, 1 if number else at)
            while f"{stem}{free}" in count:
                free += 1
            last[stem] = free
            why = f"几行同用序号 {number}" if number else "没有序号"
            number = f"{stem}{free}"
            column = reader.head.of("number")[0].number
            reader.guess(row, column, one.name, f"{why}，写成 {number}")
        found.append(one._replace(number=number))
    return found


def _words(text: str) -> Iterator[str]:
    """Yield the choices that a cell names in words."""
    words = (word.strip() for word in _SEPARATORS.split(text))
    yield from (word for word in words if word not in _NOT_CHOSEN)


def _offered(head: Headings, name: str, items: Iterable[CatalogueItem]) -> tuple[str, ...]:
    """Return the choices that a group of columns offers: those in its headings, or in its one
    column those of the standard form and what else its cells name."""
    columns = head.of(name)
    named = tuple(one.name for one in columns if one.name)
    if named or (name == "levels" and not columns):
        return named
    standard: tuple[str, ...] = getattr(_STANDARD, name)
    used = (choice_name(one, standard) for item in items for one in getattr(item, name))
    return tuple(dict.fromkeys((*standard, *used)))


def _form(head: Headings, items: Sequence[CatalogueItem], boxes: tuple[str, ...]) -> CatalogueForm:
    """Return the form of a table: the choices that its headings name, and the channels that its
    cells offer."""
    used = (choice_name(name, _STANDARD.channels) for one in items for name in one.channels)
    offered = tuple(dict.fromkeys((*(boxes or _STANDARD.channels), *used)))
    if {*offered} <= {*_STANDARD.channels}:
        offered = _STANDARD.channels
    return CatalogueForm(
        channels=offered,
        audience=_offered(head, "audience", items),
        means=_offered(head, "means", items),
        levels=_offered(head, "levels", items),
        others=tuple(one.name for one in head.of("other")),
        sub_matters=bool(head.of("sub_matter")),
    )


def _joined(catalogues: list[Catalogue]) -> Catalogue:
    """Return one catalogue of several: the columns of all, and numbers that no two items share."""
    first = catalogues[0]
    if len(catalogues) == 1:
        return first
    forms = [one.form for one in catalogues]

    def every(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for form in forms for text in getattr(form, name)))

    form = CatalogueForm(
        channels=every("channels"),
        audience=every("audience"),
        means=every("means"),
        levels=every("levels"),
        others=every("others"),
        sub_matters=any(form.sub_matters for form in forms),
    )
    numbers = [item.number for one in catalogues for item in one.items]
    if len({*numbers}) == len(numbers):
        return Catalogue(form, tuple(item for one in catalogues for item in one.items))
    items = (
        item._replace(number=f"{at}-{item.number}")
        for at, one in enumerate(catalogues, 1)
        for item in one.items
    )
    return Catalogue(form, tuple(items))


def _value(item: CatalogueItem, column: Column) -> str:
    if column.holds == "other":
        return dict(item.others).get(column.name, "")
    return str(getattr(item, column.holds))
