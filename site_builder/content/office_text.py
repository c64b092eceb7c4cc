"""Extracts the text of attachments: plain text, Word (.docx), Excel (.xlsx) and PDF.

A file that cannot be read yields no text. One with too much of it yields a part, and is marked as
not whole. XML is searched with regular expressions and not parsed, so entities and external
references have no effect.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from site_builder.model.limits import (
    LARGEST_UNPACKED,
    LONGEST_REPEATED_STRING,
    MOST_EXPANSION,
    MOST_SEARCHED_SPANS,
    MOST_SEARCHED_TEXT,
)
from site_builder.model.source import TextSpan
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from zipfile import ZipFile

_READABLE = frozenset({0, 8})  # compression methods: stored, deflated
TEXTS = frozenset({".txt", ".csv"})
_OFFICE = frozenset({".docx", ".xlsx"})
_PDF = ".pdf"
_PDF_BEGINS = b"%PDF-"  # anywhere in the first kilobyte
_PDF_HEAD = 1024
_SPOILT = (NotImplementedError, RuntimeError, EOFError, ValueError, OSError)
_SPOILT_DEEPER = (zlib.error, struct.error, KeyError, IndexError, OverflowError)

_WORD_PART = regex(r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
_SHEET_PART = regex(r"xl/worksheets/sheet(\d+)\.xml")
_STRINGS_PART = "xl/sharedStrings.xml"
# A text, a tab or break, the end of a paragraph; with any namespace prefix.
_IN_WORD = regex(
    r"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<|<(?:\w+:)?(tab|br|cr)(?:\s[^<>]*)?/?>|</(?:\w+:)?(p)>"
)
_ITEM = regex(r"<(?:\w+:)?si(?=[\s/>])")
_TEXT = regex(r"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<")
_ROW = regex(r"<(?:\w+:)?row(?=[\s/>])")
_CELL = regex(r"<(?:\w+:)?c(?=[\s/>])")
_VALUE = regex(r"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)<")
_NUMBER = regex(r"""\br=["'](\d+)["']""")
_SHARED = regex(r"""\bt=["']s["']""")


def has_text(path: str) -> bool:
    """Whether text can be extracted from a file of this name."""
    return PurePosixPath(path).suffix.lower() in TEXTS | _OFFICE | {_PDF}


class ExtractedText(NamedTuple):
    """The text of a file, and whether that is all of it: false if a limit was reached."""

    spans: tuple[TextSpan, ...] = ()
    whole: bool = True


class _TooMuchError(Exception):
    """A file decompresses to more than is read."""


def extract_text(path: str, data: bytes) -> ExtractedText:
    """Return the text of a file; none if its content does not match its name. That of a text file
    is one span."""
    ending = PurePosixPath(path).suffix.lower()
    if ending in TEXTS:
        text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
        spans = (TextSpan(text[:MOST_SEARCHED_TEXT], "", 1),) if text.strip() else ()
        return ExtractedText(spans, len(text) <= MOST_SEARCHED_TEXT)
    if ending == _PDF:
        return _of_pdf(data)
    if not data.startswith(b"PK"):
        return ExtractedText()
    from zipfile import BadZipFile, ZipFile  # slow to import, rarely needed

    try:
        return _limited(_of_office(ZipFile(BytesIO(data))))
    except _TooMuchError:
        return ExtractedText(whole=False)
    except (BadZipFile, *_SPOILT, *_SPOILT_DEEPER):
        return ExtractedText()


def _limited(spans: Iterator[TextSpan]) -> ExtractedText:
    """Return as many spans as the limits allow."""
    found: list[TextSpan] = []
    room = MOST_SEARCHED_TEXT
    for span in spans:
        room -= len(span.text)
        if room < 0 or len(found) == MOST_SEARCHED_SPANS:
            return ExtractedText(tuple(found), whole=False)
        found.append(span)
    return ExtractedText(tuple(found))


def _of_pdf(data: bytes) -> ExtractedText:
    if _PDF_BEGINS not in data[:_PDF_HEAD]:
        return ExtractedText()
    from site_builder.content import pdf_text as pdf  # slow to import, rarely needed

    found, whole = pdf.lines(data, MOST_SEARCHED_TEXT)
    text = _limited(TextSpan(text, f"第{page}页") for page, text in found)
    return ExtractedText(text.spans, whole and text.whole)


def _decoded(data: bytes) -> str:
    """Decode UTF-16 with a BOM, UTF-8 or GB18030; undecodable bytes become U+FFFD."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _of_office(file: ZipFile) -> Iterator[TextSpan]:
    parts = _parts(file)
    strings = _Strings(parts.pop(_STRINGS_PART, ""))
    for name, xml in parts.items():
        sheet = _SHEET_PART.fullmatch(name)
        yield from _rows(xml, sheet[1], strings) if sheet else _paragraphs(xml)


def _parts(file: ZipFile) -> dict[str, str]:
    """Return the XML of the parts with text, in the order of their names. No more than the declared
    size of a part is read, plus one byte. Raise _TooMuchError if they decompress to too much."""
    parts: dict[str, str] = {}
    room = LARGEST_UNPACKED
    for info in sorted(file.infolist(), key=lambda part: (len(part.filename), part.filename)):
        name = info.filename
        if not (_WORD_PART.fullmatch(name) or _SHEET_PART.fullmatch(name) or name == _STRINGS_PART):
            continue
        if info.compress_type not in _READABLE or info.flag_bits & 1:
            return {}
        if info.file_size > min(room, MOST_EXPANSION * (info.compress_size + 99)):
            raise _TooMuchError
        with file.open(info) as part:
            data = part.read(info.file_size + 1)
        room -= len(data)
        parts[name] = _decoded(data)
    return parts


def _paragraphs(xml: str) -> Iterator[TextSpan]:
    parts: list[str] = []
    number = 0
    for match in _IN_WORD.finditer(xml):
        if match[3]:
            number += 1
            if text := "".join(parts).strip():
                yield TextSpan(text, f"第{number}段")
            parts.clear()
        else:
            parts.append("\t" if match[2] else unescape(match[1]))


class _Strings:
    """The shared strings of a workbook. A long one is returned once only, so that the time to
    search it does not depend on the number of its uses."""

    def __init__(self, xml: str) -> None:
        items = ("".join(map(unescape, _TEXT.findall(item))) for item in _after_each(_ITEM, xml))
        self._items = [*items]

    def take(self, number: int) -> str:
        """Return a string, by its number from 0."""
        text = self._items[number]
        if len(text) > LONGEST_REPEATED_STRING:
            self._items[number] = ""
        return text


def _after_each(pattern: re.Pattern[str], xml: str) -> Iterator[str]:
    """Yield the text between each match of a pattern and the next one, or the end."""
    begin = -1
    for match in pattern.finditer(xml):
        if begin >= 0:
            yield xml[begin : match.start()]
        begin = match.end()
    if begin >= 0:
        yield xml[begin:]


def _rows(xml: str, sheet: str, strings: _Strings) -> Iterator[TextSpan]:
    """Yield the rows of a worksheet. The XML is split where rows and cells begin and not matched up
    to their ends, so the time is linear even for broken files."""
    for at, row in enumerate(_after_each(_ROW, xml), 1):
        attributes, _, inner = row.partition(">")
        number = _NUMBER.search(attributes)
        cells = (_cell(cell, strings) for cell in _after_each(_CELL, inner))
        if text := "\t".join(filter(None, cells)):
            yield TextSpan(text, f"第{sheet}张工作表第{number[1] if number else at}行")


def _cell(cell: str, strings: _Strings) -> str:
    attributes, _, inner = cell.partition(">")
    value = _VALUE.search(inner)
    if value is None:
        return "".join(map(unescape, _TEXT.findall(inner)))
    if _SHARED.search(attributes):
        return strings.take(int(value[1]))
    return unescape(value[1])
