"""The words of PDF files: whole ones are read, and broken or hostile ones end quickly."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
import tracemalloc
from io import BytesIO

import pdfs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from site_builder.content.pdf_text import lines
from site_builder.text.pii import Found, identity_numbers, mobile_numbers

pytestmark = pytest.mark.interpreter

MOST = 8_000_000
IDENTITY = "11010519491231002X"  # the example of the standard itself
WHOLE = pdfs.chinese(["机密★10年", "关于开展检查的通知"], ["姓名 证号", f"张某 {IDENTITY}"])
SHOWN = b"BT /F 12 Tf 14 TL 50 800 Td (abc) Tj ET "
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
# A font that numbers its glyphs; the letters are object 4.
COMPOSITE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 4 0 R"
    b"/DescendantFonts[<</Subtype/CIDFontType2>>]>>"
)


def texts(data: bytes, most: int = MOST) -> list[str]:
    return [text for _, text in lines(data, most)[0]]


def numbers(data: bytes) -> list[Found]:
    return [
        number
        for text in texts(data)
        for number in (*identity_numbers(text), *mobile_numbers(text))
    ]


def test_lines_come_with_their_pages() -> None:
    assert lines(WHOLE, MOST)[0] == [
        (1, "机密★10年"),
        (1, "关于开展检查的通知"),
        (2, "姓名 证号"),
        (2, f"张某 {IDENTITY}"),
    ]


def test_a_plain_font_is_read_too() -> None:
    assert texts(pdfs.latin("ID", IDENTITY)) == ["ID", IDENTITY]


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [("GBK-EUC-H", "gbk"), ("GBK2K-H", "gb18030"), ("UniGB-UTF16-H", "utf-16-be")],
)
def test_a_font_of_a_known_encoding_needs_no_table(encoding: str, codec: str) -> None:
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/%b/DescendantFonts"
        b"[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000>>]>>"
    )
    text = "机密★10年".encode(codec).hex().encode("ascii")
    content = pdfs.stream(b"BT /F 12 Tf 50 800 Td <%b> Tj ET" % text)

    assert texts(pdfs.pages([content], font % encoding.encode("ascii"))) == ["机密★10年"]


@pytest.mark.parametrize(
    "shown",
    [
        " ".join(f"({digit}) Tj 30 0 Td" for digit in IDENTITY),
        "[" + " -700 ".join(f"({digit})" for digit in IDENTITY) + "] TJ",
        "12 Tc (11010519491231002X) Tj",
        " ".join(f"({digit}) Tj 7 0 Td" for digit in IDENTITY),
        "(110105) Tj 0 0 Td (19491231) Tj (002X) Tj",
        "(13812345678) Tj",
        " ".join(f"({digit}) Tj 30 0 Td" for digit in "13812345678"),
        " ".join(f"(  {digit} ) Tj 40 0 Td" for digit in "13812345678"),
    ],
)
def test_a_number_is_found_however_its_digits_are_set(shown: str) -> None:
    content = pdfs.stream(f"BT /F 12 Tf 20 800 Td {shown} ET".encode("ascii"))

    assert len(numbers(pdfs.pages([content], pdfs.LATIN))) == 1


@pytest.mark.parametrize(
    "row", ["1 3 8 0 0 0 0", "1 3 8 0 0 0 0 0 12 0 0", "10 1 3 8 1 2 3 4 5 6 7 8"]
)
def test_figures_of_a_table_stay_apart(row: str) -> None:
    assert texts(pdfs.latin(row)) == [row]


def test_radicals_are_read_as_the_letters_they_stand_for() -> None:
    assert texts(pdfs.chinese(["此⽂件不予公开"])) == ["此文件不予公开"]


def test_words_of_a_form_are_read() -> None:
    form = pdfs.stream(SHOWN, b"/Subtype/Form/Resources<</Font<</F %b>>>>" % pdfs.LATIN)
    page = b"<</Type/Page/Contents 5 0 R/Resources<</XObject<</X 3 0 R>>>>>>"
    tree = b"<</Type/Pages/Kids[4 0 R]/Count 1>>"

    assert texts(pdfs.file([CATALOG, tree, form, page, pdfs.stream(b"/X Do")])) == ["abc"]


def test_a_file_that_keeps_its_objects_packed_is_read() -> None:
    packed = pdfs.packed(b"1 0 2 30" + b" " * 12 + CATALOG.ljust(30) + b"<</Kids[3 0 R]>>")
    packed = packed.replace(b"<<", b"<</Type/ObjStm/N 2/First 20", 1)
    page = b"<</Type/Page/Contents 4 0 R/Resources<</Font<</F %b>>>>>>" % pdfs.LATIN
    data, starts = b"%PDF-1.7\n", [0]
    for number, one in ((3, page), (4, pdfs.stream(SHOWN)), (5, packed)):
        starts.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    rows = [(0, 0, 255), (2, 5, 0), (2, 5, 1), *((1, start, 0) for start in starts[1:])]
    table = b"".join(bytes((k, at >> 8, at & 255, of)) for k, at, of in [*rows, (1, len(data), 0)])
    entries = b"/Type/XRef/Size 7/W[1 2 1]/Root 1 0 R"
    data += b"6 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF" % (
        pdfs.stream(table, entries),
        len(data),
    )

    assert texts(data) == ["abc"]


def test_a_page_that_is_broken_leaves_the_others() -> None:
    contents = [pdfs.stream(SHOWN), pdfs.stream(b"/F 12 Tf [ ( " * 9), pdfs.stream(SHOWN)]

    assert lines(pdfs.pages(contents, pdfs.LATIN), MOST)[0] == [(1, "abc"), (3, "abc")]


def test_words_that_are_only_covered_are_read() -> None:
    content = pdfs.stream(SHOWN + b"0 g 0 0 595 842 re f")

    assert texts(pdfs.pages([content], pdfs.LATIN)) == ["abc"]


def test_a_file_that_is_locked_has_no_words() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(WHOLE)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)

    assert texts(file.getvalue()) == []


def test_a_scan_has_no_words() -> None:
    image = pdfs.stream(b"\0" * 100, b"/Subtype/Image/Width 10/Height 10/Filter/JBIG2Decode")
    page = b"<</Type/Page/Contents 5 0 R/Resources<</XObject<</X 3 0 R>>>>>>"
    tree = b"<</Type/Pages/Kids[4 0 R]/Count 1>>"

    assert texts(pdfs.file([CATALOG, tree, image, page, pdfs.stream(b"/X Do")])) == []


def test_no_more_words_and_pages_are_read_than_fit() -> None:
    assert texts(WHOLE, 10) == ["机密★10年"]
    found, whole = lines(pdfs.pages([pdfs.stream(SHOWN)] * 300, pdfs.LATIN), MOST)

    assert (len(found), whole) == (200, False)


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        lines(WHOLE[:-200], MOST)
        lines(WHOLE.replace(b"/Contents", b"/Contexts"), MOST)

    assert not caplog.records


def test_the_library_for_pdf_is_imported_only_if_there_is_one() -> None:
    program = "import sys, site_builder.cli.main, site_builder.build; "
    program += "import site_builder.content.reader as r; "
    program += "from site_builder.content.office_text import extract_text; "
    program += "extract_text('a.pdf', b'PK'); "

    subprocess.run(
        [sys.executable, "-c", program + "assert 'pypdf' not in sys.modules"], check=True
    )


def xref(entries: bytes) -> bytes:
    return pdfs.latin("abc").replace(b"/Root 1 0 R", b"/Root 1 0 R" + entries)


def tree(*nodes: bytes) -> bytes:
    return pdfs.file([CATALOG, *nodes])


def forms(depth: int, width: int) -> bytes:
    """Forms that show the next one so many times."""
    own = [
        pdfs.stream(
            b"/X Do " * width,
            b"/Subtype/Form/Resources<</Font<</F %b>>/XObject<</X %d 0 R>>>>"
            % (pdfs.LATIN, number + 1),
        )
        for number in range(5, 5 + depth)
    ]
    page = b"<</Type/Page/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    return tree(b"<</Type/Pages/Kids[3 0 R]>>", page, pdfs.stream(b"/X Do " * width), *own)


def mapped(table: bytes, shown: bytes = SHOWN, pages: int = 1) -> bytes:
    return pdfs.pages([pdfs.packed(shown)] * pages, b"3 0 R", [COMPOSITE, pdfs.packed(table)])


def one_page(content: bytes) -> bytes:
    return pdfs.pages([content], pdfs.LATIN)


def filtered(name: bytes, data: bytes) -> bytes:
    return one_page(pdfs.stream(data, b"/Filter" + name))


HOSTILE = {
    "a bomb": one_page(pdfs.packed(b" " * 20_000_000)),
    "bombs": pdfs.pages([pdfs.packed(b" " * 7_900_000)] * 40, pdfs.LATIN),
    "a bomb in a bomb": one_page(pdfs.packed(b"\0" * 20_000_000, 3)),
    "a bomb of letters": one_page(pdfs.packed(b"BT /F 9 Tf " + b"(a)' " * 1_000_000)),
    "lines on end": one_page(pdfs.packed(b"BT /F 9 Tf 9 TL " + b"(a)' " * 200_000)),
    "a long text and many short": one_page(
        pdfs.packed(b"BT /F 9 Tf 9 TL (" + b"a" * 900_000 + b") Tj " + b"(a)' " * 100_000)
    ),
    "a letter that is many": mapped(
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <0041> <"
        + b"0041" * 20_000
        + b"> endbfchar endcmap",
        b"BT /F 12 Tf (" + b"\0A" * 200_000 + b") Tj ET",
    ),
    "a range of letters without end": mapped(
        b"begincmap 9 beginbfrange\n" + b"<0000> <FFFFFFFF> <0000>\n" * 9 + b"endbfrange endcmap"
    ),
    "many ranges of letters": mapped(
        b"begincmap 9 beginbfrange\n" + b"<0000> <FFFF> <0000>\n" * 99_999 + b"endbfrange endcmap"
    ),
    "a large font on every page": mapped(
        pdfs.table({chr(0x4E00 + number): number for number in range(9_000)}), SHOWN, 200
    ),
    "many fonts on every page": pdfs.pages(
        [pdfs.stream(SHOWN)] * 100,
        pdfs.LATIN + b"".join(b"/G%d 3 0 R" % number for number in range(1_000)),
        [pdfs.LATIN],
    ),
    "forms in forms": forms(20, 10),
    "a form in itself": forms(1, 500).replace(b"/X 6 0 R", b"/X 5 0 R"),
    "a deep tree": tree(*(b"<</Type/Pages/Kids[%d 0 R]>>" % n for n in range(3, 3000))),
    "a tree that doubles": tree(
        *(b"<</Type/Pages/Kids[%d 0 R %d 0 R]>>" % (n, n) for n in range(3, 60))
    ),
    "a tree in itself": tree(b"<</Type/Pages/Count 99999999999/Kids[2 0 R 3 0 R]>>", b"2 0 R"),
    "a name of itself": tree(b"2 0 R"),
    "names in a ring": tree(b"3 0 R", b"2 0 R"),
    "objects that are not there": tree(
        b"<</Type/Pages/Kids[%b]>>" % b" ".join(b"%d 0 R" % n for n in range(100, 9000)),
        pdfs.stream(b"x " * 50_000),
    ),
    "streams over each other": tree(
        b"<</Type/Pages/Kids[%b]>>" % b" ".join(b"%d 0 R" % n for n in range(3, 900)),
        *(b"<</Length 4000000>>stream\n" for _ in range(3, 900)),
        b"x" * 5_000_000,
    ),
    "a length that is its own": tree(
        b"<</Type/Pages/Kids[3 0 R]>>",
        b"<</Type/Page/Contents 4 0 R>>",
        b"<</Length 4 0 R>>stream\n",
    ),
    "tables in a ring": xref(b"/Prev %d" % pdfs.latin("abc").rindex(b"xref\n0")),
    "a table of too many": xref(b"").replace(b"xref\n0 6", b"xref\n0 999999999"),
    "no table, and too many objects": xref(b"").replace(b"/Size 6", b"/Size 99999999")[:-40],
    "arrays in arrays": one_page(pdfs.packed(b"[" * 100_000)),
    "dictionaries in dictionaries": tree(b"<</A" * 50_000),
    "a comment": one_page(pdfs.packed(b"%" * 4_000_000)),
    "a text without end": one_page(pdfs.packed(b"(" + b"\\n" * 1_000_000)),
    "a name without end": one_page(pdfs.packed(b"/" + b"#41" * 1_000_000)),
    "pictures in the text": one_page(pdfs.packed(b"BI /W 1 /H 1 /F /DCT ID " * 50_000)),
    "digits": b"%PDF-1.7\n" + b"1" * 1_000_000,
    "objects on end": b"%PDF-1.7\n" + b"1 0 obj " * 500_000,
    "run lengths": filtered(b"/RunLengthDecode", b"\x81 " * 1_000_000 + b"\x80"),
    "zeros": filtered(b"/ASCII85Decode", b"z" * 1_000_000 + b"~>"),
    "not what it says": filtered(b"/FlateDecode", bytes(range(256)) * 4_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_quickly(name: str) -> None:
    begun = time.process_time()
    lines(HOSTILE[name], MOST)

    assert time.process_time() - begun < 5  # a second, on a machine with nothing else to do


@pytest.mark.parametrize("name", ["bombs", "a letter that is many", "streams over each other"])
def test_a_hostile_file_takes_little_memory(name: str) -> None:
    tracemalloc.start()
    try:
        lines(HOSTILE[name], MOST)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 150_000_000


def test_what_is_counted_does_not_depend_on_what_was_read_before() -> None:
    file = HOSTILE["forms in forms"]
    first = lines(file, MOST)
    lines(WHOLE, MOST)

    assert lines(file, MOST) == first


@pytest.mark.parametrize("whole", [WHOLE, pdfs.latin("abc")])
def test_a_file_may_end_anywhere(whole: bytes) -> None:
    for end in range(0, len(whole), 7):
        lines(whole[:end], MOST)


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(WHOLE)),
            st.integers(0, 12),
            st.binary(max_size=3)
            | st.sampled_from(
                [
                    b"0 R",
                    b"1 0 R",
                    b"3 0 R",
                    b"<<",
                    b">>",
                    b"[",
                    b"obj",
                    b"stream",
                    b"99999999",
                    b"-1",
                ]
            ),
        ),
        max_size=6,
    )
)
def test_a_file_may_be_damaged_anywhere(damages: list[tuple[int, int, bytes]]) -> None:
    data = WHOLE
    for place, length, other in damages:
        data = data[:place] + other + data[place + length :]

    lines(data, MOST)


@given(st.binary())
def test_any_content_of_a_page_can_be_read(content: bytes) -> None:
    lines(one_page(pdfs.stream(content)), MOST)
