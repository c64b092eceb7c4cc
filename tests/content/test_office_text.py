"""The words of attachments: what can be read is read, what is broken ends quickly."""

from __future__ import annotations

import time
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pdfs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.office_text import extract_text, has_text
from site_builder.model.limits import MOST_SEARCHED_SPANS, MOST_SEARCHED_TEXT

pytestmark = pytest.mark.interpreter

DOCUMENT = "word/document.xml"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def archive(parts: Mapping[str, str | bytes], method: int = ZIP_DEFLATED) -> bytes:
    """An Office file with these parts."""
    file = BytesIO()
    with ZipFile(file, "w", method) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return file.getvalue()


def texts(path: str, data: bytes) -> list[str]:
    return [span.text for span in extract_text(path, data).spans]


def test_only_texts_word_excel_and_pdf_have_words() -> None:
    names = ["a.txt", "a.CSV", "a.docx", "b/a.xlsx", "a.PDF", "a.doc", "docx", "a.docx.zip"]

    assert [name for name in names if has_text(name)] == names[:5]


def test_a_line_of_a_pdf_is_one_span() -> None:
    spans = extract_text("a.pdf", pdfs.chinese(["名单"], [], ["张某", "无"])).spans

    assert [(span.text, span.place, span.line) for span in spans] == [
        ("名单", "第1页", 0),
        ("张某", "第3页", 0),
        ("无", "第3页", 0),
    ]


def test_a_file_that_is_no_pdf_is_not_read_as_one() -> None:
    assert extract_text("a.pdf", b"BT (1) Tj ET" * 200 + pdfs.latin("1")) == ((), True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_any_usual_encoding(encoding: str) -> None:
    spans = extract_text("a.csv", "姓名,电话\r\n\r\n张某,无\r\n".encode(encoding)).spans

    assert [(span.text, span.place, span.line) for span in spans] == [
        ("姓名,电话\n\n张某,无\n", "", 1),
    ]


def test_runs_of_a_paragraph_are_one_text() -> None:
    xml = (
        '<?xml version="1.0"?><w:document xmlns:w="x"><w:body>'
        '<w:p><w:r><w:t>110105</w:t></w:r><w:r><w:t xml:space="preserve">1949 &amp; </w:t></w:r>'
        "<w:r><w:tab/><w:t>乙</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>丙</w:t></w:r></w:p>"
        '<w:tbl><w:tr><w:tc><w:p w:rsid="1"><w:t>丁</w:t></w:p></w:tc></w:tr></w:tbl></w:body>'
    )

    spans = extract_text(
        "a.docx", archive({DOCUMENT: xml, "word/styles.xml": "<w:t>不看</w:t>"})
    ).spans

    assert [span.text for span in spans] == ["1101051949 & \t乙", "丙", "丁"]
    assert spans[1].place == "第2段"
    assert spans[1].line == 0


def test_notes_comments_and_margins_of_a_document_are_read() -> None:
    names = ["comments", "footnotes", "endnotes", "header1", "footer2"]
    parts = {f"word/{name}.xml": f"<w:p><w:t>{name}</w:t></w:p>" for name in names}

    assert sorted(texts("a.docx", archive(parts))) == sorted(names)


def test_a_row_of_a_sheet_is_one_span() -> None:
    strings = "<sst><si><t>姓名</t></si><si/><si><r><t>张</t></r><r><t>某</t></r></si></sst>"
    sheet = (
        '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="2"/></row>'
        '<row r="5" spans="1:3"><c r="A5" t="s"><v>2</v></c><c><v>13812345678</v></c>'
        '<c t="inlineStr"><is><t>无</t></is></c></row></sheetData></worksheet>'
    )

    spans = extract_text("a.xlsx", archive({STRINGS: strings, SHEET: sheet})).spans

    assert [(span.text, span.place) for span in spans] == [
        ("姓名", "第1张工作表第1行"),
        ("张某\t13812345678\t无", "第1张工作表第5行"),
    ]


def test_a_prefix_of_another_name_is_read_too() -> None:
    sheet = '<x:row r="1"><x:c t="str"><x:v>张某</x:v></x:c></x:row>'

    assert texts("a.xlsx", archive({SHEET: sheet})) == ["张某"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"PK\x03\x04" + b"\x00" * 40,
        b"not an archive",
        archive({DOCUMENT: "<w:p><w:t>x</w:t></w:p>"})[:-30],
        archive({DOCUMENT: "<w:p><w:t>x</w:t></w:p>"}, ZIP_BZIP2),
        archive({SHEET: '<row><c t="s"><v>9</v></c></row>'}),
        archive({SHEET: '<row><c t="s"><v>x</v></c></row>'}),
        archive({"other.xml": "<t>x</t>"}),
    ],
)
@pytest.mark.parametrize("path", ["a.docx", "a.xlsx"])
def test_a_broken_file_has_no_words(path: str, data: bytes) -> None:
    assert extract_text(path, data) == ((), True)


