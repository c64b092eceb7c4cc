"""PDF files made by hand, for tests."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
PRINTABLE = "".join(map(chr, range(32, 127)))


def file(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1; the first is the catalog."""
    data = b"%PDF-1.7\n"
    starts: list[int] = []
    for number, one in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R%b>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, trailer, len(data))
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data)


def packed(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[%b]" % (b"/FlateDecode" * times))


def pages(contents: Iterable[bytes], fonts: bytes, more: Sequence[bytes] = ()) -> bytes:
    """A file with a page for every stream. Its objects are 1 the catalog, 2 the list of the pages,
    then `more`, then a page and its content in turn; `fonts` may name those of `more`."""
    own: list[bytes] = []
    kids: list[bytes] = []
    for content in contents:
        number = 3 + len(more) + len(own)
        kids.append(b"%d 0 R" % number)
        own += (b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (number + 1), content)
    tree = (
        b"<</Type/Pages/Count %d/Kids[%b]/MediaBox[0 0 595 842]/Resources<</Font<</F %b>>>>>>"
        % (len(kids), b" ".join(kids), fonts)
    )
    return file([b"<</Type/Catalog/Pages 2 0 R>>", tree, *more, *own])


def latin(*lines: str) -> bytes:
    """A page with lines in a plain font."""
    shown = b"".join(b"(%b) Tj T* " % line.encode("ascii") for line in lines)
    return pages([packed(b"BT /F 12 Tf 14 TL 50 800 Td %b ET" % shown)], LATIN)


def chinese(*texts: Sequence[str]) -> bytes:
    """Pages with lines in a font that numbers its glyphs as it likes, as printing programs write
    it, and a table of the letters that they are for."""
    letters = sorted({letter for lines in texts for line in lines for letter in line})
    codes = {letter: number for number, letter in enumerate(letters, 3)}
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Song/Encoding/Identity-H/ToUnicode 4 0 R"
        b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Song/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
    )
    return pages(
        [packed(_shown(lines, codes)) for lines in texts], b"3 0 R", [font, packed(table(codes))]
    )


def table(codes: dict[str, int]) -> bytes:
    """Which glyph stands for which letters."""
    rows = "\n".join(f"<{c:04X}> <{x.encode('utf-16-be').hex()}>" for x, c in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    ).encode("ascii")


def _shown(lines: Iterable[str], codes: dict[str, int]) -> bytes:
    texts = ("".join(f"{codes[letter]:04X}" for letter in line) for line in lines)
    shown = " ".join(f"<{text}> Tj T*" for text in texts)
    return f"BT /F 12 Tf 14 TL 50 800 Td {shown} ET".encode("ascii")
