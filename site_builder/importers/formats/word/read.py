"""Reads a Word file (.docx) into a manuscript."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder.importers.formats.gathered import Gathered
from site_builder.importers.formats.word.file import (
    Element,
    Part,
    W,
    WordFile,
    inside,
    local,
    open_word,
    shown,
)
from site_builder.importers.formats.word.lists import Draft, settled
from site_builder.importers.formats.word.numbers import Number, Numbering
from site_builder.importers.formats.word.styles import (
    Style,
    Styles,
    numbering,
    outline_level,
    read_styles,
    value,
)
from site_builder.importers.formats.word.tables import lay_out
from site_builder.importers.formats.word.text import (
    DELETED,
    HIDDEN,
    HINT,
    Inline,
    TextReader,
    is_hint,
    plain,
)
from site_builder.importers.imported import Remarks, UnreadableFileError
from site_builder.model.manuscript import Grid, GridCell, Manuscript, Paragraph, Picture, Role, Run
from site_builder.text.patterns import regex

_WRAPPERS = frozenset({"sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_DELETED = frozenset({"del", "moveFrom"})
_RUNNING = {"header": "页眉", "footer": "页脚"}
_HELD = {"vbaProject": "宏没有导入，也没有运行", "aFChunk": "嵌入的另一个文档，没有导入"}
_CONTENTS = "目录"  # the reason why a text is left out: it belongs to a table of contents
_CLOSING = "。！？；：…”）."  # a sentence or a line that needs no other ends so
_PAGE_NUMBER = regex(r"[\s\d第页共/—–\-－·]*\d[\s\d第页共/—–\-－·]*")


def read_word(data: bytes) -> tuple[Manuscript, Remarks]:
    """Return the text of a Word file, and what was left out of it or read by a guess.

    Numbers that Word makes are text, but for those of plain lists. A note stands in brackets where
    the text refers to it, a text box after its paragraph, a nested table after the outer one, a
    table of a single cell is text. Raise UnreadableFileError.
    """
    file = open_word(data)
    gathered = Gathered()
    try:
        reader = _Reader(file, gathered)
        reader.read(file.document.root.find(f"{W}body"))
        blocks = settled(reader.drafts)
        reader.finish()
    except RecursionError as error:
        raise UnreadableFileError(
            "表格或文本框套得太深，没有读：请另存为新的 .docx 再导入"
        ) from error
    if not blocks:
        raise UnreadableFileError("文件里没有文字：如果全是扫描图，请先做文字识别（OCR）再导入")
    return Manuscript(blocks), gathered.remarks


class _Reader:
    """Reads the blocks of a file in order, into `drafts`."""

    def __init__(self, file: WordFile, gathered: Gathered) -> None:
        self._file = file
        self._gathered = gathered
        self._styles: Styles = read_styles(next(file.related("styles"), None))
        self._numbering = Numbering(next(file.related("numbering"), None), self._styles)
        self._text = TextReader(file, self._styles, gathered)
        self._paragraphs = 0
        self._tables = 0
        self._contents: list[str] = []
        self.drafts: list[Draft] = []

    def finish(self) -> None:
        """Report what is left out of the file as a whole."""
        contents = "\n".join(self._contents)
        if contents:
            self._gathered.lose("目录", contents, "自动生成的目录，没有导入：网页上另有目录")
        self._text.rest()
        for kind, place in _RUNNING.items():
            texts = (_running(part) for part in self._file.related(kind))
            for text in dict.fromkeys(filter(None, texts)):
                what = "页码" if _PAGE_NUMBER.fullmatch(text) else place
                self._gathered.lose(place, text, f"{what}，没有导入")
        for one in self._file.document.relations.values():
            if one.kind in _HELD:
                self._gathered.lose("整个文件", "", _HELD[one.kind])

    def read(self, container: Element | None, place: str = "", away: str = "") -> None:
        """Read the blocks in a part of the file; `place` is that of the block which holds it,
        `away` the reason why all of it is left out."""
        for element, reason in _members(container, away):
            if reason == _CONTENTS:
                self._contents.append(plain(element))
            elif local(element) == "p":
                self._paragraph(element, place, reason)
            elif reason:
                self._gathered.lose(place, plain(element), reason)
            elif local(element) == "tbl":
                self._table(element, place)

    def _paragraph(self, element: Element, place: str, away: str) -> None:
        if not place:
            has_text = any((one.text or "").strip() for one in element.iter(f"{W}t"))
            self._paragraphs += has_text
            place = f"第{max(self._paragraphs, 1)}段"
        style, number = self._marks(element)
        inline = self._inline(element, style, place, away)
        role, level = _role(style, number)
        lines = [*_lines(inline.runs)]
        if role != "text":
            lines = [_on_one_line(lines)] if lines else []
        for at, line in enumerate(lines):
            is_cut = at < len(lines) - 1 and line[-1].text[-1] not in _CLOSING
            own = role if at == 0 else "text"
            paragraph = Paragraph(line, own, level if at == 0 else 0, is_cut, place)
            self.drafts.append(Draft(paragraph, number if at == 0 else None))
        if number and number.text and not lines and not away:
            self._gathered.lose(place, number.text.strip(), "后面没有文字的自动编号，没有导入")
        self._beside(inline.pictures, inline.boxes, place)

    def _marks(self, element: Element) -> tuple[Style, Number | None]:
        """Return the style of a paragraph, with what it says itself, and its number."""
        properties = element.find(f"{W}pPr")
        named = None if properties is None else value(properties.find(f"{W}pStyle"))
        style = self._styles.of(named, self._styles.usual)
        own_id, own_level = numbering(properties)
        level = outline_level(properties)
        if level is not None:
            style = style._replace(level=level)
        identity = own_id or style.number_id
        if not identity:
            return style, None
        depth = own_level if own_level is not None else style.number_level
        if depth is None:
            depth = self._numbering.level_of_style(identity, named or "")
        return style, self._numbering.next(identity, depth)

    def _inline(self, element: Element, style: Style, place: str, away: str) -> Inline:
        """Read the content of a paragraph; what belongs to a table of contents is left out."""
        inline = self._text.read(element, style, place, away)
        if inline.contents:
            self._contents.append(inline.contents)
        if style.is_contents and inline.runs:
            self._contents.append("".join(run.text for run in inline.runs).strip())
            return inline._replace(runs=())
        return inline

    def _beside(self, pictures: Iterable[Picture], boxes: Iterable[Element], place: str) -> None:
        """Read what hangs on a paragraph or a table."""
        self.drafts += [Draft(one) for one in pictures]
        for box in boxes:
            self._gathered.guess(place, plain(box), "文本框里的文字，放在它所在的段落或表格之后")
            self.read(box, place)

    def _table(self, element: Element, place: str) -> None:
        layout = lay_out(element)
        if (layout.rows, len(layout.slots)) == (1, 1):
            (slot,) = layout.slots
            self._gathered.guess(place or f"表{self._tables + 1}", "", "只有一格的表，当作正文")
            self.read(slot.elements[0], place)
            return
        self._tables += 1
        place = f"表{self._tables}"
        for rows, reason in ((layout.hidden, HIDDEN), (layout.deleted, DELETED)):
            for row in rows:
                self._gathered.lose(place, plain(row), reason)
        cells: list[GridCell] = []
        aside = _Aside([], [], [])
        for slot in layout.slots:
            own = f"{place}第{slot.row + 1}行第{slot.column + 1}列"
            first, *covered = slot.elements
            text = self._cell(first, own, aside)
            for hidden in filter(None, map(plain, covered)):
                self._gathered.lose(own, hidden, "被合并的格子盖住的文字，没有导入")
            cells.append(GridCell(text, *slot[1:], own))
        self.drafts.append(Draft(Grid(tuple(cells), layout.rows, layout.columns, place=place)))
        self._beside(aside.pictures, aside.boxes, place)
        for table in aside.tables:
            self._gathered.guess(place, plain(table), "表中的表，放在外层的表之后")
            self._table(table, place)

    def _cell(self, cell: Element, place: str, aside: _Aside) -> str:
        """Return the text of a cell; what is no text in it goes aside."""
        lines: list[str] = []
        for element, away in _members(cell, ""):
            if local(element) == "tbl":
                aside.tables.append(element)
                continue
            style, number = self._marks(element)
            inline = self._inline(element, style, place, away)
            text = "".join(run.text for run in inline.runs).strip()
            lines.append((number.text if number else "") + text)
            aside.pictures.extend(inline.pictures)
            aside.boxes.extend(inline.boxes)
            for link in dict.fromkeys(run.link for run in inline.runs if run.link):
                self._gathered.lose(place, link, "表格里的链接，只留下文字")
        return "\n".join(lines).strip("\n")


class _Aside(NamedTuple):
    """What stands in the cells of a table and is no text."""

    pictures: list[Picture]
    boxes: list[Element]
    tables: list[Element]


def _running(part: Part) -> str:
    """Return the text above or below pages, with that of a watermark."""
    marks = (one.get("string", "") for one in inside(part.root) if local(one) == "textpath")
    return "\n".join(filter(None, (plain(part.root), *marks)))


def _members(container: Element | None, away: str) -> Iterator[tuple[Element, str]]:
    """Yield the paragraphs and tables in a part of the file, each with the reason why it is left
    out, if it is."""
    for child in () if container is None else shown(container):
        name = local(child)
        if name in {"p", "tbl"}:
            yield child, away
        elif name in _DELETED:
            yield from _members(child, away or DELETED)
        elif name == "sdt":
            gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            reason = _CONTENTS if value(gallery) == "Table of Contents" else ""
            yield from _members(child, away or reason or (HINT if is_hint(child) else ""))
        elif name in _WRAPPERS:
            yield from _members(child, away)


def _role(style: Style, number: Number | None) -> tuple[Role, int]:
    """Return the role of a paragraph and its level."""
    if style.role == "title":
        return "title", 0
    if style.level:
        return "heading", style.level
    if number and (number.is_bullet or number.is_plain):
        return "item" if number.is_bullet else "numbered", number.level + 1
    if style.role in {"quote", "signature", "caption"}:
        return style.role, 0
    return "text", 0


def _lines(runs: Iterable[Run]) -> Iterator[tuple[Run, ...]]:
    """Yield the lines of a paragraph that have a text, without spaces around them."""
    line: list[Run] = []
    for run in (*runs, Run("\n")):
        first, *others = run.text.split("\n")
        line.append(run._replace(text=first))
        for text in others:
            yield from filter(None, [_stripped(line)])
            line = [run._replace(text=text)]


def _stripped(line: Iterable[Run]) -> tuple[Run, ...]:
    runs = [run for run in line if run.text]
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while runs and not strip(runs[end].text):
            del runs[end]
        if runs:
            runs[end] = runs[end]._replace(text=strip(runs[end].text))
    return tuple(runs)


def _on_one_line(lines: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Join the lines of a heading or an item, with a space between words in Latin letters."""
    joined = [*lines[0]]
    for line in lines[1:]:
        if (joined[-1].text[-1] + line[0].text[0]).isascii():
            joined[-1] = joined[-1]._replace(text=joined[-1].text + " ")
        joined += line
    return tuple(joined)
