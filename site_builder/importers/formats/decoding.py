"""Decodes the text of a file by what its bytes can be, whatever the file says of itself."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from site_builder.importers.imported import Remark, Remarks, UnreadableFileError

_BOMS = (  # UTF-32 first: it begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4_000  # bytes that show whether half of them are zeros
_CHINESE = ("gb18030", "big5")
_DAMAGED = "编码有损坏，读不出来：请换一份完好的文件，或另存为 UTF-8"


def decoded(data: bytes, declared: Iterable[str] = ()) -> tuple[str, Remarks]:
    """Return the text of a file, and the guess that was made if it is not UTF-8. Line ends of any
    kind become line feeds.

    `declared` are encodings that the file names; they are tried after UTF-8, which no other text
    decodes as by chance. Raise UnreadableFileError if the bytes are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lines(_strict(data, encoding)), Remarks()
    for encoding in _candidates(data, declared):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding == "utf-8":
            return _lines(text), Remarks()
        said = Remark("全文", encoding.upper(), "文件不是 UTF-8，照这种编码读的")
        return _lines(text), Remarks(guesses=(said,))
    return _damaged(data)


def _candidates(data: bytes, declared: Iterable[str]) -> Iterator[str]:
    if wide := _without_bom(data[:_SAMPLE]):
        yield wide
    yield "utf-8"
    known = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5"}
    yield from (known[name] for one in declared if (name := one.lower()) in known)
    yield from _CHINESE


def _without_bom(sample: bytes) -> str:
    """Return which UTF-16 a text without a byte order mark is, or the empty string. Chinese text
    has line feeds, digits and spaces, whose upper bytes are zero; few lower bytes are."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 100 < len(sample) or min(even, odd) * 3 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            return _damaged(data)[0]
        raise UnreadableFileError(_DAMAGED) from error


def _damaged(data: bytes) -> tuple[str, Remarks]:
    """Return a text with some broken characters in it, which are shown as U+FFFD, in the encoding
    that breaks fewer. A text that was cut within a character is one."""
    texts = {encoding: data.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")}
    encoding = min(texts, key=lambda name: texts[name].count("\ufffd"))
    text = _lines(texts[encoding]).removeprefix("\ufeff")
    if "\0" in text or text.count("\ufffd") * 20 > len(text):
        raise UnreadableFileError(_DAMAGED)
    lost = tuple(
        Remark(f"第{number}行", line, f"有 {line.count(chr(0xFFFD))} 个字的编码有损坏，写成 \ufffd")
        for number, line in enumerate(text.split("\n"), 1)
        if "\ufffd" in line
    )
    said = Remark("全文", encoding.upper(), "编码有损坏，照这种编码读的")
    return text, Remarks(lost, (said,))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