def test_a_file_that_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = archive({DOCUMENT: b"<w:p><w:t>x</w:t></w:p>" + b" " * 40_000_000})

    assert len(bomb) < 100_000
    assert extract_text("a.docx", bomb) == ((), False)


def test_a_wrong_size_in_an_archive_is_noticed() -> None:
    honest = archive({DOCUMENT: b"<w:p><w:t>x</w:t></w:p>" + b" " * 5_000_000})
    size = (5_000_000 + 23).to_bytes(4, "little")
    assert honest.count(size) == 2

    assert extract_text("a.docx", honest.replace(size, (50).to_bytes(4, "little"))) == ((), True)


def shared(count: int, *strings: str) -> bytes:
    """A workbook with one row of `count` cells for each string, which they share."""
    items = "".join(f"<si><t>{text}</t></si>" for text in strings)
    cells = [f'<c t="s"><v>{number}</v></c>' * count for number in range(len(strings))]
    sheet = "".join(f"<row>{row}</row>" for row in cells)
    return archive({STRINGS: items, SHEET: sheet}, ZIP_STORED)


def test_a_long_shared_string_is_searched_once_however_often_it_is_used() -> None:
    text = "长" * 200_000

    spans, whole = extract_text("a.xlsx", shared(5_000, text, "张某"))

    assert [span.text for span in spans] == [text, "\t".join(["张某"] * 5_000)]
    assert whole


def test_a_file_with_more_text_than_is_searched_is_not_whole() -> None:
    spans, whole = extract_text("a.xlsx", shared(600_000, "张某某" * 6))

    assert (spans, whole) == ((), False)
    assert not extract_text("a.txt", b"1" * (MOST_SEARCHED_TEXT + 1)).whole
    rows = "<row><c><v>1</v></c></row>" * (MOST_SEARCHED_SPANS + 1)
    spans, whole = extract_text("a.xlsx", archive({SHEET: rows}, ZIP_STORED))
    assert (len(spans), whole) == (MOST_SEARCHED_SPANS, False)


@pytest.mark.parametrize(
    "xml",
    ["<row" * 400_000, "<w:t " * 400_000, "<si>" * 400_000, "<a:" * 500_000, "<c><v>" * 200_000],
)
@pytest.mark.parametrize(
    ("path", "part"), [("a.xlsx", SHEET), ("a.xlsx", STRINGS), ("a.docx", DOCUMENT)]
)
def test_broken_xml_takes_no_longer_than_whole_one(xml: str, path: str, part: str) -> None:
    file = archive({part: xml}, ZIP_STORED)

    begun = time.perf_counter()
    extract_text(path, file)

    assert time.perf_counter() - begun < 5


def test_entities_are_not_resolved() -> None:
    xml = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        "<w:p><w:t>&a;&b;</w:t></w:p>"
    )

    assert texts("a.docx", archive({DOCUMENT: xml})) == ["&a;&b;"]


@given(st.binary(), st.sampled_from(["a.txt", "a.docx", "a.xlsx", "a.pdf"]))
def test_any_bytes_can_be_read(data: bytes, path: str) -> None:
    extract_text(path, data)
    extract_text(path, b"PK\x03\x04" + data)
    extract_text(path, b"%PDF-" + data)


@given(st.text(), st.sampled_from([DOCUMENT, SHEET, STRINGS]))
def test_any_xml_can_be_read(xml: str, part: str) -> None:
    extract_text("a.docx", archive({part: xml.encode("utf-8", "surrogatepass")}))
