"""OLE containers: files of Word and Excel up to 2003, of WPS, and any with a password."""

from __future__ import annotations

from site_builder.importers.imported import UnreadableFileError

_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128  # bytes of an entry of the directory
_START = 116  # where in it the number of its first sector stands
_ENCRYPTED_WORD = 0x01  # in byte 11 of the text of Word
_FILEPASS = b"\x2f\x00"  # the record of a workbook that says it has a password
_PASSWORD = "加了密码，读不了：请在 Word、Excel 或 WPS 里打开，去掉密码，另存后再导入"
_WORKBOOKS = ("Workbook", "Book")


def is_ole(data: bytes) -> bool:
    """Whether a file is an OLE container."""
    return data.startswith(_MARK)


def ole_suffix(data: bytes) -> str:
    """Return `.doc` for a container with a text, `.xls` for one with a workbook. Raise
    UnreadableFileError if it has a password, or holds neither."""
    if _entry(data, "EncryptedPackage"):
        raise UnreadableFileError(_PASSWORD)
    if entry := _entry(data, "WordDocument"):
        begin = _stream(data, entry)
        if begin[:2] == b"\xec\xa5" and begin[11] & _ENCRYPTED_WORD:
            raise UnreadableFileError(_PASSWORD)
        return ".doc"
    for name in _WORKBOOKS:
        if entry := _entry(data, name):
            if _has_filepass(_stream(data, entry)):
                raise UnreadableFileError(_PASSWORD)
            return ".xls"
    if _entry(data, "PowerPoint Document"):
        why = "是演示文稿，读不了：请把文字复制到 Word 里，存为 .docx 再导入"
        raise UnreadableFileError(why)
    why = "是旧格式的 Office 文件，里面没有找到正文：请在 Word 或 WPS 里打开，另存为 .docx 再导入"
    raise UnreadableFileError(why)


def _entry(data: bytes, name: str) -> bytes:
    """Return the entry of the directory with this name, or no bytes. Entries begin at multiples of
    their size, with the name and a zero."""
    sought = (name + "\0").encode("utf-16-le")
    at = data.find(sought)
    while at != -1 and at % _ENTRY:
        at = data.find(sought, at + 1)
    return data[at : at + _ENTRY] if at != -1 else b""


def _stream(data: bytes, entry: bytes) -> bytes:
    """Return the first bytes of a stream, padded with zeros."""
    sector = 1 << min(data[30], 12)
    start = (int.from_bytes(entry[_START : _START + 4], "little") + 1) * sector
    return data[start : start + 256].ljust(256, b"\0")


def _has_filepass(stream: bytes) -> bool:
    """Whether one of the first records of a workbook says that it has a password."""
    at = 0
    while at + 4 <= len(stream):
        if stream[at : at + 2] == _FILEPASS:
            return True
        at += 4 + int.from_bytes(stream[at + 2 : at + 4], "little")
    return False
