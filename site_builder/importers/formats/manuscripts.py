"""Reads a file of any format into a manuscript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from site_builder.importers.formats.file_kind import Kind, kind_of, office_suffix, other_suffix
from site_builder.importers.formats.libreoffice import converted
from site_builder.importers.imported import Remark, Remarks, UnreadableFileError
from site_builder.model.limits import MOST_IMPORTED_TEXT
from site_builder.model.manuscript import Grid, GridCell, Manuscript, Paragraph, Picture

Reader = Callable[[bytes], tuple[Manuscript, Remarks]]


def _reader(kind: Kind) -> Reader | None:
    """Return what reads a format. Its module, and the packages that this needs, are imported then,
    because most of them are not light."""
    if kind == "text":
        from site_builder.importers.formats.text.read import read_text as read
    elif kind == "markdown":
        from site_builder.importers.formats.markdown import read_markdown as read
    elif kind == "web page":
        from site_builder.importers.formats.web.read import read_web_page as read
    elif kind == "word":
        from site_builder.importers.formats.word.read import read_word as read
    elif kind == "pdf":
        from site_builder.importers.formats.pdf.read import read_pdf as read
    elif kind == "workbook":
        from site_builder.importers.formats.excel.read import read_sheets as read
    else:
        return None
    return read


def read_manuscript(data: bytes, name: str) -> tuple[Manuscript, Remarks]:
    """Return what is in a file with this name, and what was lost and guessed; a suffix of another
    format is a guess. Raise UnreadableFileError."""
    kind = kind_of(data, name)
    said = Remarks()
    if why := other_suffix(kind, name):
        said = Remarks(guesses=(Remark("全文", name, why),))
    if kind == "old office":
        data, _ = converted(data, office_suffix(data))
        kind = kind_of(data, name)
    if kind == "pdf":
        data = data[data.index(b"%PDF-") :]  # its places are counted from there
    read = _reader(kind)
    if read is None:
        raise UnreadableFileError("压缩包里还有压缩包：请先解压，再导入里面的文件")
    manuscript, remarks = read(data)
    if _length(manuscript) > MOST_IMPORTED_TEXT:
        most = MOST_IMPORTED_TEXT // 10_000
        raise UnreadableFileError(f"正文超过 {most} 万字，没有读：请分成几个文件再导入")
    return manuscript, said + remarks


def _length(manuscript: Manuscript) -> int:
    """Return the number of characters in the paragraphs and the tables of a manuscript."""
    pieces: Iterator[Paragraph | GridCell] = chain.from_iterable(
        block.cells if isinstance(block, Grid) else (block,)
        for block in manuscript.blocks
        if not isinstance(block, Picture)
    )
    return sum(len(piece.text) for piece in pieces)
