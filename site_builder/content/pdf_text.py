"""Extracts the text of a PDF, page by page and line by line.

The file may be hostile: pypdf limits single resources, and this module limits the total work. Work
is counted and not time, so that a file yields the same text on every machine. pypdf is slow to
import; this module is imported only if there is a PDF.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from io import BytesIO
from itertools import islice
from typing import Any

from pypdf import Configuration, PageObject, PdfReader, apply_configuration
from pypdf.generic import IndirectObject, PdfObject, StreamObject

from site_builder.text.patterns import regex

_MOST_PAGES = 200
_MOST_UNPACKED = 8_000_000  # bytes of one stream, and of all streams of a page
# Work is the number of bytes decompressed and read, counted each time. A page of a long table takes
# 140,000; a million takes about half a second.
_WORK_OF_ANY = 2_000_000
_WORK_OF_A_BYTE = 20
_WORK_OF_A_DICTIONARY = 150  # because it may be a font
_MOST_WORK = 50_000_000
_LIMITS = Configuration(
    maximum_declared_stream_length=20_000_000,
    array_based_stream_maximum_output_length=_MOST_UNPACKED,
    lzw_maximum_output_length=_MOST_UNPACKED,
    run_length_maximum_output_length=_MOST_UNPACKED,
    zlib_maximum_output_length=_MOST_UNPACKED,
    brotli_maximum_output_length=_MOST_UNPACKED,
    zlib_maximum_recovery_input_length=100_000,
    stream_filters_maximum_length=4,
    stream_decoding_work_maximum_length=3 * _MOST_UNPACKED,
    stream_parsing_work_maximum_count=300_000,
    page_tree_maximum_entries=10_000,
    page_tree_maximum_page_entries=200_000,
    xform_maximum_invocations_per_extraction=1_000,
    jbig2dec_binary=None,
)
_MOST_OBJECTS = 200_000

_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
_MAPPING = b"beginbf"  # in a ToUnicode character map
_CODES = regex(rb"<[^<>]*>")
_CODE = 6  # bytes of one character in such a map, "<4E2D>"
_RADICALS = regex("[\u2e80-\u2fdf]")
# Widely spaced glyphs are extracted with spaces between them; a run of single digits with one of
# these lengths may be the number of a person, a phone or a bank card.
_APART = regex(r"(?<![0-9A-Za-z])(?<![0-9A-Za-z] )[0-9](?: [0-9])+(?: [Xx])?(?! ?[0-9A-Za-z])")
_LENGTHS = frozenset({11, 16, 17, 18, 19})
_SPACES = regex(r"[ \xa0\t]+")

# Warnings of pypdf about a file are of no use to those who build a site.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


class _SpentError(BaseException):
    """The work limit is exceeded. Not an Exception, because pypdf catches those and continues."""


class _File(BytesIO):
    """A file with a limit of work. `spend` raises _SpentError when it is exceeded."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._size = len(data)
        self._room = min(_MOST_WORK, _WORK_OF_ANY + _WORK_OF_A_BYTE * len(data))

    def spend(self, work: int) -> None:
        self._room -= work
        if self._room < 0:
            raise _SpentError

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.spend(1 + (len(data) >> 2))
        return data

    def getbuffer(self) -> memoryview:  # called to search the whole file for an object
        self.spend(self._size >> 4)
        return super().getbuffer()


class _Reader(PdfReader):
    """A reader that counts the work for every object each time it is used."""

    def __init__(self, file: _File) -> None:
        self._file = file
        self._works: dict[int, tuple[PdfObject, int]] = {}
        self._expansion = 1  # the most characters that one code may map to
        super().__init__(
            file, root_object_recovery_limit=1_000, xref_stream_maximum_entries=_MOST_OBJECTS
        )

    def get_object(self, indirect_reference: int | IndirectObject) -> PdfObject | None:
        found = super().get_object(indirect_reference)
        if found is not None:
            if id(found) not in self._works:
                self._works[id(found)] = found, self._work(found)
            self._file.spend(self._works[id(found)][1])
        return found

    def text(self, page: PageObject) -> str:
        """Return the text of a page. pypdf appends to a string, which copies it: the work for many
        short texts is their number times the length so far."""
        self._file.spend(_work_of(page))
        letters = 0

        def visit(operator: bytes, operands: list[Any], *_: object) -> None:
            nonlocal letters
            if operator in _SHOWING and operands:
                texts = operands[0] if isinstance(operands[0], list) else operands
                shown = sum(len(text) for text in texts if isinstance(text, (str, bytes)))
                letters += shown * self._expansion
                self._file.spend(shown * self._expansion + len(texts) * (letters >> 8))

        return page.extract_text(visitor_operand_before=visit)

    def _work(self, found: PdfObject) -> int:
        work = _work_of(found)
        if isinstance(found, StreamObject) and found.get("/Subtype") != "/Image":
            data = found.get_data()
            work += len(data)
            if _MAPPING in data:
                longest = max(map(len, _CODES.findall(data)), default=_CODE)
                self._expansion = max(self._expansion, longest // _CODE)
        return work


def lines(data: bytes, most: int) -> tuple[list[tuple[int, str]], bool]:
    """Return the lines of text of a PDF, each with the number of its page (from 1), with at most
    `most` characters in total, and whether no limit was reached.

    An encrypted or broken file yields no lines; a file that exceeds the work limit yields the lines
    up to that point.
    """
    found: list[tuple[int, str]] = []
    try:
        with apply_configuration(_LIMITS):
            return found, _collect(_Reader(_File(data)), most, found)
    except _SpentError:
        return found, False
    except Exception:  # pypdf raises many kinds for broken files
        return found, True


def _collect(reader: _Reader, most: int, found: list[tuple[int, str]]) -> bool:
    """Append the lines to `found`; return whether these are all."""
    if reader.is_encrypted:
        return True
    for number, page in enumerate(islice(reader.pages, _MOST_PAGES), 1):
        try:
            text = reader.text(page)
        except Exception:  # the other pages may be intact
            continue
        for line in text.splitlines():
            if cleaned := _cleaned(line):
                most -= len(cleaned)
                if most < 0:
                    return False
                found.append((number, cleaned))
    return len(reader.pages) <= _MOST_PAGES


def _cleaned(line: str) -> str:
    """Undo artefacts of extraction: radicals instead of characters, spaces between digits."""
    line = _RADICALS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), line)
    return _APART.sub(_closed_up, _SPACES.sub(" ", line).strip())


def _closed_up(match: re.Match[str]) -> str:
    digits = match[0].replace(" ", "")
    return digits if len(digits) in _LENGTHS else match[0]


def _work_of(found: PdfObject) -> int:
    """Return the work for an object itself, without the objects that it refers to."""
    work, rest = 0, [found]
    while rest:
        one = rest.pop()
        work += 1
        if isinstance(one, dict):
            work += _WORK_OF_A_DICTIONARY
            rest.extend(dict.values(one))
        elif isinstance(one, list):
            rest.extend(list.__iter__(one))
    return work
