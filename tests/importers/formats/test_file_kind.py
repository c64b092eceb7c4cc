"""A file is what its bytes are, whatever its name says."""

from __future__ import annotations

import pytest
from importers.formats.file_heads import ole, zipped

from site_builder.importers.formats.file_kind import kind_of, office_suffix, other_suffix
from site_builder.importers.imported import UnreadableFileError

PAGE = "<!DOCTYPE html>\n<html><body><p>示例市科学技术局</p></body></html>"
SAVED = '<?xml version="1.0"?>\n<!-- saved from url=(0019)http://a.gov.cn/ -->' + PAGE
MHTML = b"From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n\tboundary=x"
WORD_XML = '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'
FILEPASS = b"\x09\x08\x10\0" + bytes(16) + b"\x2f\0\x36\0"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("报告.txt", "示例市科学技术局".encode(), "text"),
        ("报告.txt", "示例市科学技术局".encode("gb18030"), "text"),
        ("报告.txt", "示例市科学技术局".encode("utf-16"), "text"),
        ("报告", b"A < B", "text"),
        ("报告.md", "## 一、总体情况".encode(), "markdown"),
        ("报告.txt", "---\ntitle: 年度报告\n---\n正文".encode(), "markdown"),
        ("报告.md", b"<div>text</div>", "markdown"),
        ("报告.doc", PAGE.encode(), "web page"),
        ("报告.txt", PAGE.encode("utf-16"), "web page"),
        ("报告.md", PAGE.encode("gb18030"), "web page"),
        ("报告.txt", SAVED.encode(), "web page"),
        ("报告.html", "文字 <b>粗</b>".encode(), "web page"),
        ("报告.mht", MHTML, "web page"),
        ("报告.html", zipped("[Content_Types].xml", "word/document.xml"), "word"),
        ("报告.doc", zipped("word/document.xml", "word/vbaProject.bin"), "word"),
        ("报告.docx", zipped("xl/workbook.xml"), "workbook"),
        ("报告.docx", b"%PDF-1.7\n1 0 obj", "pdf"),
        ("报告.pdf", b"\xef\xbb\xbf\r\nHTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj", "pdf"),
        ("资料.zip", zipped("2020.txt"), "zip"),
        ("资料.zip", zipped(), "zip"),
        ("报告.docx", ole("WordDocument"), "old office"),
        ("报告.doc", b"{\\rtf1\\ansi", "old office"),
        ("报告.doc", WORD_XML.encode(), "old office"),
    ],
)  # fmt: skip
def test_a_file_is_what_its_bytes_are(name: str, data: bytes, kind: str) -> None:
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "空文件"),
        (b"\0\0\r\n", "空文件"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "图片（PNG）"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片（JPEG）"),
        (b"Rar!\x1a\x07\0", "RAR 压缩包"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "OFD.*另存为 PDF"),
        (zipped("ppt/presentation.xml"), "演示文稿"),
        (zipped("word/document.xml")[:-30], "不完整"),
        (ole("EncryptedPackage"), "密码"),
        (ole("WordDocument", b"\xec\xa5\xc1\0" + bytes(7) + b"\x01"), "密码"),
        (ole("Workbook", FILEPASS), "密码"),
        (ole("PowerPoint Document"), "演示文稿"),
        (ole("Contents"), r"另存为 \.docx"),
        (b'<?xml version="1.0"?><uof:UOF xmlns:uof="x"/>', "标文通"),
        (bytes(range(256)) * 9, r"另存为 \.docx"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_what_to_do(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableFileError, match=why):
        kind_of(data, "报告.docx")


def test_words_about_passwords_in_an_old_file_do_not_make_it_one() -> None:
    text = "EncryptedPackage\0".encode("utf-16-le")

    assert kind_of(ole("WordDocument", b"\xec\xa5\xc1\0" + bytes(13) + text), "报告.doc")


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (ole("WordDocument"), ".doc"),
        (ole("Workbook"), ".xls"),
        (ole("Book"), ".xls"),
        (b"{\\rtf1", ".rtf"),
        (WORD_XML.encode(), ".doc"),
        (WORD_XML.replace("Word.", "Excel.").encode(), ".xls"),
    ],
)
def test_an_old_file_has_the_suffix_of_its_content(data: bytes, suffix: str) -> None:
    assert office_suffix(data) == suffix


def test_a_suffix_of_another_format_is_said() -> None:
    assert other_suffix("web page", "报告.doc") == "后缀是 .doc，内容是网页，照内容读的"
    assert other_suffix("word", "报告.docx") == ""
    assert other_suffix("text", "报告") == ""
    assert other_suffix("text", "报告.2020") == ""


@pytest.mark.parametrize("name", ["style.css", "数据.json", "feed.xml"])
def test_data_for_programs_is_no_document(name: str) -> None:
    with pytest.raises(UnreadableFileError, match="给程序用"):
        kind_of(b"{}", name)
