"""Which format a file has, by its bytes; its name decides only between formats of plain text."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath
from typing import Literal
from zipfile import BadZipFile, ZipFile

from site_builder.importers.formats.decoding import decoded
from site_builder.importers.formats.ole import is_ole, ole_suffix
from site_builder.importers.imported import UnreadableFileError
from site_builder.text.patterns import regex

Kind = Literal["text", "markdown", "web page", "word", "pdf", "workbook", "old office", "zip"]

_HEAD = 4_000  # bytes, or characters, by which a text is told
_JUNK = 1024  # bytes that may stand before the first mark of a PDF
_SAVE_AS_WORD = "请在 Word 或 WPS 里打开，另存为 .docx 再导入"
_SAVE_AS_EXCEL = "请在 Excel 或 WPS 里打开，另存为 .xlsx 再导入"
_SLIDES = "是演示文稿，读不了：请把文字复制到 Word 里，存为 .docx 再导入"
_NO_DOCUMENT = "不是能读的文档：请在 Word 或 WPS 里打开，另存为 .docx；表格另存为 .xlsx"
_SCAN = "是图片（{}），里面没有文字：请找 Word 原稿，或用文字识别（OCR）转成 Word，核对后再导入"
_UNPACK = "是 {} 压缩包，读不了：请解压后导入文件夹，或改压成 zip"
_SIGNATURES = (
    (b"\x89PNG\r\n", _SCAN.format("PNG")),
    (b"\xff\xd8\xff", _SCAN.format("JPEG")),
    (b"GIF8", _SCAN.format("GIF")),
    (b"BM", _SCAN.format("BMP")),
    (b"II*\0", _SCAN.format("TIFF")),
    (b"MM\0*", _SCAN.format("TIFF")),
    (b"RIFF", _SCAN.format("WebP")),
    (b"\0\0\0\x18ftyp", _SCAN.format("HEIC")),
    (b"Rar!", _UNPACK.format("RAR")),
    (b"7z\xbc\xaf", _UNPACK.format("7z")),
    (b"\x1f\x8b", _UNPACK.format("gzip")),
    (b"BZh", _UNPACK.format("bzip2")),
    (b"Founder CEB", "是方正 CEB 文件，读不了：请在方正 Apabi 里打开，另存为或打印成 PDF 再导入"),
    (b"CAJ", "是 CAJ 文件，读不了：请在 CAJViewer 里打印成 PDF 再导入"),
    (b"MZ", "是程序，不是文档"),
    (b"\x7fELF", "是程序，不是文档"),
)
# A part of a zip by which its format is told.
_PARTS: dict[str, Kind] = {"word/document.xml": "word", "xl/workbook.xml": "workbook"}
_REFUSED = {
    "OFD.xml": "是 OFD 版式文件，读不了：请用 OFD 阅读器另存为 PDF 再导入",
    "xl/workbook.bin": f"是 .xlsb 文件，读不了：{_SAVE_AS_EXCEL}",
    "ppt/presentation.xml": _SLIDES,
    "uof/content.xml": f"是标文通（UOF）文件，读不了：{_SAVE_AS_WORD}",
}
_OPEN_DOCUMENTS = {"text": ".odt", "spreadsheet": ".ods"}
_FORMS: dict[Kind, tuple[str, ...]] = {
    "text": (".txt", ".text", ".log", ".csv"),
    "markdown": (".md", ".markdown"),
    "web page": (".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml", ".jsp", ".asp", ".aspx"),
    "word": (".docx", ".docm"),
    "pdf": (".pdf",),
    "workbook": (".xlsx", ".xlsm"),
    "old office": (".doc", ".wps", ".wpt", ".dot", ".rtf", ".odt", ".xls", ".et", ".ods", ".xml"),
    "zip": (".zip",),
}
_NAMES: dict[Kind, str] = {
    "text": "纯文本",
    "markdown": "Markdown",
    "web page": "网页",
    "word": "Word 文件（.docx）",
    "pdf": "PDF",
    "workbook": "Excel 文件（.xlsx）",
    "old office": "旧格式的 Office 文件",
    "zip": "zip 压缩包",
}
_FOR_PROGRAMS = (".css", ".js", ".json", ".xml", ".yaml", ".yml", ".svg", ".ini")
_PAGE = regex(
    r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?!.*?<body).*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|center|font|span|h[1-6])\b"
)
_PAGE_SURELY = regex(r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b")
_MHTML = regex(r"(?im)^content-type:\s*multipart/related")
_OFFICE_XML = regex(
    r"progid=\"(Word|Excel)\.|<(?:pkg:package|w:wordDocument)|urn:[^\"]*:spreadsheet"
)
_UOF = regex(r"<(?:\w+:)?UOF\b")
_FRONT_MATTER = regex(r"---[ \t]*\n(?:[A-Za-z_]\w*:.*\n)+(?:.*\n)*?---[ \t]*(?:\n|\Z)")
_CONTROL = regex("[\0-\x06\x0e-\x1a]")


def kind_of(data: bytes, name: str) -> Kind:
    """Return the format of a file with this name. Raise UnreadableFileError, which says what to do,
    for one that cannot be read."""
    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableFileError("是空文件，里面没有内容：请确认文件已经保存，或重新下载")
    if data.startswith((b"PK\3\4", b"PK\5\6")):
        return _kind_of_zip(data)
    if is_ole(data):
        ole_suffix(data)  # raises for a password, and for what is neither a text nor a workbook
        return "old office"
    if _is_pdf(data):
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "old office"
    for signature, why in _SIGNATURES:
        if data.startswith(signature) and b"\0" in data[:_HEAD]:
            raise UnreadableFileError(why)
    return _kind_of_text(data, PurePosixPath(name).suffix.lower())


def office_suffix(data: bytes) -> str:
    """Return the suffix that an old Office file should have, whatever its name: `.doc`, `.xls`,
    `.rtf`, `.odt` or `.ods`."""
    if is_ole(data):
        return ole_suffix(data)
    if data.startswith(b"PK"):
        return _open_document(data)
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    is_workbook = b"Excel." in data[:_HEAD] or b":spreadsheet" in data[:_HEAD]
    return ".xls" if is_workbook else ".doc"


def kind_of_parts(names: Iterable[str]) -> Kind:
    """Return the format of a zip with parts of these names. Raise UnreadableFileError."""
    kind: Kind = "zip"
    for name in names:
        if name in _REFUSED:
            raise UnreadableFileError(_REFUSED[name])
        kind = _PARTS.get(name, kind)
    return kind


def other_suffix(kind: Kind, name: str) -> str:
    """Return what to say of a file whose name has the suffix of another format, or the empty
    string."""
    suffix = PurePosixPath(name).suffix.lower()
    known = {one for suffixes in _FORMS.values() for one in suffixes}
    if suffix in _FORMS[kind] or suffix not in known:
        return ""
    return f"后缀是 {suffix}，内容是{_NAMES[kind]}，照内容读的"


def _kind_of_zip(data: bytes) -> Kind:
    try:
        with ZipFile(BytesIO(data)) as archive:
            kind = kind_of_parts(archive.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        why = "不完整，打不开（可能是下载或复制时断了）：请重新下载或复制"
        raise UnreadableFileError(why) from error
    return "old office" if kind == "zip" and _open_document(data) else kind


def _open_document(data: bytes) -> str:
    """Return the suffix of an OpenDocument file, or the empty string. Its first part is its media
    type, not compressed."""
    head = data[:200]
    if b"mimetypeapplication/vnd.oasis.opendocument." not in head:
        return ""
    for name, suffix in _OPEN_DOCUMENTS.items():
        if b"opendocument." + name.encode() in head:
            return suffix
    raise UnreadableFileError(_SLIDES)


def _is_pdf(data: bytes) -> bool:
    start = data.find(b"%PDF-", 0, _JUNK)
    return start == 0 or (start > 0 and b" obj" in data)


def _kind_of_text(data: bytes, suffix: str) -> Kind:
    try:
        text, _ = decoded(data[:_HEAD])
    except UnreadableFileError as error:
        raise UnreadableFileError(_NO_DOCUMENT) from error
    if _CONTROL.search(text):
        raise UnreadableFileError(_NO_DOCUMENT)
    if kind := _kind_of_markup(text, suffix):
        return kind
    if suffix in _FOR_PROGRAMS:
        raise UnreadableFileError(f"是给程序用的数据（{suffix}），不是文档")
    return "markdown" if suffix in _FORMS["markdown"] or _FRONT_MATTER.match(text) else "text"


def _kind_of_markup(text: str, suffix: str) -> Kind | None:
    """Return the format of a text that is a page or XML of Office, or None."""
    if _MHTML.search(text) or _PAGE_SURELY.match(text):
        return "web page"
    if _UOF.search(text):
        raise UnreadableFileError(f"是标文通（UOF）文件，读不了：{_SAVE_AS_WORD}")
    if text.lstrip().startswith("<") and _OFFICE_XML.search(text):
        return "old office"
    if suffix in _FORMS["markdown"]:
        return None
    is_page = _PAGE.match(text) or (suffix in _FORMS["web page"] and "<" in text)
    return "web page" if is_page else None
