"""Reads the pages of a PDF with pdfplumber, one at a time, and puts their text together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from statistics import median
from typing import Any, NamedTuple

from site_builder.importers.formats.characters import odd_characters, tidy
from site_builder.importers.formats.gathered import Gathered
from site_builder.importers.formats.pdf.page import (
    Line,
    PageText,
    line_of,
    lines_of,
    read_characters,
)
from site_builder.importers.formats.pdf.paragraphs import goes_on, measure, paragraph
from site_builder.importers.formats.pdf.pictures import Pictures
from site_builder.importers.formats.pdf.running import Page, without_running
from site_builder.importers.formats.pdf.tables import RuledTable, ruled_tables, unruled_tables
from site_builder.importers.imported import Remarks, UnreadableFileError
from site_builder.model.limits import MOST_PDF_CHARACTERS, MOST_PDF_PAGES
from site_builder.model.manuscript import Block, Grid, Manuscript, Paragraph, Picture, Role, Run

_PASSWORD = "有密码：请用密码打开，打印或另存为没有密码的 PDF 再导入"
_BROKEN = "不是能读的 PDF 文件：请重新下载，或用能打开它的程序另存为 PDF 再导入"
_SCANNED = "是扫描图，没有文字层：请先做文字识别（OCR），或索取 Word 原稿再导入"
_NO_CODES = "字体没有文字编码，取不出文字：请先做文字识别（OCR），或索取 Word 原稿再导入"
_HEADINGS = {f"H{level}": level for level in range(1, 7)} | {"H": 1, "Title": 1}


class _Content(NamedTuple):
    """What is on a page: its lines outside of ruled tables, its ruled tables, its pictures with how
    far down they are, and its size."""

    number: int
    lines: tuple[Line, ...]
    tables: tuple[RuledTable, ...]
    pictures: tuple[tuple[float, Picture], ...]
    width: float
    height: float


def read_document(data: bytes, most: int = MOST_PDF_CHARACTERS) -> tuple[Manuscript, Remarks]:
    """Return the text of a PDF, and what was left out of it or read by a guess. Raise
    UnreadableFileError, also for a file with more than `most` characters."""
    gathered = Gathered()
    pages = [*_pages(data, most, gathered)]
    if not any(page.lines or page.tables for page in pages):
        raise UnreadableFileError(_SCANNED if pages else _BROKEN)
    running = [Page(page.lines, page.height) for page in pages]
    kept, lost = without_running(running)
    blocks = tuple(_ranked([*_blocks(pages, kept)]))
    changed = odd_characters(_texts(blocks))
    remarks = gathered.remarks + Remarks(lost) + changed
    return Manuscript(tuple(map(_tidy, blocks))), remarks


def _pages(data: bytes, most: int, gathered: Gathered) -> Iterator[_Content]:
    """Yield what is on each page, and say what is left out of it."""
    import pdfplumber

    try:
        file = pdfplumber.open(BytesIO(data))
        count = len(file.pages)
    except Exception as error:  # pdfminer lets through whatever a broken file causes
        _raise_if_too_large(error)
        locked = "Password" in f"{error!r}{error.__cause__!r}"
        raise UnreadableFileError(_PASSWORD if locked else _BROKEN) from error
    if count > MOST_PDF_PAGES:
        raise UnreadableFileError(
            f"有 {count} 页，超过 {MOST_PDF_PAGES} 页，没有读：请分成几个文件再导入"
        )
    _say_of_all(file.doc.catalog, gathered)
    reader = _PageReader(gathered, most, is_tagged="StructTreeRoot" in file.doc.catalog)
    for page in file.pages:
        try:
            yield reader.read(page)
        except UnreadableFileError:
            raise
        except Exception as error:
            _raise_if_too_large(error)
            raise UnreadableFileError(f"第{page.page_number}页读不出来，{_BROKEN}") from error
        page.close()


def _raise_if_too_large(error: Exception) -> None:
    """Raise MemoryError if that is what pdfplumber wraps."""
    if any(isinstance(one, MemoryError) for one in (error, error.__context__, *error.args)):
        raise MemoryError from error


def _say_of_all(catalog: Mapping[str, Any], gathered: Gathered) -> None:
    """Say what is left out of the file as a whole."""
    from pdfminer.pdftypes import resolve1

    try:
        names = resolve1(catalog.get("Names")) or {}
        form = resolve1(catalog.get("AcroForm")) or {}
        action = resolve1(catalog.get("OpenAction"))
        runs = isinstance(action, dict) and str(action.get("S")) == "/'JavaScript'"
        held = {
            "脚本，没有导入，也没有运行": "JavaScript" in names or runs,
            "附在 PDF 里的文件，没有导入": "EmbeddedFiles" in names,
            "表单里填写的内容，没有导入": bool(resolve1(form.get("Fields"))),
        }
    except Exception:  # a broken catalogue holds nothing
        return
    for reason, is_held in held.items():
        if is_held:
            gathered.lose("整个文件", "", reason)


class _PageReader:
    """Reads the pages of a file in order."""

    def __init__(self, gathered: Gathered, most: int, is_tagged: bool) -> None:
        self._gathered = gathered
        self._most = most
        self._is_tagged = is_tagged
        self._pictures = Pictures(gathered)
        self._characters = 0

    def read(self, page: Any) -> _Content:
        """Return what is on a page. Raise UnreadableFileError for too many characters so far."""
        place = f"第{page.page_number}页"
        headings = _headings(page.structure_tree) if self._is_tagged else {}
        text = read_characters(page, dict(headings))
        self._say_of_page(page, text, place)
        found = ruled_tables(page, text.characters, place)
        if found.is_crowded:
            self._gathered.guess(place, "", "线条太多，没有找其中的表格")
        lines = [
            line_of(line, f"{place}第{number}行")
            for number, line in enumerate(lines_of(found.rest), 1)
        ]
        pictures = self._pictures.of(page, place)
        size = float(page.width), float(page.height)
        return _Content(page.page_number, tuple(lines), found.tables, pictures, *size)

    def _say_of_page(self, page: Any, text: PageText, place: str) -> None:
        """Say what of a page is left out. Raise UnreadableFileError for too many characters."""
        self._characters += len(page.chars)
        if self._characters > self._most:
            raise UnreadableFileError(f"文字超过 {self._most:,} 个，没有读：请分成几个文件再导入")
        if text.unknown and not text.characters:
            raise UnreadableFileError(f"{place}的{_NO_CODES}")
        if text.unknown:
            reason = f"有 {text.unknown} 个字没有文字编码，没有导入"
            self._gathered.lose(place, "", reason)
        if text.askew:
            self._gathered.lose(place, text.askew, "转了方向的文字，没有导入")
        if page.images and not text.characters:
            self._gathered.lose(place, "", _SCANNED)
        for note in page.annots:
            if note.get("contents"):
                self._gathered.lose(place, str(note["contents"]), "批注，没有导入")


def _headings(tree: Sequence[Mapping[str, Any]], level: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the marked contents that are tagged as headings, with their levels."""
    for element in tree:
        own = level or _HEADINGS.get(str(element.get("type")), 0)
        if own:
            yield from ((number, own) for number in element.get("mcids", ()))
        yield from _headings(element.get("children", ()), own)


