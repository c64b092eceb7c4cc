"""Extracts the text of attachments: plain text, Word (.docx), Excel (.xlsx) and PDF.

A file that cannot be read, is too large or decompresses to too much yields no text. XML is searched
with regular expressions and not parsed, so entities and external references have no effect.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from site_builder.model.source import TextSpan
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from zipfile import ZipFile

LARGEST = 20_000_000  # bytes of a file
_MOST_UNPACKED = 32_000_000  # bytes of all decompressed parts of a file
_MOST_RATIO = 400  # of decompressed to compressed size; enough for a long list of zeros
_MOST_TEXT = 8_000_000  # characters

_READABLE = frozenset({0, 8})  # compression methods: stored, deflated
_TEXTS = frozenset({".txt", ".csv"})
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
    return PurePosixPath(path).suffix.lower() in _TEXTS | _OFFICE | {_PDF}


def extract_text(path: str, data: bytes) -> tuple[TextSpan, ...]:
    """Return the text of a file as spans; empty if its content does not match its name."""
    ending = PurePosixPath(path).suffix.lower()
    if ending in _TEXTS:
        lines = enumerate(_decoded(data).splitlines(), 1)
        return tuple(
            TextSpan(text, f"第{number}行", number) for number, text in lines if text.strip()
        )
    if ending == _PDF:
        return _of_pdf(data)
    if not data.startswith(b"PK"):
        return ()
    from zipfile import BadZipFile, ZipFile  # slow to import, rarely needed

    try:
        return tuple(_of_office(ZipFile(BytesIO(data))))
    except (BadZipFile, *_SPOILT, *_SPOILT_DEEPER):
        return ()


def _of_pdf(data: bytes) -> tuple[TextSpan, ...]:
    if _PDF_BEGINS not in data[:_PDF_HEAD]:
        return ()
    from site_builder.content import pdf_text as pdf  # slow to import, rarely needed

    return tuple(TextSpan(text, f"第{page}页") for page, text in pdf.lines(data, _MOST_TEXT))


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
    strings = _strings(parts.get(_STRINGS_PART, ""))
    room = _MOST_TEXT
    for name, xml in parts.items():
        sheet = _SHEET_PART.fullmatch(name)
        spans = _rows(xml, sheet[1], strings) if sheet else _paragraphs(xml)
        for span in spans if name != _STRINGS_PART else ():
            room -= len(span.text)
            if room < 0:
                return
            yield span


def _parts(file: ZipFile) -> dict[str, str]:
    """Return the XML of the parts with text, in the order of their names; empty if the file
    decompresses to too much. No more than the declared size of a part is read, plus one byte."""
    parts: dict[str, str] = {}
    room = _MOST_UNPACKED
    for info in sorted(file.infolist(), key=lambda part: (len(part.filename), part.filename)):
        name = info.filename
        if not (_WORD_PART.fullmatch(name) or _SHEET_PART.fullmatch(name) or name == _STRINGS_PART):
            continue
        too_much = info.file_size > room or info.file_size > _MOST_RATIO * (info.compress_size + 99)
        if too_much or info.compress_type not in _READABLE or info.flag_bits & 1:
            return {}
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


def _strings(xml: str) -> list[str]:
    """Return the shared strings of a workbook."""
    return ["".join(map(unescape, _TEXT.findall(item))) for item in _ITEM.split(xml)[1:]]


def _rows(xml: str, sheet: str, strings: list[str]) -> Iterator[TextSpan]:
    """Yield the rows of a worksheet. The XML is split where rows and cells begin and not matched up
    to their ends, so the time is linear even for broken files."""
    for at, row in enumerate(_ROW.split(xml)[1:], 1):
        attributes, _, inner = row.partition(">")
        number = _NUMBER.search(attributes)
        cells = [_cell(cell, strings) for cell in _CELL.split(inner)[1:]]
        if text := "\t".join(filter(None, cells)):
            yield TextSpan(text, f"第{sheet}张工作表第{number[1] if number else at}行")


def _cell(cell: str, strings: list[str]) -> str:
    attributes, _, inner = cell.partition(">")
    value = _VALUE.search(inner)
    if value is None:
        return "".join(map(unescape, _TEXT.findall(inner)))
    if _SHARED.search(attributes):
        return strings[int(value[1])]
    return unescape(value[1])
