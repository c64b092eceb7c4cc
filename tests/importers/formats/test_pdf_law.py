"""Laws of reading PDF files: nothing of the text layer is lost without a word, however the text is
set; and files that are refused, each with a clear message."""

from __future__ import annotations

import zlib
from collections import Counter
from contextlib import suppress
from io import BytesIO
from random import Random

import pdfs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from weasyprint import HTML

from site_builder.importers.formats.pdf.document import read_document
from site_builder.importers.formats.pdf.read import read_pdf
from site_builder.importers.imported import UnreadableFileError
from site_builder.model.limits import MOST_PDF_PAGES
from site_builder.model.manuscript import Grid, Manuscript, Paragraph

STYLE = (
    "@page{size:300px 260px;margin:30px}p,td{font:14px 'Noto Sans CJK SC';margin:0}"
    "table{border-collapse:collapse}"
)
WORDS = st.text("一二三公开申请条例0123456789abc，。（）—", max_size=60)
CLASSES = st.sampled_from(["", "text-indent:2em", "text-align:center", "margin-bottom:9px"])
BORDERS = st.sampled_from(["", "td{border:1px solid}", "td{border-bottom:1px solid}"])


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A page of paragraphs and tables, and the words in it."""
    parts: list[str] = []
    words: list[str] = []
    for _ in range(draw(st.integers(1, 6))):
        if draw(st.booleans()):
            words.append(draw(WORDS))
            parts.append(f"<p style='{draw(CLASSES)}'>{words[-1]}")
            continue
        cells = st.lists(st.tuples(WORDS, st.integers(1, 2), st.integers(1, 2)), max_size=4)
        parts.append("<table>")
        for row in draw(st.lists(cells, min_size=1, max_size=4)):
            parts.append("<tr>")
            parts += [f"<td colspan={across} rowspan={down}>{text}" for text, across, down in row]
            words += [text for text, _, _ in row]
        parts.append("</table>")
    return f"<style>{STYLE}{draw(BORDERS)}</style>{''.join(parts)}", words


def letters(*texts: str) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


def texts_of(manuscript: Manuscript) -> list[str]:
    found: list[str] = []
    for block in manuscript.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Grid):
            found += [cell.text for cell in block.cells]
    return found


@settings(max_examples=40, deadline=None)
@given(pages())
def test_every_character_of_the_text_layer_is_in_the_manuscript_or_lost(
    page: tuple[str, list[str]],
) -> None:
    text, words = page
    data = HTML(string=text).write_pdf()

    with suppress(UnreadableFileError):  # an empty page
        manuscript, remarks = read_document(data)
        assert letters(*texts_of(manuscript), *(one.text for one in remarks.lost)) == letters(
            *words
        )
        return
    assert not letters(*words)


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read_pdf(data)
    return str(caught.value)


TEXT = pdfs.chinese(["一、总体情况", "主动公开信息十二条。"], ["二、申请情况"])


def test_a_bomb_in_a_page_is_refused() -> None:
    bomb = zlib.compress(b"BT (a) Tj ET\n" * 60_000_000)
    data = pdfs.pages([pdfs.stream(bomb, b"/Filter/FlateDecode")], pdfs.LATIN)

    assert "太大或太复杂" in reason(data)


def test_too_many_pages_are_refused() -> None:
    many = pdfs.pages([pdfs.packed(b"")] * (MOST_PDF_PAGES + 1), pdfs.LATIN)

    assert f"超过 {MOST_PDF_PAGES} 页" in reason(many)


def test_too_many_characters_on_all_pages_together_are_refused() -> None:
    data = pdfs.chinese(["公" * 30] * 20, ["公" * 30] * 20)

    assert read_document(data, most=1200)[0].blocks
    with pytest.raises(UnreadableFileError, match="文字超过 1,199 个"):
        read_document(data, most=1199)


def test_a_scan_says_what_to_do() -> None:
    assert "文字识别（OCR）" in reason(pdfs.pages([pdfs.packed(b"0 0 m 9 9 l S")], pdfs.LATIN))


def test_a_page_without_text_among_others_is_named() -> None:
    scan = b"q 500 0 0 700 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    shown = pdfs.packed(b"BT /F 12 Tf 50 700 Td (a) Tj ET")
    _, remarks = read_pdf(pdfs.pages([shown, pdfs.packed(scan)], pdfs.LATIN))

    assert [(one.place, "没有文字层" in one.reason) for one in remarks.lost] == [("第2页", True)]


def test_a_password_is_told_from_damage() -> None:
    writer = PdfWriter(clone_from=BytesIO(TEXT))
    writer.encrypt("geheim", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)

    assert "有密码" in reason(made.getvalue())
    assert "不是能读的 PDF" in reason(TEXT[:200])
    assert "不是 PDF" in reason("文本".encode())


def test_a_file_that_may_be_read_but_not_printed_is_read() -> None:
    writer = PdfWriter(clone_from=BytesIO(TEXT))
    writer.encrypt("", "geheim", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)

    assert texts_of(read_document(made.getvalue())[0])[0] == "一、总体情况"


def test_scripts_do_not_run_and_are_said_to_be_left_out() -> None:
    writer = PdfWriter(clone_from=BytesIO(TEXT))
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('a')")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject(key): value for key, value in script.items()}
    )
    writer.add_attachment("a.txt", b"a")
    made = BytesIO()
    writer.write(made)

    reasons = [one.reason for one in read_document(made.getvalue())[1].lost]

    assert reasons == ["脚本，没有导入，也没有运行", "附在 PDF 里的文件，没有导入"]


def test_glyphs_without_letters_are_counted_or_refused() -> None:
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>>>]>>"
    )
    data = pdfs.pages([pdfs.packed(b"BT /F 12 Tf <00030004> Tj ET")], b"3 0 R", [font])

    assert "没有文字编码" in reason(data)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_damage_ends_in_a_text_or_in_a_message(seed: int) -> None:
    chance = Random(seed)
    spoilt = bytearray(TEXT)
    for _ in range(chance.randint(1, 6)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    with suppress(UnreadableFileError):
        assert read_document(bytes(spoilt))[0].blocks