def _blocks(pages: Sequence[_Content], kept: Sequence[tuple[Line, ...]]) -> Iterator[Block]:
    """Yield the blocks of all pages in order; a paragraph that goes on over pages is one."""
    measured = measure(kept, median(page.width for page in pages))
    gathered: list[Line] = []
    of_page, is_last = 0, False
    for page, lines in zip(pages, kept, strict=True):
        items = _items(page, lines)
        for at, item in enumerate(items):
            is_next_page = of_page != page.number
            if not isinstance(item, Line):
                if gathered:
                    yield _paragraph(gathered, is_last)
                    gathered = []
                yield item.grid if isinstance(item, RuledTable) else item
                continue
            if gathered and not goes_on(gathered[-1], item, measured, is_next_page):
                yield _paragraph(gathered, is_last and is_next_page)
                gathered = []
            gathered.append(item)
            of_page, is_last = page.number, at == len(items) - 1
    if gathered:
        yield _paragraph(gathered, is_at_end=False)


def _items(page: _Content, lines: Sequence[Line]) -> list[Line | RuledTable | Picture]:
    """Return what is on a page from top to bottom."""
    found: list[tuple[float, Line | RuledTable | Picture]] = []
    place = f"第{page.number}页"
    for one in unruled_tables(lines, place, len(page.tables) + 1):
        found.append((one.top, one))
    found += [(table.top, table) for table in page.tables]
    found += page.pictures
    return [item for _, item in sorted(found, key=lambda one: one[0])]


def _paragraph(lines: Sequence[Line], is_at_end: bool) -> Paragraph:
    level = lines[0].heading
    role: tuple[Role, int] = ("heading", level) if level else ("text", 0)
    return paragraph(lines, is_at_end, role)


def _ranked(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks with the levels of their headings: a single one of the first level is the title,
    and those below are chapters."""
    levels = [one.level for one in blocks if isinstance(one, Paragraph) and one.level]
    has_title = levels[:1] == [1] and levels.count(1) == 1
    for block in blocks:
        if not has_title or not isinstance(block, Paragraph) or not block.level:
            yield block
        elif block.level == 1:
            yield block._replace(role="title", level=0)
        else:
            yield block._replace(level=block.level - 1)


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.place, block.text
        elif isinstance(block, Grid):
            yield from ((cell.place, cell.text) for cell in block.cells)


def _tidy(block: Block) -> Block:
    if isinstance(block, Paragraph):
        runs = (Run(tidy(run.text), run.bold, run.link) for run in block.runs)
        return block._replace(runs=tuple(run for run in runs if run.text))
    if isinstance(block, Grid):
        return block._replace(
            cells=tuple(cell._replace(text=tidy(cell.text)) for cell in block.cells)
        )
    return block
